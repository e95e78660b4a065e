"""The annotated copy: a comment on the exact words, everything else as it was."""

from __future__ import annotations

import io
import re
import zipfile

import docx as python_docx
import pytest
from lxml import etree

from briefing.errors import InputRefusedError
from briefing.template.fields import CONTRACT
from briefing.template.ooxml import W
from briefing.word.inspection.commenting import with_comments
from briefing.word.inspection.rules import check_template
from briefing.word.reading import read_document
from tests.template.documents import row, table
from tests.word.battery.cases import changed, char, code, p
from tests.word.battery.saving import saved
from tests.word.documents import names, paragraph, part
from tests.word.inspection.documents import sound
from tests.word.inspection.test_traces import COMMENTED, commented

NOTE = '<w:footnote w:id="2">{}</w:footnote>'


def alt(text):
    """Return a picture with an alternative text."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="x" '
        f'descr="{text}"/></wp:inline></w:drawing></w:r>'
    )


def text_box(inside):
    """Return a text box as Word 2003 saved it."""
    return (
        '<w:r><w:pict><v:shape id="B" style="width:9pt;height:9pt"><v:textbox><w:txbxContent>'
        f"{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


DELETED = '<w:del w:id="8" w:author="J"><w:r><w:delText>gone </w:delText></w:r></w:del>'


def annotated(data):
    problems = check_template(data, CONTRACT).problems
    return with_comments(data, problems), problems


def commented_words(data):
    """Return the words inside of each comment's range, by the comment's words."""
    root = etree.fromstring(part(data, "word/document.xml").encode())
    comments = etree.fromstring(part(data, "word/comments.xml").encode())
    said = {
        one.get(f"{W}id"): "".join(node.text or "" for node in one.iter(f"{W}t"))
        for one in comments
    }
    opened: dict[str, str] = {}
    found = {}
    for node in root.iter():
        if node.tag == f"{W}commentRangeStart":
            opened[node.get(f"{W}id")] = ""
        elif node.tag == f"{W}commentRangeEnd":
            found[said[node.get(f"{W}id")]] = opened.pop(node.get(f"{W}id"))
        elif node.tag == f"{W}t":
            opened = {key: words + (node.text or "") for key, words in opened.items()}
    return found


@pytest.mark.parametrize(
    "body",
    [
        paragraph("Dear {{ titel }}, hello"),
        paragraph("Dear {{ ti", "tel }}", ", hello"),
        f"<w:p>{DELETED}<w:r><w:t>Dear {{{{ titel }}}}, hello</w:t></w:r></w:p>",
        paragraph("x") + table(row("a", "Dear {{ titel }}")),
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>{{ titel }}</w:t><w:br/><w:t>b</w:t></w:r></w:p>",
    ],
    ids=["one run", "three runs", "after deleted words", "table", "between tabs"],
)
def test_the_comment_stands_on_the_exact_words(body):
    made, _ = annotated(sound(body))
    found = commented_words(made)
    assert "{{ titel }}" in found.values()
    assert any("Did you mean" in said or "no field" in said for said in found)


def test_words_that_a_hyphen_drew_into_another_paragraph_are_commented_where_they_stand():
    body = paragraph("Our house{% if marking -%}") + paragraph("by the {{ titel }}, hello")
    made, _ = annotated(sound(body + paragraph("{%- endif %} {{ nmae }}.")))
    assert {"{{ titel }}", "{{ nmae }}"} <= set(commented_words(made).values())


def test_words_before_a_deleted_end_of_a_paragraph_are_commented_where_they_stand():
    gone = f"<w:rPr>{changed('del', '').replace('></w:del>', '/>')}</w:rPr>"
    body = (
        p("One {{ titel }}", properties=gone)
        + p("two {{ nmae }} and", properties=gone)
        + p("three {{ fro }}")
    )
    data = saved(body)
    problems = [one for one in check_template(data, CONTRACT).problems if one.rule == "language"]
    found = commented_words(with_comments(data, problems))
    assert sorted(found.values()) == ["{{ fro }}", "{{ nmae }}", "{{ titel }}"]


def node_before(xml, number):
    """Return the mark-up between the start of a comment's range and its end."""
    return re.search(
        rf'<w:commentRangeStart w:id="{number}"/>(.*?)<w:commentRangeEnd w:id="{number}"/>', xml
    )[1]


@pytest.mark.parametrize(
    ("body", "options", "stands"),
    [
        (
            p("aaa", '<w:r><w:footnoteReference w:id="2"/></w:r>', "bbb"),
            {"parts": {"footnotes": NOTE.format(p("{{ titel }}"))}},
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
        ),
        (
            p("see ", char("begin"), code(' REF "{{ titel }}" '), char("separate"), char("end")),
            {},
            char("begin"),
        ),
        (p("aaa", text_box(p("{{ titel }}")), "bbb"), {}, text_box(p("{{ titel }}"))),
        (p("aaa", alt("{{ titel }}"), "bbb"), {}, alt("{{ titel }}")),
    ],
    ids=["footnote", "field", "text box", "alternative text"],
)
def test_what_is_at_fault_where_no_comment_can_be_is_told_at_its_mark(body, options, stands):
    data = saved(body, **options)
    problems = [one for one in check_template(data, CONTRACT).problems if "titel" in one.words]
    made = with_comments(data, problems[:1])
    found = node_before(part(made, "word/document.xml"), 0)
    assert found == stands
    assert problems[0].place in part(made, "word/comments.xml").replace("&quot;", '"')


def test_two_findings_of_one_paragraph_have_a_comment_each():
    made, _ = annotated(sound(paragraph("{{ titel }} and {{ nmae }} and {{ titel }}")))
    words = [words for words in commented_words(made).values() if words]
    assert sorted(words) == ["{{ nmae }}", "{{ titel }}"]
    root = part(made, "word/document.xml")
    assert root.count("commentRangeStart") == root.count("commentRangeEnd") == 4


def test_the_text_and_all_other_parts_stay_as_they_are():
    data = sound(paragraph("Dear {{ titel }}") + table(row("{{ a.b }}", "c")))
    made, _ = annotated(data)
    assert [p.text for p in read_document(made).body] == [p.text for p in read_document(data).body]
    same = set(names(data)) - {
        "word/document.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
    }
    assert all(part(made, name) == part(data, name) for name in same)


def test_a_finding_of_a_header_stands_at_the_first_paragraph_and_names_its_place():
    made, _ = annotated(sound(paragraph("x"), header=paragraph("{{ marking }} {{ nmae }}")))
    (said,) = [one for one in commented_words(made) if "nmae" in one]
    assert "Header:" in said


def test_comments_that_were_there_stay_and_numbers_are_fresh():
    made, problems = annotated(commented(COMMENTED + paragraph("{{ titel }}")))
    root = etree.fromstring(part(made, "word/comments.xml").encode())
    numbers = [one.get(f"{W}id") for one in root]
    assert len(set(numbers)) == len(numbers) == len(problems) + 1
    assert root[0].get(f"{W}author") == "Jane"


def test_word_opens_the_copy_and_every_finding_is_a_comment():
    made, problems = annotated(sound(paragraph("{{ titel }}") + paragraph("{% if x %}")))
    document = python_docx.Document(io.BytesIO(made))
    said = [one.text for one in document.comments]
    assert len(said) == len(problems)
    assert all(problem.hint in words for problem, words in zip(problems, said, strict=True))


def test_the_same_file_gives_the_same_copy():
    data = sound(paragraph("{{ titel }}"))
    assert annotated(data)[0] == annotated(data)[0]


def test_a_file_without_a_paragraph_says_so():
    data = sound("")
    with pytest.raises(InputRefusedError, match="no paragraph"):
        with_comments(data, check_template(data, CONTRACT).problems)
    assert zipfile.is_zipfile(io.BytesIO(data))

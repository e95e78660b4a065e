"""The annotated copy: a comment on the exact words, everything else as it was."""

from __future__ import annotations

import io
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
from tests.word.documents import names, paragraph, part
from tests.word.inspection.documents import sound
from tests.word.inspection.test_traces import COMMENTED, commented

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

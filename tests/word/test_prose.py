"""Markdown in a finished document: lists, tables and links are the template's, words only words."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefing.template.cited_as import CitedAs
from briefing.template.markdown import blocks
from briefing.template.ooxml import W
from briefing.template.values import Blocks, Citation, Inline, PageBreak, Paragraph, Reference
from briefing.word.opening import compile_template
from briefing.word.reading import read_document
from briefing.word.rendering import render
from briefing.word.state import RenderOptions
from tests.word.documents import changed, docx, fill, paragraph, part

TEMPLATE = docx(paragraph("{{ prose }}"))
COMPILED = compile_template(TEMPLATE)


def cite(ids):
    return Citation(
        tuple(Reference(id=one, full=Inline.of(one), short=Inline.of(one)) for one in ids)
    )


def printed(text):
    rendered, found = fill(TEMPLATE, {"prose": blocks(text, cite)})
    return etree.fromstring(part(rendered.data, "word/document.xml").encode()), rendered, found


def numbering(root):
    """Return level and list of every numbered paragraph."""
    return [
        (each.find(f"{W}ilvl").get(f"{W}val"), each.find(f"{W}numId").get(f"{W}val"))
        for each in root.iter(f"{W}numPr")
    ]


def test_a_numbered_list_goes_on_after_a_paragraph_of_its_item():
    root, _, _ = printed("1. a\n\n   more\n2. b")
    first, second = numbering(root)
    assert first == second


def test_lists_begin_anew_at_their_depth_and_with_their_number():
    root, rendered, _ = printed("4. a\n   1. b\n5. c\n\nwords\n\n1. d")
    levels = [level for level, _ in numbering(root)]
    assert levels == ["0", "1", "0", "0"]
    outer, inner, again, other = (number for _, number in numbering(root))
    assert outer == again
    assert len({outer, inner, other}) == 3
    starts = re.findall(
        r'w:ilvl="(\d)"><w:startOverride w:val="(\d)"', part(rendered.data, "word/numbering.xml")
    )
    assert starts == [("0", "4"), ("1", "1"), ("0", "1")]


def test_without_a_numbering_style_numbers_are_typed_and_go_on():
    template = changed(TEMPLATE, "word/styles.xml", b'"List Number"', b'"Another"')
    _, found = fill(template, {"prose": blocks("3. a\n\n   more\n4. b", cite)})
    assert [line.text for line in found.body] == ["3.\ta", "more", "4.\tb"]


def test_a_table_repeats_its_header_row_and_no_row_breaks():
    root, _, found = printed("| a | b |\n|---|--:|\n| c [@s] | 1 |")
    header, row = root.iter(f"{W}tr")
    assert header.find(f"{W}trPr/{W}tblHeader") is not None
    assert row.find(f"{W}trPr/{W}tblHeader") is None
    assert all(each.find(f"{W}trPr/{W}cantSplit") is not None for each in (header, row))
    assert [each.get(f"{W}val") for each in root.iter(f"{W}jc")] == ["right", "right"]
    assert [note.text for note in found.footnotes] == ["s."]


def test_two_tables_do_not_become_one():
    root, _, _ = printed("| a |\n|---|\n\n| b |\n|---|")
    body = root.find(f"{W}body")
    tags = [child.tag.removeprefix(W) for child in body]
    assert tags[:4] == ["tbl", "p", "tbl", "p"]


def test_what_follows_a_page_break_is_on_a_new_page():
    rendered, _ = fill(TEMPLATE, {"prose": Blocks((PageBreak(), Paragraph("x")))})
    assert '<w:br w:type="page"/>' in part(rendered.data, "word/document.xml")


PROSE = st.lists(
    st.one_of(
        st.sampled_from(
            ["# ", "- ", "1. ", "> ", "**", "*", "`", "```", "\n", "\n\n", "    ", "[", "](",
             ")", "| ", "\n|---|---|\n", "<w:p>", "</w:t>", "&lt;", "<", "]]>", "[@x]", "---",
             "https://x.org", "javascript:x", '"', "'"]
        ),
        st.text(alphabet="abcÄΩж漢🙂", min_size=1, max_size=6),
    ),
    max_size=25,
).map("".join)  # fmt: skip
ALLOWED = re.compile(
    "document|body|sectPr|pgSz|pgMar|p|pPr|pStyle|keepNext|numPr|ilvl|numId|spacing|ind|jc|r|rPr|"
    "b|bCs|i|iCs|rStyle|vertAlign|t|br|tab|tbl|tblPr|tblStyle|tblW|tblBorders|top|bottom|insideH|"
    "tblLayout|tblLook|tblGrid|gridCol|tr|trPr|cantSplit|tblHeader|tc|tcPr|tcW|hyperlink|"
    "bookmarkStart|bookmarkEnd|footnoteReference|fldChar|instrText"
)


@given(PROSE)
@settings(max_examples=150, deadline=None)
def test_no_prose_becomes_markup_and_none_of_its_words_is_lost(text):
    rendered = render(COMPILED, {"prose": blocks(text, cite)}, RenderOptions())
    with zipfile.ZipFile(BytesIO(rendered.data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
        links = [name for name in archive.namelist() if name.endswith("document.xml.rels")]
        targets = b"".join(archive.read(name) for name in links)
    assert all(ALLOWED.fullmatch(str(each.tag).removeprefix(W)) for each in root.iter())
    assert b"javascript" not in targets
    document = read_document(rendered.data)
    written = "\n".join(line.text for line in (*document.body, *document.footnotes))
    tips = "".join(each.get(f"{W}tooltip", "") for each in root.iter(f"{W}hyperlink"))
    for word in re.findall(r"[abcÄΩж漢🙂]+", text):
        assert word in written + tips + unquote(targets.decode())


@given(PROSE, st.sampled_from(CitedAs))
@settings(max_examples=40, deadline=None)
def test_prose_that_is_printed_twice_has_ids_of_its_own(text, cited_as):
    twice = compile_template(docx(paragraph("{{ a }}") + paragraph("{{ b }}")))
    value = blocks(text, cite)
    rendered = render(twice, {"a": value, "b": value}, RenderOptions(citations=cited_as))
    with zipfile.ZipFile(BytesIO(rendered.data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for name in ("id", "name"):
        found = [each.get(f"{W}{name}") for each in root.iter(f"{W}bookmarkStart")]
        assert len(set(found)) == len(found)


STYLED = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
    f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    for level in (3, 4)
)


def outline(*pieces, base=3, text="# First\n\nWords\n\n## Second"):
    """Return the headings of a document with some prose, each with its level."""
    template = docx("".join(pieces))
    styles = part(template, "word/styles.xml").replace("</w:styles>", f"{STYLED}</w:styles>")
    template = changed(template, "word/styles.xml", part(template, "word/styles.xml").encode(),
                       styles.encode())  # fmt: skip
    prose = blocks(text, lambda _: None, base)
    rendered, _ = fill(template, {"prose": prose, "name": "Italy"})
    return [(heading.text, heading.level) for heading in rendered.headings]


PROSE = paragraph("{{ prose }}")


@pytest.mark.parametrize("level", [1, 2, 3])
@pytest.mark.parametrize("words", ["Fixed", "{{ name }}", "On {{ name }}"])
def test_headings_of_prose_are_counted_from_the_heading_that_they_stand_under(level, words):
    found = outline(paragraph(words, style=f"Heading{level}"), PROSE, PROSE)
    assert [each for _, each in found[1:]] == [level + 1, min(level + 2, 4)] * 2


def test_without_a_heading_above_the_field_says_where_they_begin():
    assert outline(PROSE, base=2) == [("First", 2), ("Second", 3)]


def test_headings_of_prose_do_not_count_for_the_prose_that_follows():
    head = paragraph("One", style="Heading1") + PROSE + paragraph("Two", style="Heading2") + PROSE
    assert [level for _, level in outline(head)] == [1, 2, 3, 2, 3, 4]

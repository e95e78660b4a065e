"""Citations become notes that repeat nothing, or an annex; what leads to another place is right."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefing.template.cited_as import CitedAs
from briefing.template.ooxml import W
from briefing.template.values import Blocks, Citation, Inline, Note, Reference, References, Text
from briefing.word.opening import compile_template
from briefing.word.reading import read_document
from briefing.word.rendering import render
from briefing.word.state import RenderOptions
from tests.word.documents import changed, docx, fill, names, paragraph, part, texts

LETTER = Reference(id="a", full=Inline.of("Letter, The Office, 5 March"), short=Inline.of("Office"))
SPEECH = Reference(id="b", full=Inline.of("Speech, The Hall, 6 March"), short=Inline.of("Hall"))
EMBASSY = Reference(id="=e", full=Inline.of("An embassy"), short=Inline.of("An embassy"))
HEADED = docx(
    paragraph("{% for c in chapters %}")
    + paragraph("{{ c.name }}", style="Heading1")
    + paragraph("{% for line in c.lines %}")
    + paragraph("{{ line }}")
    + paragraph("{% endfor %}")
    + paragraph("{% endfor %}")
    + paragraph("{{ references }}")
)


def said(*references, words="said"):
    return Inline((Text(words), Citation(references)))


def chapters(*lines_of_each, **options):
    rows = [{"name": f"C{at}", "lines": lines} for at, lines in enumerate(lines_of_each)]
    values = {"chapters": rows, "references": Blocks((References(),))}
    if options.get("citations") is not CitedAs.ANNEX:
        values["references"] = Blocks()
    return fill(HEADED, values, RenderOptions(**options))


def notes(document):
    return [note.text for note in (*document.footnotes, *document.endnotes)]


def test_a_source_has_one_note_under_a_main_heading_and_is_referred_to_after_that():
    rendered, found = chapters([said(LETTER), said(SPEECH), said(LETTER)])
    assert notes(found) == ["Letter, The Office, 5 March.", "Speech, The Hall, 6 March."]
    assert texts(found)[1:4] == ["said", "said", "said1"]
    body = part(rendered.data, "word/document.xml")
    assert re.findall(r"NOTEREF (\w+) \\f \\h", body) == re.findall(r'name="(_Ref\w+)"', body)[:1]


def test_under_the_next_heading_a_note_in_short_says_where_the_full_one_is():
    _, found = chapters([said(SPEECH), said(LETTER)], [said(LETTER), said(LETTER)])
    assert notes(found)[2] == "Office, as note 2."
    assert len(notes(found)) == 3


def test_several_sources_have_a_note_each():
    _, found = chapters([said(LETTER, SPEECH), said(SPEECH)])
    assert notes(found) == ["Letter, The Office, 5 March.", "Speech, The Hall, 6 March."]
    assert texts(found)[1:3] == ["said, ", "said2"]


def test_what_has_only_one_form_is_said_again_as_it_is():
    _, found = chapters([said(EMBASSY)], [said(EMBASSY)])
    assert notes(found) == ["An embassy.", "An embassy."]


def test_ibid_stands_where_the_note_before_names_the_same():
    lines = [said(LETTER)], [said(LETTER)], [said(SPEECH)], [said(LETTER)]
    _, found = chapters(*lines, ibid=True)
    assert notes(found)[1] == "Ibid."
    assert notes(found)[3] == "Office, as note 1."


def test_a_note_with_words_of_its_own_ends_what_ibid_means():
    other = Inline((Text("x"), Note(Inline.of("Remark."))))
    _, found = chapters([said(LETTER), other], [said(LETTER)], ibid=True)
    assert notes(found)[2].startswith("Office")


def test_endnotes_have_their_own_part_styles_and_numerals():
    rendered, found = chapters([said(LETTER)], [said(LETTER)], citations=CitedAs.ENDNOTES)
    assert not found.footnotes
    assert [note.style for note in found.endnotes] == ["EndnoteText"] * 2
    assert found.endnotes[1].text == "Office, as note i."
    assert "word/endnotes.xml" in names(rendered.data)
    assert 'w:styleId="EndnoteReference"' in part(rendered.data, "word/styles.xml")


def test_an_annex_numbers_every_source_once_and_lists_it():
    rendered, found = chapters(
        [said(SPEECH), said(LETTER, SPEECH)], [said(LETTER)], citations=CitedAs.ANNEX
    )
    assert not found.footnotes
    assert texts(found) == [
        "C0", "said [1]", "said [2, 1]", "C1", "said [2]",
        "[1]\tSpeech, The Hall, 6 March.", "[2]\tLetter, The Office, 5 March.",
    ]  # fmt: skip
    body = part(rendered.data, "word/document.xml")
    assert set(re.findall(r'w:anchor="(\w+)"', body)) == set(re.findall(r'name="(_Ref\w+)"', body))


def test_without_a_place_for_the_annex_what_is_cited_is_not_lost():
    options = RenderOptions(citations=CitedAs.ANNEX)
    rendered, found = fill(docx(paragraph("{{ a }}")), {"a": said(LETTER)}, options)
    assert notes(found) == ["Letter, The Office, 5 March."]
    assert "no place for an annex" in rendered.notices[0]


def test_in_a_header_the_source_stands_in_brackets():
    template = docx(paragraph("x"), header=paragraph("{{ a }}"))
    _, found = fill(template, {"a": said(LETTER, SPEECH)})
    assert [line.text for line in found.headers] == [
        "said (Letter, The Office, 5 March; Speech, The Hall, 6 March)"
    ]


def test_a_note_of_the_template_counts_too():
    own = f'<w:footnote w:id="2">{paragraph("Own")}</w:footnote>'
    body = (
        '<w:p><w:r><w:t>x</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        + paragraph("{{ a }}")
        + paragraph("{{ a }}")
    )
    rendered, _ = fill(docx(body, footnotes=own), {"a": said(LETTER)})
    assert '<w:t xml:space="preserve">2</w:t>' in part(rendered.data, "word/document.xml")


@pytest.mark.parametrize("restart", ["eachPage", "eachSect"])
def test_where_numbers_cannot_be_known_none_is_said(restart):
    note_properties = f'<w:footnotePr><w:numRestart w:val="{restart}"/></w:footnotePr>'
    template = docx(paragraph("{{ a }}") + paragraph("{{ a }}"))
    template = changed(
        template, "word/document.xml", b"<w:sectPr>", f"<w:sectPr>{note_properties}".encode()
    )
    _, found = fill(template, {"a": said(LETTER)})
    assert notes(found) == ["Letter, The Office, 5 March.", "Office."]


PIECES = st.sampled_from([(LETTER,), (SPEECH,), (LETTER, SPEECH), (EMBASSY,), (SPEECH, EMBASSY)])
TEMPLATE = compile_template(HEADED)
ROMAN = [
    tens + ones
    for tens in ("", "x", "xx", "xxx")
    for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
]


@given(
    st.lists(st.lists(PIECES, max_size=4), min_size=1, max_size=5),
    st.sampled_from(CitedAs),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_whatever_repeats_ids_are_unique_and_every_reference_is_right(lines, cited_as, ibid):
    rows = [
        {"name": f"C{at}", "lines": [said(*each) for each in found]}
        for at, found in enumerate(lines)
    ]
    annex = Blocks((References(),) if cited_as is CitedAs.ANNEX else ())
    options = RenderOptions(citations=cited_as, ibid=ibid)
    rendered = render(TEMPLATE, {"chapters": rows, "references": annex}, options)
    with zipfile.ZipFile(BytesIO(rendered.data)) as archive:
        roots = [
            etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if re.fullmatch(r"word/(document|footnotes|endnotes)\.xml", name)
        ]
    body = roots[0] if roots[0].tag == f"{W}document" else roots[1]
    starts = list(body.iter(f"{W}bookmarkStart"))
    assert len({each.get(f"{W}id") for each in starts}) == len(starts)
    assert len({each.get(f"{W}name").lower() for each in starts}) == len(starts)
    for root in roots:
        for kind in ("footnote", "endnote"):
            ids = [each.get(f"{W}id") for each in root.iter(f"{W}{kind}")]
            assert len(set(ids)) == len(ids)
        _assert_numbers_are_right(root, body)
    cited = {reference.full.plain for each in lines for found in each for reference in found}
    written = "\n".join(each.text for each in read_document(rendered.data).paragraphs)
    assert all(words in written for words in cited)


def _assert_numbers_are_right(root, body):
    """Compare the result of every reference with the place of its note among the notes."""
    kinds = ("footnote", "endnote")
    marks = list(body.iter(*(f"{W}{kind}Reference" for kind in kinds)))
    numbers = {}
    for place, mark in enumerate(marks, 1):
        name = mark.getparent().getprevious().get(f"{W}name")
        is_footnote = mark.tag == f"{W}footnoteReference"
        numbers[name] = str(place) if is_footnote else ROMAN[place]
    for code in root.iter(f"{W}instrText"):
        word, name = code.text.split()[:2]
        if word == "NOTEREF":
            shown = code.getparent().getnext().getnext().find(f"{W}t").text
            assert shown == numbers[name]

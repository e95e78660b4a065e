"""Whatever a value says is read back from the finished file, code point by code point."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.template.values import Blocks, Inline, Note, Paragraph, Quotation, Text
from briefing.word.opening import compile_template
from briefing.word.proof import differences
from briefing.word.reading import read_document
from briefing.word.rendering import render
from tests.word.documents import docx, paragraph, part, texts_of

CELL = f"<w:tbl><w:tr><w:tc>{paragraph('{{ v }}')}</w:tc></w:tr></w:tbl>"
TEMPLATE = compile_template(
    docx(
        paragraph("{{ v }}")
        + paragraph("in {{ v }} out")
        + CELL
        + paragraph("{{ rich }}")
        + paragraph("{{ blocks }}"),
        header=paragraph("{{ v }}"),
        title="{{ v }}",
    )
)
UNKEPT = re.compile("<w:t>(?:[ \t\r\n][^<]*|[^<]*[ \t\r\n])</w:t>")
HOSTILE = st.text(
    st.one_of(
        st.sampled_from(
            "&<>]'\"=\t\n {}%\u00a0\u200b\u200f\u202e"
            "\u05d0\u05d1\u0633\u0645é\u0301👩\u200d🚀\u2028\ufffd"
        ),
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    ),
    min_size=1,
    max_size=40,
)


@given(HOSTILE)
@example("]]> & <b> &amp; </w:t>")
@example("=1+2\t{{ v }}\n{% if x %}")
@example("one عربي two")
@example(" leading and trailing ")
def test_any_text_is_read_back_from_body_cell_header_footnote_and_block(text):
    fields = {
        "v": text,
        "rich": Inline((Quotation("q", text), Note(Inline((Text(text, bold=True),))))),
        "blocks": Blocks((Paragraph(text),)),
    }
    rendered = render(TEMPLATE, fields)
    found = read_document(rendered.data)
    body = [each.text for each in found.body]
    assert body == [text, f"in {text} out", text, text, text]
    assert [each.text for each in found.headers] == [text]
    assert [each.text for each in found.footnotes] == [text]
    for name in ("word/document.xml", "word/header1.xml", "word/footnotes.xml"):
        assert UNKEPT.search(part(rendered.data, name)) is None  # Word would drop these spaces
    assert differences(texts_of(rendered.data), rendered.ledger) == ()


@pytest.mark.parametrize("text", ["a\r\nb", "a\rb"])
def test_every_kind_of_line_break_becomes_one(text):
    found = read_document(render(TEMPLATE, {"v": text}).data)
    assert found.body[0].text == "a\nb"


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_a_character_that_xml_cannot_hold_is_named_with_its_place(sign):
    with pytest.raises(BriefingError, match=f"U\\+{ord(sign):04X}.*the words before") as raised:
        render(TEMPLATE, {"v": f"the words before{sign}and after"})
    assert re.match("Body|Header", str(raised.value))


def test_words_from_right_to_left_are_marked_and_so_is_their_paragraph():
    rendered = render(TEMPLATE, {"v": "مرحبا بالعالم"})
    found = part(rendered.data, "word/document.xml")
    assert found.count("<w:rtl/>") == 3
    assert found.count("<w:bidi/>") == 3


def test_a_foreign_word_does_not_turn_its_paragraph_round():
    found = part(render(TEMPLATE, {"v": "the word سلام means peace"}).data, "word/document.xml")
    assert '<w:t xml:space="preserve">سلام</w:t>' in found
    assert "<w:bidi/>" not in found

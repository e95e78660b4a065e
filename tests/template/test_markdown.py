"""Markdown becomes blocks, and no word of it is lost."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from briefing.template.markdown import blocks, line
from briefing.template.values import Inline, Link, Note, Paragraph, Role, Text


def cite(ids):
    return Note(Inline.of("; ".join(ids)))


def shown(text, base_level=2):
    return [
        (block.role, block.level, block.content.plain)
        for block in blocks(text, cite, base_level).items
    ]


def pieces(text):
    (block,) = blocks(text, cite).items
    return block.content.pieces


def test_headings_are_counted_from_the_base_level():
    assert shown("# One\n\n###### Deep\n\nWords", 3) == [
        (Role.HEADING3, 0, "One"),
        (Role.HEADING4, 0, "Deep"),
        (Role.BODY, 0, "Words"),
    ]


def test_nested_lists_keep_their_depth():
    assert shown("- a\n  1. b\n  2. c\n- d") == [
        (Role.BULLET, 0, "a"),
        (Role.NUMBER, 1, "b"),
        (Role.NUMBER, 1, "c"),
        (Role.BULLET, 0, "d"),
    ]


def test_a_second_paragraph_of_an_item_is_no_item():
    assert shown("- a\n\n  b") == [(Role.BULLET, 0, "a"), (Role.BODY, 0, "b")]


def test_a_quotation_is_a_quotation():
    assert shown("> said so") == [(Role.QUOTE, 0, "said so")]


def test_emphasis_is_kept():
    assert pieces("It is **very *likely*** so") == (
        Text("It is "),
        Text("very ", bold=True),
        Text("likely", bold=True, italic=True),
        Text(" so"),
    )


def test_only_web_and_mail_addresses_become_links():
    assert pieces("[site](https://example.org)") == (Link("site", "https://example.org"),)
    assert pieces("[files](ftp://example.org)") == (Text("files"),)
    assert blocks("[x](javascript:alert)", cite).items == (
        Paragraph(Inline.of("[x](javascript:alert)")),
    )


def test_raw_html_and_entities_are_words():
    assert shown("<b>no</b> &amp; <script>x</script>") == [
        (Role.BODY, 0, "<b>no</b> &amp; <script>x</script>")
    ]


def test_neighbouring_citations_become_one_note_behind_the_full_stop():
    assert pieces("It is so [@draft] [@a1:3-9]. Yes") == (
        Text("It is so."),
        Note(Inline.of("draft; a1")),
        Text(" Yes"),
    )


def test_a_line_joins_paragraphs_by_breaks():
    assert line("one\n\ntwo", cite).plain == "one\ntwo"


def test_code_keeps_its_lines_and_its_name():
    assert shown("```table\na  b\nc\n```") == [(Role.BODY, 0, "table\na  b\nc")]


def test_prose_nested_beyond_reason_is_printed_as_it_stands():
    assert "word" in blocks(">" * 200 + " word", cite).items[0].content


MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            ["# ", "- ", "1. ", "> ", "**", "*", "_", "`", "```", "\n", "\n\n", "    ", "[", "](",
             ")", "<", ">", "&amp;", "|", "\\", "![", "~~~", "---", "===", "[@x]",
             "]: ", "\t", "\r"]
        ),
        st.text(alphabet="abcdefgh ÄΩж漢🙂", min_size=1, max_size=8),
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(MARKUP)
def test_any_markup_is_read_without_an_error(text):
    assert all(isinstance(block, Paragraph) for block in blocks(text, cite).items)


@given(st.text())
def test_any_text_is_read_without_an_error(text):
    blocks(text, cite)


@given(
    st.lists(st.text(alphabet="abcÄΩж漢", min_size=1, max_size=6), min_size=1, max_size=12),
    st.lists(st.sampled_from([" ", "\n", "\n\n", "\n# ", "\n- ", "\n> ", " *", "* ", " <", "> "])),
)
def test_every_word_survives(words, between):
    text = "".join(
        word + (between[at % len(between)] if between else " ") for at, word in enumerate(words)
    )
    found = "\n".join(block.content.plain for block in blocks(text, cite).items)
    assert re.findall(r"\w+", found) == words


@given(st.integers(1, 400), st.sampled_from([">", "- ", "1. ", "*", "[", "["]))
def test_a_word_survives_any_depth(depth, sign):
    found = blocks(sign * depth + "word", cite).items
    assert any(
        "word" in (item.content.plain if isinstance(item.content, Inline) else item.content)
        for item in found
    )

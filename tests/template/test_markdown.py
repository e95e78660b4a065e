"""Markdown becomes blocks, and no word of it is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.template.markdown import blocks, line
from briefing.template.values import Align, Inline, Link, Note, Paragraph, Role, Table, Text


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


def test_a_second_paragraph_of_an_item_continues_it():
    assert shown("- a\n\n  b\n\nc") == [
        (Role.BULLET, 0, "a"),
        (Role.CONTINUED, 0, "b"),
        (Role.BODY, 0, "c"),
    ]


def numbered(text):
    return [
        (block.list, block.start, block.content.plain)
        for block in blocks(text, cite).items
        if block.role is Role.NUMBER
    ]


def test_a_numbered_list_goes_on_after_what_stands_between_its_items():
    text = "3. a\n\n   more\n\n   - x\n4. b\n\nwords\n\n1. c\n   1. d\n2. e"
    assert numbered(text) == [(1, 3, "a"), (1, 3, "b"), (3, 1, "c"), (4, 1, "d"), (3, 1, "e")]


def test_a_table_has_its_header_its_rows_and_how_its_columns_stand():
    (table,) = blocks("| Who | *Sum* |\n|---|--:|\n| A **b** | 1 |\n| C |", cite).items
    assert [cell.plain for cell in table.header] == ["Who", "Sum"]
    assert [[cell.plain for cell in row] for row in table.rows] == [["A b", "1"], ["C", ""]]
    assert table.aligns == (Align.LEFT, Align.RIGHT)


def test_a_table_with_more_cells_than_columns_is_shown_as_it_was_typed():
    assert [words for _, _, words in shown("| a |\n|---|\n| b | c |")] == [
        "| a |",
        "|---|",
        "| b | c |",
    ]


def test_a_table_in_a_line_is_lines_of_words():
    assert line("| a | b |\n|---|---|\n| c | d |", cite).plain == "a | b\nc | d"


def test_a_heading_in_a_quotation_is_no_heading():
    (block,) = blocks("> # Said", cite).items
    assert (block.role, block.content.pieces) == (Role.QUOTE, (Text("Said", bold=True),))


def test_a_rule_between_paragraphs_is_shown():
    assert [role for role, _, _ in shown("a\n\n---\n\nb")] == [Role.BODY, Role.RULE, Role.BODY]


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
    assert pieces("[files](ftp://example.org)") == (Text("files (ftp://example.org)"),)
    assert blocks("[x](javascript:alert)", cite).items == (
        Paragraph(Inline.of("[x](javascript:alert)")),
    )


def test_a_link_keeps_its_emphasis_and_what_is_said_about_it():
    assert pieces('[a **b**](https://x.org "Read")') == (
        Link("a ", "https://x.org", tip="Read"),
        Link("b", "https://x.org", bold=True, tip="Read"),
    )


def test_a_picture_is_its_words_and_its_address():
    assert pieces('![A map](map.png "Europe")') == (Text("A map (map.png, Europe)"),)


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
    assert "word" in blocks(">" * 200 + " word", cite).items[0].content.plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("see [the letter [@a]](https://x.org) now", "see the letter now"),
        ("see [**the** letter [@a:1-9] of May](https://x.org)", "see the letter of May"),
        ("[[@a]](https://x.org)", "https://x.org"),
        ("    indented by mistake [@a].", "indented by mistake."),
        ("```\ncode [@a]\n```", "code"),
        ("| a |\n|---|\n| b | too many [@a] |", "| b | too many |"),
        (">" * 200 + " deep [@a]", ">" * 200 + " deep"),
        ("`code [@a]`", "code"),
        ("![picture [@a]](p.png)", "picture (p.png)"),
    ],
)
def test_what_is_cited_is_a_note_wherever_it_stands(text, words):
    found = [block.content for block in blocks(text, cite).items if isinstance(block, Paragraph)]
    notes = [piece for content in found for piece in content.pieces if isinstance(piece, Note)]
    assert [note.content.plain for note in notes] == ["a"]
    assert found[-1].plain.rstrip() == words


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
    assert all(isinstance(block, Paragraph | Table) for block in blocks(text, cite).items)


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
    assert re.findall(r"\w+", plain(text)) == words


@given(
    st.lists(
        st.lists(st.text(alphabet="abcÄΩж漢", min_size=1, max_size=6), min_size=2, max_size=2),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["{} | {}", "- [{}](ftp:{})", "1. ![{}]({})", "> {}\\\n> {}", "`{} {}`\n"]),
)
def test_every_word_of_tables_links_and_pictures_survives(rows, form):
    lines = [form.format(*row) for row in rows]
    text = "\n".join([lines[0], "--- | ---", *lines[1:]] if "|" in form else lines)
    found = re.findall(r"\w+", plain(text).replace("ftp:", ""))
    assert found == [word for row in rows for word in row]


def plain(text):
    items = blocks(text, cite).items
    rows = (item.lines if isinstance(item, Table) else (item.content,) for item in items)
    return "\n".join(line.plain for lines in rows for line in lines)


@given(st.integers(1, 400), st.sampled_from([">", "- ", "1. ", "*", "[", "["]))
def test_a_word_survives_any_depth(depth, sign):
    found = blocks(sign * depth + "word", cite).items
    assert any(
        "word" in (item.content.plain if isinstance(item.content, Inline) else item.content)
        for item in found
    )

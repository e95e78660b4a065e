"""Text from outside stays text: never a formula, an error value, a link, and never cut."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.domain.text import FORBIDDEN
from briefing.excel import WorkbookOptions, write_matrix
from briefing.excel.strings import (
    LIMIT,
    columns_of,
    escaped,
    is_safe_url,
    lines_at,
    needs_quote_prefix,
    pieces,
)
from tests.excel.packs import summit, with_text
from tests.excel.reading import elements, in_libreoffice, opened, table_rows, text_of

CONTENT = summit(3, 4)

OURS = re.compile(
    r"COUNTIF\(|SUM\(COUNTIF\(|IF\(SUM(?:PRODUCT\(\(\$D|\(COUNTIF\()|SUM\([A-Z]+\d+:[A-Z]+\d+\)$|SUMPRODUCT\(\(\$D"
)
NASTY = (
    "=1+1",
    '=HYPERLINK("http://example.org","x")',
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\n",
    "＝1+1",
    "#N/A",
    "#REF!",
    "_x0041_",
    "_x005F_x0041_",
    "_X000a_",
    "&P&N &amp; <b>]]>",
    " leading and trailing ",
    "a  b\nc\td",
    "\u202eright to left\u202c",
    "e\u0301 \U0001f1eb\U0001f1f7 \U0010fffd",
    "1e9",
    "TRUE",
    "2026-01-06",
    "'quoted'",
    "Actor",
    "Id",
    'a","b',
)
texts = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=3).map("".join),
    st.text(min_size=1, max_size=60).filter(lambda text: not FORBIDDEN.search(text)),
).filter(lambda text: "x005F_" not in text)  # openpyxl drops that wherever it stands


@given(text=texts)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_hostile_text_is_read_back_code_point_by_code_point(text):
    workbook = write_matrix(with_text(CONTENT, text), WorkbookOptions())
    book = opened(workbook)
    register = table_rows(book["Register"])
    assert {row["Commitment"] for row in register} == {text}
    assert {row["Conditions"] for row in register} == {text}
    assert {row["Action"] for row in register} == {text}
    assert {row["Words"] for row in table_rows(book["Quotes"])} == {text}
    assert {row["Speaker"] for row in table_rows(book["Quotes"])} == {text}
    assert {row["Title"] for row in table_rows(book["Sources"])} == {text}
    assert {row["Address"] for row in table_rows(book["Sources"])} == {text}
    assert {row["Summary"] for row in table_rows(book["Positions"])} == {text}
    assert {row["Actor"] for row in table_rows(book["Grid"])} == {text}
    assert text_of(book["Grid"]["A1"].value) == text
    assert book.properties.title == f"{text} – commitment matrix"
    _is_harmless(workbook)


@pytest.mark.parametrize("text", NASTY)
def test_known_tricks_stay_text(text):
    _is_harmless(write_matrix(with_text(CONTENT, text), WorkbookOptions()))


STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "#",
    "＝",
    "\uff0b",
    "\uff0d",
    "\uff20",
    "'",
    '"',
    "\n",
    " ",
    "=-",
    "@=",
)
BODIES = (
    *("1+1", "A1", "cmd|' /C calc'!A0", 'HYPERLINK("http://example.org","x")', "N/A", "REF!"),
    *("SUM(A1:A9)", "1e9", "TRUE", "01/02/2026", "12:30", "50%", "€5", "_x0041_", "&P&D"),
    *(
        "]]><c/>",
        "\u202eleft",
        "e\u0301",
        "\U0001f1eb\U0001f1f7",
        "a\tb\nc",
        "  ",
        "a,b;c",
        "http://a.b",
    ),
)
ENDS = ("", " ", "\n")
THOUSAND = [f"{start}{body}{end}" for start in STARTS for body in BODIES for end in ENDS][:1_000]


def test_a_thousand_hostile_strings_come_back_as_they_were(tmp_path):
    content = summit(1, 2)
    first = content.commitments[0]
    rows = tuple(
        replace(first, id=f"c{at:04}", text=text, order=at) for at, text in enumerate(THOUSAND)
    )
    assert len(rows) == 1_000
    sources = tuple(replace(source, url=None) for source in content.sources)
    content = replace(content, commitments=rows, sources=sources)
    workbook = write_matrix(content, WorkbookOptions())
    _is_harmless(workbook)
    by_openpyxl = table_rows(opened(workbook)["Register"])
    assert [row["Commitment"] for row in by_openpyxl] == THOUSAND
    header, *shown = in_libreoffice(workbook, 2, tmp_path)
    at = header.index("Commitment")
    assert [row[at] for row in shown] == THOUSAND


def _is_harmless(workbook):
    with ZipFile(BytesIO(workbook)) as package:
        for name in package.namelist():
            part = package.read(name)
            if name.startswith("xl/worksheets/_rels"):
                assert b"/hyperlink" not in part
            if not name.startswith("xl/worksheets/sheet"):
                continue
            for cell in elements(part, "c"):
                assert cell.get("t") != "e"
            for formula in elements(part, "f"):
                assert OURS.match(formula.text)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t1", "＝1", "12", "true", "'a"])
def test_what_typing_would_change_is_marked_as_text(text):
    sheet = opened(write_matrix(with_text(CONTENT, text), WorkbookOptions()))["Register"]
    cells = [row[4] for row in sheet.iter_rows(min_row=2)]
    assert all(cell.quotePrefix and cell.data_type == "s" for cell in cells)


@pytest.mark.parametrize("value", ["1.5e3", "E5", "e+", "TRUE", "True", "false", "FALSE", "\u0661"])
def test_whatever_letter_a_value_begins_with_it_is_marked_as_text(value):
    assert needs_quote_prefix(value)


@pytest.mark.parametrize("words", ["trued", "Europe", "east", "France", "fals", "Éire", "µ"])
def test_words_are_not_marked(words):
    assert not needs_quote_prefix(words)


@given(st.text(st.characters(exclude_categories=()), max_size=12))
def test_every_text_is_escaped_alike_whether_told_in_a_glance_or_not(text):
    told = escaped(f"{text}a")
    assert told + "\n" == escaped(f"{text}a\n")


@pytest.mark.parametrize("text", ["x" * 70_000, "_x0041_" * 5_000, "\U0001f600" * 20_000])
def test_what_does_not_fit_into_a_cell_continues_in_numbered_rows(text):
    first = replace(CONTENT.commitments[0], text=text)
    content = replace(CONTENT, commitments=(first, *CONTENT.commitments[1:]))
    rows = table_rows(opened(write_matrix(content, WorkbookOptions()))["Register"])
    parts = [row for row in rows if row["Id"].partition("#")[0] == first.id]
    assert "".join(row["Commitment"] for row in parts) == text
    assert [row["Id"] for row in parts[1:]] == [f"{first.id}#{n}" for n in range(2, len(parts) + 1)]
    assert parts[1]["Parties"].endswith(f"(2 of {len(parts)})")


def test_a_long_condition_continues_below_its_cell_in_the_grid():
    text = "word " * 10_000
    content = with_text(CONTENT, "x")
    long = tuple(
        replace(row, conditions=tuple(replace(part, text=text) for part in row.conditions))
        for row in content.commitments
    )
    book = opened(write_matrix(replace(content, commitments=long), WorkbookOptions()))
    cells = [row["x"] for row in table_rows(book["Grid"])]
    assert text.strip() in "".join(cells)


@given(text=st.text())
def test_pieces_fit_and_lose_nothing(text):
    parts = pieces(text * 3_000)
    assert "".join(parts) == text * 3_000
    assert all(len(escaped(part)) <= LIMIT * 5 for part in parts)


def test_what_no_file_can_hold_is_shown_by_its_name():
    assert escaped("a\x0cb\ud800\uffff") == "a[U+000C]b[U+D800][U+FFFF]"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org", True),
        ("http://example.org:80/a#b", True),
        ("https://example.org/" + "a" * 3_000, False),
        ("https://[::1", False),
        ("https://a[b", False),
        ("ftp://example.org", False),
        (" https://example.org", False),
        ("https://example.org\n", False),
    ],
)
def test_a_link_needs_a_plain_web_address(url, safe):
    assert is_safe_url(url) is safe


def test_lines_are_counted_as_they_wrap():
    assert lines_at("one two three", 100) == 1
    assert lines_at("a\nb\n", 100) == 3
    assert lines_at("x" * 100, 10) >= 8
    assert columns_of("日本") == 4

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.dates import (
    Day,
    ends,
    first_day,
    in_short,
    is_date,
    is_moment,
    last_day,
    parse_day,
    parse_moment,
    sort_key,
)
from tests.records import DATES, MOMENTS


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-01-06", date(2026, 1, 6), date(2026, 1, 6)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-01~", date(2026, 1, 1), date(2026, 1, 31)),
        ("2026-01-06?", date(2026, 1, 6), date(2026, 1, 6)),
        ("2026-01-03/2026-01-04", date(2026, 1, 3), date(2026, 1, 4)),
        ("2026-01/2026-03", date(2026, 1, 1), date(2026, 3, 31)),
        ("../2026-01-06", date.min, date(2026, 1, 6)),
        ("2026-01-06/..", date(2026, 1, 6), date.max),
        ("2026-01-06T21:55:00+03:00", date(2026, 1, 6), date(2026, 1, 6)),
    ],
)
def test_a_date_runs_from_its_earliest_to_its_latest_day(text, first, last):
    assert is_moment(text)
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "6 January 2026",
        "2026-1-6",
        "2026-13",
        "2026-02-29",
        "2026-00-10",
        "2026-01-00",
        "0000",
        "26-01-06",
        "2026-01-06T21:55",
        "2026-01-06/2026-01-03",
        "../..",
        "/",
        "2026/",
        "2026/2027/2028",
        " 2026",
        "2026-01-06\n",
        "２０２６-01-06",  # noqa: RUF001 - digits that are not ASCII
        "٢٠٢٦",
    ],
)
def test_what_is_no_edtf_date_is_refused(text):
    assert not is_date(text)
    assert ends(text) is None


@pytest.mark.parametrize(
    "text",
    ["2026-01-06T25:00", "2026-01-06T21:55+99:00", "2026-02-30T10:00", "2026-01T10:00", "T10:00"],
)
def test_an_impossible_time_is_no_moment(text):
    assert parse_moment(text) is None
    assert not is_moment(text)


def test_precision_and_doubt_are_kept():
    assert parse_day("2026-01~") == Day(2026, 1, None, approximate=True)
    assert parse_day("2026") == Day(2026)


def test_an_open_end_is_none_and_a_closed_one_a_day():
    assert ends("../2026") == (None, Day(2026))
    assert ends("2026/..") == (Day(2026), None)


def test_an_unknown_date_comes_before_every_other():
    assert first_day(None) == last_day(None) == date.min
    assert last_day("not a date") == date.min


def test_dates_sort_by_their_end_and_moments_by_their_instant():
    ordered = [
        None,
        "2025",
        "2026-01-06T10:00:00+03:00",
        "2026-01-06T08:00:00Z",
        "2026-01-06",
        "2026-01-03/2026-01-07",
        "2026-01",
        "2026",
        "2026-01-06/..",
    ]
    shuffled = ordered[4:] + ordered[:4]
    assert sorted(shuffled, key=sort_key) == ordered


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("2027-03-08", "8 Mar 2027"),
        ("2027-03", "Mar 2027"),
        ("2027", "2027"),
        ("2027-03~", "about Mar 2027"),
        ("2026-01-06T21:55:00+03:00", "6 Jan 2026"),
        ("soon", "soon"),
    ],
)
def test_a_narrow_cell_prints_a_date_in_short(text, short):
    assert in_short(text) == short


@given(MOMENTS)
def test_every_date_begins_before_it_ends_and_sorts_by_its_end(text):
    assert is_moment(text)
    assert first_day(text) <= last_day(text)
    assert sort_key(text)[0] == last_day(text)


@given(DATES, DATES)
def test_dates_of_any_precision_can_be_compared(one, other):
    assert (sort_key(one) < sort_key(other)) or (sort_key(one) >= sort_key(other))


@given(st.text(max_size=24))
def test_any_text_is_a_date_or_is_not_and_nothing_raises(text):
    assert is_moment(text) or first_day(text) == date.min
    assert isinstance(in_short(text), str)

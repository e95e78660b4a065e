from __future__ import annotations

import pytest

from briefing.sources.dates import find_dates


def values(text: str, language: str = "en") -> list[str | None]:
    return [one.value for one in find_dates(text, language)]


@pytest.mark.parametrize(
    ("written", "language", "value"),
    [
        ("2026-01-06", "en", "2026-01-06"),
        ("2026-01-06T21:55:00+03:00", "en", "2026-01-06T21:55:00+03:00"),
        ("2026-01-06T21:55Z", "en", "2026-01-06T21:55:00Z"),
        ("2026/01/06", "en", "2026-01-06"),
        ("January 06, 2026 09:55 PM GMT+03:00", "en", "2026-01-06T21:55:00+03:00"),
        ("Tue, February 24, 2026 at 3:44 PM UTC", "en", "2026-02-24T15:44:00Z"),
        ("6 January 2026", "en", "2026-01-06"),
        ("6th of January 2026", "en", "2026-01-06"),
        ("Jan. 6, 2026", "en", "2026-01-06"),
        ("Sept. 6, 2025", "en", "2025-09-06"),
        ("08.01.2026", "en", "2026-01-08"),
        ("6. Januar 2026", "de", "2026-01-06"),
        ("6. Januar 2026, 21:55 Uhr MEZ", "de", "2026-01-06T21:55:00+01:00"),
        ("le 6 janvier 2026", "fr", "2026-01-06"),
        ("1er janvier 2026", "fr", "2026-01-01"),
        ("6 gennaio 2026", "it", "2026-01-06"),
        ("6 de enero de 2026", "es", "2026-01-06"),
        ("6 stycznia 2026", "pl", "2026-01-06"),
        ("6 січня 2026", "uk", "2026-01-06"),
        ("6 января 2026", "ru", "2026-01-06"),
        ("2026. január 6.", "hu", "2026-01-06"),
        ("6 Ocak 2026", "tr", "2026-01-06"),
        ("6 januari 2026", "nl", "2026-01-06"),
        ("February 2026", "en", "2026-02"),
        ("25/12/2025", "en", "2025-12-25"),
        ("12/25/2025", "en", "2025-12-25"),
        ("06/06/2026", "en", "2026-06-06"),
    ],
)
def test_dates_are_read_as_written(written: str, language: str, value: str):
    assert values(written, language) == [value]


def test_an_ambiguous_slashed_date_is_found_but_has_no_value():
    assert values("05/01/2026") == [None]


def test_a_time_in_an_ambiguous_zone_is_left_out():
    assert values("February 24, 2026 at 7:14 PM CST") == ["2026-02-24"]


@pytest.mark.parametrize("words", ["90 percent", "31 February 2026", "version 1.2.2026.4", "may 5"])
def test_what_is_no_date_is_not_found(words: str):
    assert values(words) == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("January 6, 2026 29:55 GMT", "2026-01-06"),
        ("January 6, 2026 14:55 PM GMT", "2026-01-06"),
        ("January 6, 2026 12:05 AM GMT", "2026-01-06T00:05:00Z"),
        ("January 6, 2026 10:05 GMT+19", "2026-01-06"),
        ("2026-01-06T21:55", "2026-01-06"),
        ("2026-01-06 21:55:30 -0500", "2026-01-06T21:55:30-05:00"),
    ],
)
def test_times_are_kept_only_when_clock_and_offset_are_sound(written: str, value: str):
    assert values(written) == [value]


def test_an_unknown_language_has_the_english_names():
    assert values("6 January 2026", "qq") == ["2026-01-06"]

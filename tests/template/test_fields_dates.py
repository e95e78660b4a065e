"""Dates are printed as far as they are known."""

from __future__ import annotations

import pytest

from briefing.template.fields_dates import date_in_words, moment_in_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, ""),
        ("2026-01-06", "6 January 2026"),
        ("2026-01", "January 2026"),
        ("2026", "2026"),
        ("2026-01~", "about January 2026"),
        ("2027-03-11/2027-03-12", "11–12 March 2027"),
        ("2027-02-28/2027-03-02", "28 February 2027 – 2 March 2027"),
        ("2027-03-11/2027-03-11", "11 March 2027"),
        ("../2026-01-06", "until 6 January 2026"),
        ("2026-01-06/..", "from 6 January 2026"),
        ("2027-03-05T21:40:00+01:00", "5 March 2027"),
        ("some day", "some day"),
    ],
)
def test_dates_in_words(text, words):
    assert date_in_words(text, "en") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2027-03-08T18:00:00+01:00", "8 March 2027, 18:00 (UTC+1)"),
        ("2027-03-08T18:00:00-04:30", "8 March 2027, 18:00 (UTC−4:30)"),
        ("2027-03-08T18:00:00Z", "8 March 2027, 18:00 (UTC)"),
        ("2027-03-08T18:00:00+10:00", "8 March 2027, 18:00 (UTC+10)"),
        ("2027-03-08", "8 March 2027"),
    ],
)
def test_moments_keep_their_time_and_offset(text, words):
    assert moment_in_words(text, "en") == words


def test_the_language_of_the_pack_names_the_month():
    assert date_in_words("2026-01-06", "fr") == "6 janvier 2026"
    assert date_in_words("2026-01-06", "xx-unknown") == "6 January 2026"

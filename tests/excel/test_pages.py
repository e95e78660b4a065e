"""How wide sheets are divided: topics stay together, pages are full, nothing gets too small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.excel.options import Paper
from briefing.excel.pages import (
    fits_down,
    laid_out,
    page_starts,
    pages_across,
    room_on,
    stretched,
)


def test_a_page_at_the_smallest_scale_still_prints_eight_points():
    assert room_on(Paper.A4) * 0.8 == pytest.approx(room_on(Paper.A4, scale=1))


def test_topics_stay_together_where_they_fit():
    assert page_starts([20] * 6, "AABBBC", 70) == (0, 2, 5)


def test_a_topic_that_is_too_wide_is_divided():
    assert page_starts([20] * 5, "AAAAB", 60) == (0, 3)


def test_one_page_keeps_its_widths():
    assert stretched([10, 12], (0,), 100, 2) == (10, 12)


def full(starts, widths):
    """Tell of each page but the last whether it leaves no room for a further column."""
    stops = (*starts[1:], len(widths))
    sums = [sum(widths[a:b]) for a, b in zip(starts, stops, strict=True)]
    return [one == pytest.approx(max(sums), rel=0.02) for one in sums[:-1]]


def test_topics_that_would_leave_a_page_half_empty_do_not_stay_together():
    widths, topics = [26.0] * 20, "A" * 8 + "B" * 12
    assert page_starts(widths, topics, 160) == (0, 6, 8, 14)
    starts, found = laid_out(widths, topics, (160, 130), 20)
    assert starts == (0, 6, 12, 18)
    assert all(full(starts, found))


def test_counts_stay_together_where_topics_cannot():
    widths, topics = [26.0] * 12 + [13.0] * 4, "A" * 8 + "B" * 4 + "C" * 4
    starts, found = laid_out(widths, topics, (160, 130), 12)
    assert starts == (0, 6, 12)
    assert all(full(starts, found))


def test_topics_stay_together_where_pages_are_full_with_them():
    starts, found = laid_out([26.0] * 8, "AAAABBBB", (160, 130), 8)
    assert starts == (0, 4)
    assert all(full(starts, found))


def test_counts_alone_on_a_page_fill_it_too():
    assert stretched([40, 40, 10, 10], (0, 2), 80, 2) == (40, 40, 40, 40)


@given(
    widths=st.lists(st.floats(8, 26), min_size=1, max_size=40),
    groups=st.lists(st.integers(0, 4), min_size=40, max_size=40),
)
def test_no_page_is_wider_than_its_paper(widths, groups):
    chosen = sorted(groups[: len(widths)])
    room = room_on(Paper.A4) - 20
    starts = page_starts(widths, chosen, room)
    stops = (*starts[1:], len(widths))
    assert all(sum(widths[a:b]) <= room for a, b in zip(starts, stops, strict=True))
    assert list(starts) == sorted(set(starts))


def test_a_register_counts_its_pages_with_the_first_column_on_each():
    assert pages_across([30, 60, 60, 60, 60], Paper.A4) == 2


def test_a_short_sheet_fits_on_one_page():
    assert fits_down(400, Paper.A4)
    assert not fits_down(600, Paper.A4)

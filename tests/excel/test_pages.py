"""How wide sheets are divided: topics stay together, pages are full, nothing gets too small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.excel.options import Paper
from briefing.excel.pages import fits_down, page_starts, pages_across, room_on, stretched


def test_a_page_at_the_smallest_scale_still_prints_eight_points():
    assert room_on(Paper.A4) * 0.8 == pytest.approx(room_on(Paper.A4, scale=1))


def test_topics_stay_together_where_they_fit():
    assert page_starts([20] * 6, "AABBBC", 70) == (0, 2, 5)


def test_a_topic_that_is_too_wide_is_divided():
    assert page_starts([20] * 5, "AAAAB", 60) == (0, 3)


def test_one_page_keeps_its_widths():
    assert stretched([10, 12], (0,), 100, 2) == (10, 12)


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

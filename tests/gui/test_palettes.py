"""Every pair of colours that the window uses can be read in every theme."""

from __future__ import annotations

import pytest

from briefing.gui.palettes import PALETTES
from tests.gui.contrast import EDGE_PAIRS, TEXT_PAIRS, contrast


def pairs(rows):
    return [(name, *row) for name in PALETTES for row in rows]


@pytest.mark.parametrize(("theme", "ink", "ground"), pairs(TEXT_PAIRS))
def test_words_reach_the_contrast_of_wcag_aa(theme, ink, ground):
    palette = PALETTES[theme]
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize(("theme", "ink", "ground"), pairs(EDGE_PAIRS))
def test_edges_focus_and_disabled_words_reach_three_to_one(theme, ink, ground):
    palette = PALETTES[theme]
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 3


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_the_focus_frame_of_high_contrast_is_three_pixels_of_yellow():
    palette = PALETTES["high_contrast"]
    assert (palette.focus, palette.focus_width) == ("#FFE600", 3)

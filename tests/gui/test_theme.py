"""Themes and text sizes change while the program runs."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette

from briefing.gui.theme import theme


@pytest.fixture
def own_theme(qapp):
    """The theme, put back afterwards."""
    found = theme()
    yield found
    found.apply("light", 100)


def test_the_palette_of_the_program_follows_the_theme(qapp, own_theme):
    own_theme.apply("dark", 100)
    assert qapp.palette().color(QPalette.ColorRole.Base).name().upper() == "#1E242C"
    own_theme.apply("light", 100)
    assert qapp.palette().color(QPalette.ColorRole.Base).name().upper() == "#FFFFFF"


def test_text_scales_between_80_and_200_percent(qapp, own_theme):
    own_theme.apply("light", 200)
    assert qapp.font().pixelSize() == 26
    own_theme.apply("light", 500)
    assert own_theme.percent == 200
    own_theme.apply("light", 10)
    assert own_theme.percent == 80


def test_rows_are_never_lower_than_28_pixels(own_theme):
    own_theme.apply("light", 80)
    assert own_theme.row_height == 28


def test_whoever_paints_by_hand_is_told_of_a_change(qtbot, own_theme):
    with qtbot.waitSignal(own_theme.changed):
        own_theme.apply("high_contrast", 100)


def test_an_unknown_theme_is_that_of_the_system(own_theme):
    own_theme.apply("sepia", 100)
    assert own_theme.choice == "system"


def test_an_icon_is_drawn_in_the_ink_of_the_theme(own_theme):
    own_theme.apply("dark", 100)
    image = own_theme.icon("quote").pixmap(32, 32).toImage()
    inks = {
        image.pixelColor(x, y).name().upper()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert "#E7EBF0" in inks


def test_a_missing_drawing_is_no_icon(own_theme):
    assert own_theme.icon("there-is-none").isNull()


def test_an_icon_made_before_a_change_of_theme_is_drawn_in_the_new_ink(own_theme):
    own_theme.apply("light", 100)
    icon = own_theme.icon("quote")
    own_theme.apply("high_contrast", 100)
    image = icon.pixmap(32, 32).toImage()
    solid = {
        image.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {"#ffffff"}

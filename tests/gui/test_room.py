"""Every page has room in the window of a small screen: nothing is cut at its side."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QScrollArea

PAGES = (
    "Overview", "Inbox", "Sources", "Countries", "Organisations & people", "Topics", "Meetings",
    "Lines", "Quotes", "Matrices", "Compose", "Editions", "Templates",
)  # fmt: skip


def too_wide(window):
    return [
        area.objectName()
        for area in window.findChildren(QScrollArea)
        if area.isVisible() and area.horizontalScrollBar().maximum()
    ]


@pytest.mark.parametrize("page", PAGES)
def test_no_page_scrolls_sideways_at_1280_by_800(opened, qtbot, page):
    opened.resize(1280, 800)
    opened.show_page(page)
    qtbot.waitUntil(opened.workspace.page.isVisible)
    assert too_wide(opened) == []
    assert opened.width() == 1280


def test_the_overview_stands_whole_in_a_narrow_window_and_in_large_letters(opened, qtbot):
    opened.resize(1100, 700)
    opened.show_page("Overview")
    for _ in range(4):
        assert too_wide(opened) == []
        opened.actions_by_id["view.text_larger"].trigger()
        qtbot.wait(20)

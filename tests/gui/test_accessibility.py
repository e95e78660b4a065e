"""Nothing that can be used is nameless, and nothing shows markup from outside."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QToolBar,
    QWidget,
)

from briefing.app import packs
from briefing.app.carrying import plan_new
from briefing.app.packs import restored
from briefing.app.rescuing import fallback, rescue_pack, rescued_name
from briefing.gui.carry_sheet import CarrySheet
from briefing.gui.foreign.sheet import TableSheet
from briefing.gui.page_specs import PAGES, TASKS
from briefing.gui.rescue_sheet import RescueSheet
from tests.foreign import EMPTY, read_csv

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
QTS_OWN = ("qt_", "_q_")


def own_widgets(root: QWidget):
    for widget in root.findChildren(QWidget):
        inside = widget.parentWidget()
        is_qts = widget.objectName().startswith(QTS_OWN) or isinstance(
            inside, (QComboBox, QAbstractItemView, QLineEdit)
        )
        if not is_qts and not isinstance(inside.parentWidget() if inside else None, QComboBox):
            yield widget


def nameless(root: QWidget) -> list[str]:
    found = []
    for widget in own_widgets(root):
        if isinstance(widget, INTERACTIVE) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            name = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            if not name or not widget.objectName():
                found.append(f"{type(widget).__name__} {widget.objectName()!r} {name!r}")
    return found


@pytest.mark.parametrize("spec", [*PAGES, *TASKS], ids=lambda spec: spec.key)
def test_no_interactive_widget_of_a_page_is_nameless(opened, spec):
    opened.show_page(spec.name)
    assert nameless(opened) == []


def test_no_interactive_widget_of_the_start_page_is_nameless(window):
    assert nameless(window) == []


def test_no_interactive_widget_of_a_sheet_is_nameless(qtbot, sample, tmp_path):
    pack = restored(*sample)
    path = packs.save_pack(pack, tmp_path / "old.briefpack")
    pack.close()
    report = rescue_pack(path, rescued_name(path))
    for sheet in (CarrySheet(plan_new(path), path), RescueSheet(path, report, fallback(path))):
        qtbot.addWidget(sheet)
        assert nameless(sheet) == []
        assert all(
            one.textFormat() == Qt.TextFormat.PlainText for one in sheet.findChildren(QLabel)
        )


def test_every_control_of_the_import_of_a_table_is_named(qtbot):
    sheet = TableSheet(EMPTY, read_csv("Country,Text,Value\nFrance,Shells,5\nItaly,Tents,6\n"))
    qtbot.addWidget(sheet)
    assert nameless(sheet) == []


def test_every_dock_and_toolbar_has_a_name(opened):
    for kind in (QDockWidget, QToolBar):
        for widget in opened.findChildren(kind):
            assert widget.objectName()
            assert widget.accessibleName()


@pytest.mark.parametrize("spec", [*PAGES, *TASKS], ids=lambda spec: spec.key)
def test_every_label_shows_its_text_to_the_letter(opened, spec):
    opened.show_page(spec.name)
    page = opened.workspace.page
    wrong = [
        label.text()
        for label in page.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and label.text()
    ]
    assert wrong == []


def test_targets_are_at_least_24_pixels_high(opened):
    small = []
    for spec in (*PAGES, *TASKS):
        opened.show_page(spec.name)
        for button in opened.workspace.page.findChildren(QAbstractButton):
            is_qts = button.objectName().startswith(QTS_OWN) or not button.objectName()
            if button.isVisible() and not is_qts and button.height() < 24:
                small.append((spec.name, button.objectName(), button.height()))
    assert small == []

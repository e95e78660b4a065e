"""The one stylesheet of the window, made from a palette and a text size."""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.gui.palettes import Palette

BODY: Final = 13
DENSE: Final = 12
TITLE: Final = 15
HERO: Final = 20
ROW: Final = 28

_SIZES: Final = {"body": BODY, "dense": DENSE, "title": TITLE, "hero": HERO}

_SHEET: Final = Template("""
QWidget { font-size: ${body}px; }
QToolTip { background: $ink; color: $window; border: 1px solid $ink; padding: 4px 8px; }
QMainWindow, QMainWindow > QWidget { background: $window; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }

QLabel { background: transparent; }
QLabel[look="title"] { font-size: ${title}px; font-weight: 600; color: $ink; }
QLabel[look="hero"] { font-size: ${hero}px; font-weight: 600; color: $ink; }
QLabel[look="hero_warn"] { font-size: ${hero}px; font-weight: 600; color: $warn; }
QLabel[look="heading"] { font-size: ${body}px; font-weight: 600; color: $accent; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="small"] { font-size: ${dense}px; color: $muted; }
QLabel[look="bad"] { color: $bad; }
QLabel[look="good"] { color: $good; }
QLabel[look="warn"] { color: $warn; }
QLabel[look="page"] { background: #FFFFFF; border: 1px solid $edge; }

QMenuBar { background: $window; color: $ink; border-bottom: 1px solid $line; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:pressed { background: $selection; color: $selection_ink; }
QMenu { background: $raised; color: $ink; border: 1px solid $edge; padding: 4px 0; }
QMenu::item { padding: 4px 32px 4px 12px; min-height: ${row_inner}px; }
QMenu::item:selected { background: $quiet_selection; color: $ink; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }

QToolBar { background: $window; border: none; border-bottom: 1px solid $line; padding: 4px 8px;
    spacing: 4px; }
QToolBar::separator { background: $line; width: 1px; margin: 4px 4px; }
QToolButton { background: transparent; color: $ink; border: ${focus_width}px solid transparent;
    padding: 4px 6px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $pressed; }
QToolButton:disabled { color: $disabled; }
QToolButton:focus { border-color: $focus; }
QToolButton::menu-indicator { image: none; }

QPushButton { background: $raised; color: $ink; border: 1px solid $edge; border-radius: 3px;
    padding: 4px 12px; margin: ${thin}px; min-height: ${button}px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:disabled { color: $disabled; border-color: $line; }
QPushButton:focus { border: ${focus_width}px solid $focus; margin: 0; }
QPushButton[look="primary"] { background: $accent; color: $accent_ink; border-color: $accent; }
QPushButton[look="primary"]:hover { border-color: $ink; }
QPushButton[look="primary"]:disabled { background: $window; color: $disabled;
    border-color: $line; }
QPushButton[look="primary"]:focus { border-color: $primary_focus; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent; color: $link;
    padding: 2px 4px; text-align: left; }
QPushButton[look="link"]:checked { background: $pressed; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: ${focus_width}px solid $focus; }
QPushButton[look="row"] { background: transparent; border: 1px solid transparent; padding: 6px 8px;
    text-align: left; color: $ink; }
QPushButton[look="row"]:hover { background: $hover; }
QPushButton[look="row"]:disabled { color: $disabled; }
QPushButton[look="row"]:focus { border: ${focus_width}px solid $focus; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {
    background: $base; color: $ink; border: 1px solid $edge; border-radius: 3px;
    padding: 3px 6px; margin: ${thin}px; selection-background-color: $selection;
    selection-color: $selection_ink; placeholder-text-color: $placeholder; }
QLineEdit, QComboBox, QSpinBox { min-height: ${field}px; }
QComboBox { padding-left: 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
    border: ${focus_width}px solid $focus; margin: 0; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
    color: $disabled; border-color: $line; background: $window; }
QLineEdit:read-only { background: $window; border-color: $line; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
    border-color: $bad; }
QListView[look="field"] { background: $base; border: 1px solid $edge; border-radius: 3px; }
QListView[look="field"]:focus { border-color: $focus; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$chevron"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $raised; color: $ink; border: 1px solid $edge;
    selection-background-color: $selection; selection-color: $selection_ink; outline: none; }
QComboBox QAbstractItemView::item { min-height: ${row}px; padding: 0 6px; }

QCheckBox, QRadioButton { spacing: 8px; min-height: 24px;
    border: ${focus_width}px solid transparent; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QAbstractItemView::indicator { width: 16px; height: 16px;
    border: 1px solid $edge; border-radius: 2px; background: $base; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: $accent; border-color: $accent;
    image: url("$tick"); }
QCheckBox::indicator:disabled { border-color: $line; background: $window; }

QAbstractScrollArea { background: $base; }
QAbstractScrollArea::corner { background: $base; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QTableView, QListView, QTreeView { background: $base; color: $ink; outline: none;
    border: ${focus_width}px solid $base;
    selection-background-color: $selection; selection-color: $selection_ink;
    gridline-color: $line; }
QTableView:focus, QListView:focus, QTreeView:focus { border-color: $focus; }
QTableView { font-size: ${dense}px; }
QTableView::item { border: none; border-bottom: 1px solid $line; padding: 0 8px; }
QTableView::item:hover { background: $hover; }
QTableView::item:selected { background: $quiet_selection; color: $ink; }
QHeaderView { background: $window; border: none; }
QHeaderView::section { background: $window; color: $muted; border: none;
    border-bottom: 1px solid $line; padding: 4px 8px 4px 11px; font-size: ${dense}px;
    font-weight: 600; min-height: ${field}px; }
QHeaderView::section:hover { color: $ink; background: $hover; }
QHeaderView::up-arrow { image: url("$up"); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url("$chevron"); width: 12px; height: 12px; }
QTableCornerButton::section { background: $window; border: none; }

QTreeView { font-size: ${dense}px; }
QTreeView::item { min-height: ${row}px; border: none; border-bottom: 1px solid $line;
    padding: 0 8px; }
QTreeView::item:hover { background: $hover; }
QTreeView::item:selected { background: $quiet_selection; color: $ink; }
QTreeView::branch { background: $base; border: none; }
QListView::item { min-height: ${row}px; padding: 0 8px;
    border: ${focus_width}px solid transparent; }
QListView::item:hover { background: $hover; }
QListView::item:selected { background: $quiet_selection; color: $ink; }
QListView::item:selected:focus { border-color: $focus; }
QListView#navigator { background: $window; border: none; padding: 8px 4px; }
QListView#navigator:focus { border: none; }
QListView#navigator::item:selected:focus { border-color: $primary_focus; }
QListView#navigator::item { border-radius: 3px; }
QListView#navigator::item:selected { background: $selection; color: $selection_ink; }

QDockWidget { color: $muted; font-size: ${dense}px; font-weight: 600;
    titlebar-close-icon: url("$close"); }
QDockWidget::title { background: $window; padding: 8px 12px; border-bottom: 1px solid $line; }
QDockWidget::close-button { background: transparent; border: none; icon-size: 14px;
    subcontrol-position: center right; right: 8px; width: 20px; height: 20px; }
QDockWidget::close-button:hover { background: $hover; }
QStatusBar { background: $window; color: $muted; border-top: 1px solid $line;
    font-size: ${dense}px; }
QStatusBar::item { border: none; }
QStatusBar QLabel { padding: 2px 12px; }
QTabBar::tab { background: transparent; color: $muted; padding: 6px 12px;
    border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:focus { border: ${focus_width}px solid $focus; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QProgressBar { background: $hover; border: 1px solid $line; border-radius: 3px; text-align: center;
    min-height: 16px; color: $ink; }
QProgressBar::chunk { background: $quiet_selection; border-radius: 2px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 4px; margin: 2px; min-height: 24px;
    min-width: 24px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QFrame[look="card"] { background: $raised; border: 1px solid $line; border-radius: 4px; }
QFrame[look="line"] { background: transparent; border: ${focus_width}px solid transparent;
    border-radius: 3px; }
QFrame[look="line"]:hover { background: $hover; }
QFrame[look="line"][chosen="true"] { background: $quiet_selection; }
QFrame[look="line"]:focus { border-color: $focus; }
QFrame[look="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[look="band"] { background: $window; border: none; border-bottom: 1px solid $line; }
QFrame[look="sheet"] { background: $base; border: none; }
QFrame[look="quotation"] { background: transparent; border: none; border-left: 2px solid $accent; }
QFrame[look="notice"] { background: $raised; border: 1px solid $edge; border-radius: 4px; }
QFrame[look="popup"] { background: $raised; border: 1px solid $edge; }
QWidget[look="sheet"] { background: $base; }
QTextEdit[look="words"] { background: transparent; border: none; padding: 0; }
""")


def stylesheet(palette: Palette, scale: float, tints: Path) -> str:
    """Return the stylesheet.

    Args:
        palette: The colours.
        scale: The text size, 1.0 is 100 %.
        tints: The folder of the small drawings that a stylesheet can only take from files:
            `NAME-chevron.svg`, `NAME-up.svg`, `NAME-tick.svg`.
    """
    sizes = {name: round(size * scale) for name, size in _SIZES.items()}
    row = max(ROW, round(ROW * scale))
    place = tints.as_posix()
    return _SHEET.substitute(
        {key: str(value) for key, value in asdict(palette).items()},
        **{name: str(size) for name, size in sizes.items()},
        row=str(row),
        row_inner=str(row - 8),
        field=str(row - 8),
        button=str(row - 10),
        thin=str(palette.focus_width - 1),
        scroll=palette.line if palette.name != "high_contrast" else palette.ink,
        primary_focus=palette.focus if palette.name == "high_contrast" else palette.ink,
        chevron=f"{place}/{palette.name}-chevron.svg",
        up=f"{place}/{palette.name}-up.svg",
        close=f"{place}/{palette.name}-close.svg",
        tick=f"{place}/{palette.name}-tick.svg",
    )

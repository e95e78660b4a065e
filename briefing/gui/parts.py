"""Small parts of which every page is made: labels, buttons, rules, empty places."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QGridLayout, QLayout

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, title: str) -> W:
    """Give a widget its object name and what a screen reader calls it; return it."""
    widget.setObjectName(name)
    widget.setAccessibleName(title)
    return widget


def label(text: str, look: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label that shows its text to the letter.

    Args:
        text: The text; markup in it is not understood.
        look: `title`, `hero`, `heading`, `muted`, `small`, `good`, `warn`, `bad`; empty for body.
        wraps: Whether long text runs on in the next line.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("look", look)
    made.setWordWrap(wraps)
    if wraps:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def readable(text: str, look: str = "") -> QLabel:
    """Return a wrapping label whose words can be marked and copied."""
    made = label(text, look, wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def button(
    text: str, name: str, on_click: Callable[[], object], *, look: str = "", icon: str = ""
) -> QPushButton:
    """Return a button.

    Args:
        text: Its words.
        name: Its object name.
        on_click: A bound method of a QObject.
        look: `primary`, `link`, `row`; empty for plain.
        icon: A drawing before the words.
    """
    made = named(QPushButton(text), name, text.replace("&", ""))
    made.setProperty("look", look)
    made.setAutoDefault(False)
    if icon:
        made.setText(f" {text}" if text else "")
        made.setIcon(theme().icon(icon, "accent_ink" if look == "primary" else "ink"))
        made.setIconSize(QSize(16, 16))
    made.clicked.connect(on_click)
    return made


def context_action(owner: QWidget, text: str, run: Callable[[], object]) -> QAction:
    """Return an action of a widget's context menu, which the menu key opens too.

    Args:
        owner: The widget.
        text: Its words.
        run: A bound method of a QObject.
    """
    owner.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    made = QAction(text, owner)
    made.triggered.connect(run)
    return made


def rule() -> QFrame:
    """Return a thin line across."""
    made = QFrame()
    made.setProperty("look", "rule")
    return made


def column(*parts: QWidget | QLayout | int, margins: int = 0, gap: int = 8) -> QVBoxLayout:
    """Return parts one below the other; a number is a stretch."""
    return _filled(QVBoxLayout(), parts, margins, gap)


def row(*parts: QWidget | QLayout | int, margins: int = 0, gap: int = 8) -> QHBoxLayout:
    """Return parts side by side; a number is a stretch."""
    return _filled(QHBoxLayout(), parts, margins, gap)


B = TypeVar("B", bound=QBoxLayout)


def aligned(grid: QGridLayout, captions: int = 0) -> None:
    """Space a grid of captions and fields; the captions take so many pixels at least."""
    grid.setColumnMinimumWidth(0, theme().scaled(captions))
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)


def _filled(layout: B, parts: tuple[QWidget | QLayout | int, ...], margins: int, gap: int) -> B:
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(gap)
    for part in parts:
        if isinstance(part, int):
            layout.addStretch(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return layout


def frame(look: str, layout: QLayout) -> QFrame:
    """Return a frame around a layout: `card`, `band`, `sheet`, `quotation`, `notice`."""
    made = QFrame()
    made.setProperty("look", look)
    made.setLayout(layout)
    return made


def scrolling(inner: QWidget, name: str, title: str) -> QScrollArea:
    """Return a scroll area that follows the width of what it holds."""
    area = named(QScrollArea(), name, title)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


def of_any_width(box: QComboBox, least: int = 12) -> None:
    """Let a list of choices be as narrow as some characters, whatever its longest choice is.

    Args:
        box: The list.
        least: The number of characters that are always seen.
    """
    box.setMinimumContentsLength(least)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)


def empty_place(sentence: str, *actions: QPushButton, width: int = 420) -> QWidget:
    """Return what stands where nothing is yet: what belongs there, and what fills it.

    Args:
        sentence: What belongs there.
        actions: What fills it.
        width: The width of the sentence in pixels at 100 %.
    """
    words = label(sentence, "muted", wraps=True)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    words.setFixedWidth(theme().scaled(width))
    place = QWidget()
    middle = column(words, gap=16)
    middle.setAlignment(words, Qt.AlignmentFlag.AlignHCenter)
    for action in actions:
        middle.addWidget(action, alignment=Qt.AlignmentFlag.AlignHCenter)
    place.setLayout(column(1, row(1, middle, 1), 2, margins=24))
    return place


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and free it once control is back in the event loop."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)

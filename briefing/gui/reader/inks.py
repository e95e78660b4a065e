"""The reader's colours by role, asked of the palette in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from briefing.gui.theme import theme

if TYPE_CHECKING:
    from briefing.gui.palettes import Palette

_LINE_ROLES = {"quote": "warn", "position": "link", "commitment": "good", "fact": "visited"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inks:
    """The colours that the reader draws with.

    Attributes:
        fill: Background of the selected record's passages, by kind.
        line: Underline and frame, by kind.
        letter: The letters in the margin.
        muted: What was set aside.
        match: The frame around what was found.
        caret: The caret.
        fills: Whether fills are used at all; in high contrast frames stand for them.
    """

    fill: Mapping[str, QColor]
    line: Mapping[str, QColor]
    letter: QColor
    muted: QColor
    match: QColor
    caret: QColor
    fills: bool


def inks() -> Inks:
    """Return the colours of the palette that is in force."""
    return _inks_of(theme().palette)


@cache
def _inks_of(palette: Palette) -> Inks:
    return Inks(
        fill={kind: QColor(getattr(palette, kind)) for kind in _LINE_ROLES},
        line={kind: QColor(getattr(palette, role)) for kind, role in _LINE_ROLES.items()},
        letter=QColor(palette.ink),
        muted=QColor(palette.placeholder),
        match=QColor(palette.focus),
        caret=QColor(palette.accent),
        fills=palette.quote != palette.base,
    )

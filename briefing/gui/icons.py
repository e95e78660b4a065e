"""Icons from the shipped line drawings, tinted with a colour of the palette."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from briefing import assets
from briefing.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect, QSize

    from briefing.gui.palettes import Palette


Palettes: TypeAlias = "Callable[[], Palette]"


class TintedIconEngine(QIconEngine):
    """Draws one line drawing in the colours of the theme in force, sharp at every size.

    Args:
        svg: The drawing; `currentColor` is its ink.
        palette: Asked for the colours whenever the icon is drawn.
        roles: The roles of the ink when enabled, disabled and selected.
    """

    def __init__(self, svg: str, palette: Palettes, roles: tuple[str, str, str]) -> None:
        super().__init__()
        self._svg = svg
        self._palette = palette
        self._roles = roles

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon into a rectangle."""
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415  # not before the first paint

        enabled, disabled, selected = self._roles
        role = {QIcon.Mode.Disabled: disabled, QIcon.Mode.Selected: selected}.get(mode, enabled)
        ink = str(getattr(self._palette(), role))
        drawing = self._svg.replace("currentColor", ink).encode()
        QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(rect))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon on a clear ground."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, pixmap.rect(), mode, state)
        painter.end()
        return pixmap

    @override
    def clone(self) -> TintedIconEngine:
        """Return another engine that draws the same."""
        return TintedIconEngine(self._svg, self._palette, self._roles)


@cache
def drawing(name: str) -> str:
    """Return the SVG text of one icon, or an empty text where none ships."""
    try:
        return assets.read_text(f"icons/{name}.svg")
    except FileNotFoundError:
        return ""


def icon(name: str, palette: Palettes, role: str = "ink", selected: str = "") -> QIcon:
    """Return an icon in a role's colour; without a drawing there is no icon.

    Args:
        name: The drawing, such as `quote`.
        palette: Asked for the colours whenever the icon is drawn.
        role: The role of the enabled state.
        selected: The role in a selected row; the same where none is named.
    """
    svg = drawing(name) if name else ""
    if not svg:
        return QIcon()
    return QIcon(TintedIconEngine(svg, palette, (role, "disabled", selected or role)))


@cache
def flag(iso3: str | None) -> QIcon:
    """Return a country's flag, or no icon where none ships."""
    from briefing.app.countries import countries  # noqa: PLC0415  # the table loads on use

    if iso3 is None or iso3 not in countries():
        return QIcon()
    try:
        return QIcon(str(assets.path(f"flags/png/{countries()[iso3].iso2.lower()}.png")))
    except FileNotFoundError:
        return QIcon()

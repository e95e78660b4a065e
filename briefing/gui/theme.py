"""The theme in force: Fusion with our palette, our stylesheet, our icons and text sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from briefing.app.folders import state_folder
from briefing.gui import icons
from briefing.gui.palettes import DARK, LIGHT, PALETTES, Palette
from briefing.gui.stylesheet import BODY, ROW, stylesheet

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QIcon

THEMES: Final = ("system", "light", "dark", "high_contrast")
SMALLEST, LARGEST, STEP = 80, 200, 10

_FAMILIES: Final = ("Inter", "Noto Sans", "Cantarell", "Liberation Sans")
_GENERIC: Final = frozenset({"", "sans", "sans serif", "sans-serif", "dejavu sans"})

_TINTS: Final = (
    ("chevron", "chevron-down", "muted", ""),
    ("up", "chevron-down", "muted", 'transform="rotate(180 12 12)"'),
    ("close", "close", "muted", ""),
    ("tick", "check", "accent_ink", ""),
)
_ROLES: Final = (
    (QPalette.ColorRole.Window, "window", "window"),
    (QPalette.ColorRole.WindowText, "ink", "disabled"),
    (QPalette.ColorRole.Base, "base", "window"),
    (QPalette.ColorRole.AlternateBase, "window", "window"),
    (QPalette.ColorRole.Text, "ink", "disabled"),
    (QPalette.ColorRole.PlaceholderText, "placeholder", "disabled"),
    (QPalette.ColorRole.Button, "raised", "window"),
    (QPalette.ColorRole.ButtonText, "ink", "disabled"),
    (QPalette.ColorRole.BrightText, "bad", "disabled"),
    (QPalette.ColorRole.Highlight, "selection", "line"),
    (QPalette.ColorRole.HighlightedText, "selection_ink", "ink"),
    (QPalette.ColorRole.Accent, "accent", "line"),
    (QPalette.ColorRole.Link, "link", "disabled"),
    (QPalette.ColorRole.LinkVisited, "visited", "disabled"),
    (QPalette.ColorRole.ToolTipBase, "ink", "ink"),
    (QPalette.ColorRole.ToolTipText, "window", "window"),
    (QPalette.ColorRole.Light, "hover", "hover"),
    (QPalette.ColorRole.Midlight, "hover", "hover"),
    (QPalette.ColorRole.Mid, "line", "line"),
    (QPalette.ColorRole.Dark, "edge", "line"),
    (QPalette.ColorRole.Shadow, "edge", "line"),
)


class Theme(QObject):
    """Applies one palette and text size to the whole program, and again whenever either changes.

    Signals:
        changed(): Colours or sizes are different now; whoever paints by hand paints again.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice = "system"
        self._percent = 100
        self._applied: tuple[str, int] | None = None
        self._actions: list[tuple[QObject, str]] = []
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(_font(BODY))
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def choice(self) -> str:
        """Return the chosen theme: `system`, `light`, `dark` or `high_contrast`."""
        return self._choice

    @property
    def percent(self) -> int:
        """Return the text size in percent, 80 to 200."""
        return self._percent

    @property
    def palette(self) -> Palette:
        """Return the palette in force; `system` follows the desktop, light where it is silent."""
        if self._choice != "system":
            return PALETTES[self._choice]
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    @property
    def row_height(self) -> int:
        """Return the height of a table row in pixels."""
        return max(ROW, self.scaled(ROW))

    def scaled(self, pixels: int) -> int:
        """Return a measure of 100 % at the text size in force."""
        return round(pixels * self._percent / 100)

    def icon(self, name: str, role: str = "ink", selected: str = "") -> QIcon:
        """Return an icon that follows the theme; a selected row may have another role's colour."""
        return icons.icon(name, self._palette_in_force, role, selected)

    def _palette_in_force(self) -> Palette:
        return self.palette

    def colour(self, role: str) -> QColor:
        """Return the colour of a role."""
        return QColor(str(getattr(self.palette, role)))

    def apply(self, choice: str, percent: int) -> None:
        """Put a theme and a text size into force.

        Args:
            choice: One of `THEMES`.
            percent: The text size; held between 80 and 200.
        """
        self._choice = choice if choice in THEMES else "system"
        self._percent = min(LARGEST, max(SMALLEST, percent))
        palette = self.palette
        if self._applied == (palette.name, self._percent):
            return
        self._applied = (palette.name, self._percent)
        self._app.setFont(_font(self.scaled(BODY)))
        self._app.setPalette(_qt_palette(palette))
        self._app.setStyleSheet(stylesheet(palette, self._percent / 100, _tints(palette)))
        self.changed.emit()

    def _on_system_changed(self) -> None:
        self.apply(self._choice, self._percent)


def theme() -> Theme:
    """Return the theme of the running program; the first call makes it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101  # there is no window without it
    found = app.findChild(Theme)
    return found if found is not None else Theme(app)


def _qt_palette(palette: Palette) -> QPalette:
    result = QPalette()
    for role, enabled, disabled in _ROLES:
        result.setColor(role, QColor(str(getattr(palette, enabled))))
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(str(getattr(palette, disabled))))
    inactive = QPalette.ColorGroup.Inactive
    result.setColor(inactive, QPalette.ColorRole.Highlight, QColor(palette.quiet_selection))
    result.setColor(inactive, QPalette.ColorRole.HighlightedText, QColor(palette.ink))
    return result


def _font(pixels: int) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.family().lower() in _GENERIC:
        family = next((name for name in _FAMILIES if QFontDatabase.hasFamily(name)), "")
        font.setFamily(family or font.family())
    font.setPixelSize(pixels)
    return font


def _tints(palette: Palette) -> Path:
    """Return the folder of tinted drawings; a stylesheet cannot tint, nor read from memory."""
    folder = state_folder() / "tints"
    folder.mkdir(exist_ok=True)
    for name, drawing, role, turn in _TINTS:
        svg = icons.drawing(drawing).replace("currentColor", str(getattr(palette, role)))
        if turn:
            svg = svg.replace("<path", f"<path {turn}")
        file = folder / f"{palette.name}-{name}.svg"
        if not file.exists() or file.read_text(encoding="utf-8") != svg:
            file.write_text(svg, encoding="utf-8")
    return folder

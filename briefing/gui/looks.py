"""How the window looks, and that it looks so again at the next start: theme, text size, docks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from briefing.app.settings import load_settings, save_settings
from briefing.gui.theme import STEP, theme

if TYPE_CHECKING:
    from briefing.app.settings import Settings

_SMALLEST: Final = 80
_LARGEST: Final = 200


class Looks(QObject):
    """The looks that somebody chose, applied and remembered.

    Signals:
        changed(): Theme or text size is another one.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = load_settings()
        self._apply()

    @property
    def theme(self) -> str:
        """Return the name of the chosen theme."""
        return self._settings.theme

    @property
    def docks(self) -> str:
        """Return how the docks were laid out, as they wrote it."""
        return self._settings.window

    def choose_theme(self, name: str) -> None:
        """Change the theme and remember it."""
        self._choose(replace(load_settings(), theme=name))

    def scale_text(self, steps: int) -> None:
        """Make all text larger or smaller by a step of 10 %; 0 is back to normal."""
        size = 100 if steps == 0 else self._settings.text_size_percent + steps * STEP
        bounded = min(_LARGEST, max(_SMALLEST, size))
        self._choose(replace(load_settings(), text_size_percent=bounded))

    def keep_docks(self, state: str) -> None:
        """Remember how the docks are laid out."""
        self._settings = replace(load_settings(), window=state)
        save_settings(self._settings)

    def _choose(self, settings: Settings) -> None:
        self._settings = settings
        save_settings(settings)
        self._apply()
        self.changed.emit()

    def _apply(self) -> None:
        theme().apply(self._settings.theme, self._settings.text_size_percent)

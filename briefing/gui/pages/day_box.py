"""The day as of which something is shown; empty for everything that is known."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from briefing.domain.dates import is_date
from briefing.gui.parts import named


class DayBox(QLineEdit):
    """A day as the analyst types it; what is no date is marked as wrong.

    Args:
        page: The page that it is on; its name begins with it.

    Signals:
        chosen(): Something else is typed, sound or not.
    """

    chosen = Signal()

    def __init__(self, page: str) -> None:
        super().__init__()
        named(self, f"{page}.as_of", self.tr("As it stood on"))
        self.setPlaceholderText(self.tr("everything that is known"))
        self.textChanged.connect(self._on_changed)

    @property
    def day(self) -> str | None:
        """Return what is typed, or None for everything that is known."""
        return self.text().strip() or None

    @property
    def is_sound(self) -> bool:
        """Tell whether it is a date, or nothing."""
        return self.day is None or is_date(self.day)

    def _on_changed(self) -> None:
        self.setProperty("wrong", not self.is_sound)
        self.style().polish(self)
        self.chosen.emit()

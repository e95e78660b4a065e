"""For whom documents are: our own house, partners, or anybody."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from briefing.domain.vocabularies import Disclosure
from briefing.gui.parts import named, of_any_width


class ReadersChoice(QComboBox):
    """Who reads what is exported; others get the shareable edition."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "compose.readers", self.tr("Readers"))
        of_any_width(self)
        self.addItem(self.tr("Our own house"), None)
        self.addItem(self.tr("Partners: without what is closed"), Disclosure.BACKGROUND)
        self.addItem(self.tr("Anybody: only what is free to use"), Disclosure.FREE)

    @property
    def choice(self) -> Disclosure | None:
        """Return what the readers may have, or None for our own house."""
        found: Disclosure | None = self.currentData()
        return found

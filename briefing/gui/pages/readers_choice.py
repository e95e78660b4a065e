"""For whom documents are: our own house, partners, or anybody."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox

from briefing.domain.vocabularies import Disclosure
from briefing.gui.parts import named, of_any_width
from briefing.gui.words import QT_TRANSLATE_NOOP

READERS: Final = {
    Disclosure.BACKGROUND: QT_TRANSLATE_NOOP("Readers", "Partners: without what is closed"),
    Disclosure.FREE: QT_TRANSLATE_NOOP("Readers", "Anybody: only what is free to use"),
}
"""Who reads the shareable edition, by what they may have."""


class ReadersChoice(QComboBox):
    """Who reads what is exported; others get the shareable edition.

    Args:
        page: The page that it is on; its name begins with it.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        named(self, f"{page}.readers", self.tr("Readers"))
        of_any_width(self)
        self.addItem(self.tr("Our own house"), None)
        for use, words in READERS.items():
            self.addItem(QCoreApplication.translate("Readers", words), use)

    @property
    def choice(self) -> Disclosure | None:
        """Return what the readers may have, or None for our own house."""
        found = self.currentData()  # Qt keeps the code, not the member
        return Disclosure(found) if found else None

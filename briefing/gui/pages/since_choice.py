"""The choice of the edition since which an export tells what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from briefing.app.earlier import LAST, NONE, newest
from briefing.domain.exchange import label
from briefing.gui.parts import named

if TYPE_CHECKING:
    from briefing.domain.content import Content


class SinceChoice(QComboBox):
    """The newest edition, one of the others, or nothing.

    Args:
        parent: Where it stands.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "compose.since", self.tr("Changes since"))

    @property
    def choice(self) -> str:
        """Return what is chosen, as the export option takes it."""
        return str(self.currentData() or LAST)

    def refresh(self, content: Content) -> None:
        """Show the editions that the pack has, the newest first; keep what was chosen."""
        chosen = self.choice
        self.clear()
        last = newest(content)
        if last is None:
            self.addItem(self.tr("no edition was issued yet"), LAST)
        else:
            words = self.tr("the newest edition, {name} of {day}")
            self.addItem(words.format(name=label(last), day=last.issued[:10]), LAST)
            rows = sorted(content.editions, key=lambda row: (-row.number, -row.addendum))
            for row in rows[1:]:
                words = self.tr("edition {name} of {day}")
                self.addItem(words.format(name=label(row), day=row.issued[:10]), label(row))
            self.addItem(self.tr("Leave out"), NONE)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.setEnabled(last is not None)

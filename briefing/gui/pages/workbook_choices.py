"""What a workbook alone can be told: which matrix, round, rows, columns, groups and currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from briefing.app.workbook_choices import OPTIONS
from briefing.gui.pages.option_boxes import OptionBox, option_box
from briefing.gui.parts import label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.domain.content import Content


class WorkbookChoices(QWidget):
    """A box for each option that only a workbook takes.

    Args:
        parent: The page.

    Signals:
        chosen(): Something else is chosen.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self._boxes: dict[str, OptionBox] = {}
        for line, option in enumerate(OPTIONS):
            box = self._boxes[option.name] = option_box(option)
            box.chosen.connect(self.chosen)
            caption = label(option.label, "muted")
            caption.setBuddy(box)
            self.grid.addWidget(caption, line, 0)
            self.grid.addWidget(box, line, 1)

    @property
    def choices(self) -> Mapping[str, str]:
        """Return what is chosen, as the export takes it; nothing for what was left alone."""
        return {name: box.choice for name, box in self._boxes.items() if box.choice}

    def refresh(self, content: Content) -> None:
        """Offer what the pack has now; what was chosen stays chosen."""
        for box in self._boxes.values():
            box.refresh(content)

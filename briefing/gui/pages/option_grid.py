"""The options of a template, or those that a workbook alone takes, each with its caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from briefing.gui.pages.option_boxes import OptionBox, option_box
from briefing.gui.parts import aligned, clear, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.domain.content import Content
    from briefing.template.manifest import Option


class OptionGrid(QWidget):
    """A box for each option.

    Args:
        page: The page that it is on; the names of its boxes begin with it.
        captions: How many pixels the captions take at least.

    Signals:
        chosen(): Something else is chosen.
    """

    chosen = Signal()

    def __init__(self, page: str, captions: int = 0) -> None:
        super().__init__()
        self._page = page
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        aligned(self._grid, captions=captions)
        self._boxes: list[tuple[Option, OptionBox]] = []

    def offer(self, options: Sequence[Option], content: Content) -> None:
        """Offer these options and no others, each at its default."""
        clear(self._grid)
        self._boxes = []
        for line, option in enumerate(options):
            box = option_box(option, self._page)
            box.refresh(content)
            box.chosen.connect(self.chosen)
            caption = label(option.label, "muted")
            caption.setBuddy(box)
            self._grid.addWidget(caption, line, 0)
            self._grid.addWidget(box, line, 1)
            self._boxes.append((option, box))

    @property
    def choices(self) -> Mapping[str, str]:
        """Return what is chosen, as the export takes it; nothing where there is nothing to say."""
        return {
            option.name: box.choice for option, box in self._boxes if box.choice or option.default
        }

    def refresh(self, content: Content) -> None:
        """Offer what the pack has now; what was chosen stays chosen."""
        for _, box in self._boxes:
            box.refresh(content)

"""What an edition is made with: who reads it, which day it shows, the options of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from briefing.app.edition_options import MadeWith
from briefing.app.workbook_choices import OPTIONS
from briefing.gui.pages.day_box import DayBox
from briefing.gui.pages.option_grid import OptionGrid
from briefing.gui.pages.readers_choice import ReadersChoice
from briefing.gui.parts import aligned, column, label

if TYPE_CHECKING:
    from briefing.domain.content import Content
    from briefing.template.manifest import TemplateInfo

CAPTIONS: Final = 125  # pixels; captions of grids below each other end at the same place


class IssueChoices(QObject):
    """Readers and day, which are asked first, and the options of form and workbook.

    Args:
        parent: The panel that lays out both parts.

    Attributes:
        moment: Who reads it, and as of when.
        options: What the form and the workbook offer.

    Signals:
        chosen(): Other readers or another day are chosen.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._readers = ReadersChoice("issue")
        self._as_of = DayBox("issue")
        self._form = OptionGrid("issue", CAPTIONS)
        self._workbook = OptionGrid("issue", CAPTIONS)
        self.moment = QWidget(parent)
        self.options = QWidget(parent)
        grid = QGridLayout(self.moment)
        grid.setContentsMargins(0, 0, 0, 0)
        aligned(grid, captions=CAPTIONS)
        for line, box in enumerate((self._readers, self._as_of)):
            caption = label(box.accessibleName(), "muted")
            caption.setBuddy(box)
            grid.addWidget(caption, line, 0)
            grid.addWidget(box, line, 1)
        headings = (self.tr("Options of the form"), self.tr("Workbook"))
        first, second = (label(words, "heading") for words in headings)
        self.options.setLayout(column(first, self._form, second, self._workbook, gap=8))
        self._readers.activated.connect(self.chosen)
        self._as_of.chosen.connect(self.chosen)

    @property
    def made_with(self) -> MadeWith:
        """Return what is chosen."""
        return MadeWith(
            options={**self._form.choices, **self._workbook.choices},
            as_of=self._as_of.day,
            disclosure=self._readers.choice,
        )

    @property
    def is_sound(self) -> bool:
        """Tell whether an edition can be made with it: the day is one."""
        return self._as_of.is_sound

    def offer_form(self, info: TemplateInfo | None, content: Content) -> None:
        """Offer the options of a form."""
        self._form.offer(info.options if info is not None else (), content)

    def offer_workbook(self, content: Content) -> None:
        """Offer the options of the workbook."""
        self._workbook.offer(OPTIONS, content)

    def show_parts(self, *, visible: bool) -> None:
        """Show both parts, or neither."""
        self.moment.setVisible(visible)
        self.options.setVisible(visible)

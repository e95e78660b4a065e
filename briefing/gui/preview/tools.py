"""The line above the finished pages: page, zoom, text, find."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from briefing.gui.parts import label, named, row
from briefing.gui.preview.sheets import FIT_PAGE, FIT_WIDTH
from briefing.gui.theme import theme

STEPS: Final = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


class PreviewTools(QWidget):
    """Chooses the page and the zoom.

    Signals:
        page_asked(page): Go to a page, from 1.
        step_asked(steps): A larger zoom than now, or a smaller one where it is negative.
        zoom_chosen(zoom): 1 is the true size; `FIT_WIDTH` or `FIT_PAGE`.
        text_asked(shown): Show the page's words instead of its picture, or its picture again.
        find_asked(): Open the find line.
    """

    page_asked = Signal(int)
    step_asked = Signal(int)
    zoom_chosen = Signal(float)
    text_asked = Signal(bool)
    find_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._page = named(QLineEdit(), "preview.page", self.tr("Page"))
        self._page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._page.setFixedWidth(theme().scaled(48))
        self._numbers = QIntValidator(1, 1, self._page)
        self._page.setValidator(self._numbers)
        self._count = label("", "muted")
        self._zoom = named(QComboBox(), "preview.zoom", self.tr("Zoom"))
        self._zoom.addItem(self.tr("Fit width"), FIT_WIDTH)
        self._zoom.addItem(self.tr("Fit page"), FIT_PAGE)
        for step in STEPS:
            self._zoom.addItem(f"{step:.0%}", step)
        self._text = self._icon("sources", "preview.text", self.tr("Show the page as text"))
        self._text.setCheckable(True)
        find = self._icon("search", "preview.find_open", self.tr("Find in the preview"))
        find.clicked.connect(self.find_asked)
        smaller = self._icon("remove", "preview.smaller", self.tr("Smaller"))
        smaller.clicked.connect(self._on_smaller)
        larger = self._icon("add", "preview.larger", self.tr("Larger"))
        larger.clicked.connect(self._on_larger)
        layout = row(
            self._page, self._count, 1, smaller, self._zoom, larger, self._text, find, gap=4
        )
        layout.setContentsMargins(12, 6, 8, 6)
        self.setLayout(layout)
        self.show_page(0, 0)
        self._page.returnPressed.connect(self._on_page_typed)
        self._zoom.activated.connect(self._on_zoom)
        self._text.toggled.connect(self.text_asked)

    @property
    def zoom(self) -> float:
        """The zoom that is chosen."""
        return float(self._zoom.currentData())

    def show_page(self, page: int, count: int) -> None:
        """Say which page is looked at."""
        self._numbers.setTop(max(1, count))
        self._page.setText(str(page) if count else "")
        self._page.setEnabled(count > 0)
        self._count.setText(self.tr("of {count}").format(count=count) if count else "")

    def take_step(self, steps: int, scale: float) -> None:
        """Take the next larger or smaller zoom; `scale` is that of a page which fits the view."""
        now = self.zoom if self.zoom > 0 else scale
        further = [one for one in STEPS if (one > now + 0.01 if steps > 0 else one < now - 0.01)]
        if further:
            self._zoom.setCurrentIndex(
                self._zoom.findData(further[0] if steps > 0 else further[-1])
            )
            self._on_zoom()

    def _on_page_typed(self) -> None:
        self.page_asked.emit(int(self._page.text()))

    def _on_zoom(self) -> None:
        self.zoom_chosen.emit(self.zoom)

    def _on_smaller(self) -> None:
        self.step_asked.emit(-1)

    def _on_larger(self) -> None:
        self.step_asked.emit(1)

    def _icon(self, icon: str, name: str, title: str) -> QPushButton:
        made = named(QPushButton(), name, title)
        made.setProperty("look", "link")
        made.setAutoDefault(False)
        made.setIcon(theme().icon(icon))
        made.setToolTip(title)
        made.setFixedSize(28, 28)
        return made

"""The first pages that a template makes, as pictures one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from briefing.gui.parts import button, clear, column, empty_place, named, scrolling
from briefing.gui.theme import theme
from briefing.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_WIDEST = 520
_MARGIN = 56
_LARGEST_SIDE = 8000  # a picture of a stranger; Qt itself refuses more than 256 MB


class PagePicture(QLabel):
    """One page, as wide as there is room and no wider than it is read well."""

    def __init__(self, picture: QPixmap, number: int) -> None:
        super().__init__()
        named(self, f"template.page.{number}", self.tr("Page {number}").format(number=number))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._picture = picture
        self.setProperty("look", "page")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def fit(self, width: int) -> None:
        """Show the page at a width."""
        width = max(80, min(width, theme().scaled(_WIDEST)))
        ratio = self.devicePixelRatioF()
        scaled = self._picture.scaledToWidth(
            round(width * ratio), Qt.TransformationMode.SmoothTransformation
        )
        scaled.setDevicePixelRatio(ratio)
        self.setPixmap(scaled)


class TemplatePages(QWidget):
    """The pages of the chosen template.

    Signals:
        asked(): Pictures should be made.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "template.pages", self.tr("Pages"))
        self._pictures: list[PagePicture] = []
        self._layout = QVBoxLayout()
        self._layout.setSpacing(16)
        self._layout.setContentsMargins(16, 16, 16, 16)
        inner = QWidget()
        inner.setLayout(self._layout)
        self._area = scrolling(inner, "template.pages.area", self.tr("Pages"))
        self._stack = QStackedWidget()
        self._stack.addWidget(
            empty_place(
                self.tr(
                    "There are no pictures of this form's pages yet. They are made from the "
                    "exercise, by the office suite of this machine."
                ),
                button(
                    self.tr("Make the pictures"),
                    "template.pages.make",
                    self.asked.emit,
                    look="primary",
                ),
            )
        )
        self._stack.addWidget(self._area)
        self.setLayout(column(self._stack))

    def show_pages(self, pages: tuple[bytes, ...]) -> None:
        """Show pictures; without any, offer to make them."""
        clear(self._layout)
        self._pictures = []
        for number, data in enumerate(pages, 1):
            pixmap = QPixmap()
            if pixmap.loadFromData(data, "PNG") and pixmap.height() <= _LARGEST_SIDE:
                picture = PagePicture(pixmap, number)
                self._pictures.append(picture)
                self._layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addStretch(1)
        self._stack.setCurrentIndex(1 if self._pictures else 0)
        self._fit()

    def _fit(self) -> None:
        for picture in self._pictures:
            picture.fit(self.width() - _MARGIN)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self._fit()

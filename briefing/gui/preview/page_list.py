"""Finished pages one below the other: each is drawn when it comes into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from briefing.gui.parts import named
from briefing.gui.preview.sheets import FIT_WIDTH, Sheets
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from briefing.preview.pages import Area, Pages, Place

_LINE: Final = 40
_KEPT: Final = 3  # drawn pages kept before and after those in sight
_AT_ONCE: Final = 4  # pages drawn before anything else is done
_AIR: Final = 2.0  # points between words and their outline
_FADED: Final = 0.6  # of old pages
# on white paper, whatever the theme: the colours of the light one
_PAPER: Final = QColor("#FFFFFF")
_MARK: Final = QColor("#B45309")
_STRONG: Final = QColor("#1F4E79")


class PageList(QAbstractScrollArea):
    """Shows pages, scrolls and zooms them, and outlines words on them.

    Signals:
        page_changed(page): Another page is the one that is looked at, from 1.
        clicked(page, left, top): A click on a page, in points from its upper left corner.
        opened(page, left, top): A double click.
        zoom_asked(steps): Larger or smaller by so many steps.
    """

    page_changed = Signal(int)
    clicked = Signal(int, float, float)
    opened = Signal(int, float, float)
    zoom_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "preview.pages", self.tr("Finished pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._pages: Pages | None = None
        self._sheets = Sheets((), 0, 0, FIT_WIDTH)
        self._zoom: float = FIT_WIDTH
        self._page = 0
        self._drawn: dict[int, QImage] = {}
        self._is_faded = False
        self._marks: Sequence[Place] = ()
        self._strong: Sequence[Place] = ()
        self._areas: dict[int, tuple[tuple[Area, ...], tuple[Area, ...]]] = {}
        self._drawing = QTimer(self, singleShot=True, interval=0)
        self._drawing.timeout.connect(self._draw_next)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        theme().changed.connect(self._on_theme_changed)

    @property
    def page(self) -> int:
        """The page that is looked at, from 1; 0 without pages."""
        return self._page

    @property
    def drawn(self) -> frozenset[int]:
        """The pages that are drawn."""
        return frozenset(self._drawn)

    def show_pages(self, pages: Pages | None) -> None:
        """Show other pages; what was looked at stays in sight where it is still there."""
        place = self._sheets.place_of(self.verticalScrollBar().value())
        self._pages = pages
        self._drawn.clear()
        self.outline((), ())
        self._lay_out(place)
        for page in self._in_sight()[:_AT_ONCE]:
            self._draw(page)  # now, so that no white paper is seen between two versions of a page

    def set_faded(self, *, is_faded: bool) -> None:
        """Mark the pages as old, or as those of the pack as it is now."""
        self._is_faded = is_faded
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """Show the pages at a zoom: 1 is their true size; or `FIT_WIDTH` or `FIT_PAGE`."""
        place = self._sheets.place_of(self.verticalScrollBar().value())
        self._zoom = zoom
        self._drawn.clear()
        self._lay_out(place)

    @property
    def scale(self) -> float:
        """The zoom of the page that is looked at; 1 is its true size."""
        return self._sheets.scale(self._page) * 72 / 96 if self._page else 1.0

    def go_to(self, page: int) -> None:
        """Bring the top of a page into sight."""
        if 1 <= page <= len(self._sheets):
            self.verticalScrollBar().setValue(self._sheets.rectangle(page).top() - 8)

    def outline(self, marks: Sequence[Place], strong: Sequence[Place]) -> None:
        """Outline words: a thin line around `marks`, a strong one around `strong`."""
        self._marks, self._strong = marks, strong
        self._areas.clear()
        self.viewport().update()

    def bring_into_sight(self, place: Place) -> None:
        """Scroll until words are seen; where they are seen already, nothing moves."""
        areas = self._pages.areas(place.page, (place,)) if self._pages is not None else ()
        boxes = [self._sheets.on_screen(place.page, area) for area in areas]
        if not boxes:
            return
        wanted = boxes[0]
        for box in boxes[1:]:
            wanted = wanted.united(box)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if not (bar.value() <= wanted.top() and wanted.bottom() <= bar.value() + height):
            bar.setValue(round(wanted.top() - height / 3))
        across, width = self.horizontalScrollBar(), self.viewport().width()
        if not (across.value() <= wanted.left() and wanted.right() <= across.value() + width):
            across.setValue(round(wanted.left() - 16))

    # -------------------------------------------------------------------- layout

    def _lay_out(self, place: tuple[int, float]) -> None:
        sizes = self._pages.sizes if self._pages is not None else ()
        view = self.viewport().size()
        self._sheets = Sheets(sizes, view.width(), view.height(), self._zoom)
        tall, wide = self.verticalScrollBar(), self.horizontalScrollBar()
        tall.setRange(0, max(0, self._sheets.height - view.height()))
        tall.setPageStep(view.height())
        tall.setSingleStep(_LINE)
        wide.setRange(0, max(0, self._sheets.width - view.width()))
        wide.setPageStep(view.width())
        tall.setValue(self._sheets.position_of(place))
        self._on_scrolled()

    def _on_scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = self._sheets.page_at(middle)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self.viewport().update()

    def _on_theme_changed(self) -> None:
        self.viewport().update()

    # ------------------------------------------------------------------- drawing

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _in_sight(self) -> list[int]:
        return self._sheets.between(self._offset().y(), self._offset().y() + self.height())

    def _draw_next(self) -> None:
        seen = self._in_sight()
        for page in [page for page in self._drawn if seen]:
            if not seen[0] - _KEPT <= page <= seen[-1] + _KEPT:
                del self._drawn[page]
        missing = next((page for page in seen if page not in self._drawn), None)
        if missing is not None:
            self._draw(missing)

    def _draw(self, page: int) -> None:
        if self._pages is None:
            return
        ratio = self.devicePixelRatioF()
        width = max(1, round(self._sheets.rectangle(page).width() * ratio))
        picture = self._pages.picture(page, width)
        image = QImage(
            picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
        ).copy()  # the pixels belong to the picture, which goes
        image.setDevicePixelRatio(ratio)
        self._drawn[page] = image
        self.viewport().update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is drawn of the pages in sight, and have the rest drawn."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().colour("window"))
        for page in self._in_sight():
            sheet = self._sheets.rectangle(page).translated(-self._offset())
            painter.fillRect(sheet, _PAPER)
            painter.setOpacity(_FADED if self._is_faded else 1.0)
            if page in self._drawn:
                painter.drawImage(sheet.topLeft(), self._drawn[page])
            else:
                self._drawing.start()
            painter.setOpacity(1.0)
            painter.setPen(QPen(theme().colour("line"), 1))
            painter.drawRect(sheet.adjusted(-1, -1, 0, 0))
            self._paint_marks(painter, page)
        if self.hasFocus():
            painter.setPen(QPen(theme().colour("focus"), theme().palette.focus_width))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_marks(self, painter: QPainter, page: int) -> None:
        if page not in self._areas:  # only now: what is found may stand on every page
            self._areas[page] = (self._on(page, self._marks), self._on(page, self._strong))
        marks, strong = self._areas[page]
        for areas, colour, width in ((marks, _MARK, 1), (strong, _STRONG, 2)):
            painter.setPen(QPen(colour, width))
            for area in areas:
                box = self._sheets.on_screen(page, area, _AIR).translated(QPointF(-self._offset()))
                tint = QColor(colour)
                tint.setAlpha(28)
                painter.fillRect(box, tint)
                painter.drawRect(box)

    def _on(self, page: int, places: Sequence[Place]) -> tuple[Area, ...]:
        here = [place for place in places if place.page == page]
        return self._pages.areas(page, here) if here and self._pages is not None else ()

    # --------------------------------------------------------------------- input

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is looked at in sight."""
        super().resizeEvent(event)
        place = self._sheets.place_of(self.verticalScrollBar().value())
        if self._zoom <= 0:
            self._drawn.clear()
        self._lay_out(place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by keys; plus and minus zoom."""
        bar = self.verticalScrollBar()
        key = event.key()
        if key in {Qt.Key.Key_PageDown, Qt.Key.Key_Space}:
            self.go_to(min(len(self._sheets), self._page + 1))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_Backspace}:
            self.go_to(max(1, self._page - 1))
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Minus}:
            self.zoom_asked.emit(1 if key == Qt.Key.Key_Plus else -1)
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell on which place of which page the click was."""
        self._tell(self.clicked, event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tell on which place of which page the double click was."""
        self._tell(self.opened, event)

    def _tell(self, signal: object, event: QMouseEvent) -> None:
        place = self._sheets.point_at(event.position() + QPointF(self._offset()))
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            signal.emit(*place)  # type: ignore[attr-defined]  # a bound signal has no public type

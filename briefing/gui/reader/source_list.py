"""The list of sources: title, grade, date, captures; in two lines, with a filter and an order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QWidget
from typing_extensions import override

from briefing.domain.country_mentions import fold
from briefing.domain.dates import sort_key
from briefing.domain.revisions import replaced_by
from briefing.domain.sources import Source
from briefing.gui.parts import named
from briefing.gui.reader.highlights import captures_by_source
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPainter

    from briefing.domain.content import Content

Index = QModelIndex | QPersistentModelIndex
SOURCE_ID = int(Qt.ItemDataRole.UserRole)
DETAIL = SOURCE_ID + 1
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source of the list.

    Attributes:
        source: The source.
        captures: How many records rest on it.
        is_replaced: Whether there is a newer revision.
    """

    source: Source
    captures: int
    is_replaced: bool = False

    @property
    def detail(self) -> str:
        """Return date, grade, captures and publisher in one line, and which revision it is."""
        source = self.source
        published = (source.published or "no date")[:10]
        noun = "capture" if self.captures == 1 else "captures"
        revision = f"revision {source.revision}" if source.revision > 1 else ""
        state = "replaced" if self.is_replaced else revision
        parts = (state, published, source.grade, f"{self.captures} {noun}", source.publisher)
        return "  ·  ".join(part for part in parts if part)

    @property
    def words(self) -> str:
        """Return what the filter looks in."""
        source = self.source
        words = (source.title, source.publisher or "", source.kind.label, self.detail)
        return fold(" ".join(words)).casefold()


ORDERS: tuple[tuple[str, Callable[[SourceRow], Any]], ...] = (
    ("As imported", lambda row: (row.source.order, row.source.id)),
    ("Newest first", lambda row: _newest_first(row.source)),
    ("Most captures", lambda row: (-row.captures, row.source.order)),
    ("Best grade", lambda row: (row.source.grade, row.source.order)),
    ("Title", lambda row: fold(row.source.title).casefold()),
)


def _newest_first(source: Source) -> tuple[int, float]:
    day, second = sort_key(source.published)
    return -day.toordinal(), -second


class SourceListModel(QAbstractListModel):
    """The sources of the pack under a filter, in a chosen order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[SourceRow, ...] = ()
        self.rows: tuple[SourceRow, ...] = ()
        self._words: tuple[str, ...] = ()
        self._order = 0

    def show(self, content: Content) -> None:
        """Show the sources of a pack."""
        counts = captures_by_source(content)
        newer = replaced_by(content)
        rows = tuple(
            SourceRow(
                source=source,
                captures=counts.get(source.id, 0),
                is_replaced=source.id in newer,
            )
            for source in content.sources
        )
        if rows != self._all:
            self._all = rows
            self._arrange()

    def set_filter(self, text: str) -> None:
        """Show only sources that have all the words."""
        self._words = tuple(fold(text).casefold().split())
        self._arrange()

    def set_order(self, order: int) -> None:
        """Show the sources in one of `ORDERS`."""
        self._order = max(0, order)
        self._arrange()

    def row_of(self, source_id: str) -> int:
        """Return where a source stands, or -1."""
        return next((at for at, row in enumerate(self.rows) if row.source.id == source_id), -1)

    def _arrange(self) -> None:
        kept = [row for row in self._all if all(word in row.words for word in self._words)]
        rows = tuple(sorted(kept, key=ORDERS[self._order][1]))
        before = [row.source.id for row in self.rows]
        if before == [row.source.id for row in rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match int(role):
            case Qt.ItemDataRole.DisplayRole:
                return row.source.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.source.title}, {row.detail}"
            case Qt.ItemDataRole.UserRole:
                return row.source.id
        return row.detail if int(role) == DETAIL else None


class _TwoLines(QStyledItemDelegate):
    """Draws title and detail of a source."""

    @override
    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(200, theme().scaled(52))

    @override
    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        rect: QRect = option.rect
        palette = theme()
        painter.save()
        if chosen or hovered:
            painter.fillRect(rect, palette.colour("quiet_selection" if chosen else "hover"))
        if chosen:
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), palette.colour("accent"))
        if focused:
            painter.setPen(palette.colour("focus"))
            for inset in range(palette.palette.focus_width):
                painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 1))
        painter.setPen(palette.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        place = rect.adjusted(16, palette.scaled(7), -12, -palette.scaled(7))
        self._words(painter, option.font, place, index, chosen=chosen)
        painter.restore()

    def _words(
        self, painter: QPainter, font: QFont, place: QRect, index: Index, *, chosen: bool
    ) -> None:
        title, small = QFont(font), QFont(font)
        title.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        small.setPixelSize(theme().scaled(12))
        for words, face, role, where in (
            (index.data(), title, "ink", Qt.AlignmentFlag.AlignTop),
            (index.data(DETAIL), small, "muted", Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(face)
            painter.setPen(theme().colour(role))
            elided = painter.fontMetrics().elidedText(
                str(words), Qt.TextElideMode.ElideRight, place.width()
            )
            flags = int(where | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
            painter.drawText(place, flags, elided)


class SourceList(QListView):
    """Shows the sources; the current one is the one in the reader.

    Args:
        model: The sources.
        parent: The page.
    """

    def __init__(self, model: SourceListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "sources.list", self.tr("Sources"))
        self.setModel(model)
        self.setItemDelegate(_TwoLines(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the capture keys; the filter finds titles."""

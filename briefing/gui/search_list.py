"""The search over the whole pack as a quick list: hits as they are typed, each one a door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QComboBox, QStyle
from typing_extensions import override

from briefing.domain.sources import Source
from briefing.gui.page_specs import PAGES
from briefing.gui.palette import TARGET, DetailDelegate, Entry, Index, QuickList
from briefing.gui.parts import label, named, row
from briefing.gui.theme import theme
from briefing.gui.words import QT_TRANSLATE_NOOP
from briefing.store.search import Order

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QVBoxLayout, QWidget

    from briefing.gui.session import Session
    from briefing.store.search import Hit

_MOST: Final = 60
_LEAST_TYPED: Final = 2
_ISOLATES: Final = str.maketrans("", "", "\u2068\u2069")
_BEFORE: Final = 0.6
_TITLE: Final = 24
_ORDERS: Final = (
    (QT_TRANSLATE_NOOP("Search", "In the order of the sources"), Order.SOURCE),
    (QT_TRANSLATE_NOOP("Search", "Best first"), Order.BEST),
)
_ICONS: Final = {spec.kinds[0]: spec.icon for spec in PAGES if spec.kinds}
_UNSPACED_LEAST: Final = 0x0E00  # from here on one letter may be a word


class HitDelegate(DetailDelegate):
    """Draws the words around a hit, the hit itself marked and never cut off."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        hit: Hit = index.data(TARGET)
        detail = str(index.data(Qt.ItemDataRole.UserRole) or "")
        left = option.decorationSize.width() + 22
        right = option.fontMetrics.horizontalAdvance(detail) + 36
        room = QRectF(option.rect.adjusted(left, 0, -right, 0))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(room)
        for words, is_hit, at in _placed(_runs(hit.snippet), option.font, room.width()):
            self._draw(painter, option, (words, is_hit), room.translated(at, 0), chosen)
        painter.restore()

    @staticmethod
    def _draw(
        painter: QPainter,
        option: QStyleOptionViewItem,
        run: tuple[str, bool],
        room: QRectF,
        chosen: bool,
    ) -> None:
        words, is_hit = run
        font = _font(option.font, is_hit=is_hit)
        metrics = QFontMetricsF(font)
        if is_hit and not chosen:
            ground = QRectF(room)
            ground.setWidth(metrics.horizontalAdvance(words))
            height = metrics.height()
            ground.setTop(room.center().y() - height / 2)
            ground.setHeight(height)
            painter.fillRect(ground, theme().colour("quote"))
        painter.setFont(font)
        painter.setPen(option.palette.text().color())
        base = room.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(room.left(), base), words)


class PackSearch(QuickList):
    """Every place of the pack that has the words; choosing one goes there.

    Args:
        parent: The window.
        session: The open pack.
    """

    width_at_100 = 760

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(
            parent, "pack_search", self.tr("Search the pack"), self.tr("Search the whole pack")
        )
        self._session = session
        self._list.setItemDelegate(HitDelegate(self._list))
        self._count = label("", "small")
        self._order = named(QComboBox(), "pack_search.order", self.tr("Order of what is found"))
        for words, order in _ORDERS:
            self._order.addItem(QCoreApplication.translate("Search", words), order)
        inner: QVBoxLayout = self.layout()  # type: ignore[assignment]  # the quick list is a column
        inner.addLayout(row(self._count, 1, self._order))
        self._order.currentIndexChanged.connect(self._on_order_changed)

    @override
    def entries(self, text: str) -> tuple[Entry, ...]:
        words = text.strip()
        if len(words) < _LEAST_TYPED and not any(ord(one) >= _UNSPACED_LEAST for one in words):
            self._count.clear()
            return ()
        found = self._session.pack.search(words, _MOST, self._order.currentData())
        self._count.setText(self._counted(len(found)))
        return tuple(
            Entry(
                title=" ".join(hit.snippet.translate(_ISOLATES).split()),
                detail=self._detail(hit),
                icon=theme().icon(_ICONS.get(hit.kind, hit.kind)),
                target=hit,
            )
            for hit in found
        )

    @override
    def go(self, target: Hit) -> None:
        if target.kind == "source" and target.start is not None and target.stop is not None:
            start, stop = target.spot or (0, target.stop - target.start)
            self._session.show_place(target.id, target.start + start, target.start + stop)
        else:
            self._session.show_record(target.kind, target.id)

    def _detail(self, hit: Hit) -> str:
        kind = hit.kind.capitalize()
        source = self._session.content.find(Source, hit.id) if hit.field == "text" else None
        if source is None:
            return kind
        title = source.publisher or source.title
        return f"{kind} · {title if len(title) <= _TITLE else title[: _TITLE - 1] + '…'}"

    def _counted(self, found: int) -> str:
        if found == _MOST:
            return self.tr("The first {count} places").format(count=found)
        if found == 1:
            return self.tr("1 place")
        return self.tr("{count} places").format(count=found) if found else ""

    def _on_order_changed(self) -> None:
        self._on_typed(self._line.text())


def _runs(snippet: str) -> list[tuple[str, bool]]:
    """Return the words of a snippet in order, each with whether it is a hit."""
    runs: list[tuple[str, bool]] = []
    flat = " ".join(snippet.split())
    while flat:
        before, _, rest = flat.partition("\u2068")
        found, _, flat = rest.partition("\u2069")
        runs += [(words, is_hit) for words, is_hit in ((before, False), (found, True)) if words]
    return runs


def _font(plain: QFont, *, is_hit: bool) -> QFont:
    font = QFont(plain)
    if is_hit:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def _placed(
    runs: list[tuple[str, bool]], plain: QFont, width: float
) -> list[tuple[str, bool, float]]:
    """Return runs with their places from the left; what stands before the hit is cut if long."""
    placed: list[tuple[str, bool, float]] = []
    at = 0.0
    for words, is_hit in runs:
        metrics = QFontMetricsF(_font(plain, is_hit=is_hit))
        shown = words
        if not placed and not is_hit:
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideLeft, width * _BEFORE)
            if shown != words and " " in shown:
                shown = f"…{shown.partition(' ')[2]}"
        elif not is_hit:
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, width - at))
        placed.append((shown, is_hit, at))
        at += metrics.horizontalAdvance(shown)
    return placed

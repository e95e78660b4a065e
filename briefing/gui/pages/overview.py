"""The overview: how long is left, what is in the pack, and what still needs somebody; all doors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QStyle, QVBoxLayout, QWidget
from typing_extensions import override

from briefing.app import clock
from briefing.domain.content import Content
from briefing.domain.dates import first_day
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Likelihood
from briefing.gui.pages.cover_form import CoverForm
from briefing.gui.pages.record_lines import Group, LineItem, RecordLines
from briefing.gui.parts import button, clear, column, label, rule, scrolling
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from briefing.gui.session import Session

_NEWEST = 5
_MOST_BESIDE, _GAP, _MARGIN = 3, 12, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One number of the overview and the page that it leads to.

    Attributes:
        title: What is counted, marked for translation.
        page: The page behind the door.
        count: The number.
        is_alarm: Whether any number above zero asks for work.
    """

    title: str
    page: str
    count: Callable[[Content], int]
    is_alarm: bool = False


def unanswered(content: Content) -> int:
    """Return how many topics are certain to come up and have no line."""
    with_lines = {line.topic for line in content.lines}
    certain = {item.topic for item in content.agenda if item.likelihood is Likelihood.CERTAIN} | {
        topic.id for topic in content.topics if topic.likelihood is Likelihood.CERTAIN
    }
    return len(certain - with_lines)


def unverified(content: Content) -> int:
    """Return how many quotes are not their source's words any more, or have no speaker."""
    return sum(
        not all(piece.matches(content.get(Source, quote.source).text) for piece in quote.pieces)
        or (quote.speaker is None and quote.speaker_as_named is None and quote.speaks_for is None)
        for quote in content.quotes
    )


def unread(content: Content) -> int:
    """Return how many sources nothing was captured from."""
    used = {quote.source for quote in content.quotes}
    used |= {item.source for item in content.evidence.values()}
    replaced = {source.replaces for source in content.sources}
    return sum(source.id not in used | replaced for source in content.sources)


DOORS: Final = (
    Door(
        title=QT_TRANSLATE_NOOP("Overview", "topics certain to come up have no line"),
        page="Lines",
        count=unanswered,
        is_alarm=True,
    ),
    Door(
        title=QT_TRANSLATE_NOOP("Overview", "quotes need a second look"),
        page="Quotes",
        count=unverified,
        is_alarm=True,
    ),
    Door(
        title=QT_TRANSLATE_NOOP("Overview", "sources have no captures yet"),
        page="Sources",
        count=unread,
        is_alarm=True,
    ),
    Door(
        title=QT_TRANSLATE_NOOP("Overview", "key quotes"),
        page="Quotes",
        count=lambda content: sum(quote.key for quote in content.quotes),
    ),
    Door(
        title=QT_TRANSLATE_NOOP("Overview", "positions"),
        page="Countries",
        count=lambda content: len(content.positions),
    ),
    Door(
        title=QT_TRANSLATE_NOOP("Overview", "commitments"),
        page="Matrices",
        count=lambda content: len(content.commitments),
    ),
)


class DoorCard(QFrame):
    """A number that leads to its page.

    Signals:
        opened(page): It was clicked, or Enter was pressed on it.
    """

    opened = Signal(str)

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self.setProperty("look", "card")
        self._number = label("", "hero")
        title = QCoreApplication.translate("Overview", door.title)
        self._go: QPushButton = button(title, f"overview.{door.title}", self._on_go, look="link")
        layout = column(self._number, self._go, gap=0)
        layout.setContentsMargins(12, 8, 12, 8)
        self._number.setContentsMargins(6, 0, 0, 0)
        self.setLayout(layout)

    def show_content(self, content: Content) -> None:
        """Show the number for a content."""
        number = self._door.count(content)
        look = "hero_warn" if self._door.is_alarm and number else "hero"
        self._number.setText(str(number))
        self._number.setProperty("look", look)
        self._number.style().polish(self._number)
        title = QCoreApplication.translate("Overview", self._door.title)
        self._go.setAccessibleName(f"{number} {title}")

    def _on_go(self) -> None:
        self.opened.emit(self._door.page)


class OverviewPage(QWidget):
    """What the analyst sees first: the event, the time left, the numbers, the newest sources.

    Args:
        session: The open pack.
        parent: The stack of pages.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._title = label("", "title", wraps=True)
        self._subtitle = label("", "muted", wraps=True)
        self._due = label("", "heading", wraps=True)
        self._doors = [DoorCard(door) for door in DOORS]
        self._newest = QVBoxLayout()
        self._cover = CoverForm(session)
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        self._beside = 0
        for card in self._doors:
            card.opened.connect(session.show_page)
        self._place_doors()
        about = column(label(self.tr("About the pack"), "heading"), rule(), self._cover, gap=8)
        inner = QWidget()
        inner.setProperty("look", "sheet")
        inner.setLayout(
            column(
                column(self._title, self._subtitle, self._due, gap=4),
                self._grid,
                self._newest,
                about,
                1,
                margins=_MARGIN,
                gap=16,
            )
        )
        self.setLayout(column(scrolling(inner, "overview.scroll", self.tr("Overview"))))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_doors()

    def _place_doors(self) -> None:
        """Put as many doors beside each other as are read whole, three at most."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        room = self.width() - bar - 2 * _MARGIN + _GAP
        widest = max(card.minimumSizeHint().width() for card in self._doors) + _GAP
        most = max(1, min(_MOST_BESIDE, room // widest))
        if most == self._beside:
            return
        self._beside = most
        for place, card in enumerate(self._doors):
            self._grid.addWidget(card, *divmod(place, most))

    def refresh(self) -> None:
        """Show the pack as it is now."""
        content = self._session.content
        cover = content.cover
        self._title.setText(cover.title)
        event = cover.event
        place = (event.name, event.place, _dates(event.from_, event.to)) if event else ()
        self._subtitle.setText(" · ".join(filter(None, place)) or cover.subtitle or "")
        self._subtitle.setVisible(bool(self._subtitle.text()))
        self._due.setText(_countdown(cover.due, date.fromisoformat(clock.today())))
        self._due.setVisible(cover.due is not None)
        for card in self._doors:
            card.show_content(content)
        self._cover.refresh()
        self._show_newest(content)

    def _show_newest(self, content: Content) -> None:
        clear(self._newest)
        newest = sorted(content.sources, key=lambda source: source.published or "", reverse=True)
        items = tuple(
            LineItem(
                kind="source",
                id=source.id,
                title=(source.published or "–")[:10],
                text=source.title,
                note=" · ".join(filter(None, (source.publisher, source.grade))),
            )
            for source in newest[:_NEWEST]
        )
        if items:
            lines = RecordLines(Group(title=self.tr("Newest sources"), items=items), self._session)
            lines.opened.connect(self._session.show_record)
            self._newest.addWidget(lines)


def _dates(start: str | None, stop: str | None) -> str:
    return f"{start} – {stop}" if start and stop and stop != start else start or ""


def _countdown(due: str | None, today: date) -> str:
    if due is None:
        return ""
    days = (first_day(due) - today).days
    words = due.replace("T", " ")[:16]
    tr = QCoreApplication.translate
    if days > 1:
        return tr("Overview", "Due {when}: {days} days left").format(when=words, days=days)
    near = {1: tr("Overview", "tomorrow"), 0: tr("Overview", "today")}
    return tr("Overview", "Due {when}: {near}").format(
        when=words, near=near.get(days, tr("Overview", "past"))
    )

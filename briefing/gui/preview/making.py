"""Makes the preview beside the window's own work: soon after an edit, and only where it is seen."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from briefing.gui.jobs import CancelledError, JobLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.app.exporting import ExportRequest
    from briefing.app.previewing import Preview
    from briefing.domain.content import Content
    from briefing.gui.jobs import Job, Work
    from briefing.gui.session import Session
    from briefing.preview.pages import Pages
    from briefing.preview.sketched import Spot

_PAUSE_MS: Final = 20  # what follows later still comes before the office suite has begun
_REST_MS: Final = 1500  # before pages are made that look like those that are there
_LONG_MS: Final = 10_000
_MOST_ROUNDS: Final = 3  # a contents list whose own length moves the pages might never settle


class MadePages(NamedTuple):
    """Finished pages.

    Attributes:
        pages: The pages.
        content: The pack that they show.
        made_of: What they are made of, and what is known of it.
        missing: How many drawings are not to be seen on them yet.
        spots: Where drawings can be seen on them, by their keys.
    """

    pages: Pages
    content: Content
    made_of: Preview
    missing: int = 0
    spots: Mapping[str, Spot] = MappingProxyType({})


class PreviewMaker(QObject):
    """Has the pages of the open pack made whenever they may be different.

    They come in two steps: first with the drawings of earlier pages, as far as those look the same,
    then whole. A newer edit takes back what is being made: it is dropped when it comes, and nothing
    but the newest pack ever waits.

    Signals:
        begun(): The pages shown are old; newer ones are on their way.
        made(MadePages): Here they are.
        refused(sentence): They could not be made.
        crashed(error): A bug.
        slowed(): They take unusually long.
    """

    begun = Signal()
    made = Signal(object)
    refused = Signal(str)
    crashed = Signal(object)
    slowed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_wanted = False
        self._is_old = True
        self._rounds = 0
        self._headings: Mapping[str, int] = {}
        self._spots: Mapping[str, Spot] = {}
        self._firsts = JobLine(self)
        self._wholes = JobLine(self)
        for line in (self._firsts, self._wholes):
            line.refused.connect(self._on_refused)
            line.crashed.connect(self._on_crashed)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._begin)
        self._unfinished: MadePages | None = None
        self._resting = QTimer(self, singleShot=True)
        self._resting.timeout.connect(self._finish)
        self._long = QTimer(self, singleShot=True, interval=_LONG_MS)
        self._long.timeout.connect(self.slowed)
        session.changed.connect(self._on_changed)
        session.form_chosen.connect(self._on_form_chosen)

    @property
    def is_old(self) -> bool:
        """Whether the pack may look different from the pages that were made last."""
        return self._is_old

    @property
    def is_busy(self) -> bool:
        """Whether pages are being made."""
        return self._firsts.is_busy or self._wholes.is_busy or self._resting.isActive()

    def want(self, *, wanted: bool) -> None:
        """Begin or stop following the pack."""
        self._is_wanted = wanted
        if not wanted:
            self._is_old = self._is_old or self.is_busy
            self._give_up()
        elif self._is_old:
            self.make_again()

    def make_again(self) -> None:
        """Have the pages made anew; what is being made is given up."""
        self._is_old = True
        self._rounds = 0
        self._give_up()
        if self._is_wanted:
            self._timer.start()
            self._long.start()
            self.begun.emit()

    def _on_changed(self, _changes: object) -> None:
        self.make_again()

    def _on_form_chosen(self) -> None:
        self._spots = {}  # another form may draw the same thing in another way
        self.make_again()

    def _give_up(self) -> None:
        for timer in (self._timer, self._resting, self._long):
            timer.stop()
        self._firsts.give_up()
        self._wholes.give_up()

    def _begin(self) -> None:
        self._rounds += 1
        self._firsts.add(self.tr("Preview"), self._first_work, self._on_first_made)

    def _first_work(self) -> Work:
        content, request = self._session.content, self._session.form
        headings, spots = self._headings, self._spots
        return lambda job: _first_pages(job, content, request, headings, spots)

    def _on_first_made(self, made: MadePages) -> None:
        self._show(made)
        if made.made_of.left_out and not self._is_old:
            self._unfinished = made
            self._resting.start(0 if made.missing else _REST_MS)

    def _finish(self) -> None:
        first, self._unfinished = self._unfinished, None
        if first is not None:
            self._long.start()
            self._wholes.add(self.tr("Preview"), partial(_whole_work, first), self._on_whole_made)

    def _on_whole_made(self, made: MadePages) -> None:
        self._spots = made.spots
        self._show(made)

    def _show(self, made: MadePages) -> None:
        self._headings = made.made_of.pages
        self._is_old = not made.made_of.is_settled and self._rounds < _MOST_ROUNDS
        self._long.stop()
        self.made.emit(made)
        if self._is_old:
            self._begin()

    def _on_refused(self, sentence: str) -> None:
        self._is_old = True
        self._long.stop()
        self.refused.emit(sentence)

    def _on_crashed(self, error: object) -> None:
        self._is_old = True
        self._long.stop()
        self.crashed.emit(error)


def _first_pages(
    job: Job,
    content: Content,
    request: ExportRequest,
    headings: Mapping[str, int],
    spots: Mapping[str, Spot],
) -> MadePages:
    from briefing.app.previewing import preview  # noqa: PLC0415  # loads on use
    from briefing.gui.preview.approximate import lay_out  # noqa: PLC0415  # loads on use
    from briefing.preview.pages import Pages  # noqa: PLC0415  # loads on use
    from briefing.preview.sketched import SketchedPages  # noqa: PLC0415  # loads on use

    with _giving_up():
        found = preview(content, request, headings, lambda: job.is_cancelled)
    if not found.left_out:
        pages = Pages(found.pdf or lay_out(found.paragraphs))
        pages.read()
        return MadePages(pages, content, found)
    sketched = SketchedPages(found.pdf, found.left_out, spots)
    sketched.read()
    return MadePages(sketched, content, found, sketched.missing)


def _whole_work(first: MadePages) -> Work:
    return lambda job: _whole_pages(job, first)


def _whole_pages(job: Job, first: MadePages) -> MadePages:
    from briefing.app.previewing import whole  # noqa: PLC0415  # loads on use
    from briefing.preview.pages import Pages  # noqa: PLC0415  # loads on use
    from briefing.preview.sketched import SketchedPages  # noqa: PLC0415  # loads on use

    with _giving_up():
        found = whole(first.made_of, lambda: job.is_cancelled)
    pages = Pages(found.pdf)
    pages.read()
    sketched = first.pages
    spots = sketched.spots_on(pages) if isinstance(sketched, SketchedPages) else {}
    return MadePages(pages, first.content, found, spots=spots)


@contextmanager
def _giving_up() -> Iterator[None]:
    """Tell the job in its own words that it was cancelled."""
    from briefing.app.previewing import PreviewCancelledError  # noqa: PLC0415  # loads on use

    try:
        yield
    except PreviewCancelledError as error:
        raise CancelledError from error

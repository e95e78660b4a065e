"""Makes the preview beside the window's own work: soon after an edit, and only where it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from briefing.gui.jobs import CancelledError, Job

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.app.exporting import ExportRequest
    from briefing.domain.content import Content
    from briefing.gui.session import Session
    from briefing.preview.pages import Pages

_PAUSE_MS: Final = 200
_MOST_ROUNDS: Final = 3  # a contents list whose own length moves the pages might never settle


class MadePages(NamedTuple):
    """Finished pages.

    Attributes:
        pages: The pages.
        engine: What made them.
        content: The pack that they show.
        headings: On which page each heading stands, by its bookmark.
        is_settled: Whether the contents list names those pages.
    """

    pages: Pages
    engine: str
    content: Content
    headings: Mapping[str, int]
    is_settled: bool


class PreviewMaker(QObject):
    """Has the pages of the open pack made whenever they may be different.

    Signals:
        begun(): The pages shown are old; newer ones are on their way.
        made(MadePages): Here they are.
        refused(sentence): They could not be made.
        crashed(error): A bug.
    """

    begun = Signal()
    made = Signal(object)
    refused = Signal(str)
    crashed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_wanted = False
        self._is_old = True
        self._rounds = 0
        self._headings: Mapping[str, int] = {}
        self._job: Job | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._make)
        session.changed.connect(self._on_changed)
        session.form_chosen.connect(self.make_again)

    @property
    def is_old(self) -> bool:
        """Whether the pack may look different from the pages that were made last."""
        return self._is_old

    @property
    def is_busy(self) -> bool:
        """Whether pages are being made."""
        return self._job is not None

    def want(self, *, wanted: bool) -> None:
        """Begin or stop following the pack."""
        self._is_wanted = wanted
        if wanted and self._is_old:
            self.make_again()
        elif not wanted:
            self._timer.stop()
            self._stop()

    def make_again(self) -> None:
        """Have the pages made anew; what is being made is given up."""
        self._is_old = True
        self._rounds = 0
        if self._is_wanted:
            self._stop()
            self._timer.start()
            self.begun.emit()

    def _on_changed(self, _changes: object) -> None:
        self.make_again()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _make(self) -> None:
        if self._job is not None:
            return  # it was taken back; what comes next begins when it has ended
        content, request = self._session.content, self._session.form
        headings = self._headings
        self._is_old = False
        self._rounds += 1
        self._job = Job(self.tr("Preview"), lambda job: _made(job, content, request, headings))
        self._job.finished.connect(self._on_made)
        self._job.refused.connect(self.refused)
        self._job.crashed.connect(self.crashed)
        self._job.cancelled.connect(self._on_cancelled)
        self._job.ended.connect(self._on_ended)
        self._job.start()

    def _on_made(self, made: MadePages) -> None:
        self._headings = made.headings
        if not made.is_settled and self._rounds < _MOST_ROUNDS:
            self._is_old = True
        self.made.emit(made)

    def _on_cancelled(self) -> None:
        self._is_old = True

    def _on_ended(self) -> None:
        self._job = None
        if self._is_old and self._is_wanted and not self._timer.isActive():
            self.begun.emit()
            self._make()


def _made(
    job: Job, content: Content, request: ExportRequest, headings: Mapping[str, int]
) -> MadePages:
    from briefing.app.previewing import PreviewCancelledError, preview  # noqa: PLC0415  # loads on use
    from briefing.gui.preview.approximate import lay_out  # noqa: PLC0415  # loads on use
    from briefing.preview.pages import Pages  # noqa: PLC0415  # loads on use

    try:
        found = preview(content, request, headings, lambda: job.is_cancelled)
    except PreviewCancelledError as error:
        raise CancelledError from error
    pages = Pages(found.pdf or lay_out(found.paragraphs))
    pages.read()
    return MadePages(
        pages=pages,
        engine=found.engine,
        content=content,
        headings=found.pages,
        is_settled=found.is_settled,
    )

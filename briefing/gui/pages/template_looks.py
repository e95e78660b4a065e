"""Finds out, beside the window's own work, what is to be shown of a template; remembers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from briefing.gui.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.app.library.looking import Look
    from briefing.gui.pages.template_rows import TemplateRow
    from briefing.gui.session import Session


class TemplateLooks(QObject):
    """What was found out about templates, by the bytes of each.

    Args:
        session: Is told what was refused, and of work that takes a while.
        parent: The page.

    Signals:
        found(key): It can be shown now.
    """

    found = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._looks: dict[str, Look] = {}
        self._jobs: dict[str, Job] = {}

    @staticmethod
    def key_of(row: TemplateRow) -> str:
        """Return what a look is remembered by."""
        return row.key if row.package is None else row.package.digest

    def look(self, row: TemplateRow) -> Look | None:
        """Return what is known of a row; None when it has to be found out first, or never can."""
        key = self.key_of(row)
        if key not in self._looks and key not in self._jobs:
            self._find_out(key, row)
        return self._looks.get(key)

    def forget(self, row: TemplateRow) -> None:
        """Find out anew the next time."""
        self._looks.pop(self.key_of(row), None)

    def make_pages(self, row: TemplateRow) -> None:
        """Make pictures of the pages that a form makes."""
        from briefing.app.library.looking import made_pages  # noqa: PLC0415  # loads on use

        title = self.tr("Making pictures of the pages…")
        form = row.package.word if row.package is not None else row.word
        if form is not None:
            self._begin(self.key_of(row), lambda: made_pages(form), self._on_pages, title)

    def _find_out(self, key: str, row: TemplateRow) -> None:
        from briefing.app.library.looking import look_at, look_at_file  # noqa: PLC0415  # loads on use

        package, word = row.package, row.word
        if package is not None:
            self._begin(key, lambda: look_at(package), self._on_looked)
        elif word is not None:
            self._begin(key, lambda: look_at_file(word), self._on_looked)

    def _begin(
        self,
        key: str,
        work: Callable[[], Any],
        on_finished: Callable[[tuple[str, Any]], None],
        title: str = "",
    ) -> None:
        job = Job(title or self.tr("Looking at the template…"), lambda _job: (key, work()))
        job.finished.connect(on_finished)
        job.refused.connect(self._session.tell)
        job.crashed.connect(self._session.crashed)
        self._jobs[key] = job
        job.ended.connect(self._on_ended)
        if title:
            self._session.job_started.emit(job)
        job.start()

    def _on_ended(self) -> None:
        ended = self.sender()
        self._jobs = {key: job for key, job in self._jobs.items() if job is not ended}

    def _on_looked(self, found: tuple[str, Look]) -> None:
        key, look = found
        self._looks[key] = look
        self.found.emit(key)

    def _on_pages(self, found: tuple[str, tuple[bytes, ...]]) -> None:
        key, pages = found
        self._looks.pop(key, None)
        if not pages:
            self._session.tell(self.tr("There is no office suite on this machine."))
        self.found.emit(key)

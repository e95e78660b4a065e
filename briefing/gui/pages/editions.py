"""Editions: what was issued, with which template and files, and what changed since."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from briefing.app.earlier import newest
from briefing.app.frozen import purged_stamp
from briefing.app.issuing import (
    Rendered,
    keep_issued,
    plan_again,
    plan_issue,
    render_again,
    render_issue,
)
from briefing.app.library.trust import UntrustedTemplateError
from briefing.domain.exchange import Edition, label
from briefing.gui import outputs
from briefing.gui.agreement import Agreement, or_asked
from briefing.gui.jobs import Job
from briefing.gui.pages.edition_detail import EditionDetail
from briefing.gui.pages.issue_panel import IssuePanel
from briefing.gui.pages.list_page import ListPage, ListSetup
from briefing.gui.parts import button
from briefing.gui.tables import Column
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from briefing.app.issuing import Issued, IssueRequest
    from briefing.gui.session import Session


def _files(edition: Edition) -> str:
    if purged_stamp(edition) is not None:
        return QCoreApplication.translate("Editions", QT_TRANSLATE_NOOP("Editions", "Purged"))
    kinds = [output.name.rpartition(".")[2].upper() for output in edition.outputs]
    return ", ".join(kinds) or "–"


_COLUMNS: Final[tuple[Column[Edition], ...]] = (
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Edition"),
        value=label,
        sort=lambda row: (row.number, row.addendum),
        width=72,
    ),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Issued"),
        value=lambda row: row.issued[:16].replace("T", " "),
        width=128,
    ),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Files"),
        value=_files,
        role=lambda row: "warn" if purged_stamp(row) is not None else "",
        width=0,
    ),
)
_SETUP: Final[ListSetup[Edition]] = ListSetup(
    name=QT_TRANSLATE_NOOP("Pages", "Editions"),
    kind="edition",
    columns=_COLUMNS,
    rows=lambda content: tuple(
        sorted(content.editions, key=lambda row: (-row.number, -row.addendum))
    ),
    key=lambda row: row.id,
    empty=QT_TRANSLATE_NOOP(
        "Pages",
        "Numbered issues stand here: what the pack held, with which form it was printed, and what "
        "has changed since.",
    ),
    action=QT_TRANSLATE_NOOP("Pages", "Issue…"),
    is_stacked=True,
)


class EditionsPage(ListPage[Edition]):
    """The editions of the pack.

    Args:
        session: The open pack.
        parent: The stack of pages.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._edition = EditionDetail(session)
        super().__init__(session, _SETUP, self._edition, parent)
        self._job: Job | None = None
        self._again: Edition | None = None
        self._request: IssueRequest | None = None
        self._agreement = Agreement(session, self)
        self._panel = IssuePanel(session)
        self._addendum = button(self.tr("Addendum…"), "editions.addendum", self.issue_addendum)
        self._band.insertWidget(self._band.count() - 1, self._addendum)
        self._stack.addWidget(self._panel.sheet)
        self._panel.asked.connect(self._on_asked)
        self._panel.left.connect(self._on_left)
        self._edition.again_asked.connect(self.render_again)

    # ---------------------------------------------------- what the window asks

    @override
    def refresh(self) -> None:
        shown = self._stack.currentWidget()
        super().refresh()
        if shown is self._panel.sheet:
            self._stack.setCurrentWidget(shown)
        self._addendum.setVisible(newest(self._session.content) is not None)

    @override
    def show_detail(self, record_row: Edition | None) -> None:
        self._edition.show_edition(record_row)

    @override
    def add_record(self) -> None:
        """Ask what the next edition is to be made of."""
        self.issue_edition()

    @override
    def remove_record(self) -> None:
        """Say why an edition is not removed."""
        self._session.tell(self.tr("An edition that was issued stays on record."))

    def issue_edition(self) -> None:
        """Ask what the next edition is to be made of."""
        last = newest(self._session.content)
        self._open_panel(str(last.number + 1 if last else 1), is_addendum=False)

    def issue_addendum(self) -> None:
        """Ask what the next addendum to the newest edition is to be made of."""
        last = newest(self._session.content)
        if last is None:
            self._session.tell(self.tr("There is no edition yet to which this could be added."))
            return
        self._open_panel(f"{last.number}.{last.addendum + 1}", is_addendum=True)

    def render_again(self) -> None:
        """Ask where the files of the chosen edition are to be made again."""
        chosen = self._view.current
        if chosen is None or purged_stamp(chosen) is not None:
            self._session.tell(self.tr("Choose an edition that was not purged."))
            return
        if self._is_free():
            self._again = chosen
            used = chosen.template.id if chosen.template is not None else ""
            self._stack.setCurrentWidget(self._panel.sheet)
            self._panel.open_again(label(chosen), used)

    def copy_changes(self) -> None:
        """Put what changed since the chosen edition on the clipboard."""
        self._edition.copy_changes()

    def _open_panel(self, name: str, *, is_addendum: bool) -> None:
        if self._is_free():
            self._again = None
            self._stack.setCurrentWidget(self._panel.sheet)
            self._panel.open_issue(name, is_addendum=is_addendum)

    def _is_free(self) -> bool:
        if self._job is not None:
            self._session.tell(self.tr("An edition is being written already."))
        return self._job is None

    def _on_left(self) -> None:
        self._stack.setCurrentIndex(1 if self._model.total else 0)
        self._view.setFocus()

    # --------------------------------------------------------------- writing

    def _on_asked(self, request: IssueRequest) -> None:
        edition, session = self._again, self._session
        self._request = request
        if edition is None:
            plan = session.attempt(plan_issue, session.content, request)
            if plan is not None:
                words = self.tr("Issuing edition {name}…").format(name=plan.label)
                self._start(words, partial(render_issue, plan), self._on_rendered)
            return
        plan = session.attempt(plan_again, session.pack, edition, request)
        if plan is not None:
            words = self.tr("Rendering edition {name} again…").format(name=plan.label)
            self._start(words, partial(render_again, edition, plan), self._on_again)

    def _start(self, words: str, work: Callable[..., object], then: Callable[..., object]) -> None:
        self._job = Job(words, lambda job: outputs.run(job, or_asked(work)))
        self._job.ended.connect(self._on_ended)
        self._job.finished.connect(then)
        self._job.refused.connect(self._session.tell)
        self._job.cancelled.connect(self._on_cancelled)
        self._job.crashed.connect(self._session.crashed)
        self._session.job_started.emit(self._job)
        self._job.start()

    def _ask(self, error: UntrustedTemplateError) -> None:
        if self._request is not None:
            self._agreement.ask(error, partial(self._on_asked, self._request))

    def _on_rendered(self, rendered: Rendered | UntrustedTemplateError) -> None:
        if isinstance(rendered, UntrustedTemplateError):
            self._ask(rendered)
            return
        issued = self._session.attempt(keep_issued, self._session.pack, rendered)
        if issued is None:
            return
        self._on_left()
        self._view.choose(issued.edition.id)
        words = self.tr("Edition {name} was issued.").format(name=label(issued.edition))
        self._tell(" ".join((words, *issued.report.sentences)), issued.report.written)

    def _on_again(self, issued: Issued | UntrustedTemplateError) -> None:
        if isinstance(issued, UntrustedTemplateError):
            self._ask(issued)
            return
        self._edition.show_again(issued)
        name, count = label(issued.edition), len(issued.differing)
        if count:
            words = self.tr("Edition {name} was rendered again: {count} files differ.")
        elif issued.incomparable:
            words = self.tr("Edition {name} was rendered again.")
        else:
            words = self.tr("Edition {name} was rendered again, identical to what was issued.")
        self._tell(words.format(name=name, count=count), issued.report.written)

    def _tell(self, words: str, written: tuple[Path, ...]) -> None:
        if written:
            self._session.tell_written(words, written[0])
        else:
            self._session.tell(words, "edit.undo")

    def _on_cancelled(self) -> None:
        self._session.tell(self.tr("It was stopped; nothing was issued and nothing written."))

    def _on_ended(self) -> None:
        self._job = None

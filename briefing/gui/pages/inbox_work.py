"""Receiving files and accepting many proposals, beside the window's own work."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from briefing.app import deciding, receiving
from briefing.app.arrivals import OurSide
from briefing.app.exporting import no_progress
from briefing.app.inbox import put_into_inbox
from briefing.domain.vocabularies import ProposalState
from briefing.gui.jobs import JobLine
from briefing.gui.waiting import wait_cursor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from briefing.app.exporting import Progress
    from briefing.app.inbox import Sorted
    from briefing.domain.content import Content
    from briefing.gui.jobs import Job, Work
    from briefing.gui.session import Session

    Plan = Callable[[Content, Progress], deciding.Decision]

FEW: Final = 20
"""So many proposals at most are accepted on the spot, before the next key is pressed."""
_STEPS: Final = 100


class InboxWork(QObject):
    """Long work of the inbox: one thing after the other, each on the pack as it is at its start.

    Only the last step touches the pack, as one edit. Work that is taken back leaves the pack as it
    was, and so does what is not done when the pack is closed.

    Args:
        session: The open pack.
        page: The page that it is done for.

    Signals:
        accepted(Accepted): Proposals were accepted.
    """

    accepted = Signal(object)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._line = JobLine(self)
        self._line.serve(session)
        self._line.cancelled.connect(self._on_cancelled)

    @property
    def is_busy(self) -> bool:
        """Whether something is being received or accepted."""
        return bool(self._line.title)

    # ------------------------------------------------------------- receiving

    def choose_file(self) -> None:
        """Ask for a colleague's pack, Word pack or workbook and receive it."""
        dialog = QFileDialog(self._page, self.tr("Receive a Colleague's File"))
        dialog.setObjectName("file.receive.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kinds = " ".join(f"*{suffix}" for suffix in receiving.SUFFIXES)
        dialog.setNameFilter(
            self.tr("Packs, Word packs and workbooks ({kinds})").format(kinds=kinds)
        )
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    @Slot(str)
    def _on_file_chosen(self, path: str) -> None:
        self.receive(Path(path))

    def receive(self, path: Path) -> None:
        """Put what a colleague's file changes into the inbox, after what is going on."""
        words = self.tr("Receiving {name}…").format(name=path.name)
        self._line.add(words, partial(self._reading, path), self._on_read)

    def _reading(self, path: Path) -> Work:
        ours = OurSide.of(self._session.pack)
        return lambda job: receiving.read(ours, path, partial(_told, job))

    def _on_read(self, found: Sorted) -> None:
        with wait_cursor():
            received = self._session.attempt(put_into_inbox, self._session.pack, found)
        if received is not None:
            self._session.tell(" ".join(received.sentences), "edit.undo" * bool(received.added))

    # ------------------------------------------------------------- accepting

    def accept(self, ids: Sequence[str]) -> None:
        """Accept proposals as one edit; a few of them at once."""
        self._accept(
            len(ids), lambda content, progress: deciding.plan_accept(content, ids, progress)
        )

    def accept_all(self) -> None:
        """Accept everything that waits and can be accepted, as one edit; conflicts stay."""
        waiting = [
            one for one in self._session.content.proposals if one.state is ProposalState.WAITING
        ]
        self._accept(len(waiting), deciding.plan_accept_all)

    def _accept(self, count: int, plan: Plan) -> None:
        if count <= FEW:
            decision = self._session.attempt(plan, self._session.content, no_progress)
            if decision is not None:
                self._carry_out(decision)
            return
        if self.is_busy:
            words = self.tr("“{title}” is not done yet: wait for it, or cancel it.")
            self._session.tell(words.format(title=self._line.title.rstrip("…")))
        else:
            self._work_out(plan)

    def _work_out(self, plan: Plan) -> None:
        words = self.tr("Accepting proposals…")
        self._line.add(words, partial(self._planning, plan), partial(self._on_worked_out, plan))

    def _planning(self, plan: Plan) -> Work:
        content = self._session.content
        return lambda job: plan(content, partial(_told, job))

    def _on_worked_out(self, plan: Plan, decision: deciding.Decision) -> None:
        if decision.content is not self._session.content:  # it was edited meanwhile
            self._work_out(plan)
            return
        with wait_cursor():
            self._carry_out(decision)

    def _carry_out(self, decision: deciding.Decision) -> None:
        accepted = self._session.attempt(deciding.carry_out, self._session.pack, decision)
        if accepted is not None:
            self.accepted.emit(accepted)

    def _on_cancelled(self) -> None:
        self._line.forget_waiting()
        self._session.tell(self.tr("It was stopped; the pack is as it was."))


def _told(job: Job, step: str, share: float) -> None:
    """Tell how far a job is; stops it where it was taken back."""
    job.report(round(share * _STEPS), _STEPS, step)

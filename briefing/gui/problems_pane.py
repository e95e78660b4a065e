"""The problems list: what the checks say, worst first; choosing one goes to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from briefing.gui.jobs import Job
from briefing.gui.parts import column, empty_place
from briefing.gui.tables import Column, RecordModel, RecordView
from briefing.gui.theme import theme
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from briefing.checks import Problem
    from briefing.domain.content import Content
    from briefing.gui.session import Session

_LOOKS: Final = {
    "error": (QT_TRANSLATE_NOOP("Problems", "Error"), "error", "bad"),
    "warning": (QT_TRANSLATE_NOOP("Problems", "Warning"), "warning", "warn"),
    "note": (QT_TRANSLATE_NOOP("Problems", "Note"), "info", "info"),
}
_PLACES: Final = {
    "source": QT_TRANSLATE_NOOP("Problems", "Source"),
    "actor": QT_TRANSLATE_NOOP("Problems", "Actor"),
    "topic": QT_TRANSLATE_NOOP("Problems", "Topic"),
    "measure": QT_TRANSLATE_NOOP("Problems", "Action"),
    "quote": QT_TRANSLATE_NOOP("Problems", "Quote"),
    "position": QT_TRANSLATE_NOOP("Problems", "Position"),
    "commitment": QT_TRANSLATE_NOOP("Problems", "Commitment"),
    "fact": QT_TRANSLATE_NOOP("Problems", "Fact"),
    "section": QT_TRANSLATE_NOOP("Problems", "Section"),
    "line": QT_TRANSLATE_NOOP("Problems", "Line"),
    "pack": QT_TRANSLATE_NOOP("Problems", "Pack"),
}
_PAUSE_MS = 250


def _order(problem: Problem) -> int:
    return tuple(_LOOKS).index(str(problem.severity))


_COLUMNS: Final[tuple[Column[Problem], ...]] = (
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Severity"),
        value=lambda row: _LOOKS[str(row.severity)][0],
        sort=_order,
        icon=lambda row: theme().icon(*_LOOKS[str(row.severity)][1:]),
        width=110,
    ),
    Column(title=QT_TRANSLATE_NOOP("Columns", "Problem"), value=lambda row: row.sentence, width=0),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Where"),
        value=lambda row: _PLACES.get(row.kind, row.kind.capitalize()),
        width=130,
    ),
)


class ProblemsPane(QWidget):
    """Checks the pack after every edit, beside the window's own work, and lists what is wrong.

    Signals:
        checked(errors, warnings, notes): How many there are.
        crashed(error): A check has a bug.
    """

    checked = Signal(int, int, int)
    crashed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("problems.pane")
        self._session = session
        self._content: Content | None = None
        self._job: Job | None = None
        self._model: RecordModel[Problem] = RecordModel(_COLUMNS, _key)
        self._view: RecordView[Problem] = RecordView(
            self._model, "problems.table", self.tr("Problems")
        )
        self._stack = QStackedWidget()
        self._running = empty_place(self.tr("The pack is being checked."))
        self._nothing = empty_place(self.tr("The checks have found nothing to mend."))
        for page in (self._running, self._nothing, self._view):
            self._stack.addWidget(page)
        self.setLayout(column(self._stack))
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._check)
        self._view.row_opened.connect(self._on_opened)
        self._view.clicked.connect(self._on_clicked)
        session.changed.connect(self._on_changed)
        self._timer.start()

    def next_problem(self) -> None:
        """Go to the problem after the one that was gone to last."""
        if self._model.rowCount() == 0:
            has_run = self._stack.currentWidget() is self._nothing
            found = self.tr("The checks have found nothing to mend.")
            self._session.tell(found if has_run else self.tr("The pack is still being checked."))
            return
        place = self._view.currentIndex().row() if self._view.current is not None else -1
        self._view.selectRow((place + 1) % self._model.rowCount())
        self._go(self._view.current)

    def _on_changed(self, _changes: object) -> None:
        self._timer.start()

    def _check(self) -> None:
        if self._job is not None:
            self._timer.start()
            return
        content = self._session.content
        if content is self._content:
            return
        self._content = content
        self._job = Job(self.tr("Checking"), lambda _job: _problems(content))
        self._job.finished.connect(self._on_checked)
        self._job.crashed.connect(self.crashed)
        self._job.ended.connect(self._on_ended)
        self._job.start()

    def _on_ended(self) -> None:
        self._job = None

    def _on_checked(self, problems: tuple[Problem, ...]) -> None:
        self._view.show_rows(problems)
        self._stack.setCurrentWidget(self._view if problems else self._nothing)
        counts = [sum(_order(problem) == rank for problem in problems) for rank in range(3)]
        self.checked.emit(*counts)
        self._session.note_problems(problems)

    def _on_clicked(self) -> None:
        self._go(self._view.current)

    def _on_opened(self, problem: Problem) -> None:
        self._go(problem)

    def _go(self, problem: Problem | None) -> None:
        if problem is not None:
            self._session.show_record(problem.kind, problem.id)


def _key(problem: Problem) -> str:
    return f"{problem.code} {problem.kind} {problem.id} {problem.field} {problem.sentence}"


def _problems(content: Content) -> tuple[Problem, ...]:
    from briefing.app.checking import problems  # noqa: PLC0415  # the checks load on use

    return problems(content)

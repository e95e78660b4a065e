"""The import of somebody else's table in the window: read beside it, shown, put into the inbox."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from briefing.gui.jobs import JobLine
from briefing.gui.waiting import wait_cursor

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.app.tables.importing import ReadTable
    from briefing.app.tables.opening import TableFile, Waiting
    from briefing.app.tables.proposing import SortedTable, TablePlan
    from briefing.domain.content import Content
    from briefing.gui.foreign.sheet import TableSheet
    from briefing.gui.jobs import Job
    from briefing.gui.session import Session
    from briefing.tabular.mapping import TableMapping

SUFFIXES = (".xlsx", ".xlsm", ".csv", ".tsv")


class TableImports(QObject):
    """Brings other people's tables into the open pack.

    Args:
        window: The window that its dialog belongs to.

    Signals:
        sheet_made(sheet): It should be shown.
        job_started(job): Long work began.
        crashed(error): A job met a bug.
        told(sentence, action): Something that the analyst should know.
        finished(page): It is over; this page shows what came of it.
    """

    sheet_made = Signal(object)
    job_started = Signal(object)
    crashed = Signal(object)
    told = Signal(str, str)
    finished = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._sheet: TableSheet | None = None
        self._plan: TablePlan | None = None
        self._line = JobLine(self)
        self._line.started.connect(self.job_started)
        self._line.refused.connect(self._on_refused)
        self._line.cancelled.connect(self._on_cancelled)
        self._line.crashed.connect(self.crashed)

    def serve(self, session: Session | None) -> None:
        """Import into this session from now on; what is going on was for another one."""
        self._line.give_up()
        self._session = session
        self._sheet = self._plan = None

    @staticmethod
    def is_table(path: Path) -> bool:
        """Tell whether a file is a table by its name."""
        return path.suffix.lower() in SUFFIXES

    def choose(self) -> None:
        """Ask for a table."""
        dialog = QFileDialog(self._window, self.tr("Import a Table"))
        dialog.setObjectName("table.import.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        tables, everything = self.tr("Tables"), self.tr("All files")
        dialog.setNameFilter(f"{tables} ({kinds});;{everything} (*)")
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        self.open(Path(path))

    def open(self, path: Path) -> None:
        """Read a table and show what it means."""
        session = self._session
        if session is None:
            return
        content = session.content

        def work(job: Job) -> tuple[ReadTable, TablePlan | str]:
            from briefing.app.tables.opening import open_table_file  # noqa: PLC0415  # beside the window

            waiting = partial(_waited, job)
            return _read(content, open_table_file(path, waiting), "", waiting)

        self._begin(self.tr("Reading {name}…").format(name=path.name), work, self._on_read)

    def _on_read(self, found: tuple[ReadTable, TablePlan | str]) -> None:
        from briefing.gui.foreign.sheet import TableSheet  # noqa: PLC0415  # loads on use

        if self._session is None:
            return
        read, planned = found
        if self._sheet is not None and self._sheet.read.file is read.file:
            self._sheet.show_table(read)
        else:
            sheet = TableSheet(self._session.content, read)
            sheet.mapped.connect(self._on_mapped)
            sheet.sheet_chosen.connect(self._on_sheet_chosen)
            sheet.wanted.connect(self._on_wanted)
            sheet.source_wanted.connect(self._on_source_wanted)
            sheet.destroyed.connect(self._on_destroyed)
            self._sheet = sheet
            self.sheet_made.emit(sheet)
            sheet.focus_first()
        self._on_planned(planned)

    def _on_sheet_chosen(self, name: str) -> None:
        sheet, session = self._sheet, self._session
        if sheet is None or session is None:
            return
        content, file = session.content, sheet.read.file

        def work(job: Job) -> tuple[ReadTable, TablePlan | str]:
            return _read(content, file, name, partial(_waited, job))

        self._begin(self.tr("Reading {name}…").format(name=name), work, self._on_read)

    def _on_mapped(self, mapping: TableMapping) -> None:
        sheet, session = self._sheet, self._session
        if sheet is None or session is None:
            return
        content, read = session.content, sheet.read

        def work(_: Job) -> TablePlan | str:
            return _planned(content, read, mapping)

        self._begin(self.tr("Reading it again…"), work, self._on_planned)

    def _on_planned(self, planned: TablePlan | str) -> None:
        self._plan = None if isinstance(planned, str) else planned
        if self._sheet is None:
            return
        if isinstance(planned, str):
            self._sheet.show_refusal(planned)
        else:
            self._sheet.show_plan(planned)

    def _on_wanted(self) -> None:
        plan, session = self._plan, self._session
        if plan is None or session is None:
            return
        words = self.tr("Putting {name} into the inbox…").format(name=plan.name)
        if self._line.title == words:
            return
        content = session.content

        def work(_: Job) -> SortedTable:
            from briefing.app.tables.proposing import sort_out  # noqa: PLC0415  # beside the window

            return sort_out(content, plan)

        self._begin(words, work, self._on_sorted)

    def _on_sorted(self, found: SortedTable) -> None:
        from briefing.app.tables.proposing import put_into_inbox  # noqa: PLC0415  # loads on use
        from briefing.app.tables.remembering import remember  # noqa: PLC0415  # loads on use

        session = self._session
        if session is None:
            return
        with wait_cursor():
            added = session.attempt(put_into_inbox, session.pack, found)
        if added is None:
            return
        remember(found.plan.mapping)
        words = self.tr("{name} brings nothing that was not proposed before.")
        if added:
            words = self.tr("{name}: {count} changes wait in the inbox.")
        count = f"{len(added):,}"
        self.finished.emit("Inbox")
        self.told.emit(words.format(name=found.plan.name, count=count), "edit.undo" * bool(added))

    def _on_source_wanted(self) -> None:
        from briefing.app.tables.proposing import import_as_source  # noqa: PLC0415  # loads on use

        sheet, session = self._sheet, self._session
        if sheet is None or session is None:
            return
        read = sheet.read
        sentence = session.attempt(import_as_source, session.pack, read.file, read.table)
        if sentence is not None:
            self.finished.emit("Sources")
            self.told.emit(sentence, "edit.undo")

    # -------------------------------------------------------------------- jobs

    def _begin(
        self, title: str, work: Callable[[Job], object], done: Callable[[Any], None]
    ) -> None:
        """Start work; while other work goes on, the newest waits for its end."""
        self._line.forget_waiting()
        self._line.add(title, lambda: work, done)

    def _on_refused(self, sentence: str) -> None:
        self.told.emit(sentence, "")

    def _on_cancelled(self) -> None:
        if self._session is not None:
            self.told.emit(self.tr("It was stopped; the pack is as it was."), "")

    def _on_destroyed(self) -> None:
        self._sheet = self._plan = None


def _waited(job: Job, _step: str) -> None:
    """Let the analyst take the work back while the worker reads."""
    job.report(0, 0)


def _read(
    content: Content, file: TableFile, sheet: str, waiting: Waiting
) -> tuple[ReadTable, TablePlan | str]:
    """Read a table beside the window: what it means, and what it would bring."""
    from briefing.app.tables.importing import read_table  # noqa: PLC0415  # beside the window

    read = read_table(content, file, sheet, waiting=waiting)
    return read, _planned(content, read, read.guess.mapping)


def _planned(content: Content, read: ReadTable, mapping: TableMapping) -> TablePlan | str:
    """Return the plan, or the sentence that says why there can be none."""
    from briefing.app.tables.importing import plan_table  # noqa: PLC0415  # beside the window
    from briefing.errors import InputRefusedError  # noqa: PLC0415  # loads on use

    try:
        return plan_table(content, read, mapping)
    except InputRefusedError as error:
        return str(error)

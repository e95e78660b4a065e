"""What comes into the pack through the window: files, drops, pasted text."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from briefing.gui.foreign.importing import TableImports
from briefing.gui.jobs import JobLine
from briefing.gui.waiting import wait_cursor

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from briefing.app.importing import Imported
    from briefing.gui.jobs import Job
    from briefing.gui.session import Session


class Imports(QObject):
    """Brings files and text into the open pack.

    Signals:
        finished(results): What became of each file.
    """

    finished = Signal(tuple)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._line = JobLine(self)
        self._line.started.connect(self._on_started)
        self._line.cancelled.connect(self._on_cancelled)
        self._line.crashed.connect(self._on_crashed)

    @property
    def is_busy(self) -> bool:
        """Whether files are being looked into."""
        return bool(self._line.title)

    @property
    def is_serving(self) -> bool:
        """Whether there is a pack to import into."""
        return self._session is not None

    def serve(self, session: Session | None) -> None:
        """Import into this session from now on; what is going on was for another one."""
        self._line.give_up()
        self._session = session
        if session is not None:
            session.closing.connect(self._line.give_up)

    def choose_files(self) -> None:
        """Ask for files and import them."""
        dialog = QFileDialog(self._window, self.tr("Import Sources"))
        dialog.setObjectName("source.import.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        kinds = "*.docx *.pdf *.html *.htm *.mhtml *.txt *.md *.eml *.rtf *.odt *.xlsx *.csv"
        sources, everything = self.tr("Sources"), self.tr("All files")
        dialog.setNameFilter(f"{sources} ({kinds});;{everything} (*)")
        dialog.filesSelected.connect(self._on_files_chosen)
        dialog.open()

    def paste(self) -> None:
        """Import the text of the clipboard, or the files that it names."""
        self.take(QApplication.clipboard().mimeData())

    @staticmethod
    def accepts(data: QMimeData) -> bool:
        """Tell whether dropped or pasted data can be imported."""
        return data.hasText() or any(url.isLocalFile() for url in data.urls())

    def take(self, data: QMimeData | None) -> None:
        """Import dropped or pasted data: its files, else its text."""
        urls = data.urls() if data is not None else []
        files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if files:
            self.import_files(files)
        elif data is not None and data.hasText() and data.text().strip():
            self.import_text(data.text())
        elif self._session is not None:
            self._session.tell(self.tr("There is no text to paste: copy some first."))

    def import_files(self, paths: list[Path]) -> None:
        """Import files, and folders of files; a table is shown first, as it may mean much."""
        from briefing.app.receiving import comes_home, may_come_home  # noqa: PLC0415  # loads on use

        every = [file for path in paths for file in _files_of(path)]
        doubtful = [file for file in every if may_come_home(file)]
        if self._session is None or not doubtful:
            self._sort((every, []))
            return
        content = self._session.content

        def look(job: Job) -> tuple[list[Path], list[Path]]:
            return every, [one for one in doubtful if comes_home(content, one, partial(_told, job))]

        words = self.tr("Looking into {name}…").format(name=doubtful[0].name)
        self._line.add(words, lambda: look, self._sort)

    def _sort(self, found: tuple[list[Path], list[Path]]) -> None:
        """Have files received that came home, others imported, and a table shown."""
        every, home = found
        if self._session is None:
            return
        others = [file for file in every if file not in home]
        files = [file for file in others if not TableImports.is_table(file)]
        tables = [file for file in others if TableImports.is_table(file)]
        for file in home:
            self._session.came_home.emit(file)
        if files:
            self._import(files)
        if tables:
            self._session.table_found.emit(tables[0])
        if len(tables) > 1:
            names = ", ".join(file.name for file in tables[1:])
            words = self.tr("Tables are imported one after the other; still to come: {names}.")
            self._session.tell(words.format(names=names))

    def _import(self, files: list[Path]) -> None:
        from briefing.app.importing import import_files  # noqa: PLC0415  # readers load on use

        if self._session is None:
            return
        with wait_cursor():
            results = import_files(self._session.pack, files)
        self._announce(results)

    def import_text(self, text: str) -> None:
        """Import pasted text."""
        from briefing.app.importing import import_pasted  # noqa: PLC0415  # readers load on use

        if self._session is not None:
            self._announce((import_pasted(self._session.pack, text),))

    def _announce(self, results: tuple[Imported, ...]) -> None:
        self.finished.emit(results)
        if self._session is None:
            return
        done = [result for result in results if result.outcome in {"imported", "reprint"}]
        if len(results) == 1:
            words = results[0].sentence
        else:
            words = self.tr("{done} of {all} files were imported.").format(
                done=len(done), all=len(results)
            )
        self._session.tell(words, "edit.undo" if done else "")

    def _on_started(self, job: Job) -> None:
        if self._session is not None:
            self._session.job_started.emit(job)

    def _on_crashed(self, error: Exception) -> None:
        if self._session is not None:
            self._session.crashed.emit(error)

    def _on_cancelled(self) -> None:
        if self._session is not None:
            self._session.tell(self.tr("It was stopped; nothing was imported."))

    @Slot(list)
    def _on_files_chosen(self, paths: list[str]) -> None:
        self.import_files([Path(path) for path in paths])


def _files_of(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file())
    return [path]


def _told(job: Job, _step: str) -> None:
    """Stop looking where it was taken back."""
    job.report(0, 0)

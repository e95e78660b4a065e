"""A new revision of a source through the window: asked for, imported, told."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QFileDialog

from briefing.gui.jobs import JobLine
from briefing.gui.question_bar import Choice, QuestionBar
from briefing.gui.waiting import wait_cursor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from briefing.app.revisions.revising import Arriving, Plan
    from briefing.gui.jobs import Work
    from briefing.gui.session import Session


class Revisions(QObject):
    """Imports a file or a copied text in the place of a source.

    Args:
        session: The open pack.
        page: The page in whose window the question stands.

    Signals:
        finished(Revised): What became of the file or text.
    """

    finished = Signal(object)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._older = ""
        self._question: QuestionBar | None = None
        self._line = JobLine(self)
        self._line.serve(session)
        self._line.cancelled.connect(self._on_cancelled)

    @property
    def is_busy(self) -> bool:
        """Whether a new revision is being looked into."""
        return bool(self._line.title)

    def ask(self, source_id: str) -> None:
        """Ask where the text of the new revision is; not for a source that is replaced already."""
        from briefing.app.revisions.revising import revisable  # noqa: PLC0415  # loads on use

        source = self._session.attempt(revisable, self._session.content, source_id)
        if source is None:
            return
        self._older = source.id
        if self._question is None:
            self._question = QuestionBar(self._page.window())
        words = self.tr("Where is the new revision of “{title}”? The older one stays as it is.")
        self._question.ask(
            words.format(title=source.title),
            Choice(words=self.tr("Choose a file…"), run=self.choose_file),
            Choice(words=self.tr("Paste the copied text"), run=self.paste),
            takes_keys=True,
        )

    def choose_file(self) -> None:
        """Ask for the file of the new revision and import it."""
        dialog = QFileDialog(self._page, self.tr("Import a New Revision"))
        dialog.setObjectName("source.revise.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    def paste(self) -> None:
        """Import the text of the clipboard, or the one file that it names."""
        data = QApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if len(files) == 1:
            self.import_file(files[0])
        elif not files and data.hasText() and data.text().strip():
            self.import_text(data.text())
        else:
            self._session.tell(self.tr("There is no text to paste: copy some first."))

    def import_file(self, path: Path) -> None:
        """Import a file as the new revision."""
        from briefing.app.revisions.revising import Arriving  # noqa: PLC0415  # loads on use

        self._import(Arriving.of_file(path))

    def import_text(self, text: str) -> None:
        """Import a text as the new revision."""
        from briefing.app.revisions.revising import Arriving  # noqa: PLC0415  # loads on use

        self._import(Arriving.of_text(text))

    def _import(self, arriving: Arriving) -> None:
        words = self.tr("Comparing {name} with the older revision…").format(name=arriving.name)
        self._line.add(words, partial(self._planning, self._older, arriving), self._on_planned)

    def _planning(self, older: str, arriving: Arriving) -> Work:
        from briefing.app.revisions.revising import plan_revision  # noqa: PLC0415  # loads on use

        content = self._session.content
        return lambda job: plan_revision(content, older, arriving, partial(job.report, 0, 0))

    def _on_planned(self, plan: Plan) -> None:
        from briefing.app.revisions.revising import keep_revision  # noqa: PLC0415  # loads on use

        with wait_cursor():
            revised = self._session.attempt(keep_revision, self._session.pack, plan)
        if revised is None:
            return
        self.finished.emit(revised)
        done = revised.imported.outcome == "revision"
        offered = "go.inbox" if revised.proposals else "edit.undo"
        self._session.tell(revised.imported.sentence, offered if done else "")

    def _on_cancelled(self) -> None:
        self._session.tell(self.tr("It was stopped; nothing was imported."))

    @Slot(str)
    def _on_file_chosen(self, path: str) -> None:
        self.import_file(Path(path))

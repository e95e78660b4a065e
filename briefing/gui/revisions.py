"""A new revision of a source through the window: asked for, imported, told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QFileDialog

from briefing.gui.question_bar import Choice, QuestionBar
from briefing.gui.waiting import wait_cursor

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from briefing.app.revisions.revising import Revised
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
        from briefing.app.revisions.revising import revise_with_file  # noqa: PLC0415  # loads on use

        self._import(lambda: revise_with_file(self._session.pack, self._older, path))

    def import_text(self, text: str) -> None:
        """Import a text as the new revision."""
        from briefing.app.revisions.revising import revise_with_text  # noqa: PLC0415  # loads on use

        self._import(lambda: revise_with_text(self._session.pack, self._older, text))

    def _import(self, work: Callable[[], Revised]) -> None:
        with wait_cursor():
            revised = self._session.attempt(work)
        if revised is None:
            return
        self.finished.emit(revised)
        done = revised.imported.outcome == "revision"
        offered = "go.inbox" if revised.proposals else "edit.undo"
        self._session.tell(revised.imported.sentence, offered if done else "")

    @Slot(str)
    def _on_file_chosen(self, path: str) -> None:
        self.import_file(Path(path))

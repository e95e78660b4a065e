"""The page Templates: what ships, is installed or lies in shared folders, and what comes of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QSplitter, QWidget

from briefing.app.library.shelf import Origin
from briefing.app.settings import add_template_folder, forget_template_folder
from briefing.gui.pages.template_detail import TemplateDetail
from briefing.gui.pages.template_looks import TemplateLooks
from briefing.gui.pages.template_rows import COLUMNS, TemplateRow, template_rows
from briefing.gui.parts import button, column, frame, label, named, row
from briefing.gui.tables import RecordModel, RecordView
from briefing.gui.template_files import SUFFIX, TemplateFiles
from briefing.gui.theme import theme
from briefing.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent

    from briefing.gui.session import Session
    from briefing.template.package import Package

_WORD: Final = (".docx", ".dotx", ".docm", ".dotm")


class TemplatesPage(QWidget):
    """The library of templates.

    Args:
        session: The open pack.
        parent: The stack of pages.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words: tuple[Path, ...] = ()
        self._looks = TemplateLooks(session, self)
        self._fields_shown = False
        self.files = TemplateFiles(self)
        self._model: RecordModel[TemplateRow] = RecordModel(COLUMNS, lambda one: one.key)
        self._view: RecordView[TemplateRow] = RecordView(
            self._model, "templates.table", self.tr("Templates")
        )
        self._detail = TemplateDetail()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        band = row(
            label(self.tr("Templates"), "title"),
            1,
            button(self.tr("Shared folder…"), "templates.folder", self.choose_folder),
            button(self.tr("Check a Word file…"), "templates.check", self.check_file),
            button(self.tr("New from a Word file…"), "templates.new", self.new_template),
            button(
                self.tr("Install…"),
                "templates.install",
                self.files.choose_and_install,
                look="primary",
            ),
            gap=8,
        )
        band.setContentsMargins(16, 8, 12, 8)
        splitter = named(QSplitter(), "templates.splitter", self.tr("Templates"))
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._view)
        splitter.addWidget(self._detail)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme().scaled(350), theme().scaled(700)])
        whole = column(frame("band", band), splitter, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._view.row_chosen.connect(self._on_chosen)
        self._looks.found.connect(self._on_found)
        self.files.changed.connect(self._on_changed)
        self.files.told.connect(self._session.tell)
        self.files.written.connect(self._on_written)
        self.files.mistaken.connect(self._on_mistaken)
        self.files.started.connect(self._session.job_started)
        self.files.crashed.connect(self._session.crashed)
        self._detail.trusted.connect(self._on_trusted)
        self._detail.share_asked.connect(self.share_template)
        self._detail.remove_asked.connect(self.remove_template)
        self._detail.check_asked.connect(self._on_check_again)
        self._detail.pages_asked.connect(self._on_pages_asked)
        self._detail.copy_asked.connect(self._on_copy_asked)
        self._detail.tag_copied.connect(self._on_tag_copied)

    # ---------------------------------------------------- what the window asks

    def refresh(self) -> None:
        """Show the library as it is now."""
        if not self._fields_shown:
            from briefing.app.library.field_list import field_entries  # noqa: PLC0415  # loads on use
            from briefing.app.templates import contract  # noqa: PLC0415  # loads on use

            self._fields_shown = True
            self._detail.fields.show_fields(field_entries(contract()))
        self._view.show_rows(template_rows(self._words))
        self._view.choose_first()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Show what was installed meanwhile, here or by somebody else in a shared folder."""
        super().showEvent(event)
        self.refresh()

    def new_template(self) -> None:
        """Make a template of a Word file."""
        self.files.choose_word_file()

    def install_file(self, path: Path) -> None:
        """Install a template after showing what that does."""
        self.files.install(path)

    def share_template(self) -> None:
        """Write the chosen template for others."""
        chosen = self._view.current
        if chosen is not None and chosen.listed is not None and chosen.package is not None:
            self.files.share(chosen.package, is_house=chosen.listed.origin is Origin.HOUSE)

    def remove_template(self) -> None:
        """Take the chosen template out of the library, or a Word file off the list."""
        chosen = self._view.current
        if chosen is None:
            return
        if chosen.listed is None:
            self._words = tuple(path for path in self._words if path != chosen.word)
            self.refresh()
        elif chosen.listed.origin is Origin.SHARED:
            self._session.attempt(forget_template_folder, str(chosen.listed.path.parent))
            self.refresh()
        else:
            self.files.remove(chosen.listed.id, chosen.name)

    def check_file(self) -> None:
        """Ask for a Word file and check it."""
        dialog = QFileDialog(self.window(), self.tr("Check a Word File"))
        dialog.setObjectName("template.check.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Word files (*.docx *.dotx *.docm *.dotm)"))
        dialog.fileSelected.connect(self.check_path)
        dialog.open()

    @Slot(str)
    def check_path(self, path: str) -> None:
        """Check a Word file and show what was found."""
        word = Path(path)
        if word not in self._words:
            self._words = (word, *self._words)
        row_of_it = TemplateRow(word=word)
        self._looks.forget(row_of_it)
        self.refresh()
        self._view.choose(row_of_it.key)
        self._on_chosen(self._view.current)
        self._detail.show_checks()

    def choose_folder(self) -> None:
        """Ask for a folder whose templates are shown too."""
        dialog = QFileDialog(self.window(), self.tr("Show the Templates of a Shared Folder"))
        dialog.setObjectName("template.folder.dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._on_folder_chosen)
        dialog.open()

    # --------------------------------------------------------------- the chosen row

    @property
    def _package(self) -> Package | None:
        return None if self._view.current is None else self._view.current.package

    def _on_chosen(self, chosen: TemplateRow | None) -> None:
        self._detail.show_row(chosen)
        look = None if chosen is None else self._looks.look(chosen)
        if look is not None:
            self._detail.show_look(look, self._package.info if self._package else None)

    def _on_found(self, key: str) -> None:
        chosen = self._view.current
        if chosen is not None and self._looks.key_of(chosen) == key:
            self._on_chosen(chosen)

    def _on_check_again(self) -> None:
        chosen = self._view.current
        if chosen is not None and chosen.word is not None:
            self.check_path(str(chosen.word))

    def _on_trusted(self) -> None:
        from briefing.app.library.trust import trust  # noqa: PLC0415  # loads on use

        if self._package is not None:
            self._session.attempt(trust, self._package.digest)
            self.refresh()
            self._on_chosen(self._view.current)

    def _on_pages_asked(self) -> None:
        if self._view.current is not None:
            self._looks.make_pages(self._view.current)

    def _on_copy_asked(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Copy with Comments"))
        dialog.setObjectName("template.comments.dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Word files (*.docx)"))
        dialog.setDefaultSuffix("docx")
        dialog.fileSelected.connect(self.write_comments)
        dialog.open()

    @Slot(str)
    def write_comments(self, path: str) -> None:
        """Write a copy of the chosen form with a comment for each finding."""
        chosen = self._view.current
        form = self._package.word if self._package is not None else chosen and chosen.word
        if form:
            self.files.comment(form, Path(path))

    # -------------------------------------------------------------------- handlers

    def _on_changed(self, template: str) -> None:
        self.refresh()
        found = next(
            (one for one in template_rows(()) if one.listed and one.listed.id == template), None
        )
        if found is not None:
            self._view.choose(found.key)
        self._on_chosen(self._view.current)

    def _on_written(self, words: str, path: str) -> None:
        self._session.tell_written(words, Path(path))

    def _on_mistaken(self, path: str) -> None:
        self.check_path(path)

    def _on_tag_copied(self, tag: str) -> None:
        self._session.tell(self.tr("Copied {tag}").format(tag=tag))

    @Slot(str)
    def _on_folder_chosen(self, folder: str) -> None:
        self._session.attempt(add_template_folder, Path(folder))
        self.refresh()

    # ------------------------------------------------------------------------ drops

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a template, and a Word file that is to become one."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Install a dropped template; check a dropped Word file."""
        path = _dropped(event)
        if path is None:
            return
        event.acceptProposedAction()
        if path.suffix == SUFFIX:
            self.install_file(path)
        else:
            self.check_path(str(path))


def _dropped(event: QDropEvent) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix in (SUFFIX, *_WORD)), None)

"""The main window: it holds the parts together and hands every command to the part that does it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from briefing.gui.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QStackedWidget, QToolBar

    from briefing.app.settings import Settings
    from briefing.gui.carrying import Carrying
    from briefing.gui.commands import CommandAction
    from briefing.gui.crash import CrashGuard
    from briefing.gui.docks import Docks
    from briefing.gui.files import PackFiles
    from briefing.gui.foreign.importing import TableImports
    from briefing.gui.imports import Imports
    from briefing.gui.notices import NoticeBar, StatusWords
    from briefing.gui.rescues import Rescues
    from briefing.gui.session import Session
    from briefing.gui.sheets import Sheet
    from briefing.gui.start import StartPage
    from briefing.gui.template_files import TemplateFiles
    from briefing.gui.workspace import Workspace
    from briefing.store.pack import Pack


class MainWindow(QMainWindow):
    """One window with at most one open pack."""

    files: PackFiles
    imports: Imports
    tables: TableImports
    rescues: Rescues
    carrying: Carrying
    templates: TemplateFiles
    crashes: CrashGuard
    notices: NoticeBar
    settings: Settings
    actions_by_id: dict[str, CommandAction]
    start_page: StartPage
    stack: QStackedWidget
    toolbar: QToolBar
    saved_words: StatusWords
    problem_words: StatusWords

    assembled = Signal()
    # Qt sends events while the window is being made, before `__init__` has set anything
    _is_assembled = False
    _is_painted = True

    def __init__(self, *, at_once: bool = True) -> None:
        """Make the window.

        Args:
            at_once: Whether its parts are put in now; at the start of the program they are put in
                right after the first paint, so that the window stands at once.
        """
        super().__init__()
        self.setObjectName("main")
        self.setAccessibleName(self.tr("Briefing"))
        self.setWindowTitle("Briefing")
        self.session: Session | None = None
        self.workspace: Workspace | None = None
        self._docks: Docks | None = None
        self._sheet: Sheet[Any] | None = None
        self._may_close = False
        self._is_painted = at_once
        self.first_pack: Path | None = None
        self.setMinimumSize(960, 600)
        self.resize(1280, 800)
        if at_once:
            self.assemble()

    # ------------------------------------------------------------- assembly

    def assemble(self) -> None:
        """Put the parts in: theme, commands, menus, toolbar, start page, notices."""
        from briefing.gui.assembly import assemble  # noqa: PLC0415  # not before the first paint

        assemble(self)
        self._is_assembled = True
        self.setAcceptDrops(True)
        self._connect()
        self._show_start()
        self.assembled.emit()

    @override
    def event(self, event: QEvent) -> bool:
        """Put the parts in once the empty window has been painted."""
        if not self._is_painted and event.type() == QEvent.Type.Paint:
            self._is_painted = True
            QTimer.singleShot(0, self._start)
        return super().event(event)

    def _start(self) -> None:
        """Put the parts in at the start of the program, then open what was asked for."""
        from briefing.gui.crash import start_logging  # noqa: PLC0415  # not before the first paint

        self.assemble()
        self.crashes.install()
        start_logging()
        if self.first_pack is not None:
            self.files.open_path(self.first_pack)
        self.files.recovering.look()

    def leave(self) -> None:
        """Take back at the end of the program what was installed at its start."""
        if self._is_assembled:
            self.crashes.uninstall()

    def _connect(self) -> None:
        self.files.opened.connect(self._on_opened)
        self.files.closed.connect(self._on_closed)
        self.files.may_quit.connect(self._on_may_quit)
        self.files.saved.connect(self._on_saved)
        self.files.copies.detached.connect(self._refresh_title)
        self.files.troubles.receive_asked.connect(self._on_receive_asked)
        self.files.new_asked.connect(self.start_page.focus_title)
        self.files.refused.connect(self._on_refused)
        self.files.told.connect(self.notices.tell)
        self.files.theirs_wanted.connect(self._on_theirs_wanted)
        self.files.recovering.offered.connect(self._on_unsaved_found)
        self.files.recovering.discarded.connect(self._on_discarded)
        self.crashes.refused.connect(self.notices.tell)
        self.tables.told.connect(self.notices.tell)
        self.tables.finished.connect(self._on_table_taken)
        for maker in (self.rescues, self.carrying, self.tables):
            maker.sheet_made.connect(self.show_sheet)
        for worker in (self.rescues, self.carrying, self.tables, self.imports):
            worker.job_started.connect(self.notices.follow)
            worker.crashed.connect(self.crashes.catch_error)
        self.templates.changed.connect(self._on_template_changed)
        self.templates.told.connect(self.notices.tell)
        self.templates.written.connect(self._on_file_written)
        self.templates.mistaken.connect(self._on_template_mistaken)
        self.templates.started.connect(self.notices.follow)
        self.templates.crashed.connect(self.crashes.catch_error)
        self.imports.finished.connect(self._on_imported)
        self.imports.came_home.connect(self._on_receive_asked)
        self._connect_start()

    def _connect_start(self) -> None:
        self.start_page.title_given.connect(self.files.create)
        self.start_page.open_asked.connect(self.files.choose_and_open)
        self.start_page.sample_asked.connect(self.files.open_sample)
        self.start_page.old_asked.connect(self.carrying.choose)
        self.start_page.template_asked.connect(self.templates.choose_and_install)
        self.start_page.recent_chosen.connect(self._on_recent_chosen)

    # ------------------------------------------------------------- the pack

    def _on_unsaved_found(self, sentence: str) -> None:
        self.update_commands()
        if self.stack.currentWidget() is not self.start_page:  # which lists it
            self.notices.tell(sentence, "file.recover")

    def _on_discarded(self, sentence: str) -> None:
        self.update_commands()
        self.notices.tell(sentence, "file.bring_back")

    def _on_theirs_wanted(self, path: str) -> None:
        self.show_page("Inbox")
        self.ask_page("receive", Path(path))

    def _on_recent_chosen(self, path: str) -> None:
        self.files.open_path(Path(path))

    def _on_opened(self, pack: Pack) -> None:
        from briefing.gui.docks import Docks  # noqa: PLC0415  # not before the first paint
        from briefing.gui.session import Session  # noqa: PLC0415  # not before the first paint
        from briefing.gui.workspace import Workspace  # noqa: PLC0415  # not before the first paint

        self._leave_sheet()
        session = Session(pack, self)
        self.session = session
        self.imports.serve(session)
        self.tables.serve(session)
        session.table_found.connect(self.tables.open)
        self.workspace = Workspace(session)
        self._docks = Docks(self, session)
        self._docks.restore(self.settings.window)
        self._docks.checked.connect(self._on_checked)
        self._docks.crashed.connect(self.crashes.catch_error)
        self._docks.moved.connect(self.update_commands)
        self.workspace.page_shown.connect(self._on_page_shown)
        session.changed.connect(self._on_changed)
        session.record_selected.connect(self._on_selected)
        session.notice.connect(self.notices.tell)
        session.file_written.connect(self._on_file_written)
        session.file_saved.connect(self.files.saved)
        session.crashed.connect(self.crashes.catch_error)
        session.job_started.connect(self.notices.follow)
        self.stack.addWidget(self.workspace)
        self.stack.setCurrentWidget(self.workspace)
        self.toolbar.show()
        self.statusBar().show()
        self.show_page("Overview" if session.content.sources else "Sources")
        self.workspace.navigator.setFocus()
        self._refresh_title()

    def _on_closed(self) -> None:
        session, workspace, docks = self.session, self.workspace, self._docks
        self.session = self.workspace = self._docks = None
        self.imports.serve(None)
        self.tables.serve(None)
        self.notices.dismiss()
        if docks is not None:
            self._keep_layout(docks)
            docks.remove()
        if workspace is not None:
            self.stack.removeWidget(workspace)
            workspace.deleteLater()
        if session is not None:
            session.close()
            session.deleteLater()
        self._show_start()

    def _show_start(self) -> None:
        self.start_page.refresh()
        self.stack.setCurrentWidget(self.start_page)
        self.toolbar.hide()
        self.statusBar().hide()
        self.start_page.focus_title()
        self._refresh_title()

    def show_sheet(self, sheet: Sheet[Any]) -> None:
        """Show a task that needs no open pack over whatever is shown."""
        self._leave_sheet()
        self._sheet = sheet
        sheet.left.connect(self._on_sheet_left)
        self.stack.addWidget(sheet)
        self.stack.setCurrentWidget(sheet)

    def _on_sheet_left(self) -> None:
        self._leave_sheet()
        if self.workspace is not None:
            self.workspace.navigator.setFocus()
        else:
            self.start_page.focus_title()

    def _leave_sheet(self) -> None:
        sheet, self._sheet = self._sheet, None
        if sheet is not None:
            self.stack.removeWidget(sheet)
            sheet.deleteLater()
        self.stack.setCurrentWidget(self.workspace or self.start_page)

    def _refresh_title(self) -> None:
        pack = self.files.pack if self.session is not None else None
        words = self.tr("{title}[*] – Briefing")
        if pack is not None and pack.is_read_only:
            words = self.tr("{title}[*] – read only – Briefing")
        title = pack.content.cover.title if pack is not None else ""
        self.setWindowTitle(words.format(title=title) if pack is not None else "Briefing")
        self.setWindowModified(not self.files.is_safe)
        if pack is not None:
            place = str(pack.path) if pack.path is not None else self.tr("Not saved yet")
            self.saved_words.setText(place)
        self.update_commands()

    def _on_refused(self, _path: object) -> None:
        self.update_commands()  # dated copies of it can be restored

    def _on_changed(self, _changes: object) -> None:
        self._refresh_title()

    def _on_saved(self, path: str) -> None:
        self._refresh_title()
        self.notices.tell(self.tr("Saved {name}.").format(name=Path(path).name))

    def _on_selected(self, _kind: str, _record_id: str) -> None:
        self.update_commands()

    def _on_file_written(self, text: str, path: str) -> None:
        self.notices.tell_written(text, Path(path))

    def _on_template_changed(self, _template: str) -> None:
        self.show_page("Templates")

    def _on_template_mistaken(self, path: str) -> None:
        self.show_page("Templates")
        self.ask_page("check_path", path)

    def _on_imported(self, results: tuple[object, ...]) -> None:
        self.show_page("Sources")
        self.ask_page("show_results", results)

    def _on_table_taken(self, page: str) -> None:
        self.show_page(page)
        if self.workspace is not None:
            self.workspace.navigator.setFocus()

    def _on_checked(self, errors: int, warnings: int, notes: int) -> None:
        words = self.tr("Errors {errors} · Warnings {warnings} · Notes {notes}")
        self.problem_words.setText(words.format(errors=errors, warnings=warnings, notes=notes))

    def _on_page_shown(self, name: str) -> None:
        page = self.workspace.page if self.workspace is not None else None
        for action in self.actions_by_id.values():
            if page is not None and action.command.page == name:
                page.addAction(action)
        if self._docks is not None:
            self._docks.widen()
        self.update_commands()

    # ------------------------------------------------------ what commands do

    def update_commands(self) -> None:
        """Let every command follow the window: enabled, checked, words."""
        for action in self.actions_by_id.values():
            action.update_state()

    def commit_typing(self) -> None:
        """Commit what is being typed in a field."""
        if self.session is None:
            return
        from briefing.gui.fields import FIELD_TYPES  # noqa: PLC0415  # not before the first paint

        field = self.focusWidget()
        if isinstance(field, FIELD_TYPES):
            field.commit()

    def undo(self) -> None:
        """Take back the newest edit and say which."""
        name = self.session.pack.undo() if self.session is not None else None
        if name is not None:
            self.notices.tell(self.tr("Undone: {name}").format(name=name), "edit.redo")

    def redo(self) -> None:
        """Do the edit again that was taken back last."""
        name = self.session.pack.redo() if self.session is not None else None
        if name is not None:
            self.notices.tell(self.tr("Redone: {name}").format(name=name), "edit.undo")

    def _on_receive_asked(self, path: object) -> None:
        self.show_page("Inbox")
        self.ask_page("receive", path)

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        if self.workspace is not None:
            self._leave_sheet()
            self.workspace.show_page(name)

    def ask_page(self, method: str, *arguments: object) -> None:
        """Have the page in front do something that it knows."""
        self.commit_typing()
        if self.workspace is not None:
            self.workspace.ask_page(method, *arguments)

    def capture(self, kind: str) -> None:
        """Capture the selected words as a record of this kind."""
        self.ask_page("capture", kind)

    def find_on_page(self) -> None:
        """Put the keyboard into the page's filter or find bar, or into that of the preview."""
        if self._docks is None or not self._docks.find_in_preview():
            self.ask_page("open_find")

    def export(self, what: str) -> None:
        """Go to Compose and export from there: `word`, `excel` or `all`."""
        self.show_page("Compose")
        self.ask_page("export", what)

    @property
    def can_show_sentence(self) -> bool:
        """Whether the selected record rests on a passage."""
        return self._docks is not None and self._docks.passage is not None

    def show_sentence(self) -> None:
        """Show the first passage of the selected record in its source."""
        passage = self._docks.passage if self._docks is not None else None
        if passage is not None and self.session is not None:
            self.session.show_place(passage.source.id, passage.start, passage.stop)

    def next_problem(self) -> None:
        """Go to the next problem."""
        if self._docks is not None:
            self._docks.next_problem()

    def toggle_dock(self, name: str) -> None:
        """Open or close a dock."""
        if self._docks is not None:
            self._docks.toggle(name)

    def is_dock_shown(self, name: str) -> bool:
        """Tell whether a dock is open."""
        return self._docks is not None and self._docks.is_shown(name)

    def reset_layout(self) -> None:
        """Lay the docks out as at the first start."""
        if self._docks is not None:
            self._docks.reset()

    def open_palette(self) -> None:
        """Open the command palette."""
        from briefing.gui.palette import CommandPalette  # noqa: PLC0415  # loads on use

        CommandPalette(self, self.actions_by_id.values()).open_at(self)

    def search_pack(self) -> None:
        """Open the search over the whole pack."""
        from briefing.gui.search_list import PackSearch  # noqa: PLC0415  # loads on use

        if self.session is not None:
            PackSearch(self, self.session).open_at(self)

    def show_help(self, what: str) -> None:
        """Show the manual, the keys, or what this program is."""
        from briefing.gui.command_table import COMMANDS  # noqa: PLC0415  # not before the first paint
        from briefing.gui.help import show_help  # noqa: PLC0415  # loads on use

        show_help(self, what, COMMANDS)

    # ------------------------------------------------------------------ looks

    def set_theme(self, choice: str) -> None:
        """Change the theme and remember it."""
        from briefing.app.settings import load_settings  # noqa: PLC0415  # not before the first paint

        self._remember(replace(load_settings(), theme=choice))

    def scale_text(self, steps: int) -> None:
        """Make all text larger or smaller by a step of 10 %; 0 is back to normal."""
        from briefing.app.settings import load_settings  # noqa: PLC0415  # not before the first paint
        from briefing.gui.theme import STEP  # noqa: PLC0415  # not before the first paint

        size = 100 if steps == 0 else self.settings.text_size_percent + steps * STEP
        self._remember(replace(load_settings(), text_size_percent=min(200, max(80, size))))

    def _remember(self, settings: Settings) -> None:
        from briefing.app.settings import save_settings  # noqa: PLC0415  # not before the first paint
        from briefing.gui.theme import theme  # noqa: PLC0415  # not before the first paint

        self.settings = settings
        save_settings(settings)
        theme().apply(settings.theme, settings.text_size_percent)
        self.update_commands()

    def _keep_layout(self, docks: Docks) -> None:
        from briefing.app.settings import load_settings, save_settings  # noqa: PLC0415  # not before the first paint

        self.settings = replace(load_settings(), window=docks.state())
        save_settings(self.settings)

    # ------------------------------------------------------- closing, dropping

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Close when nothing would be lost; else ask first."""
        if not self._is_assembled:
            event.accept()
            return
        self.commit_typing()
        if self._may_close or self.files.is_safe:
            if self.session is not None:
                self.files.forget()
            event.accept()
        else:
            event.ignore()
            self.files.ask_to_quit()

    def _on_may_quit(self) -> None:
        self._may_close = True
        self.close()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome packs, files and text."""
        if self._can_take(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Open a dropped pack, install a template; import dropped files or text."""
        urls = event.mimeData().urls()
        packs = [url for url in urls if url.fileName().endswith(".briefpack")]
        templates = [url for url in urls if url.fileName().endswith(".brieftemplate")]
        event.acceptProposedAction()
        if packs:
            self.files.open_path(Path(packs[0].toLocalFile()))
        elif templates:
            self.templates.install(Path(templates[0].toLocalFile()))
        elif self.session is not None:
            self.imports.take(event.mimeData())

    def _can_take(self, event: QDropEvent) -> bool:
        data = event.mimeData()
        own = (".briefpack", ".brieftemplate")
        is_own = any(url.fileName().endswith(own) for url in data.urls())
        return is_own or (self.session is not None and self.imports.accepts(data))

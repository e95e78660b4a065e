"""The main window: it holds the parts together and hands every command to the part that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from briefing.overriding import override

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QStackedWidget, QToolBar

    from briefing.gui.carrying import Carrying
    from briefing.gui.commands import CommandAction
    from briefing.gui.crash import CrashGuard
    from briefing.gui.docks import Docks
    from briefing.gui.drops import Drops
    from briefing.gui.files import PackFiles
    from briefing.gui.foreign.importing import TableImports
    from briefing.gui.imports import Imports
    from briefing.gui.looks import Looks
    from briefing.gui.notices import NoticeBar, StatusWords
    from briefing.gui.rescues import Rescues
    from briefing.gui.session import Session
    from briefing.gui.sheets import Sheet
    from briefing.gui.start import StartPage
    from briefing.gui.template_files import TemplateFiles
    from briefing.gui.wiring import Wiring
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
    looks: Looks
    drops: Drops
    wiring: Wiring
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

    # ------------------------------------------------------------- the pack

    def show_pack(self, pack: Pack) -> None:
        """Show a pack that was opened."""
        from briefing.gui.docks import Docks  # noqa: PLC0415  # not before the first paint
        from briefing.gui.session import Session  # noqa: PLC0415  # not before the first paint
        from briefing.gui.workspace import Workspace  # noqa: PLC0415  # not before the first paint

        self._leave_sheet()
        session = Session(pack, self)
        self.session = session
        self.imports.serve(session)
        self.tables.serve(session)
        self.wiring.connect_session(session)
        self.workspace = Workspace(session)
        self._docks = Docks(self, session)
        self._docks.restore(self.looks.docks)
        self._docks.checked.connect(self._on_checked)
        self._docks.crashed.connect(self.crashes.catch_error)
        self._docks.moved.connect(self.update_commands)
        self.workspace.page_shown.connect(self._on_page_shown)
        session.changed.connect(self._on_changed)
        session.record_selected.connect(self._on_selected)
        self.stack.addWidget(self.workspace)
        self.stack.setCurrentWidget(self.workspace)
        self.toolbar.show()
        self.statusBar().show()
        self.show_page("Overview" if session.content.sources else "Sources")
        self.workspace.navigator.setFocus()
        self.refresh_title()

    def leave_pack(self) -> None:
        """Close the pack that is shown and go to the start page."""
        session, workspace, docks = self.session, self.workspace, self._docks
        self.session = self.workspace = self._docks = None
        self.imports.serve(None)
        self.tables.serve(None)
        self.notices.dismiss()
        if docks is not None:
            self.looks.keep_docks(docks.state())
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
        self.refresh_title()

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

    def refresh_title(self) -> None:
        """Say which pack is shown, whether it is saved and where."""
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

    def _on_changed(self, _changes: object) -> None:
        self.refresh_title()

    def _on_selected(self, _kind: str, _record_id: str) -> None:
        self.update_commands()

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

    def quit(self) -> None:
        """Close the window without asking again."""
        self._may_close = True
        self.close()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome packs, files and text."""
        if self.drops.welcomes(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Open a dropped pack, install a template; import dropped files or text."""
        event.acceptProposedAction()
        self.drops.take(event.mimeData())

"""Connects the parts that live as long as the window, and answers what they tell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from briefing.gui.session import Session
    from briefing.gui.window import MainWindow


class Wiring(QObject):
    """The connections of a window's parts with each other and with the open pack.

    Args:
        window: The window, with its parts put in.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._connect_files()
        self._connect_start()
        self._connect_templates()
        self._connect_what_comes_in()
        window.looks.changed.connect(window.update_commands)
        window.crashes.refused.connect(window.notices.tell)

    # ------------------------------------------------------------ connections

    def _connect_files(self) -> None:
        window, files = self._window, self._window.files
        files.opened.connect(window.show_pack)
        files.closed.connect(window.leave_pack)
        files.may_quit.connect(window.quit)
        files.saved.connect(self._on_saved)
        files.copies.detached.connect(window.refresh_title)
        files.troubles.receive_asked.connect(self._on_receive_asked)
        files.new_asked.connect(window.start_page.focus_title)
        files.refused.connect(self._on_refused)
        files.told.connect(window.notices.tell)
        files.theirs_wanted.connect(self._on_theirs_wanted)
        files.recovering.offered.connect(self._on_unsaved_found)
        files.recovering.discarded.connect(self._on_discarded)

    def _connect_start(self) -> None:
        window, start = self._window, self._window.start_page
        start.title_given.connect(window.files.create)
        start.open_asked.connect(window.files.choose_and_open)
        start.sample_asked.connect(window.files.open_sample)
        start.old_asked.connect(window.carrying.choose)
        start.template_asked.connect(window.templates.choose_and_install)
        start.recent_chosen.connect(self._on_recent_chosen)

    def _connect_templates(self) -> None:
        window, templates = self._window, self._window.templates
        templates.changed.connect(self._on_template_changed)
        templates.told.connect(window.notices.tell)
        templates.written.connect(self._on_file_written)
        templates.mistaken.connect(self._on_template_mistaken)
        templates.started.connect(window.notices.follow)
        templates.crashed.connect(window.crashes.catch_error)

    def _connect_what_comes_in(self) -> None:
        window = self._window
        window.tables.told.connect(window.notices.tell)
        window.tables.finished.connect(self._on_table_taken)
        window.imports.finished.connect(self._on_imported)
        for maker in (window.rescues, window.carrying, window.tables):
            maker.sheet_made.connect(window.show_sheet)
            maker.job_started.connect(window.notices.follow)
            maker.crashed.connect(window.crashes.catch_error)

    def connect_session(self, session: Session) -> None:
        """Connect what an open pack tells with the parts that outlive it."""
        window = self._window
        session.table_found.connect(window.tables.open)
        session.came_home.connect(self._on_receive_asked)
        session.notice.connect(window.notices.tell)
        session.file_written.connect(self._on_file_written)
        session.file_saved.connect(window.files.saved)
        session.crashed.connect(window.crashes.catch_error)
        session.job_started.connect(window.notices.follow)

    # ---------------------------------------------------------------- answers

    def _on_file_written(self, text: str, path: str) -> None:
        self._window.notices.tell_written(text, Path(path))

    def _on_unsaved_found(self, sentence: str) -> None:
        window = self._window
        window.update_commands()
        if window.stack.currentWidget() is not window.start_page:  # which lists it
            window.notices.tell(sentence, "file.recover")

    def _on_discarded(self, sentence: str) -> None:
        self._window.update_commands()
        self._window.notices.tell(sentence, "file.bring_back")

    def _on_theirs_wanted(self, path: str) -> None:
        self._on_receive_asked(Path(path))

    def _on_receive_asked(self, path: object) -> None:
        self._window.show_page("Inbox")
        self._window.ask_page("receive", path)

    def _on_recent_chosen(self, path: str) -> None:
        self._window.files.open_path(Path(path))

    def _on_refused(self, _path: object) -> None:
        self._window.update_commands()  # dated copies of it can be restored

    def _on_saved(self, path: str) -> None:
        self._window.refresh_title()
        words = self._window.tr("Saved {name}.")
        self._window.notices.tell(words.format(name=Path(path).name))

    def _on_template_changed(self, _template: str) -> None:
        self._window.show_page("Templates")

    def _on_template_mistaken(self, path: str) -> None:
        self._window.show_page("Templates")
        self._window.ask_page("check_path", path)

    def _on_imported(self, results: tuple[object, ...]) -> None:
        self._window.show_page("Sources")
        self._window.ask_page("show_results", results)

    def _on_table_taken(self, page: str) -> None:
        self._window.show_page(page)
        if self._window.workspace is not None:
            self._window.workspace.navigator.setFocus()

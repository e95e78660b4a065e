"""The open pack as the window sees it: what changed, what is selected, where to go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from briefing.domain.kinds import BY_TYPE
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefing.app.exporting import ExportRequest
    from briefing.checks import Problem
    from briefing.domain.base import Record
    from briefing.domain.content import Content
    from briefing.store.pack import Pack
    from briefing.store.working import Changes

P = ParamSpec("P")
T = TypeVar("T")


class Session(QObject):
    """One open pack; pages get it by constructor and speak to each other through its signals.

    Signals:
        changed(Changes): After every edit, undo and redo.
        place_requested(source_id, start, stop): Show this passage in the reader.
        page_requested(name): Show this page of the navigator.
        record_requested(kind, id): Show this record on its page.
        record_selected(kind, id): The context pane shows this record; an empty id shows nothing.
        notice(text, action_id): Tell without blocking; `action_id` is a command offered beside it.
        file_written(text, path): A file was written, which can be opened from the notice.
        file_saved(path): The pack itself was saved to its file.
        job_started(job): Long work began; its progress is shown and it can be cancelled.
        crashed(error): A job met a bug.
        purge_requested(kind, id): Show what a purge of this source or actor would take.
        problems_asked(): Show the list of problems.
        form_chosen(): What an export would write is chosen differently now.
        preview_asked(): Show the finished pages.
        problems_found(problems): What the checks say about the content.
        table_found(path): A table is among the files that came in: show what it means.
        came_home(path): A file of ours that was worked on is among them: it belongs into the inbox.
        closing(): The pack is about to close: what is not done is given up.
    """

    changed = Signal(object)
    place_requested = Signal(str, int, int)
    page_requested = Signal(str)
    record_requested = Signal(str, str)
    record_selected = Signal(str, str)
    notice = Signal(str, str)
    file_written = Signal(str, str)
    file_saved = Signal(str)
    job_started = Signal(object)
    crashed = Signal(object)
    purge_requested = Signal(str, str)
    problems_asked = Signal()
    form_chosen = Signal()
    preview_asked = Signal()
    problems_found = Signal(tuple)
    table_found = Signal(object)
    came_home = Signal(object)
    closing = Signal()

    def __init__(self, pack: Pack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pack = pack
        self._selected: tuple[str, str] = ("", "")
        self._problems: tuple[Problem, ...] = ()
        self._form: ExportRequest | None = None
        pack.subscribe(self._on_pack_changed)

    @property
    def pack(self) -> Pack:
        """Return the open pack; only `briefing.app` changes it."""
        return self._pack

    @property
    def content(self) -> Content:
        """Return the pack's records as they are now."""
        return self._pack.content

    @property
    def selected(self) -> tuple[str, str]:
        """Return kind and id of the selected record; both empty when there is none."""
        return self._selected

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what the checks said last."""
        return self._problems

    @property
    def form(self) -> ExportRequest:
        """Return what an export would write as it is chosen now."""
        from briefing.app.exporting import ExportRequest  # noqa: PLC0415  # not before the first paint

        return self._form if self._form is not None else ExportRequest()

    def choose_form(self, request: ExportRequest) -> None:
        """Note what an export would write; its files do not matter."""
        if request != self.form:
            self._form = request
            self.form_chosen.emit()

    def note_problems(self, problems: tuple[Problem, ...]) -> None:
        """Keep what the checks say and tell everybody."""
        self._problems = problems
        self.problems_found.emit(problems)

    def select(self, kind: str, record_id: str) -> None:
        """Make a record the selected one: its passages appear in the context pane.

        Args:
            kind: The singular, such as `quote`.
            record_id: Its id; empty for no selection.
        """
        if (kind, record_id) != self._selected:
            self._selected = (kind, record_id)
            self.record_selected.emit(kind, record_id)

    def show_place(self, source: str, start: int, stop: int) -> None:
        """Ask the reader to show a passage, in code points of the source's text."""
        self.place_requested.emit(source, start, stop)

    def show_page(self, name: str) -> None:
        """Ask for a page of the navigator by its name."""
        self.page_requested.emit(name)

    def show_record(self, kind: str, record_id: str) -> None:
        """Ask for the page that shows a record, with the record chosen there."""
        self.record_requested.emit(kind, record_id)

    def ask_purge(self, kind: str, record_id: str) -> None:
        """Ask for the page that shows what a purge of a source or an actor would take."""
        self.purge_requested.emit(kind, record_id)

    def tell(self, text: str, action_id: str = "") -> None:
        """Show a notice that blocks nothing.

        Args:
            text: What happened.
            action_id: A command to offer beside it, such as `edit.undo`.
        """
        self.notice.emit(text, action_id)

    def tell_written(self, text: str, path: Path) -> None:
        """Show a notice about a written file, with *Open* and *Show in folder*."""
        self.file_written.emit(text, str(path))

    def attempt(self, action: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Do something that may be refused; the reason becomes a notice.

        Returns:
            Its result, or None when it was refused.
        """
        try:
            return action(*args, **kwargs)
        except BriefingError as error:
            self.tell(str(error))
            return None

    def change(self, record: Record, **fields: Any) -> None:
        """Change fields of a record as one edit; what cannot be kept becomes a notice.

        Args:
            record: The record as somebody showed it; its newest state is changed.
            fields: The new values.
        """
        from briefing.app import editing  # noqa: PLC0415  # not before the first paint

        newest = self.content.find(type(record), record.id)
        if newest is not None:
            name = f"Change {BY_TYPE[type(record)].singular.title()}"
            try:
                editing.change(self._pack, newest, name, **fields)
            except BriefingError as error:
                self.tell(str(error))

    def close(self) -> None:
        """Close the pack; the session is over."""
        self.closing.emit()
        self._pack.unsubscribe(self._on_pack_changed)
        self._pack.close()

    def _on_pack_changed(self, changes: Changes) -> None:
        self.changed.emit(changes)

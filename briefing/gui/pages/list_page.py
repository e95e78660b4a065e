"""A page that is a table with a filter and, beside it, the record that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing.app import editing
from briefing.domain.content import Content
from briefing.gui.parts import button, empty_place, frame, label, named, row
from briefing.gui.passages import record_of
from briefing.gui.tables import Column, RecordModel, RecordView
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from briefing.domain.base import Record
    from briefing.gui.session import Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSetup(Generic[T]):
    """What one list page shows.

    Attributes:
        name: The page's name in the navigator, marked for translation.
        kind: The kind (singular) of its records.
        columns: The columns of the table.
        rows: The rows for a content.
        key: The id of a row's record.
        empty: What belongs here, while there is nothing.
        action: The words of the button that fills the page; empty for none.
        list_width: The width of the table beside a detail, at 100 %.
        is_stacked: Whether the detail stands under the table instead of beside it.
    """

    name: str
    kind: str
    columns: tuple[Column[T], ...]
    rows: Callable[[Content], Sequence[T]]
    key: Callable[[T], str]
    empty: str
    action: str = ""
    list_width: int = 360
    is_stacked: bool = False


class ListPage(QWidget, Generic[T]):
    """A band with title, filter and actions over a table, and a detail at its side.

    Args:
        session: The open pack.
        setup: What to show.
        detail: The widget that shows the chosen record; None for a table alone.
        parent: The stack of pages.
    """

    def __init__(
        self,
        session: Session,
        setup: ListSetup[T],
        detail: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._setup = setup
        self._detail = detail
        self._name = setup.name.split()[0].lower()
        title = QCoreApplication.translate("Pages", setup.name)
        self._model: RecordModel[T] = RecordModel(setup.columns, setup.key)
        self._view: RecordView[T] = RecordView(self._model, f"{self._name}.table", title)
        self._title = label(title, "title")
        self._count = label("", "muted")
        self._filter = self._made_filter(title)
        self._band: QHBoxLayout = row(self._title, self._count, 1, self._filter, gap=12)
        self._band.setContentsMargins(16, 8, 12, 8)
        if setup.action:
            self._band.addWidget(self._add_button("add", ""))
        self._stack = QStackedWidget()
        self._lay_out()
        self._view.row_chosen.connect(self._on_chosen)
        self._view.row_opened.connect(self._on_row_opened)

    def _made_filter(self, title: str) -> QLineEdit:
        made = named(
            QLineEdit(), f"{self._name}.filter", self.tr("Filter {page}").format(page=title)
        )
        made.setPlaceholderText(self.tr("Filter"))
        made.setClearButtonEnabled(True)
        made.setFixedWidth(theme().scaled(200))
        made.textChanged.connect(self._on_filter)
        made.returnPressed.connect(self._focus_table)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), made, made.clear)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        return made

    def _add_button(self, name: str, look: str) -> QWidget:
        words = QCoreApplication.translate("Pages", self._setup.action)
        return button(words, f"{self._name}.{name}", self.add_record, look=look, icon="add")

    def _lay_out(self) -> None:
        empty = QCoreApplication.translate("Pages", self._setup.empty)
        actions = [self._add_button("add_first", "primary")] if self._setup.action else []
        self._stack.addWidget(empty_place(empty, *actions))  # type: ignore[arg-type]  # buttons all
        self._stack.addWidget(self._body())
        self._nothing: QLabel = label(self.tr("Nothing has these words."), "muted")
        self._nothing.setContentsMargins(16, 8, 16, 8)
        self._nothing.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(frame("band", self._band))
        layout.addWidget(self._nothing)
        layout.addWidget(self._stack, 1)

    def _body(self) -> QWidget:
        if self._detail is None:
            return self._view
        splitter = named(QSplitter(), f"{self._name}.splitter", self._title.text())
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._view)
        splitter.addWidget(self._detail)
        if self._setup.is_stacked:
            splitter.setOrientation(Qt.Orientation.Vertical)
            splitter.setStretchFactor(0, 1)
            self._view.setMinimumHeight(theme().row_height * 4)
        else:
            splitter.setStretchFactor(1, 1)
            splitter.setSizes([theme().scaled(self._setup.list_width), theme().scaled(600)])
        return splitter

    # ---------------------------------------------------- what the window asks

    def refresh(self) -> None:
        """Show the pack as it is now."""
        rows = tuple(self._setup.rows(self._session.content))
        self._view.show_rows(rows)
        self._stack.setCurrentIndex(1 if rows else 0)
        self._show_count()
        if self._detail is not None:
            self._view.choose_first()
            self._show_detail()

    def show_record(self, kind: str, record_id: str) -> bool:
        """Choose a record; False when it is not one of this page's."""
        if kind != self._setup.kind:
            return False
        if self._model.place_of(record_id) < 0:
            self._filter.clear()
        return self._view.choose(record_id)

    def open_find(self) -> None:
        """Put the keyboard into the filter."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def add_record(self) -> None:
        """Add a new record of this page's kind and choose it."""
        record = self.new_record()
        if record is None:
            return
        words = self.tr("Add {kind}").format(kind=self._setup.kind.title())
        self._session.attempt(editing.add, self._session.pack, record, words)
        self._filter.clear()
        self._view.choose(record.id)
        self._session.select(self._setup.kind, record.id)
        focus = getattr(self._detail, "focus_first", None)
        if focus is not None:
            focus()

    def new_record(self) -> Record | None:
        """Return a new record, not yet in the pack; None where the page makes none."""
        return None

    def remove_record(self) -> None:
        """Remove the chosen record and what cannot be without it; say so, and offer Undo."""
        chosen = self._view.current
        key = "" if chosen is None else self._setup.key(chosen)
        record = record_of(self._session.content, self._setup.kind, key)
        if record is None:
            self._session.tell(self.tr("Choose a record first."))
            return
        tied = len(editing.dependents(self._session.content, record))
        self._session.select("", "")
        self._session.attempt(editing.remove, self._session.pack, record)
        words = self.tr("Removed, with {count} records that rest on it.").format(count=tied)
        self._session.tell(words if tied else self.tr("Removed."), "edit.undo")

    # --------------------------------------------------------------- handlers

    def show_detail(self, record_row: T | None) -> None:
        """Show the chosen row in the detail; the pages that have one say how."""

    def _show_detail(self) -> None:
        self.show_detail(self._view.current)

    def _show_count(self) -> None:
        shown, total = self._model.rowCount(), self._model.total
        words = str(total) if shown == total else self.tr("{shown} of {total}")
        self._count.setText(words.format(shown=shown, total=total))
        self._nothing.setVisible(bool(total) and not shown)

    def _focus_table(self) -> None:
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._view.choose_first()

    def _on_filter(self, text: str) -> None:
        self._view.filter(text)
        self._show_count()

    def _on_chosen(self, chosen: T) -> None:
        self._session.select(self._setup.kind, self._setup.key(chosen))
        self.show_detail(chosen)

    def _on_row_opened(self, chosen: Any) -> None:
        self._session.select(self._setup.kind, self._setup.key(chosen))
        focus = getattr(self._detail, "focus_first", None)
        if focus is not None:
            focus()

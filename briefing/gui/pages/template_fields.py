"""The fields that a template may name, as tags to copy or to drag into Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget

from briefing.app.library.field_list import FieldEntry
from briefing.gui.parts import button, column, label, named, row
from briefing.gui.tables import Column, RecordModel, RecordView
from briefing.gui.words import QT_TRANSLATE_NOOP
from briefing.overriding import override

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex

_COLUMNS: Final[tuple[Column[FieldEntry], ...]] = (
    Column(title=QT_TRANSLATE_NOOP("Columns", "Tag"), value=lambda one: one.tag, width=218),
    Column(title=QT_TRANSLATE_NOOP("Columns", "Holds"), value=lambda one: one.type, width=104),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Meaning"),
        value=lambda one: f"{one.description} – {one.example}" if one.example else one.description,
        width=0,
    ),
)


class FieldModel(RecordModel[FieldEntry]):
    """Fields whose tags can be dragged out as text."""

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every field be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def mimeTypes(self) -> list[str]:
        """Offer plain text."""
        return ["text/plain"]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the tags of the rows, each once."""
        rows = (self.row_at(place) for place in dict.fromkeys(each.row() for each in indexes))
        data = QMimeData()
        data.setText("\n".join(one.tag for one in rows if one is not None))
        return data


class FieldsPalette(QWidget):
    """All fields with a filter; double-click, Enter, Ctrl+C or dragging takes a tag.

    Signals:
        copied(tag): It is on the clipboard.
    """

    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "template.fields", self.tr("Fields"))
        self._filter = named(QLineEdit(), "template.fields.filter", self.tr("Filter the fields"))
        self._filter.setPlaceholderText(self.tr("Filter"))
        self._filter.setClearButtonEnabled(True)
        self._model = FieldModel(_COLUMNS, lambda one: f"{one.record}.{one.name}")
        self._view: RecordView[FieldEntry] = RecordView(
            self._model, "template.fields.table", self.tr("Fields")
        )
        self._view.setDragEnabled(True)
        self._view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        words = label(self.tr("Drag a tag into Word, or copy it with a double click."), "small")
        copy = button(self.tr("Copy the tag"), "template.fields.copy", self.copy, icon="copy")
        head = row(self._filter, copy, gap=8)
        head.setStretch(0, 1)
        inside = column(head, words, self._view, gap=8, margins=12)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self._filter.textChanged.connect(self._view.filter)
        self._view.row_opened.connect(self._on_opened)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._view, self.copy)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)

    def show_fields(self, entries: Sequence[FieldEntry]) -> None:
        """Show these fields."""
        self._view.show_rows(entries)

    def look_for(self, words: str) -> None:
        """Show the fields that have these words, and put the keyboard into the filter."""
        self._filter.setText(words)
        self._filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self._view.choose_first()

    def copy(self) -> None:
        """Put the tag of the chosen field on the clipboard."""
        self._view.choose_first()
        if self._view.current is not None:
            self._on_opened(self._view.current)

    def _on_opened(self, entry: FieldEntry) -> None:
        QApplication.clipboard().setText(entry.tag)
        self.copied.emit(entry.tag)

"""A quick list over the window, and the one of every command by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QStyledItemDelegate, QWidget
from typing_extensions import override

from briefing.domain.country_mentions import fold
from briefing.gui.parts import column, label, named
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from briefing.gui.commands import CommandAction

Index = QModelIndex | QPersistentModelIndex

TARGET = int(Qt.ItemDataRole.UserRole) + 1
"""The role of what a line stands for."""
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a quick list: what it says, what stands at its right, what it stands for."""

    title: str
    detail: str
    icon: QIcon
    target: Any


class EntryModel(QAbstractListModel):
    """The lines of a quick list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        """Return the line at a place, or None."""
        return self._entries[index.row()] if index.isValid() else None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        entry = self.entry(index)
        if entry is None:
            return None
        match int(role):
            case Qt.ItemDataRole.DisplayRole:
                return entry.title
            case Qt.ItemDataRole.DecorationRole:
                return entry.icon
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{entry.title}, {entry.detail}" if entry.detail else entry.title
            case Qt.ItemDataRole.UserRole:
                return entry.detail
        return entry.target if int(role) == TARGET else None


class DetailDelegate(QStyledItemDelegate):
    """Draws the detail at the right of a line, where there is room for it."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        detail = str(index.data(Qt.ItemDataRole.UserRole) or "")
        taken = option.fontMetrics.horizontalAdvance(detail) + 72
        room = option.rect.width() - taken
        option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        detail = str(index.data(Qt.ItemDataRole.UserRole) or "")
        width = option.fontMetrics.horizontalAdvance(detail) + 24 if detail else 0
        whole = option.rect
        super().paint(painter, option, index)
        if not detail:
            return
        painter.save()
        painter.setPen(theme().colour("muted"))
        painter.drawText(
            whole.adjusted(whole.width() - width, 0, -12, 0),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
            detail,
        )
        painter.restore()


class QuickList(QDialog):
    """A line to type in and a list under it; arrows choose, Enter goes, Esc leaves."""

    width_at_100 = 560

    def __init__(self, parent: QWidget, name: str, title: str, hint: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        named(self, name, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._line = named(QLineEdit(), f"{name}.line", title)
        self._line.setPlaceholderText(hint)
        self._line.setClearButtonEnabled(True)
        self._list = named(QListView(), f"{name}.list", title)
        self._model = EntryModel(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(DetailDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setIconSize(QSize(16, 16))
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = label(self.tr("Nothing has these words."), "muted")
        self.setLayout(column(self._line, self._list, self._nothing, margins=8))
        self._line.textChanged.connect(self._on_typed)
        self._line.returnPressed.connect(self._on_return)
        self._list.clicked.connect(self._on_chosen)
        self._line.installEventFilter(self)

    def open_at(self, window: QWidget) -> None:
        """Open over the upper part of a window."""
        width = min(theme().scaled(self.width_at_100), window.width() - 64)
        self.setFixedWidth(width)
        self.setFixedHeight(theme().row_height * (_SHOWN + 2) + 24)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + 72)
        self._on_typed("")
        self.show()
        self._line.setFocus()

    def entries(self, text: str) -> tuple[Entry, ...]:
        """Return the lines for what was typed."""
        raise NotImplementedError

    def go(self, target: Any) -> None:
        """Do what a line stands for."""
        raise NotImplementedError

    def _on_typed(self, text: str) -> None:
        entries = self.entries(text)
        self._model.show_entries(entries)
        self._list.setCurrentIndex(self._model.index(0))
        self._list.setVisible(bool(entries))
        self._nothing.setVisible(not entries and bool(text.strip()))

    def _on_return(self) -> None:
        self._on_chosen(self._list.currentIndex())

    def _on_chosen(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is not None:
            self.close()
            self.go(entry.target)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._model.rowCount():
                row = (self._list.currentIndex().row() + step) % self._model.rowCount()
                self._list.setCurrentIndex(self._model.index(row))
                return True
        return False


class CommandPalette(QuickList):
    """Every command with its keys; disabled ones are left out.

    Args:
        parent: The window.
        actions: The actions of its commands.
    """

    def __init__(self, parent: QWidget, actions: Iterable[CommandAction]) -> None:
        super().__init__(
            parent, "command_palette", self.tr("Commands"), self.tr("Type part of a command")
        )
        self._actions = tuple(actions)

    @override
    def entries(self, text: str) -> tuple[Entry, ...]:
        words = fold(text).casefold().split()
        ranked = []
        for place, action in enumerate(self._actions):
            action.update_state()
            rank = _rank(action.command.plain_title, words)
            if action.isEnabled() and rank is not None:
                ranked.append((rank, place, action))
        return tuple(
            Entry(
                title=action.command.plain_title,
                detail=action.shortcut().toString(),
                icon=action.icon(),
                target=action,
            )
            for _, _, action in sorted(ranked, key=lambda found: found[:2])
        )

    @override
    def go(self, target: CommandAction) -> None:
        target.trigger()


def _rank(title: str, words: list[str]) -> int | None:
    """Return how well typed beginnings fit a title, 0 best; None when one of them is not in it."""
    parts = fold(title).casefold().split()
    if not all(any(part.startswith(word) for part in parts) for word in words):
        return 1 if words and " ".join(words) in fold(title).casefold() else None
    return 0

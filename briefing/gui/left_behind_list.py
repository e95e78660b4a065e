"""The list of unsaved work on the start page: what each holds, and what can be done with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from briefing.gui.parts import button, clear, column, label, row, rule
from briefing.gui.theme import theme
from briefing.gui.words import said

if TYPE_CHECKING:
    from briefing.app.recovery import LeftBehind, Unreadable
    from briefing.gui.recovering import Recovering


_WHOLE: Final = 600
_BESIDE: Final = 430
_MOST: Final = 4


def _wrapped(text: str, look: str, width: int) -> QLabel:
    """Return a label that has the height which its words need in a width at 100 %."""
    made = label(text, look, wraps=True)
    made.setFixedWidth(theme().scaled(width))
    made.ensurePolished()
    made.setMinimumHeight(made.heightForWidth(made.width()))
    return made


class WorkRow(QWidget):
    """One work: its words, and its buttons at the right."""

    def __init__(self, number: int, recovering: Recovering) -> None:
        super().__init__()
        self.name = f"left_behind.{number}"
        self.setObjectName(self.name)
        self._recovering = recovering

    def words(self, width: int, title: str, *details: tuple[str, str]) -> QVBoxLayout:
        """Return the title with further lines (words, look) under it, as wide as asked."""
        head = _wrapped(title, "", width)
        head.setObjectName(f"{self.name}.title")
        return column(head, *(_wrapped(words, look, width) for words, look in details), gap=2)

    def lay_out(self, inner: QHBoxLayout | QVBoxLayout) -> None:
        """Take the parts in, with room above and below."""
        inner.setContentsMargins(0, 4, 0, 4)
        self.setLayout(inner)


class LeftBehindRow(WorkRow):
    """Work that can be taken up or discarded."""

    def __init__(self, item: LeftBehind, number: int, recovering: Recovering) -> None:
        super().__init__(number, recovering)
        self._item = item
        take_up = button(self.tr("Open"), f"{self.name}.open", self._on_open)
        take_up.setAccessibleName(self.tr("Open {title}").format(title=item.title))
        discard = button(self.tr("Discard"), f"{self.name}.discard", self._on_discard)
        discard.setAccessibleName(self.tr("Discard {title}").format(title=item.title))
        details = [(" · ".join(self._facts(item)), "small"), (self._place(item), "small")]
        if item.is_file_changed:
            words = self.tr("The file was changed since: both are kept until you decide.")
            details.append((words, "warn"))
        inner = row(self.words(_BESIDE, item.title, *details), take_up, discard, gap=8)
        inner.setStretch(0, 1)
        self.lay_out(inner)

    def _facts(self, item: LeftBehind) -> tuple[str, ...]:
        edits = self.tr("1 edit") if item.edits == 1 else self.tr("{count} edits")
        last = self.tr("last: {name}").format(name=item.last_edit) if item.last_edit else ""
        facts = (edits.format(count=item.edits), last, said(item.when))
        return tuple(fact for fact in facts if fact)

    def _place(self, item: LeftBehind) -> str:
        if item.path is None:
            return self.tr("never saved")
        return str(item.path).replace(str(Path.home()), "~")

    def _on_open(self) -> None:
        self._recovering.take_up(self._item)

    def _on_discard(self) -> None:
        self._recovering.discard(self._item)


class UnreadableRow(WorkRow):
    """Work that cannot be read: never shown as empty, and kept until it is discarded."""

    def __init__(self, item: Unreadable, number: int, recovering: Recovering) -> None:
        super().__init__(number, recovering)
        self._item = item
        rescue = button(self.tr("Rescue what can be read"), f"{self.name}.rescue", self._on_rescue)
        folder = button(self.tr("Show folder"), f"{self.name}.folder", self._on_folder)
        discard = button(self.tr("Discard"), f"{self.name}.discard", self._on_discard)
        title = self.tr("Unsaved work that cannot be read")
        words = self.words(_WHOLE, title, (item.reason, "bad"), (said(item.when), "small"))
        self.lay_out(column(words, row(rescue, folder, 1, discard, gap=8), gap=4))

    def _on_rescue(self) -> None:
        self._recovering.rescue(self._item)

    def _on_folder(self) -> None:
        self._recovering.show_folder(self._item)

    def _on_discard(self) -> None:
        self._recovering.discard(self._item)


class LeftBehindList(QWidget):
    """All unsaved work; hidden where there is none.

    Args:
        recovering: What finds it and does what the buttons say.
    """

    def __init__(self, recovering: Recovering) -> None:
        super().__init__()
        self.setObjectName("left_behind")
        self._recovering = recovering
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._all = button(
            self.tr("Discard all…"), "left_behind.discard_all", recovering.ask_to_discard_all
        )
        head = row(label(self.tr("Unsaved work"), "heading"), 1, self._all)
        inner = column(head, self._rows, gap=4)
        inner.setContentsMargins(0, 24, 0, 0)
        self.setLayout(inner)
        recovering.changed.connect(self.refresh)
        theme().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is on offer now."""
        clear(self._rows)
        items = self._recovering.items
        for number, item in enumerate(items[:_MOST], start=1):
            if number > 1:
                self._rows.addWidget(rule())
            is_readable = item in self._recovering.readable
            made = LeftBehindRow if is_readable else UnreadableRow
            self._rows.addWidget(made(item, number, self._recovering))  # type: ignore[arg-type]  # told by the line above
        if len(items) > _MOST:
            words = self.tr("{count} more appear here once these are decided on.")
            self._rows.addWidget(label(words.format(count=len(items) - _MOST), "muted"))
        self._all.setVisible(len(items) > 1)
        self.setVisible(bool(items))

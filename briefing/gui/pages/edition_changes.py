"""What changed since an edition: one text to read and copy, in which every line is a door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from briefing.app.editions import since
from briefing.app.whats_new import changed_since
from briefing.gui.parts import named
from briefing.gui.passages import record_of
from briefing.gui.theme import theme
from briefing.gui.words import QT_TRANSLATE_NOOP
from briefing.template.words import ENGLISH

if TYPE_CHECKING:
    from briefing.domain.changed import ChangedItem
    from briefing.domain.content import Content
    from briefing.domain.exchange import Edition

_STATEMENTS: Final = frozenset({"position", "quote", "commitment", "assessment", "fact"})
_LONG: Final = 90
_DOORS: Final = {"stage": "commitment"}
_WHAT: Final = {
    "added": QT_TRANSLATE_NOOP("Changes", "new"),
    "removed": QT_TRANSLATE_NOOP("Changes", "gone"),
    "changed": QT_TRANSLATE_NOOP("Changes", "changed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLine:
    """One thing that changed.

    Attributes:
        words: What, in one line.
        states: How it stood and how it stands; empty where the line says it all.
        kind: The kind of its record.
        record: Its record; empty where it is gone.
    """

    words: str
    states: str
    kind: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedGroup:
    """What changed about one country, or in one kind of record."""

    name: str
    lines: tuple[ChangedLine, ...]


def changed_groups(content: Content, edition: Edition) -> tuple[ChangedGroup, ...]:
    """Return what changed since an edition: per country first, then whatever else did.

    Raises:
        InputRefusedError: The edition was purged.
    """
    groups = [
        ChangedGroup(
            name=row.name, lines=tuple(_line(content, row.name, item) for item in row.items)
        )
        for row in changed_since(content, edition, ENGLISH, printable=False)
    ]
    others: dict[str, list[ChangedLine]] = {}
    for difference in since(content, edition):
        change = difference.change
        if change.kind not in _STATEMENTS:
            record = change.record or ""
            is_here = record_of(content, change.kind, record) is not None
            others.setdefault(difference.group, []).append(
                ChangedLine(
                    words=difference.text[:1].upper() + difference.text[1:],
                    states="",
                    kind=change.kind,
                    record=record if is_here else "",
                )
            )
    groups += [ChangedGroup(name=name, lines=tuple(rows)) for name, rows in others.items()]
    return tuple(groups)


def _line(content: Content, actor: str, item: ChangedItem) -> ChangedLine:
    kind = _DOORS.get(item.kind, item.kind)
    what = QCoreApplication.translate("Changes", _WHAT[item.what.value])
    title = item.title.removeprefix(f"{actor}: ")
    is_here = record_of(content, kind, item.record) is not None
    states = _states(item)
    if states and len(title) > _LONG:
        title = f"{title[: _LONG - 1]}…"
    return ChangedLine(
        words=f"{item.kind.capitalize()}, {what}: {title}",
        states=states,
        kind=kind,
        record=item.record if is_here else "",
    )


def _states(item: ChangedItem) -> str:
    if item.before and item.after and item.before != item.after:
        return f"{item.before} → {item.after}"
    if item.kind == "stage" and item.after:
        return item.after
    return ", ".join(field.replace("_", " ") for field in item.fields) if item.before else ""


class ChangesText(QTextBrowser):
    """Shows what changed; Tab steps through its lines, Enter goes to the record.

    Signals:
        record_asked(kind, id): A line was chosen.
    """

    record_asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "edition.changes", self.tr("What changed since this edition"))
        self._groups: tuple[ChangedGroup, ...] = ()
        self._sentence = ""
        self.setOpenLinks(False)
        self.setTabChangesFocus(False)
        self.document().setDocumentMargin(0)
        self.setMinimumHeight(theme().scaled(200))
        self.anchorClicked.connect(self._on_anchor)
        theme().changed.connect(self._on_theme_changed)

    def show_groups(self, groups: tuple[ChangedGroup, ...], nothing: str) -> None:
        """Show what changed, or a sentence where nothing did."""
        self._groups, self._sentence = groups, "" if groups else nothing
        self._write()

    def show_sentence(self, sentence: str) -> None:
        """Show a sentence in place of what changed."""
        self._groups, self._sentence = (), sentence
        self._write()

    @property
    def plain(self) -> str:
        """Return all of it as plain text, as it is copied."""
        lines = []
        for group in self._groups:
            lines += [group.name]
            for line in group.lines:
                lines += [f"- {line.words}", *([f"  {line.states}"] if line.states else [])]
            lines.append("")
        return "\n".join(lines).rstrip() or self._sentence

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        if self._sentence:
            cursor.insertText(self._sentence, _letters("muted"))
        for number, group in enumerate(self._groups):
            _block(cursor, 0 if number == 0 else 12, first=number == 0)
            cursor.insertText(group.name, _letters("accent", bold=True))
            for line in group.lines:
                _block(cursor, 4)
                cursor.insertText(line.words, _door(line) if line.record else _letters("ink"))
                if line.states:
                    _block(cursor, 0, indent=True)
                    cursor.insertText(line.states, _letters("muted"))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _on_anchor(self, url: QUrl) -> None:
        kind, _, record_id = url.toString().partition("/")
        self.record_asked.emit(kind, record_id)

    def _on_theme_changed(self) -> None:
        self._write()


def _letters(role: str, *, bold: bool = False) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setForeground(theme().colour(role))
    letters.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return letters


def _door(line: ChangedLine) -> QTextCharFormat:
    letters = _letters("link")
    letters.setAnchor(True)
    letters.setAnchorHref(f"{line.kind}/{line.record}")
    return letters


def _block(cursor: QTextCursor, above: int, *, indent: bool = False, first: bool = False) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(theme().scaled(above))
    block.setLeftMargin(theme().scaled(16) if indent else 0)
    if first:
        cursor.setBlockFormat(block)
    else:
        cursor.insertBlock(block)

"""What is known about a source, above its text: every field is corrected in place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLineEdit, QWidget

from briefing.app import editing
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Credibility, Reliability, SourceKind, Vocabulary
from briefing.gui.parts import column, label, named, row
from briefing.gui.reader.choice import Choice
from briefing.gui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from briefing.gui.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderField:
    """One field of the header.

    Attributes:
        name: The field of `Source`.
        label: What stands before it.
        edit: The name of its edit.
        vocabulary: The closed list, or None for a line of text.
        placeholder: What a line without words says.
        share: How much of its row's width it takes.
        caption: What stands before it where that is not its label.
    """

    name: str
    label: str
    edit: str
    vocabulary: type[Vocabulary] | None = None
    placeholder: str = ""
    share: int = 3
    caption: str | None = None


FIELDS = (
    HeaderField(
        name="publisher",
        label="Publisher",
        edit="Change Publisher",
        placeholder="Unknown",
    ),
    HeaderField(
        name="published",
        label="Published",
        edit="Change Date",
        placeholder="Date needed: 2026-01-06",
        share=4,
    ),
    HeaderField(name="kind", label="Kind", edit="Change Kind", vocabulary=SourceKind, share=2),
    HeaderField(
        name="reliability",
        label="Reliability",
        edit="Change Grade",
        vocabulary=Reliability,
        share=4,
        caption="Grade",
    ),
    HeaderField(
        name="credibility",
        label="Credibility",
        edit="Change Grade",
        vocabulary=Credibility,
        share=4,
        caption="",
    ),
    HeaderField(
        name="language", label="Language", edit="Change Language", placeholder="en", share=1
    ),
)
_LEAST = 616  # pixels in which grade and date can be read; the passages give way first
_ROWS = (("publisher", "published", "language"), ("kind", "reliability", "credibility"))


class Header(QWidget):
    """Title, publisher, date, kind, grade and language of one source.

    Args:
        session: The open pack.
        parent: The reader.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "reader.header", self.tr("About the source"))
        self._session = session
        self._source: Source | None = None
        self.setMinimumWidth(_LEAST)
        self.title = named(QLineEdit(), "reader.title", self.tr("Title"))
        self.title.setPlaceholderText(self.tr("Title needed"))
        self._fields: dict[str, QLineEdit | Choice[Vocabulary]] = {
            field.name: self._input(field) for field in FIELDS
        }
        self._lay_out()
        self.title.editingFinished.connect(self._on_edited)
        theme().changed.connect(self._set_title_size)
        self._set_title_size()

    def _input(self, field: HeaderField) -> QLineEdit | Choice[Vocabulary]:
        name, title = f"reader.{field.name}", self.tr(field.label)
        if field.vocabulary is not None:
            choice: Choice[Vocabulary] = Choice(field.vocabulary, name=name, label=title)
            for place in range(choice.count()):
                if field.vocabulary is not SourceKind:
                    words = f"{choice.itemData(place)} · {choice.itemText(place)}"
                    choice.setItemText(place, words)
            choice.activated.connect(self._on_edited)
            return choice
        line = named(QLineEdit(), name, title)
        line.setPlaceholderText(self.tr(field.placeholder))
        line.editingFinished.connect(self._on_edited)
        return line

    def _lay_out(self) -> None:
        layout = column(self.title)
        layout.setContentsMargins(16, 12, 16, 8)
        self.setLayout(layout)
        known = {field.name: field for field in FIELDS}
        for names in _ROWS:
            fields = row(gap=12)
            for name in names:
                field = known[name]
                words = field.label if field.caption is None else field.caption
                fields.addLayout(self._captioned(words, self._fields[name]), field.share)
            layout.addLayout(fields)

    def _captioned(self, words: str, part: QWidget) -> QHBoxLayout:
        if not words:
            return row(part)
        caption = label(self.tr(words), "muted")
        caption.setBuddy(part)
        pair = row(caption, part)
        pair.setStretch(1, 1)
        return pair

    def show_source(self, source: Source | None) -> None:
        """Show what is known about a source; without one every field is off."""
        self._source = source
        self.setEnabled(source is not None)
        self._put(self.title, source.title if source else "")
        for name, field in self._fields.items():
            value = getattr(source, name) if source else None
            if isinstance(field, QLineEdit):
                self._put(field, str(value or ""))
            else:
                field.set_value(value)

    def _put(self, line: QLineEdit, text: str) -> None:
        if line.text() != text:
            blocker = QSignalBlocker(line)
            line.setText(text)
            line.setCursorPosition(0)
            line.setToolTip(text)
            blocker.unblock()

    def _on_edited(self) -> None:
        source = self._current()
        if source is None:
            return
        for field in (HeaderField(name="title", label="Title", edit="Change Title"), *FIELDS):
            value = self._value(field.name)
            if value != getattr(source, field.name):
                self._change(source, field, value)
                return

    def _current(self) -> Source | None:
        return self._session.content.find(Source, self._source.id if self._source else None)

    def _value(self, name: str) -> str | Vocabulary | None:
        if name == "title":
            return " ".join(self.title.text().split())
        field = self._fields[name]
        if isinstance(field, QLineEdit):
            return " ".join(field.text().split()) or None
        return field.value()

    def _change(self, source: Source, field: HeaderField, value: str | Vocabulary | None) -> None:
        changed: dict[str, Any] = {field.name: value}
        change = partial(editing.change, self._session.pack, source, field.edit, **changed)
        if self._session.attempt(change) is None:
            self.show_source(source)

    def _set_title_size(self) -> None:
        size = theme().scaled(17)
        ink = theme().palette
        self.title.setStyleSheet(
            f"QLineEdit {{ font-size: {size}px; font-weight: 600; border-color: transparent;"
            f" background: transparent; padding: 2px 0; }}"
            f"QLineEdit:hover {{ border-color: {ink.line}; }}"
            f"QLineEdit:focus {{ border-color: {ink.focus}; background: {ink.base}; }}"
        )

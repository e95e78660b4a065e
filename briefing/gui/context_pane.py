"""The context pane: the passages of the selected record, each one step from its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing.app.wordings import headline
from briefing.gui.parts import button, clear, column, frame, label, readable, scrolling
from briefing.gui.passages import Passage, passages, record_of
from briefing.gui.use_panel import UsePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from briefing.gui.session import Session


_PROVED: Final = frozenset({"quote", "position", "commitment", "fact", "assessment"})


class PassageCard(QWidget):
    """One passage with its surroundings and its source.

    Signals:
        source_asked(source_id, start, stop): Show it in the reader.
    """

    source_asked = Signal(str, int, int)

    def __init__(self, passage: Passage, number: int) -> None:
        super().__init__()
        self._passage = passage
        self.setObjectName(f"passage.{number}")
        source = passage.source
        origin = " · ".join(
            filter(None, (source.publisher, (source.published or "")[:10], source.grade))
        )
        go = button(
            self.tr("Go to source"), f"passage.{number}.go", self._on_go, look="link", icon="go-to"
        )
        go.setAccessibleDescription(source.title)
        parts = [
            *([label(passage.note, "small", wraps=True)] if passage.note else []),
            self._quotation(),
            label(source.title, wraps=True),
            label(origin, "small", wraps=True),
            *self._warning(),
        ]
        layout = column(*parts, gap=4)
        layout.addWidget(go)
        self.setLayout(layout)

    def _quotation(self) -> QFrame:
        passage = self._passage
        parts: list[QWidget] = [readable(passage.words)]
        if any(character.isalnum() for character in passage.before):
            parts.insert(0, label(passage.before.strip(), "small", wraps=True))
        if any(character.isalnum() for character in passage.after):
            parts.append(label(passage.after.lstrip(" ,.;”\"’'"), "small", wraps=True))
        inner = column(*parts, gap=4)
        inner.setContentsMargins(12, 0, 0, 0)
        return frame("quotation", inner)

    def _warning(self) -> list[QWidget]:
        if self._passage.is_sound:
            return []
        return [label(self.tr("The source no longer has these words here."), "bad", wraps=True)]

    def _on_go(self) -> None:
        self.source_asked.emit(self._passage.source.id, self._passage.start, self._passage.stop)


class ContextPane(QWidget):
    """Shows the passages of whatever record is selected.

    Args:
        session: The open pack.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("context.pane")
        self._session = session
        self._passages: tuple[Passage, ...] = ()
        self._inner = QVBoxLayout()
        self._inner.setContentsMargins(12, 12, 12, 12)
        self._inner.setSpacing(16)
        inside = QWidget()
        inside.setProperty("look", "sheet")
        inside.setLayout(self._inner)
        self._use = UsePanel(session)
        scroll = scrolling(inside, "context.scroll", self.tr("Passages"))
        self.setLayout(column(scroll, self._use, gap=0))
        session.record_selected.connect(self._on_selected)
        session.changed.connect(self._on_changed)
        self.refresh()

    @property
    def first(self) -> Passage | None:
        """Return the first passage of the selected record, or None."""
        return self._passages[0] if self._passages else None

    def refresh(self) -> None:
        """Show the passages as they are now."""
        clear(self._inner)
        self._use.refresh()
        content = self._session.content
        kind, record_id = self._session.selected
        record = record_of(content, kind, record_id)
        self._passages = passages(content, kind, record_id)
        if record is None:
            words = self.tr("Choose a record: the sentences it rests on appear here.")
            self._inner.addWidget(label(words, "muted", wraps=True))
            self._inner.addStretch(1)
            return
        self._inner.addWidget(self._heading(headline(content, record)))
        for number, passage in enumerate(self._passages, start=1):
            card = PassageCard(passage, number)
            card.source_asked.connect(self._session.show_place)
            self._inner.addWidget(card)
        if not self._passages and kind in _PROVED:
            words = self.tr("No passage yet. Capture one from a source to prove this record.")
            self._inner.addWidget(label(words, "muted", wraps=True))
        self._inner.addStretch(1)

    def _heading(self, text: str) -> QWidget:
        return label(text if len(text) <= 160 else f"{text[:159]}…", "heading", wraps=True)

    def _on_selected(self, _kind: str, _record_id: str) -> None:
        self.refresh()

    def _on_changed(self, _changes: object) -> None:
        self.refresh()

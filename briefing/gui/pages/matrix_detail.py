"""What stands behind a cell: commitments with their stages, or a position, and the passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from briefing.domain.cells import current_position, stage_as_of
from briefing.domain.marks import STAGES
from briefing.domain.sources import Source
from briefing.domain.vocabularies import CellState, Polarity
from briefing.gui.parts import button, clear, column, frame, label, named, row, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.domain.base import Evidence
    from briefing.domain.cells import Cell
    from briefing.domain.commitments import Commitment, StageEntry
    from briefing.domain.statements import Position
    from briefing.gui.session import Session

_QUOTE_LENGTH = 220


class Passage(QFrame):
    """One passage with its source, and the way to it.

    Args:
        session: The open pack.
        evidence: The passage.
    """

    def __init__(self, session: Session, evidence: Evidence) -> None:
        super().__init__()
        self._session = session
        self._evidence = evidence
        self.setProperty("look", "quotation")
        words = " ".join(evidence.exact.split())
        if len(words) > _QUOTE_LENGTH:
            words = f"{words[:_QUOTE_LENGTH].rstrip()}…"
        source = session.content.find(Source, evidence.source)
        told = " · ".join(
            part
            for part in (
                (source.publisher or source.title) if source else "",
                (source.published or "")[:10] if source else "",
                source.grade if source else "",
            )
            if part
        )
        go = button(self.tr("Go to source"), "matrix.go_to_source", self.go, look="link")
        foot = row(label(told, "small", wraps=True), go, gap=8)
        foot.setStretch(0, 1)
        layout = column(label(words, "", wraps=True), foot, gap=2)
        layout.setContentsMargins(8, 0, 0, 0)
        self.setLayout(layout)

    def go(self) -> None:
        """Show the passage in the reader."""
        self._session.show_place(self._evidence.source, self._evidence.start, self._evidence.stop)


class CommitmentCard(QFrame):
    """One commitment of the cell: summary, conditions, stages with their passages.

    Args:
        session: The open pack.
        commitment: The commitment.
        is_lead: Whether it is what the cell shows.

    Signals:
        pin_asked(id), stage_asked(id), remove_asked(id): A button was pressed.
    """

    pin_asked = Signal(str)
    stage_asked = Signal(str)

    def __init__(self, session: Session, commitment: Commitment, *, is_lead: bool) -> None:
        super().__init__()
        self._session = session
        self._id = commitment.id
        self.setProperty("look", "card")
        layout = column(margins=10, gap=6)
        polarity = commitment.polarity
        state = self.tr("Pinned") if commitment.lead else self.tr("Shown in the cell")
        top = row(label(polarity.label, "bad" if polarity is Polarity.EXCLUDES else "good"), 1)
        if is_lead:
            top.addWidget(label(state, "small"))
        layout.addLayout(top)
        layout.addWidget(label(commitment.text, "", wraps=True))
        for condition in commitment.conditions:
            words = f"{condition.kind.label}: {condition.text}"
            layout.addWidget(label(words, "small", wraps=True))
        for entry in _newest_first(commitment):
            self._add_stage(layout, entry)
        pin = self.tr("Unpin") if commitment.lead else self.tr("Pin as lead")
        layout.addLayout(
            row(
                button(self.tr("Add a stage"), "matrix.add_stage", self._ask_stage, look="link"),
                button(pin, "matrix.pin", self._ask_pin, look="link"),
                button(self.tr("Show record"), "matrix.select", self._select, look="link"),
                1,
                gap=4,
            )
        )
        self.setLayout(layout)

    def _add_stage(self, layout: QVBoxLayout, entry: StageEntry) -> None:
        basis = entry.basis.label.lower() if entry.basis else self.tr("basis not stated")
        when = entry.date or self.tr("no date")
        layout.addWidget(rule())
        layout.addWidget(label(f"{when}   {STAGES[entry.stage].label}", "heading"))
        noted = ", ".join(part for part in (basis, entry.note) if part)
        layout.addWidget(label(noted, "small", wraps=True))
        for item in entry.evidence:
            layout.addWidget(Passage(self._session, item))

    def _ask_stage(self) -> None:
        self.stage_asked.emit(self._id)

    def _ask_pin(self) -> None:
        self.pin_asked.emit(self._id)

    def _select(self) -> None:
        self._session.select("commitment", self._id)


class CellDetail(QWidget):
    """The pane beside the matrix that explains the current cell.

    Args:
        session: The open pack.
        parent: The page.

    Signals:
        pin_asked(id), stage_asked(id): A button of a commitment was pressed.
    """

    pin_asked = Signal(str)
    stage_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "matrix.detail", self.tr("Detail of the cell"))
        self._session = session
        self._layout = column(margins=12, gap=8)
        self._layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._layout)

    def show_cell(self, cell: Cell | None) -> None:
        """Explain a cell."""
        clear(self._layout)
        if cell is None:
            self._layout.addWidget(label(self.tr("Choose a cell."), "muted"))
            return
        self._layout.addWidget(label(cell.actor.name, "title", wraps=True))
        self._layout.addWidget(label(cell.column.name, "muted", wraps=True))
        self._layout.addWidget(label(cell.words, "", wraps=True))
        if cell.disagrees:
            told = self.tr("A live promise and a live exclusion stand side by side.")
            self._layout.addWidget(label(told, "warn", wraps=True))
        for place, commitment in enumerate(cell.commitments):
            card = CommitmentCard(self._session, commitment, is_lead=place == 0)
            card.pin_asked.connect(self.pin_asked)
            card.stage_asked.connect(self.stage_asked)
            self._layout.addWidget(card)
        self._show_positions(cell)
        self._show_assessment(cell)

    def _show_positions(self, cell: Cell) -> None:
        if cell.position is None:
            return
        content = self._session.content
        rows = [
            row
            for row in content.positions
            if row.actor == cell.actor.id and row.topic == cell.column.id
        ]
        now = current_position(content, cell.actor.id, cell.column.id)
        for position in sorted(rows, key=lambda row: (row.since or "", row.order), reverse=True):
            older = "" if now is not None and position.id == now.id else self.tr("Superseded")
            self._layout.addWidget(self._position(position, older))

    def _position(self, position: Position, older: str) -> QFrame:
        layout = column(margins=10, gap=6)
        since = position.since or self.tr("no date")
        layout.addLayout(
            row(label(f"{since}   {position.stance.label}", "heading"), 1, label(older, "small"))
        )
        basis = position.basis.label.lower() if position.basis else ""
        for words in (position.summary, position.condition, basis):
            if words:
                layout.addWidget(label(words, "", wraps=True))
        self._add_passages(layout, position.evidence)
        return frame("card", layout)

    def _show_assessment(self, cell: Cell) -> None:
        row_ = cell.assessment
        if row_ is None:
            if not cell.is_assessed:
                told = self.tr("Nobody has looked yet. Capture a commitment, or close the search.")
                self._layout.addWidget(label(told, "muted", wraps=True))
            return
        if row_.state is CellState.SEARCHED_NONE:
            self._layout.addWidget(label(self.tr("Searched in"), "heading"))
            for source_id in row_.searched:
                source = self._session.content.find(Source, source_id)
                if source is not None:
                    self._layout.addWidget(label(source.title, "small", wraps=True))
        if row_.reason:
            self._layout.addWidget(label(row_.reason, "", wraps=True))
        self._add_passages(self._layout, row_.evidence)

    def _add_passages(self, layout: QVBoxLayout, evidence: Sequence[Evidence]) -> None:
        for item in evidence:
            layout.addWidget(Passage(self._session, item))


def _newest_first(commitment: Commitment) -> list[StageEntry]:
    newest = stage_as_of(commitment)
    rows = sorted(commitment.stages, key=lambda row: row.date or "", reverse=True)
    return sorted(rows, key=lambda row: row is not newest)

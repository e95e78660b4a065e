"""The cells of a matrix, derived from commitments, positions and assessments, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from briefing.domain.actors import Actor
from briefing.domain.agenda import Matrix, Measure, Topic
from briefing.domain.commitments import Assessment, Commitment, StageEntry
from briefing.domain.content import Content
from briefing.domain.dates import first_day, in_short, last_day
from briefing.domain.ids import MatrixId
from briefing.domain.marks import RULED_OUT, SCORES, STAGES, STANCES, STATES, Mark
from briefing.domain.statements import Position
from briefing.domain.vocabularies import (
    Basis,
    CellState,
    ConditionKind,
    MatrixForm,
    Polarity,
    Round,
    Stage,
)

if TYPE_CHECKING:
    from briefing.domain.base import Evidence

WARNING: Final = "⚠"
_DEAD: Final = frozenset({Stage.WITHDRAWN, Stage.LAPSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one actor does about one measure, or holds on one topic, on a date.

    Attributes:
        actor: The row.
        column: The measure or topic.
        mark: Symbol, word and fill.
        commitments: What stands in the cell, the lead first.
        position: The position of a stance cell.
        assessment: The reason of an empty cell, or its score.
        entry: The lead's stage as of the date.
        condition: The lead's conditions in short, such as `if ceasefire`; else empty.
        basis: What the lead's stage (or the position) rests on.
        date: The date of the lead's stage, as recorded.
        disagrees: Whether a live promise and a live exclusion stand side by side.
    """

    actor: Actor
    column: Measure | Topic
    mark: Mark
    commitments: tuple[Commitment, ...] = ()
    position: Position | None = None
    assessment: Assessment | None = None
    entry: StageEntry | None = None
    condition: str = ""
    basis: Basis | None = None
    date: str | None = None
    disagrees: bool = False

    @property
    def more(self) -> int:
        """Return how many commitments stand in the cell besides its lead."""
        return max(0, len(self.commitments) - 1)

    @property
    def basis_note(self) -> str:
        """Return the basis as printed after the word; a firm one goes without saying."""
        return "" if self.basis is None or self.basis.is_firm else self.basis.label.lower()

    @property
    def words(self) -> str:
        """Return the cell in words, the same on screen, on paper and in the sheet.

        For example `Pledged if ceasefire, media report +1 ⚠`; the symbol comes before it.
        """
        dated = self.assessment is not None and self.assessment.state is CellState.SEARCHED_NONE
        when = f", {in_short(self.date)}" if dated and self.date else ""
        stated = " ".join(filter(None, (self.mark.label, self.condition))) + when
        noted = f"{stated}, {self.basis_note}" if self.basis_note else stated
        return noted + self.tail

    @property
    def tail(self) -> str:
        """Return the counts and warnings that follow the words, with a space before."""
        more = f" +{self.more}" if self.more else ""
        return f"{more} {WARNING}" if self.disagrees else more

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return the passages that the cell rests on."""
        if self.entry is not None:
            return self.entry.evidence
        if self.position is not None:
            return self.position.evidence
        return self.assessment.evidence if self.assessment else ()

    @property
    def is_assessed(self) -> bool:
        """Whether anything is known about the cell, be it that nothing was found."""
        return self.mark.code != CellState.NOT_ASSESSED


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A matrix with its cells as of a date.

    Attributes:
        content: The pack.
        matrix: Which matrix.
        as_of: The last day that counts, or None for everything that is known.
        round: The round whose assessments count, or None for the last one that a cell has.
    """

    content: Content
    matrix: Matrix
    as_of: date | None = None
    round: Round | None = None

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """The rows."""
        return tuple(self.content.get(Actor, row) for row in self.matrix.rows)

    @cached_property
    def columns(self) -> tuple[Measure | Topic, ...]:
        """The columns: measures, or topics where the matrix shows stances."""
        if self.matrix.form is MatrixForm.STANCES:
            return tuple(self.content.get(Topic, column) for column in self.matrix.columns)
        return tuple(self.content.get(Measure, column) for column in self.matrix.columns)

    @cached_property
    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells, row by row."""
        return tuple(tuple(self._cell(actor, c) for c in self.columns) for actor in self.actors)

    @cached_property
    def _assessments(self) -> dict[tuple[str, str], Assessment]:
        found: dict[tuple[str, str], Assessment] = {}
        for item in self.content.assessments:
            key = item.actor, item.measure or item.topic or ""
            if self.as_of is not None and first_day(item.as_of) > self.as_of:
                continue
            if self.round is None:
                if key not in found or item.round is Round.FINAL:
                    found[key] = item
            elif item.round is self.round:
                found[key] = item
        return found

    def _cell(self, actor: Actor, column: Measure | Topic) -> Cell:
        assessment = self._assessments.get((actor.id, column.id))
        if self.matrix.form is MatrixForm.STANCES:
            position = current_position(self.content, actor.id, column.id, self.as_of)
            if position is not None:
                return _stance_cell(actor, column, position)
        elif self.matrix.form is MatrixForm.STAGES:
            standing = self._standing(actor.id, column.id)
            if standing:
                return _stage_cell(actor, column, standing)
        return _assessed_cell(actor, column, assessment)

    def _standing(self, actor: str, measure: str) -> list[tuple[Commitment, StageEntry | None]]:
        rows = [
            (commitment, stage_as_of(commitment, self.as_of))
            for commitment in self.content.commitments_by_party.get(actor, ())
            if commitment.measure == measure and is_party(commitment, actor, self.as_of)
        ]
        if self.as_of is not None:
            rows = [row for row in rows if row[1] is not None or not row[0].stages]
        return sorted(rows, key=_lead_first, reverse=True)


def matrices_of(content: Content) -> tuple[Matrix, ...]:
    """Return the matrices of a pack; one that has none has that of all its parties and actions.

    The default has a row for each party of a commitment with a measure, in the order of their
    names, and a column for each measure; it is derived, not stored.
    """
    if content.matrices or not content.measures:
        return content.matrices
    parties = {party.actor for row in content.commitments if row.measure for party in row.parties}
    actors = sorted((content.get(Actor, party) for party in parties), key=lambda row: row.name)
    if not actors:
        return ()
    whole = Matrix(
        id=MatrixId("all"),
        title="Commitments",
        rows=tuple(actor.id for actor in actors),
        columns=tuple(measure.id for measure in content.measures),
    )
    return (whole,)


def stage_as_of(commitment: Commitment, as_of: date | None = None) -> StageEntry | None:
    """Return the newest stage reached by a day; of two on one day the higher one.

    A partly known date counts from its first day and is ordered by its last.

    Args:
        commitment: The commitment.
        as_of: The last day that counts, or None for all.
    """
    reached = [
        entry for entry in commitment.stages if as_of is None or first_day(entry.date) <= as_of
    ]
    return max(reached, key=_stage_order, default=None)


def is_party(commitment: Commitment, actor: str, as_of: date | None = None) -> bool:
    """Tell whether an actor is bound by a commitment on a day (None: at any time)."""
    return any(
        party.actor == actor
        and (as_of is None or first_day(party.from_) <= as_of)
        and (as_of is None or party.to is None or as_of <= last_day(party.to))
        for party in commitment.parties
    )


def is_live(entry: StageEntry | None) -> bool:
    """Tell whether a commitment at this stage still stands."""
    return entry is None or entry.stage not in _DEAD


def current_position(
    content: Content, actor: str, topic: str, as_of: date | None = None
) -> Position | None:
    """Return the position that an actor holds on a topic on a day.

    Superseded ones fall out; of what is left the newest `since` counts.
    """
    rows = [
        position
        for position in content.positions
        if position.actor == actor
        and position.topic == topic
        and (as_of is None or first_day(position.since) <= as_of)
    ]
    gone = {position.supersedes for position in rows}
    return max(
        (position for position in rows if position.id not in gone),
        key=lambda position: (last_day(position.since), position.order, position.id),
        default=None,
    )


def conditions_in_short(commitment: Commitment) -> str:
    """Return a commitment's conditions as a cell prints them: `if ceasefire and mandate`."""
    named = dict.fromkeys(
        item.text if item.kind is ConditionKind.OTHER else item.kind.label.lower()
        for item in commitment.conditions
    )
    return f"if {' and '.join(named)}" if named else ""


def _stage_order(entry: StageEntry) -> tuple[date, int, str]:
    return last_day(entry.date), STAGES[entry.stage].rank, entry.id


def _lead_first(
    row: tuple[Commitment, StageEntry | None],
) -> tuple[bool, bool, date, int, int, str]:
    commitment, entry = row
    excludes = commitment.polarity is Polarity.EXCLUDES and is_live(entry)
    when, rank = (last_day(entry.date), STAGES[entry.stage].rank) if entry else (date.min, 0)
    return commitment.lead, excludes, when, rank, -commitment.order, commitment.id


def _stage_cell(
    actor: Actor, column: Measure | Topic, rows: list[tuple[Commitment, StageEntry | None]]
) -> Cell:
    lead, entry = rows[0]
    live = {commitment.polarity for commitment, stage in rows if is_live(stage)}
    if lead.polarity is Polarity.EXCLUDES and is_live(entry):
        mark = RULED_OUT
    else:
        mark = STAGES[entry.stage if entry else Stage.FLOATED]
    return Cell(
        actor=actor,
        column=column,
        mark=mark,
        commitments=tuple(commitment for commitment, _ in rows),
        entry=entry,
        condition=conditions_in_short(lead),
        basis=entry.basis if entry else None,
        date=entry.date if entry else None,
        disagrees=len(live) > 1,
    )


def _stance_cell(actor: Actor, column: Measure | Topic, position: Position) -> Cell:
    condition = position.condition or ""
    return Cell(
        actor=actor,
        column=column,
        mark=STANCES[position.stance],
        position=position,
        condition=f"if {condition}" if condition else "",
        basis=position.basis,
        date=position.since,
    )


def _assessed_cell(actor: Actor, column: Measure | Topic, assessment: Assessment | None) -> Cell:
    if assessment is None:
        return Cell(actor=actor, column=column, mark=STATES[CellState.NOT_ASSESSED])
    if assessment.state is CellState.SCORED:
        mark = SCORES[assessment.score or 0]
    else:
        mark = STATES[assessment.state]
    return Cell(actor=actor, column=column, mark=mark, assessment=assessment, date=assessment.as_of)

"""What the page Matrices changes: each function is one named edit, or a notice why not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from briefing.app import clock, editing
from briefing.domain.agenda import Matrix, Measure, Topic
from briefing.domain.base import EdtfDate
from briefing.domain.commitments import Commitment, Party, StageEntry
from briefing.domain.ids import ActorId, CommitmentId, MatrixId, MeasureId, TopicId
from briefing.domain.statements import Position
from briefing.domain.vocabularies import ActorKind, Basis, MatrixForm, Polarity, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.domain.cells import Cell
    from briefing.domain.content import Content
    from briefing.gui.session import Session


def new_matrix(session: Session, form: MatrixForm) -> str:
    """Make a matrix of every column and of every actor that has something in one.

    Returns:
        Its id; empty when there is nothing to show, which is told.
    """
    content = session.content
    is_stances = form is MatrixForm.STANCES
    columns: Sequence[Measure | Topic] = content.topics if is_stances else content.measures
    if not columns:
        what = "topics" if is_stances else "actions"
        session.tell(f"There are no {what} yet: capture one in the reader with P or C first.")
        return ""
    if is_stances:
        acting = {row.actor for row in content.positions}
    else:
        acting = {ActorId(actor) for actor in content.commitments_by_party}
    countries = [a.id for a in content.actors if a.kind is ActorKind.COUNTRY]
    others = [a.id for a in content.actors if a.id in acting and a.kind is not ActorKind.COUNTRY]
    matrix = Matrix(
        id=MatrixId(session.pack.new_id()),
        title="Stances" if is_stances else "Commitments",
        form=form,
        rows=tuple(row for row in (*countries, *others) if row in acting or not acting),
        columns=tuple(row.id for row in columns),
        order=max((row.order for row in content.matrices), default=0) + 1,
    )
    session.attempt(editing.add, session.pack, matrix, "New Matrix")
    return matrix.id


def change_axes(session: Session, matrix: Matrix | None, name: str, **axes: Any) -> None:
    """Give a matrix other rows or columns."""
    if matrix is not None:
        session.attempt(partial(editing.change, session.pack, matrix, name, **axes))


def add_column(session: Session, matrix: Matrix | None, words: str) -> None:
    """Make a new action or topic and give the matrix a column for it."""
    if matrix is None:
        return
    content, pack = session.content, session.pack
    made: Measure | Topic
    if matrix.form is MatrixForm.STANCES:
        order = max((row.order for row in content.topics), default=0) + 1
        made = Topic(id=TopicId(pack.new_id()), name=words, order=order)
    else:
        order = max((row.order for row in content.measures), default=0) + 1
        made = Measure(id=MeasureId(pack.new_id()), name=words, order=order)
    session.attempt(editing.add, pack, made, "Add Column")
    change_axes(session, matrix, "Change Columns", columns=(*matrix.columns, made.id))


def close_search(
    session: Session,
    matrix: Matrix,
    cells: tuple[tuple[str, str], ...],
    searched: tuple[str, ...],
    as_of: str,
) -> bool:
    """Mark cells *searched, none found*; returns whether it was done."""
    if not as_of:
        session.tell("When was it searched? Write a date like 2026-01-06.")
        return False
    before = session.pack.history_at
    session.attempt(editing.close_search, session.pack, matrix, cells, searched, as_of)
    return session.pack.history_at != before


def stage_entry(stage: Stage | None, date: str, basis: Basis | None, note: str) -> StageEntry:
    """Return a stage as typed."""
    return StageEntry(
        stage=stage or Stage.PLEDGED,
        date=EdtfDate(date) if date else None,
        basis=basis,
        note=note or None,
    )


def add_stage(session: Session, commitment_id: str, entry: StageEntry) -> bool:
    """Add a stage to a commitment; returns whether it was done."""
    commitment = session.content.find(Commitment, commitment_id)
    if commitment is None:
        return False
    stages = (*commitment.stages, entry)
    done = session.attempt(editing.change, session.pack, commitment, "Add Stage", stages=stages)
    return done is not None


def add_commitment(
    session: Session, cell: Cell, text: str, polarity: Polarity, entry: StageEntry
) -> bool:
    """Add a commitment of a cell's actor and action; returns whether it was done."""
    commitment = Commitment(
        id=CommitmentId(session.pack.new_id()),
        parties=(Party(actor=ActorId(cell.actor.id)),),
        measure=MeasureId(cell.column.id),
        text=text or cell.column.name,
        polarity=polarity,
        stages=(entry,),
        captured=clock.now(),
        order=max((row.order for row in session.content.commitments), default=0) + 1,
    )
    before = session.pack.history_at
    session.attempt(editing.add, session.pack, commitment, "Add Commitment")
    return session.pack.history_at != before


def pin(session: Session, cell: Cell | None, commitment_id: str) -> None:
    """Let a commitment lead its cell, the others not; pinning it again takes the pin away."""
    chosen = session.content.find(Commitment, commitment_id)
    if cell is None or chosen is None:
        return
    for other in cell.commitments:
        if other.id != commitment_id and other.lead:
            session.attempt(editing.change, session.pack, other, "Unpin Commitment", lead=False)
    name = "Unpin Commitment" if chosen.lead else "Pin Commitment"
    session.attempt(editing.change, session.pack, chosen, name, lead=not chosen.lead)


def cell_of(
    content: Content, matrix: Matrix | None, kind: str, record_id: str
) -> tuple[str, str] | None:
    """Return actor and column of the first cell that a record stands in."""
    if matrix is None:
        return None
    if kind == "commitment":
        commitment = content.find(Commitment, record_id)
        if commitment is not None and commitment.measure in matrix.columns:
            actors = [party.actor for party in commitment.parties if party.actor in matrix.rows]
            return (actors[0], str(commitment.measure)) if actors else None
    if kind == "position":
        position = content.find(Position, record_id)
        if position is not None and position.topic in matrix.columns:
            return position.actor, position.topic
    if kind in {"measure", "topic"} and record_id in matrix.columns and matrix.rows:
        return matrix.rows[0], record_id
    return None

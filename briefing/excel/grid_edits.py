"""What somebody did to the grid: the first words of a cell name a stage, a stance, a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from briefing.changes.change import PACK, Change
from briefing.domain.actors import Actor
from briefing.domain.marks import RULED_OUT, SCORES, STATES
from briefing.domain.vocabularies import CellState, Joint, MatrixForm, Polarity
from briefing.excel.brought import Gathering, place_of, refused
from briefing.excel.comparing import Compared, refuse_untyped
from briefing.excel.counts import marks_of
from briefing.excel.grid_plan import GridPlan
from briefing.excel.prints import column_names
from briefing.excel.typed.assessed import is_number, score_of
from briefing.excel.typed.cell import UnfitCellError
from briefing.excel.typed.parts import part_id
from briefing.excel.typed.readers import mark_of
from briefing.template.cell_words import pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.cells import Cell
    from briefing.domain.marks import Mark
    from briefing.excel.edited import EditedRow
    from briefing.template.words import Words

_STATES: Final = {mark.code: state for state, mark in STATES.items()}
_SCORES: Final = {mark.code: score for score, mark in SCORES.items()}
_NAMES: Final = column_names(("",))[0]
_EMPTY: Final = "A cell of the grid is never empty: “Not assessed” says that nobody has looked yet."
_MORE: Final = (
    "Of a cell in the grid only symbol and word are read: conditions and bases are changed in the "
    "registers."
)
_ROUND: Final = (
    "The heading also says which round its column is of: rename the action in the window."
)
_GONE: Final = "The column is no longer in this matrix: its heading was not read."
_COMPARED: Final = 200
_TAKEN: Final = (
    "A commitment or position stands there: change or delete its row in the register instead."
)


@dataclass(slots=True, kw_only=True)
class GridEdits:
    """Reads the grid that came back.

    Attributes:
        plan: The matrix with its cells as the pack has them.
        compared: Its table beside what it said.
        gathering: Takes up what is found.
    """

    plan: GridPlan
    compared: Compared
    gathering: Gathering

    def read(self) -> None:
        """Take up every cell that somebody changed."""
        cells = cells_of(self.plan)
        self._renamed_columns()
        for row in self.compared.table.rows:
            if row.id in self.compared.ours:
                for key, is_conflict in self.compared.changed(row).items():
                    self._changed_cell(row, key, cells.get((row.id, key)), is_conflict=is_conflict)
            for key in self.compared.lost(row):
                self._lost_cell(row, key)

    def _renamed_columns(self) -> None:
        """Take up new headings as new names of actions or topics; one with a round is refused."""
        table = self.compared.table
        names = {self.plan.key_of(column): column.name for column in self.plan.columns}
        said = dict(zip(table.expected.keys, table.expected.titles, strict=True))
        for key, heading in table.renamed.items():
            record, _, one = key.partition(" ")
            kind = "topic" if self.plan.form is MatrixForm.STANCES else "measure"
            place = place_of(table.sheet, table.columns[key], table.header)
            if one or key not in names:
                self.gathering.refuse(refused(place, _ROUND if one else _GONE, after=heading))
                continue
            change = _change(kind, record, "name", heading.strip())
            is_ours = not said[key].startswith(names[key][:_COMPARED])  # long ones are cut
            self.gathering.edit(change, place, is_conflict=is_ours)

    @property
    def _words(self) -> Words:
        return self.plan.options.words

    def _changed_cell(
        self, row: EditedRow, key: str, cell: Cell | None, *, is_conflict: bool
    ) -> None:
        table = self.compared.table
        place = place_of(table.sheet, table.columns[key], row.number)
        words = row.words.get(key, "")
        try:
            refuse_untyped(row, key)
            changes = list(self._changes(cell, key, words) if cell else _of_fixed(key))
        except UnfitCellError as error:
            ours = self.compared.ours[row.id][key]
            name = "grid" if cell is None else cell.column.name
            one = refused(
                place, str(error), kind="actor", record=row.id, field=name, before=ours, after=words
            )
            self.gathering.refuse(one)
            return
        for change in changes:
            if change.record is None:
                self.gathering.add(change.kind, change.after, place)
            else:
                self.gathering.edit(change, place, is_conflict=is_conflict)

    def _lost_cell(self, row: EditedRow, key: str) -> None:
        """Refuse a cell whose actor or column the matrix has no longer."""
        table = self.compared.table
        expected = table.expected
        title = expected.titles[column_names(expected.keys).index(key)]
        name = self.gathering.content.name_of(Actor, row.id)
        gone = f"“{name or row.id}”" if row.id not in self.compared.ours else f"“{title}”"
        one = refused(
            place_of(table.sheet, table.columns[key], row.number),
            f"{gone} is no longer in this matrix: add it again, then receive the workbook again.",
            kind="actor" if name else PACK,
            record=row.id if name else None,
            field=title if name else None,
            after=row.words.get(key, ""),
        )
        self.gathering.refuse(one)

    def _changes(self, cell: Cell, key: str, words: str) -> Iterator[Change]:
        """Yield what a changed cell means.

        Raises:
            UnfitCellError: It cannot mean anything.
        """
        mark = self._mark(cell, words)
        if mark == cell.mark:
            return
        if cell.commitments:
            yield from _of_commitment(cell, mark)
        elif cell.position:
            if mark.code in _STATES:
                raise UnfitCellError(_TAKEN)
            yield _change("position", cell.position.id, "stance", mark.code)
        elif mark.code in _STATES or self.plan.form is MatrixForm.SCORES:
            yield from _of_assessment(cell, mark, key.partition(" ")[2])
        elif self.plan.form is MatrixForm.STANCES:
            plain = {"actor": cell.actor.id, "topic": cell.column.id, "stance": mark.code}
            yield _change("position", None, None, plain)
        else:
            yield _change("commitment", None, None, _commitment(cell, mark))

    def _mark(self, cell: Cell, words: str) -> Mark:
        """Return the mark that is typed; what followed the old one may stand behind it or not."""
        if self.plan.form is MatrixForm.SCORES and is_number(words):
            score = score_of(words, self._words)
            return SCORES[score or 0]
        found = mark_of(words, marks_of(self.plan.form), self._words)
        if found is None:
            raise UnfitCellError(_EMPTY)
        printed = "".join(piece.text for piece in pieces_of(cell, self._words.language))
        tail = printed[len(self._words.mark(cell.mark)) :]
        is_new = found[0] != cell.mark or self.compared.said is not None
        if is_new and found[1].strip() not in {"", tail.strip()}:
            raise UnfitCellError(_MORE)
        return found[0]


def cells_of(plan: GridPlan) -> dict[tuple[str, str], Cell]:
    """Return the cells of a grid by their actor and by what their column is."""
    return {
        (str(line.actor.id), plan.key_of(column)): plan.cell(line, column)
        for line in plan.lines
        for column in plan.columns
    }


def _of_commitment(cell: Cell, mark: Mark) -> Iterator[Change]:
    """Yield the change of the commitment that leads a cell."""
    lead = cell.commitments[0]
    if mark.code in _STATES:
        raise UnfitCellError(_TAKEN)
    if len(lead.parties) > 1 and lead.joint is Joint.EACH:
        raise UnfitCellError(
            f"The commitment binds {len(lead.parties)} parties, so that more cells than this one "
            "would change: change its stage in the register."
        )
    if mark == RULED_OUT:
        yield _change("commitment", lead.id, "polarity", Polarity.EXCLUDES.value)
        return
    if lead.polarity is Polarity.EXCLUDES:
        yield _change("commitment", lead.id, "polarity", Polarity.UNDERTAKES.value)
    if cell.entry is None:
        plain = {"stage": mark.code}
        path = f"stages[{part_id(lead.id, 'stages', plain)}]"
        yield _change("commitment", lead.id, path, plain)
    else:
        yield _change("commitment", lead.id, f"stages[{cell.entry.id}].stage", mark.code)


def _of_assessment(cell: Cell, mark: Mark, one: str) -> Iterator[Change]:
    """Yield the change of what is said of a cell without commitment, or of its score.

    Args:
        cell: The cell.
        mark: What is typed.
        one: The round that its column is of, or nothing.
    """
    score = _SCORES.get(mark.code) if mark.code not in _STATES else None
    state = (CellState.SCORED if score is not None else _STATES[mark.code]).value
    if cell.assessment is not None:
        yield _change("assessment", cell.assessment.id, "state", state)
        yield _change("assessment", cell.assessment.id, "score", score)
        return
    column = "topic" if hasattr(cell.column, "proposition") else "measure"
    plain = {"actor": cell.actor.id, column: cell.column.id, "state": state}
    more: dict[str, str | int] = {"round": one} if one else {}
    more |= {} if score is None else {"score": score}
    yield _change("assessment", None, None, plain | more)


def _commitment(cell: Cell, mark: Mark) -> dict[str, Any]:
    """Return a new commitment of a cell; its text is what the column says."""
    party = {"actor": cell.actor.id}
    polarity = Polarity.EXCLUDES if mark == RULED_OUT else Polarity.UNDERTAKES
    plain: dict[str, Any] = {
        "parties": [{"id": part_id(cell.column.id, "parties", party), **party}],
        "measure": cell.column.id,
        "text": cell.column.name,
        "polarity": polarity.value,
    }
    if mark != RULED_OUT:
        stage = {"stage": mark.code}
        part = part_id(f"{cell.actor.id} {cell.column.id}", "stages", stage)
        plain["stages"] = [{"id": part, **stage}]
    return plain


def _change(kind: str, record: str | None, field: str | None, after: Any) -> Change:
    return Change(kind=kind, record=record, field=field, before=None, after=after)


def _of_fixed(key: str) -> Iterator[Change]:
    """Refuse a cell beside those of the matrix."""
    if key == _NAMES:
        raise UnfitCellError("The names of actors are changed on the actors' page.")
    raise UnfitCellError("Counts are computed from the cells, and nothing is read from them.")

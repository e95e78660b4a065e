"""The fields of a matrix: columns, rows, cells, its legend and the table that draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.domain.actors import Actor
from briefing.domain.agenda import Matrix
from briefing.domain.cells import WARNING, Cell, Grid
from briefing.domain.marks import RULED_OUT, SCORES, STAGES, STANCES, STATES
from briefing.domain.vocabularies import MatrixForm
from briefing.template.cell_words import cell_in_words, condition_of
from briefing.template.contract import BLOCK, FLAG, NUMBER, RICH, TEXT, many
from briefing.template.fields_figures import column_maps
from briefing.template.fields_record import Entry, RecordKind
from briefing.template.fields_statements import COMMITMENT, Promise
from briefing.template.legends import BETWEEN, entry
from briefing.template.values import Blocks, Inline, Text

if TYPE_CHECKING:
    from briefing.domain.marks import Mark
    from briefing.template.fields_walk import Walk
    from briefing.template.words import Words


def _stage(walk: Walk, cell: Cell) -> str:
    return walk.words.label(cell.entry.stage) if cell.entry else ""


def _polarity(walk: Walk, cell: Cell) -> str:
    return walk.words.label(cell.commitments[0].polarity) if cell.commitments else ""


CELL: Final = RecordKind[Cell](
    "cell",
    Entry("symbol", TEXT, "Its sign", "○", lambda _, cell: cell.mark.symbol),
    Entry(
        "code", TEXT, "Its code for narrow columns", "Pl",
        lambda walk, cell: walk.words.short(cell.mark),
    ),
    Entry("label", TEXT, "Its word", "Pledged", lambda w, cell: w.words.mark(cell.mark)),
    Entry(
        "words", TEXT, "Word, condition, basis and counts", "Pledged if ceasefire +1",
        lambda walk, cell: cell_in_words(cell, walk.language).plain,
    ),
    Entry("stage", TEXT, "The stage of its leading commitment", "Pledged", _stage),
    Entry("polarity", TEXT, "Will do or rules out", "Will do", _polarity),
    Entry(
        "basis", TEXT, "What it rests on", "Media report",
        lambda walk, cell: walk.words.label(cell.basis),
    ),
    Entry(
        "condition", TEXT, "The condition in short", "if ceasefire",
        lambda walk, cell: condition_of(cell, walk.words),
    ),
    Entry("date", TEXT, "Since when", "3 March 2027", lambda walk, cell: walk.date(cell.date)),
    Entry("more", NUMBER, "Number of further commitments", "1", lambda _, cell: cell.more),
    Entry("disagrees", FLAG, "Whether promise and exclusion meet", "", lambda _, c: c.disagrees),
    Entry(
        "commitments", COMMITMENT.many, "What stands in the cell", "",
        lambda walk, cell: COMMITMENT.each(
            walk, [Promise(row, cell.actor.id) for row in cell.commitments]
        ),
    ),
)  # fmt: skip

ROW: Final = RecordKind[tuple[Actor, tuple[Cell, ...]]](
    "row",
    Entry("actor", TEXT, "Whose row it is", "Finland", lambda _, row: row[0].name),
    Entry("cells", CELL.many, "Its cells", "", lambda walk, row: CELL.each(walk, row[1])),
)


def _rows(walk: Walk, matrix: Matrix) -> tuple[object, ...]:
    grid = walk.grid(matrix)
    return ROW.each(walk, list(zip(grid.actors, grid.cells, strict=True)))


def marks_of(form: MatrixForm) -> tuple[Mark, ...]:
    """Return the marks that may stand in the cells of a form, in the order of a legend."""
    found = {
        MatrixForm.STAGES: (*STAGES.values(), RULED_OUT),
        MatrixForm.STANCES: tuple(STANCES.values()),
        MatrixForm.SCORES: tuple(SCORES.values()),
    }[form]
    return (*found, *STATES.values())


def legend(grid: Grid, words: Words) -> Inline:
    """Return sign, code and word of every mark that stands in a matrix, and what else is read."""
    rows = [cell for row in grid.cells for cell in row]
    used = {cell.mark.code for cell in rows}
    pieces: list[Text] = []
    for mark in marks_of(grid.matrix.form):
        if mark.code in used:
            pieces += entry(mark, words, "" if mark.symbol == mark.short else mark.symbol)
    more = (words.say("+1 one commitment more"),) if any(cell.more for cell in rows) else ()
    warned = (
        (f"{WARNING} {words.say('promise and exclusion both stand')}",)
        if _any_disagrees(rows)
        else ()
    )
    return Inline((*pieces, Text(BETWEEN.join((*more, *warned)))))


def _any_disagrees(rows: list[Cell]) -> bool:
    return any(cell.disagrees for cell in rows)


def _as_of(walk: Walk, _: Matrix) -> str:
    today = walk.options.as_of
    return walk.date(today.isoformat() if today else walk.content.cover.as_of)


_READING: Final = {
    MatrixForm.STAGES: "The newest dated stage stands in a cell; what is ruled out stands before "
    "what is offered.",
    MatrixForm.STANCES: "A cell shows the newest position on the proposition of its topic.",
    MatrixForm.SCORES: "A cell shows the score that was given: full, partial or no compliance.",
}


def _table(walk: Walk, matrix: Matrix) -> Blocks:
    if walk.draw_matrix is None:
        return Blocks()
    return Blocks((walk.draw_matrix(walk.grid(matrix), walk.options.fills),))


def _columns(walk: Walk, matrix: Matrix) -> tuple[str, ...]:
    return tuple(column.name for column in walk.grid(matrix).columns)


MATRIX: Final = RecordKind[Matrix](
    "matrix",
    Entry("title", TEXT, "Its title", "Contributions", lambda _, matrix: matrix.title),
    Entry("columns", many(TEXT), "The actions or topics", "Send monitors", _columns),
    Entry("rows", ROW.many, "One row an actor", "", _rows),
    Entry("as_of", TEXT, "The day that it shows", "8 March 2027", _as_of),
    Entry(
        "legend", RICH, "Signs, codes and words", "○ Pl Pledged",
        lambda walk, matrix: legend(walk.grid(matrix), walk.words),
    ),
    Entry(
        "reading", TEXT, "How its cells are read, in one sentence", "A cell shows …",
        lambda walk, matrix: walk.words.say(_READING[matrix.form]),
    ),
    Entry("table", BLOCK, "The matrix drawn for the width it has", "", _table),
    Entry(
        "maps", many(BLOCK), "One map a column, coloured by what its cells say", "",
        lambda walk, matrix: column_maps(walk, walk.grid(matrix)),
    ),
)  # fmt: skip

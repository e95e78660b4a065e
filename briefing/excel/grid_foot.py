"""The rows below the grid's body: counts, averages, what is left out, the legend."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefing.excel.counts import (
    Counted,
    averaged,
    judged,
    marks_of,
    number_format,
    opening,
    per_cent,
    typed,
)
from briefing.excel.definitions import MEANINGS
from briefing.excel.grid_layout import AVERAGE, PER_CENT
from briefing.excel.sheet import (
    COUNT,
    FIRST,
    HEADING,
    NOTHING,
    SUBTITLE,
    Entry,
    Row,
    continued,
    look_of,
)
from briefing.excel.strings import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.domain.marks import Mark
    from briefing.excel.grid_layout import GridLayout

_NAMED: Final = replace(FIRST, vertical="center")
_TOLD: Final = replace(SUBTITLE, vertical="center")
_HIGH: Final = 22.0
_LEFT_OUT: Final = (
    ("Left out: {count} row", "Left out: {count} rows"),
    ("Left out: {count} column", "Left out: {count} columns"),
)
_ADDED: Final = (
    "After the word: “if …” is a condition; “+1” counts further commitments in the cell;",
    "the basis follows in italics unless it is a signed or adopted text or an official statement;",
    "⚠ marks a promise and a refusal side by side. A click on a cell leads to its evidence.",
)
_SCORED: Final = (
    "A score is a number (1, 0, −1) that is printed as its word; choose from the list or type it.",
    "Averages leave out cells without a score; per cent is (score + 1) / 2 × 100.",
    "The reason and its evidence stand in the note on the cell and in the register behind it.",
)


def count_rows(layout: GridLayout, marks: Sequence[Sequence[Mark]], last: int) -> list[Row]:
    """Return what is counted below the body.

    Args:
        layout: The places of the grid.
        marks: The marks of the cells, row by row.
        last: The last row of the body.
    """
    words, form = layout.words, layout.plan.form
    rows = [Row(entries=(Entry(text=words.say("Counts"), look=HEADING),), height=_HIGH)]
    if not marks:
        return [*rows, Row()]
    columns = [
        Counted(area=layout.down(place, last), marks=[row[place] for row in marks], words=words)
        for place in range(layout.count)
    ]
    for mark in marks_of(form):
        first = Entry(
            text=opening(mark, words), look=look_of(mark, fills=layout.plan.options.fills)
        )
        rows.append(_row(layout, first, [column.count((mark,)) for column in columns]))
    rows.append(_totals(layout, marks, last, counted=range(last + 3, last + 2 + len(rows))))
    if layout.share is not None:
        first = Entry(text=words.say(layout.share.title), look=_NAMED)
        whole = _whole(layout, marks, last)
        shares = [column.share(layout.share.marks, judged(form)) for column in columns]
        shares += [NOTHING] * len(layout.tallies)
        shares.append(whole.share(layout.share.marks, judged(form)))
        rows.append(_row(layout, first, shares))
    else:
        rows += _averages(layout, columns, marks, last, at=last + 2 + len(rows))
    return [*rows, Row()]


def legend_rows(layout: GridLayout) -> list[Row]:
    """Return the legend: symbol, word and meaning of everything that a cell may say."""
    words, fills = layout.words, layout.plan.options.fills
    gap = [NOTHING] * (layout.lead - 1)
    rows = [Row(entries=(Entry(text=words.say("Legend"), look=HEADING),), height=_HIGH)]
    for mark in marks_of(layout.plan.form):
        look = look_of(mark, fills=fills)
        number = typed(mark, words) if mark.code.lstrip("-").isdigit() else ""
        shown = Entry(
            text=opening(mark, words),
            number=int(number) if number else None,
            look=replace(look, number=number_format(words)) if number else look,
        )
        told = Entry(text=words.say(MEANINGS[mark.code].meaning), look=_TOLD)
        rows.append(Row(entries=(shown, *gap, told)))
    added = _SCORED if layout.is_scored else _ADDED
    told_rows = (Entry(text=words.say(text), look=_TOLD) for text in added)
    return [*rows, *(Row(entries=(NOTHING, *gap, entry)) for entry in told_rows)]


def left_out_rows(layout: GridLayout) -> list[Row]:
    """Return how many rows and columns are not shown, which, and why."""
    plan, words = layout.plan, layout.words
    reasons = (
        (plan.unassessed, "Not assessed at all: {names}"),
        (plan.set_aside, "Not chosen: {names}"),
    )
    gap = [NOTHING] * (layout.lead - 1)
    return [
        part
        for left_out, reason in reasons
        for kind, names in zip(_LEFT_OUT, left_out, strict=True)
        if names
        for part in continued(
            Row(
                entries=(
                    Entry(text=words.count(*kind, len(names)), look=_NAMED),
                    *gap,
                    Entry(text=words.say(reason, names=", ".join(names)), look=SUBTITLE),
                )
            ),
            has_id=False,
        )
    ]


def _row(layout: GridLayout, first: Entry, entries: Sequence[Entry]) -> Row:
    gap = [NOTHING] * (layout.lead - 1)
    return Row(entries=(first, *gap, *entries))


def _whole(layout: GridLayout, marks: Sequence[Sequence[Mark]], last: int) -> Counted:
    """Return all cells of the grid."""
    area = f"{layout.letter(0)}{layout.top + 1}:{layout.letter(max(0, layout.count - 1))}{last}"
    every = [mark for row in marks for mark in row]
    return Counted(area=area, marks=every, words=layout.words)


def _totals(layout: GridLayout, marks: Sequence[Sequence[Mark]], last: int, counted: range) -> Row:
    """Return the sums of the counts: of each column above, of each tally beside."""
    entries = [
        Entry(
            formula=f"SUM({layout.letter(place)}{counted[0]}:{layout.letter(place)}{counted[-1]})",
            number=len(marks),
            look=COUNT,
        )
        for place in range(layout.count)
    ]
    one = layout.plan.rounds[-1] if layout.plan.rounds else None
    codes = [
        mark.code
        for row in marks
        for mark, column in zip(row, layout.plan.columns, strict=True)
        if column.round is one
    ]
    for number, tally in enumerate(layout.tallies):
        letter = layout.letter(layout.count + number)
        held = {mark.code for mark in tally.marks}
        entries.append(
            Entry(
                formula=f"SUM({letter}{layout.top + 1}:{letter}{last})",
                number=sum(code in held for code in codes),
                look=COUNT,
            )
        )
    return _row(layout, Entry(text=layout.words.say("Total"), look=_NAMED), entries)


def _averages(
    layout: GridLayout,
    columns: Sequence[Counted],
    marks: Sequence[Sequence[Mark]],
    last: int,
    at: int,
) -> Iterator[Row]:
    """Yield average and percentage of each column, of all cells, and of each group."""
    words = layout.words
    averages = [column.average() for column in columns]
    yield _row(layout, Entry(text=words.say(AVERAGE), look=_NAMED), averages)
    shares = [
        per_cent(f"{layout.letter(place)}{at}", entry) for place, entry in enumerate(averages)
    ]
    yield _row(layout, Entry(text=words.say(PER_CENT), look=_NAMED), shares)
    if not layout.plan.rounds and columns:
        average = _whole(layout, marks, last).average()
        share = per_cent(f"{layout.letter(0)}{at + 2}", average)
        first = Entry(text=words.say("Average of all cells"), look=_NAMED)
        yield _row(layout, first, (average, share) if layout.count > 1 else (average,))
        at += 1
    if layout.plan.is_grouped:
        yield from _group_averages(layout, marks, last, at + 3)


def _group_averages(
    layout: GridLayout, marks: Sequence[Sequence[Mark]], last: int, at: int
) -> Iterator[Row]:
    """Yield the average of each group: of all that belong to it, whichever they stand in.

    Its name is looked for as a whole line, whatever stands in it.
    """
    heading = Entry(text=layout.words.say("Average by group"), look=HEADING)
    yield Row(entries=(heading,), height=_HIGH)
    belongs = f"CHAR(10)&$B${layout.top + 1}:$B${last}&CHAR(10)"
    for number, group in enumerate(layout.plan.groups):
        entries = []
        for place in range(layout.count):
            area = layout.down(place, last)
            is_member = f"ISNUMBER(FIND(CHAR(10)&$A${at + number}&CHAR(10),{belongs}))"
            count = f"SUMPRODUCT({is_member}*ISNUMBER({area}))"
            formula = f'IF({count}=0,"",SUMPRODUCT(--{is_member},{area})/{count})'
            held = [
                row[place]
                for line, row in zip(layout.plan.lines, marks, strict=True)
                if group in line.groups
            ]
            entries.append(averaged(formula, held))
        yield _row(layout, Entry(text=pieces(group)[0], look=_NAMED), entries)

"""The sheet *Grid*: actors down, actions or topics across, counts beside and below, a legend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter

from briefing.excel.counts import (
    Counted,
    condition,
    difference,
    judged,
    marks_of,
    number_format,
    opening,
    per_cent,
    typed,
)
from briefing.excel.grid_foot import count_rows, left_out_rows, legend_rows
from briefing.excel.grid_layout import ACTOR, GridLayout
from briefing.excel.grid_top import day_in_words, top_rows
from briefing.excel.measures import fitting_width, natural_height
from briefing.excel.notes import note_on
from briefing.excel.pages import fits_down, laid_out, room_on, row_breaks
from briefing.excel.register_sheet import ID, ID_WIDTH
from briefing.excel.sheet import (
    BLANK,
    FIRST,
    Choices,
    Edge,
    Entry,
    Row,
    Sheet,
    Table,
    continued,
    look_of,
    scored_look,
)
from briefing.excel.strings import columns_of
from briefing.template.cell_words import pieces_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.domain.cells import Cell
    from briefing.domain.marks import Mark
    from briefing.excel.grid_plan import GridPlan, Line
    from briefing.template.words import Words

NAME: Final = "Grid"
_NARROWEST: Final = 14.0  # 24 mm: what a word with its condition needs
_BOLD: Final = 1.08
_COUNT_WIDTH: Final = 13.2
_NAMED: Final = replace(FIRST, vertical="center")
_OPENS: Final = replace(_NAMED, edge=Edge.ABOVE)
_FIRST_LIMIT: Final = 26.0
_GROUP_LIMIT: Final = 20.0


@dataclass(frozen=True, kw_only=True)
class GridSheet:
    """Lays out one matrix.

    Attributes:
        layout: Its places.
        heading: The rows of a house's own heading; the grid begins below.
        places: Where the row of each commitment, position and assessment is, by id.
    """

    layout: GridLayout
    places: Mapping[str, str]
    heading: tuple[Row, ...] = ()

    def sheet(self) -> Sheet:
        """Return the finished sheet."""
        layout, body = self.layout, self._body
        last = layout.top + max(1, len(body))
        starts, widths = self._pages
        area = f"{layout.letter(0)}{layout.top + 1}:{layout.letter(max(0, layout.count - 1))}{last}"
        blank = Row(entries=(BLANK,) * len(layout.headings))
        counts = count_rows(layout, self._marks, last)
        legend = (*legend_rows(layout), *left_out_rows(layout))
        above = (*self.heading, *top_rows(layout, starts, widths))
        rows = (*above, *(body or (blank,)), Row(), *counts, *legend)
        return Sheet(
            name=self._words.say(NAME),
            rows=rows,
            widths=widths,
            table=Table(
                name=NAME,
                first_row=layout.top,
                last_row=last,
                columns=layout.headings,
                keys=self._keys,
            ),
            pointer=f"{layout.letter(0)}{layout.top + 1}",
            repeated=(layout.band, layout.top),
            printed=self._printed(rows, last, len(legend)),
            heading=f"{self._plan.matrix.title} · {day_in_words(layout)}",
            hidden=frozenset({len(layout.headings) - 1}),
            pages_across=len(starts),
            choices=(self._choices(area, len(rows) - len(legend) + 2),),
            marked=area,
            marks=self._conditions,
            names=self._names(area, last),
        )

    @property
    def _plan(self) -> GridPlan:
        return self.layout.plan

    @property
    def _words(self) -> Words:
        return self.layout.words

    @cached_property
    def _marks(self) -> tuple[tuple[Mark, ...], ...]:
        plan = self._plan
        return tuple(
            tuple(plan.cell(line, column).mark for column in plan.columns) for line in plan.lines
        )

    @property
    def _conditions(self) -> tuple[tuple[str, Mark], ...]:
        first = f"{self.layout.letter(0)}{self.layout.top + 1}"
        form, words = self._plan.form, self._words
        return tuple((condition(mark, first, words), mark) for mark in marks_of(form))

    def _choices(self, area: str, legend: int) -> Choices:
        """Return what may be typed: a list of words, or where the legend has them."""
        marks = marks_of(self._plan.form)
        return Choices(
            area=area,
            words=tuple(typed(mark, self._words) for mark in marks),
            is_strict=self.layout.is_scored,
            source=f"$A${legend}:$A${legend + len(marks) - 1}",
        )

    def _names(self, area: str, last: int) -> tuple[tuple[str, str], ...]:
        layout = self.layout
        first, stop = layout.letter(0), layout.letter(max(0, layout.count - 1))
        return (
            ("GridActors", f"$A${layout.top + 1}:$A${last}"),
            ("GridHeadings", f"${first}${layout.top}:${stop}${layout.top}"),
            ("GridCells", f"${first}${layout.top + 1}:${stop}${last}"),
        )

    @property
    def _keys(self) -> tuple[str, ...]:
        """Return what each column is; counts and averages are only for reading."""
        layout = self.layout
        keys = tuple(self._plan.key_of(column) for column in self._plan.columns)
        rest = len(layout.headings) - layout.lead - len(keys) - 1
        return (*[""] * layout.lead, *keys, *[""] * rest, ID)

    @cached_property
    def _body(self) -> tuple[Row, ...]:
        rows: list[Row] = []
        before = None
        for line, marks in zip(self._plan.lines, self._marks, strict=True):
            number = self.layout.top + 1 + len(rows)
            rows += continued(self._row(line, marks, number, opens=line.group != before))
            before = line.group
        return tuple(rows)

    def _row(self, line: Line, marks: Sequence[Mark], number: int, *, opens: bool) -> Row:
        plan = self._plan
        look = _OPENS if opens and plan.is_grouped else _NAMED
        lead = [Entry(text=line.actor.name, look=look)]
        if plan.is_grouped:
            muted = replace(look, bold=opens)
            lead.append(Entry(text=line.belongs, look=muted))
        cells = [self._cell(plan.cell(line, column)) for column in plan.columns]
        counts = self._counts(marks, number) if cells else []
        return Row(entries=(*lead, *cells, *counts, Entry(text=line.actor.id)))

    def _counts(self, marks: Sequence[Mark], number: int) -> list[Entry]:
        """Return the counts of a row, then its averages or its share."""
        layout, rounds = self.layout, self._plan.rounds
        whole = Counted(area=layout.across(number), marks=marks, words=self._words)
        by_round = [
            replace(
                whole,
                rounds=layout.rounds_across,
                round=layout.round_word(one),
                marks=[m for m, c in zip(marks, self._plan.columns, strict=True) if c.round is one],
            )
            for one in rounds
        ]
        last = by_round[-1] if by_round else whole
        counts = [last.count(tally.marks) for tally in layout.tallies]
        if layout.share is not None:
            return [*counts, whole.share(layout.share.marks, judged(self._plan.form))]
        averages = [one.average() for one in by_round or [whole]]
        cells = [f"{layout.reckoned_letter(at)}{number}" for at in range(len(averages))]
        if len(averages) > 1:
            averages.append(difference((cells[0], cells[1]), (averages[0], averages[1])))
        share = per_cent(cells[-1], averages[len(cells) - 1])
        return [*counts, *averages, share]

    def _cell(self, cell: Cell) -> Entry:
        plan = self._plan
        pieces = pieces_of(cell, self._words.language)
        text, emphasis = f"{cell.mark.symbol} ", None
        for piece in pieces:
            if piece.italic and not cell.mark.italic:
                emphasis = (len(text), len(text) + len(piece.text))
            text += piece.text
        record = next(iter(cell.commitments), None) or cell.position or cell.assessment
        look = look_of(cell.mark, fills=plan.options.fills)
        score = cell.assessment.score if cell.assessment and self.layout.is_scored else None
        if score is not None:
            look = scored_look(look, number_format(self._words))
        return Entry(
            text=text,
            number=score,
            look=look,
            target=self.places.get(record.id, "") if record else "",
            note=note_on(plan.content, cell, plan.options.as_of, self._words),
            emphasis=emphasis,
        )

    # ------------------------------------------------------------------- paper

    @cached_property
    def _pages(self) -> tuple[tuple[int, ...], tuple[float, ...]]:
        plan, layout, words = self._plan, self.layout, self._words
        actors = [line.actor.name for line in plan.lines]
        openings = [opening(mark, words) for mark in marks_of(plan.form)]
        lead = [fitting_width(words.say(ACTOR), [*actors, *openings], _FIRST_LIMIT)]
        if plan.is_grouped:
            groups = [line.belongs for line in plan.lines]
            lead.append(fitting_width(layout.headings[1], groups, _GROUP_LIMIT))
        narrow = [self._width(place) for place in range(layout.count)]
        shown = len(layout.headings) - 1 - layout.lead
        counts = [_COUNT_WIDTH] * (shown - len(narrow))
        topics = [*(column.topic for column in plan.columns), *([None] * len(counts))]
        least = (*narrow, *counts)
        paper = plan.options.paper
        room = room_on(paper) - sum(lead), room_on(paper, scale=1) - sum(lead)
        starts, widths = laid_out(least, topics, room, len(narrow))
        return starts, (*lead, *widths, ID_WIDTH)

    def _width(self, place: int) -> float:
        at, name = self.layout.lead + place, self.layout.headings[self.layout.lead + place]
        texts = [row.entries[at].text for row in self._body]
        longest = max((columns_of(word) for text in texts for word in text.split()), default=0)
        third = max((columns_of(text) for text in texts), default=0) / 3
        heading = max((columns_of(word) for word in name.split()), default=0) * 1.15 + 5
        wanted = [_NARROWEST, longest + 4, heading, third + 3]
        if self.layout.is_scored:  # a number does not wrap
            openings = (opening(mark, self._words) for mark in marks_of(self._plan.form))
            wanted.append(max(map(columns_of, openings)) * _BOLD + 4)
            wanted.append(max(map(columns_of, texts), default=0) + 3)  # rows of one height
        return min(max(wanted), 26.0) if name else _NARROWEST

    def _bodies(self, high: Sequence[float], last: int, edge: str) -> list[str]:
        """Return the body as areas that each begin a page, so that groups stay together."""
        layout, breaks = self.layout, self._breaks(high, last)
        firsts = [1 if self.heading else layout.band, *breaks]
        stops = [*(at - 1 for at in breaks), last]
        return [f"A{a}:{edge}{b}" for a, b in zip(firsts, stops, strict=True)]

    def _breaks(self, high: Sequence[float], last: int) -> list[int]:
        if not self._plan.is_grouped or not self._body:
            return []
        layout, (starts, widths) = self.layout, self._pages
        titles = sum(high[layout.band - 1 : layout.top])
        group_of = {line.belongs: line.group for line in self._plan.lines}
        groups = [group_of.get(row.entries[1].text, "") for row in self._body]
        paper, scale = self._plan.options.paper, self._scale(starts, widths)
        found = row_breaks(high[layout.top : last], groups, titles, paper, scale)
        return [layout.top + 1 + at for at in found]

    def _scale(self, starts: Sequence[int], widths: Sequence[float]) -> float:
        shown = widths[self.layout.lead : -1]
        stops = (*starts[1:], len(shown))
        widest = max(sum(shown[a:b]) for a, b in zip(starts, stops, strict=True))
        lead = sum(widths[: self.layout.lead])
        return min(1.0, room_on(self._plan.options.paper, scale=1) / (lead + widest) * 0.98)

    def _printed(self, rows: Sequence[Row], last: int, legend: int) -> tuple[str, ...]:
        """Return the areas on paper: as few pages as hold grid, counts and legend unbroken."""
        layout, paper = self.layout, self._plan.options.paper
        top, split = 1 if self.heading else layout.band, len(rows) - legend
        edge, narrow = map(get_column_letter, (len(layout.headings) - 1, self._first_page))
        legend_area = f"A{split + 1}:{narrow}{len(rows)}"
        high = [row.height or natural_height(row, self._pages[1]) for row in rows]
        is_one_wide = len(self._pages[0]) == 1
        if is_one_wide and fits_down(sum(high[top - 1 :]), paper):
            return (f"A{top}:{edge}{len(rows)}",)
        if is_one_wide and fits_down(sum(high[top - 1 : split]), paper):
            return f"A{top}:{edge}{split - 1}", legend_area
        counts_area = f"A{last + 2}:{edge}{split - 1}"  # as wide as the body, for one size
        return (*self._bodies(high, last, edge), counts_area, legend_area)

    @property
    def _first_page(self) -> int:
        starts = self._pages[0]
        lead = self.layout.lead
        return starts[1] + lead if len(starts) > 1 else len(self.layout.headings) - 1

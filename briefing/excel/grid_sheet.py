"""The sheet *Grid*: actors down, actions or topics across, counts beside and below, a legend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter

from briefing.domain.agenda import Topic
from briefing.domain.cells import Grid
from briefing.domain.markings import marking
from briefing.domain.vocabularies import MatrixForm
from briefing.excel.counts import TALLIES, Tally, average_of, count_of, marks_of, opening
from briefing.excel.legend import legend_rows
from briefing.excel.notes import note_on
from briefing.excel.options import WorkbookOptions
from briefing.excel.pages import fits_down, page_starts, room_on, stretched
from briefing.excel.register_sheet import ID, ID_WIDTH
from briefing.excel.sheet import (
    ACCENT,
    BLANK,
    FIRST,
    HEADER,
    HEADING,
    SUBTITLE,
    TINT,
    TITLE,
    Choices,
    Edge,
    Entry,
    Look,
    Row,
    Sheet,
    Table,
    continued,
    distinct_names,
    fitting_width,
    height_of,
    look_of,
    natural_height,
)
from briefing.excel.strings import columns_of, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.domain.agenda import Measure
    from briefing.domain.cells import Cell

_TITLES: Final = 4  # rows above the first actor: title, subtitle, topics, headings
_NARROWEST: Final = 14.0  # 24 mm: what a word with its condition needs
_COUNT_WIDTH: Final = 13.0
_BAND: Final = Look(bold=True, ink=ACCENT, fill=TINT, edge=Edge.NONE, wrap=False, vertical="bottom")
_NAMED: Final = replace(FIRST, vertical="center")
_COUNT_HEADER: Final = replace(HEADER, align="right")
_FIRST_LIMIT: Final = 26.0
_ACTOR: Final = "Actor"
_AVERAGE: Final = "Average"


@dataclass(frozen=True, kw_only=True)
class GridSheet:
    """Lays out one matrix.

    Attributes:
        grid: The matrix with its cells.
        options: The choices of the workbook.
        places: Where the row of each commitment, position and assessment is, by id.
    """

    grid: Grid
    options: WorkbookOptions
    places: Mapping[str, str]

    def sheet(self) -> Sheet:
        """Return the finished sheet."""
        body = self._body
        last = _TITLES + max(1, len(body))
        starts, widths = self._pages
        letters = (get_column_letter(2), get_column_letter(max(2, 1 + len(self._columns))))
        area = f"{letters[0]}{_TITLES + 1}:{letters[1]}{last}"
        blank = Row(entries=(BLANK,) * len(self._headings))
        words = tuple(map(opening, marks_of(self._form)))
        counts, legend = (
            self._column_counts(last),
            (*legend_rows(self._form, fills=self.options.fills), *self._left_out()),
        )
        rows = (*self._top(starts, widths), *(body or (blank,)), Row(), *counts, *legend)
        return Sheet(
            name="Grid",
            rows=rows,
            widths=widths,
            table=Table(
                name="Grid",
                first_row=_TITLES,
                last_row=last,
                columns=self._headings,
                keys=self._keys,
            ),
            pointer=f"B{_TITLES + 1}",
            repeated=(_TITLES - 1, _TITLES),
            printed=self._printed(rows, last, len(legend)),
            heading=self._heading,
            hidden=frozenset({len(self._headings) - 1}),
            pages_across=len(starts),
            choices=(Choices(area=area, words=words, is_strict=self._form is MatrixForm.SCORES),),
            marked=area,
            marks=marks_of(self._form),
        )

    @cached_property
    def _form(self) -> MatrixForm:
        return self.grid.matrix.form

    @cached_property
    def _rows(self) -> tuple[int, ...]:
        every = range(len(self.grid.actors))
        if self.options.unassessed:
            return tuple(every)
        return tuple(at for at in every if any(cell.is_assessed for cell in self.grid.cells[at]))

    @cached_property
    def _columns(self) -> tuple[int, ...]:
        every = range(len(self.grid.columns))
        if not self.options.unassessed:
            every_row = self.grid.cells
            known = [at for at in every if any(row[at].is_assessed for row in every_row)]
        else:
            known = list(every)
        groups = list(dict.fromkeys(self._topic_of(at) for at in known))
        return tuple(sorted(known, key=lambda at: groups.index(self._topic_of(at))))

    def _topic_of(self, at: int) -> str:
        column: Measure | Topic = self.grid.columns[at]
        topic = column.parent if isinstance(column, Topic) else column.topic
        found = self.grid.content.find(Topic, topic)
        return found.name if found else ""

    @cached_property
    def _tallies(self) -> tuple[Tally, ...]:
        return TALLIES[self._form]

    @cached_property
    def _headings(self) -> tuple[str, ...]:
        counts = [tally.title for tally in self._tallies]
        if self._form is MatrixForm.SCORES:
            counts.append(_AVERAGE)
        ours = (_ACTOR, *counts, ID)
        names = distinct_names((self.grid.columns[at].name for at in self._columns), ours)
        return (_ACTOR, *names, *counts, ID)

    @property
    def _keys(self) -> tuple[str, ...]:
        """Return the id of each column's action or topic; counts are only for reading."""
        ids = tuple(str(self.grid.columns[at].id) for at in self._columns)
        return ("", *ids, *("" for _ in self._headings[1 + len(ids) : -1]), ID)

    @cached_property
    def _body(self) -> tuple[Row, ...]:
        rows: list[Row] = []
        for at in self._rows:
            rows += continued(self._row(at, _TITLES + 1 + len(rows)))
        return tuple(rows)

    def _row(self, at: int, number: int) -> Row:
        actor = self.grid.actors[at]
        cells = [self._cell(self.grid.cells[at][column]) for column in self._columns]
        texts = [cell.text for cell in cells]
        area = f"B{number}:{get_column_letter(1 + len(cells))}{number}"
        counts = [count_of(tally.marks, area, texts) for tally in self._tallies] if cells else []
        if cells and self._form is MatrixForm.SCORES:
            counts.append(average_of(area, texts))
        name = Entry(text=actor.name, look=_NAMED)
        return Row(entries=(name, *cells, *counts, Entry(text=actor.id)))

    def _cell(self, cell: Cell) -> Entry:
        text = f"{cell.mark.symbol} {cell.words}"
        emphasis = None
        if cell.basis_note and not cell.mark.italic:
            stop = len(text) - len(cell.tail)
            emphasis = (stop - len(cell.basis_note), stop)
        record = next(iter(cell.commitments), None) or cell.position or cell.assessment
        return Entry(
            text=text,
            look=look_of(cell.mark, fills=self.options.fills),
            target=self.places.get(record.id, "") if record else "",
            note=note_on(self.grid.content, cell, self.grid.as_of),
            emphasis=emphasis,
        )

    @cached_property
    def _pages(self) -> tuple[tuple[int, ...], tuple[float, ...]]:
        actors = [self.grid.actors[at].name for at in self._rows]
        words = [opening(mark) for mark in marks_of(self._form)]
        lead = fitting_width(_ACTOR, [*actors, *words], _FIRST_LIMIT)
        shown = self._headings[1:-1]
        narrow = [self._width(place) for place in range(len(self._columns))]
        counts = [_COUNT_WIDTH] * (len(shown) - len(narrow))
        groups = [*(self._topic_of(at) for at in self._columns), *([None] * len(counts))]
        least = (*narrow, *counts)
        starts = page_starts(least, groups, room_on(self.options.paper) - lead)
        full = room_on(self.options.paper, scale=1) - lead
        return starts, (lead, *stretched(least, starts, full, len(narrow)), ID_WIDTH)

    def _printed(self, rows: Sequence[Row], last: int, legend: int) -> tuple[str, ...]:
        """Return the areas on paper: as few pages as hold grid, counts and legend unbroken."""
        top, split = _TITLES - 1, len(rows) - legend
        edge, narrow = map(get_column_letter, (len(self._headings) - 1, self._first_page))
        legend_area = f"A{split + 1}:{narrow}{len(rows)}"
        high = [row.height or natural_height(row, self._pages[1]) for row in rows]
        if len(self._pages[0]) == 1 and fits_down(sum(high[top - 1 :]), self.options.paper):
            return (f"A{top}:{edge}{len(rows)}",)
        if len(self._pages[0]) == 1 and fits_down(sum(high[top - 1 : split]), self.options.paper):
            return f"A{top}:{edge}{split - 1}", legend_area
        counts_area = f"A{last + 2}:{edge}{split - 1}"
        return f"A{top}:{edge}{last}", counts_area, legend_area

    @property
    def _first_page(self) -> int:
        starts = self._pages[0]
        return starts[1] + 1 if len(starts) > 1 else len(self._headings) - 1

    @property
    def _heading(self) -> str:
        return f"{self.grid.matrix.title} · {self._as_of}"

    @property
    def _as_of(self) -> str:
        day = self.grid.as_of
        return f"as it stood on {day.isoformat()}" if day else "all that is known"

    def _width(self, place: int) -> float:
        at, name = self._columns[place], self._headings[1 + place]
        texts = [row.entries[1 + place].text for row in self._body]
        longest = max((columns_of(word) for text in texts for word in text.split()), default=0)
        third = max((columns_of(text) for text in texts), default=0) / 3
        heading = max((columns_of(word) for word in name.split()), default=0) * 1.15 + 4
        wanted = max(_NARROWEST, longest + 3, heading, third + 2)
        return min(wanted, 26.0) if self.grid.columns[at].name else _NARROWEST

    def _top(self, starts: Sequence[int], widths: Sequence[float]) -> tuple[Row, ...]:
        cover = self.grid.content.cover
        stated = (
            self.options.draft,
            cover.title,
            self._as_of,
            marking(cover.handling),
        )
        # what is too long for one cell here stands in full on the sheet About
        title = Entry(text=pieces(self.grid.matrix.title)[0], look=TITLE)
        subtitle = Entry(text=pieces(" · ".join(filter(None, stated)))[0], look=SUBTITLE)
        last = len(self._columns)
        heading = [
            Entry(text=text, look=HEADER if at <= last else _COUNT_HEADER)
            for at, text in enumerate(self._headings)
        ]
        for place, at in enumerate(self._columns):
            name = self.grid.columns[at].name
            if name != self._headings[1 + place]:
                heading[1 + place] = Entry(
                    text=self._headings[1 + place], look=HEADER, note=name[:2_000]
                )
        height = height_of(self._headings[:-1], widths[:-1])
        return (
            Row(entries=(title,), height=24),
            Row(entries=(subtitle,)),
            self._band(starts, widths),
            Row(entries=tuple(heading), height=height),
        )

    def _band(self, starts: Sequence[int], widths: Sequence[float]) -> Row:
        topics = [self._topic_of(at) for at in self._columns]
        named = any(topics)
        entries = [Entry(look=_BAND)]
        texts, room = [""], [widths[0]]
        for place, topic in enumerate(topics):
            opens = place == 0 or topics[place - 1] != topic
            label = topic or ("Other actions" if named else "")
            again = "" if opens else " (continued)"
            text = label + again if label and (opens or place in starts) else ""
            stop = next((n for n in range(place + 1, len(topics)) if topics[n] != topic), None)
            stop = min([s for s in starts if s > place] + [stop or len(topics)])
            texts.append(text)
            room.append(sum(widths[1 + place : 1 + stop]))
            fits = columns_of(text) * 1.15 <= room[-1]
            entries.append(Entry(text=text, look=_BAND if fits else _wrapping(_BAND)))
        wide = [
            width if entry.look is _BAND else widths[at]
            for at, (entry, width) in enumerate(zip(entries, room, strict=True))
        ]
        entries += [
            Entry(text="Counts" if n == 0 else "", look=_BAND)
            for n in range(len(self._headings) - 2 - len(topics))
        ]
        return Row(entries=tuple(entries), height=height_of(texts, wide, least=18))

    def _column_counts(self, last: int) -> list[Row]:
        rows = [Row(entries=(Entry(text="Counts", look=HEADING),))]
        for mark in marks_of(self._form) if self._body else ():
            entries = [Entry(text=opening(mark), look=look_of(mark, fills=self.options.fills))]
            for place in range(len(self._columns)):
                letter = get_column_letter(2 + place)
                area = f"{letter}${_TITLES + 1}:{letter}${last}"
                entries.append(count_of((mark,), area, self._texts(place)))
            rows.append(Row(entries=tuple(entries)))
        if self._form is MatrixForm.SCORES and self._body:
            averages = [
                average_of(f"{letter}${_TITLES + 1}:{letter}${last}", self._texts(place))
                for place in range(len(self._columns))
                for letter in (get_column_letter(2 + place),)
            ]
            rows.append(Row(entries=(Entry(text=_AVERAGE, look=_NAMED), *averages)))
        return [*rows, Row()]

    def _texts(self, place: int) -> list[str]:
        return [row.entries[1 + place].text for row in self._body]

    def _left_out(self) -> list[Row]:
        actors = [a.name for at, a in enumerate(self.grid.actors) if at not in set(self._rows)]
        columns = [c.name for at, c in enumerate(self.grid.columns) if at not in set(self._columns)]
        return [
            part
            for kind, names in (("rows", actors), ("columns", columns))
            if names
            for part in continued(
                Row(
                    entries=(
                        Entry(text=f"Left out: {len(names)} {kind}", look=_NAMED),
                        Entry(text=f"Not assessed at all: {', '.join(names)}", look=SUBTITLE),
                    )
                ),
                has_id=False,
            )
        ]


def _wrapping(look: Look) -> Look:
    return replace(look, wrap=True)

"""The matrix drawn as a Word table for the width that it has: words, codes or blocks by topic.

    draw_matrix(Grid(content=content, matrix=matrix), fills=True)

One instance draws one matrix; the notes of narrow cells are numbered through all of its blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.domain.agenda import Topic
from briefing.domain.cells import Grid
from briefing.domain.vocabularies import CellState
from briefing.template.drawing import DrawingContext
from briefing.template.fields_dates import date_in_words
from briefing.template.values import Inline, Paragraph, Role, Text
from briefing.template.words import Words, is_right_to_left, words_of
from briefing.word.matrix_cells import (
    BETWEEN_COLUMNS,
    BETWEEN_ROWS,
    DASHED,
    FAINT,
    HEADER_FILL,
    HEADER_INK,
    NOTHING,
    Box,
    Edge,
    Edges,
    in_code,
    in_words,
    note_of,
    paragraph,
    run_properties,
    shading,
    twips,
)
from briefing.word.matrix_layout import SIZE_PT, Layout, Shown, Style, lay_out, shown, topics_of
from briefing.word.matrix_text import turned_height_mm

if TYPE_CHECKING:
    from briefing.domain.cells import Cell
    from briefing.template.drawing import Drawn

_HEADER_SHADING: Final = f'<w:shd w:val="clear" w:color="auto" w:fill="{HEADER_FILL}"/>'
_INNER_MM: Final = 1.0
_NARROW_INNER_MM: Final = 0.5
_LEVEL_HEADING_MM: Final = 16.0  # from here on the words of a heading have room side by side
_NOTHING_KNOWN: Final = "Nothing in this matrix has been assessed yet."
_SEARCHED: Final = "None found (–): the sources were searched, latest {date}."
_LEFT_OUT: Final = "Not assessed at all and left out: {rows}."
_ROWS: Final = ("{count} row ({names})", "{count} rows ({names})")
_COLUMNS: Final = ("{count} column ({names})", "{count} columns ({names})")


def draw_matrix(grid: Grid, fills: bool = True) -> Drawn:
    """Return a matrix as a block that draws itself where a template puts it."""
    return MatrixTable(grid=grid, fills=fills)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixTable:
    """A matrix as a block of a Word document.

    Attributes:
        grid: Its cells.
        fills: Whether cells have their light fills.
    """

    grid: Grid
    fills: bool = True

    def xml(self, context: DrawingContext) -> str:
        """Return one table a block, each with its notes, then what was left out."""
        rows = shown(self.grid)
        if not rows.columns:
            return context.paragraph(
                Paragraph(words_of(context.language).say(_NOTHING_KNOWN))
            ) + self._left_out(context, rows)
        layout = lay_out(rows, context.text_width_mm)
        drawing = _Drawing(
            self, context, rows, layout, _numbered(rows, layout, words_of(context.language))
        )
        blocks = "".join(drawing.block(place) for place in range(len(layout.blocks)))
        return blocks + self._searched(context, rows, layout) + self._left_out(context, rows)

    def _searched(self, context: DrawingContext, rows: Shown, layout: Layout) -> str:
        cells = [cell for row in rows.cells for cell in row]
        dates = {c.date for c in cells if c.mark.code == CellState.SEARCHED_NONE and c.date}
        if layout.style is Style.WORDS or not dates:
            return ""
        last = date_in_words(max(dates), context.language)
        said = words_of(context.language).say(_SEARCHED, date=last)
        return _small(context, said)

    def _left_out(self, context: DrawingContext, rows: Shown) -> str:
        words = words_of(context.language)
        parts = ((_ROWS, rows.actors_out), (_COLUMNS, rows.columns_out))
        named = [
            words.count(*what, len(items), names=", ".join(item.name for item in items))
            for what, items in parts
            if items
        ]
        if not named:
            return ""
        return _small(context, words.say(_LEFT_OUT, rows=words.say(" and ").join(named)))


def _small(context: DrawingContext, words: str) -> str:
    return context.paragraph(Paragraph(words, role=Role.SMALL, style="Table Note"))


def _numbered(rows: Shown, layout: Layout, words: Words) -> dict[str, int]:
    if layout.style is Style.WORDS:
        return {}
    notes = [
        note_of(row[column], words)
        for block in layout.blocks
        for row in rows.cells
        for column in block
    ]
    return {note: number for number, note in enumerate(dict.fromkeys(filter(None, notes)), 1)}


@dataclass(frozen=True, slots=True)
class _Drawing:
    table: MatrixTable
    context: DrawingContext
    rows: Shown
    layout: Layout
    notes: dict[str, int]

    @property
    def _words(self) -> Words:
        return words_of(self.context.language)

    @property
    def _runs_left(self) -> bool:
        return is_right_to_left(self.context.language)

    @property
    def _turned(self) -> bool:
        """Whether headings run upwards; LibreOffice loses such cells in a mirrored table."""
        is_wide = self.layout.column_mm >= _LEVEL_HEADING_MM
        return self.layout.style is Style.CODES and not (self._runs_left and is_wide)

    def block(self, place: int) -> str:
        columns = self.layout.blocks[place]
        return (
            self._caption(place)
            + f"<w:tbl>{self._properties(columns)}{self._header(columns)}"
            + "".join(self._row(row, columns) for row in range(len(self.rows.actors)))
            + "</w:tbl>"
            + self._notes(columns)
        )

    def _caption(self, place: int) -> str:
        count = len(self.layout.blocks)
        if count == 1:
            return ""
        content = self.table.grid.content
        topics = topics_of([self.rows.columns[c] for c in self.layout.blocks[place]])
        names = ", ".join(content.get(Topic, topic).name for topic in topics)
        part = self._words.say("Part {number} of {count}", number=str(place + 1), count=str(count))
        words = f"{part}: {names}" if names else part
        return self.context.paragraph(Paragraph(words, role=Role.CAPTION, keep_with_next=True))

    def _properties(self, columns: tuple[int, ...]) -> str:
        layout = self.layout
        style = self.context.table_style("House Table")
        inner = twips(_INNER_MM if layout.style is Style.WORDS else _NARROW_INNER_MM)
        wide = twips(layout.actor_mm) + len(columns) * twips(layout.column_mm)
        grid = f'<w:gridCol w:w="{twips(layout.actor_mm)}"/>' + (
            f'<w:gridCol w:w="{twips(layout.column_mm)}"/>' * len(columns)
        )
        title = _attribute(self.table.grid.matrix.title)
        return (
            "<w:tblPr>"
            + (f'<w:tblStyle w:val="{style}"/>' if style else "")
            + ("<w:bidiVisual/>" if self._runs_left and not self._turned else "")
            + f'<w:tblW w:w="{wide}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            + f'<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="{inner}" w:type="dxa"/>'
            + f'<w:bottom w:w="40" w:type="dxa"/><w:right w:w="{inner}" w:type="dxa"/>'
            + "</w:tblCellMar>"
            + '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1"'
            + ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            + f'<w:tblCaption w:val="{title}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )

    def _header(self, columns: tuple[int, ...]) -> str:
        names = tuple(self.rows.columns[column].name for column in columns)
        turned = self._turned
        height = ""
        if turned:
            room = self.layout.column_mm - 2 * _NARROW_INNER_MM
            exact = twips(turned_height_mm(names, SIZE_PT, room))
            height = f'<w:trHeight w:val="{exact}" w:hRule="exact"/>'
        cells = self._heading("", self.layout.actor_mm, turned=False) + "".join(
            self._heading(name, self.layout.column_mm, turned=turned) for name in names
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{height}<w:tblHeader/></w:trPr>{cells}</w:tr>"

    def _heading(self, name: str, width_mm: float, *, turned: bool) -> str:
        half = round(SIZE_PT * 2)
        properties = (
            f'<w:b/><w:color w:val="{HEADER_INK}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        )
        box = Box(
            width_mm=width_mm,
            edges=Edges(bottom=BETWEEN_ROWS),
            shading=_HEADER_SHADING,
            direction="btLr" if turned else "",
            align="center" if turned else "bottom",
        )
        runs = self.context.runs(name, properties) if name else ""
        return box.xml(paragraph(self.context, runs, keep=True))

    def _row(self, row: int, columns: tuple[int, ...]) -> str:
        half = round(SIZE_PT * 2)
        properties = f'<w:b/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        name = self.context.runs(self.rows.actors[row].name, properties)
        first = Box(
            width_mm=self.layout.actor_mm,
            edges=Edges(
                top=BETWEEN_ROWS, bottom=BETWEEN_ROWS, right=self._upright(row, columns, 0)
            ),
        ).xml(paragraph(self.context, name))
        cells = "".join(self._cell(row, columns, place) for place in range(len(columns)))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{first}{cells}</w:tr>"

    def _cell(self, row: int, columns: tuple[int, ...], place: int) -> str:
        cell = self.rows.cells[row][columns[place]]
        box = Box(
            width_mm=self.layout.column_mm,
            edges=Edges(
                top=self._level(row, columns[place]),
                left=self._upright(row, columns, place),
                bottom=self._level(row + 1, columns[place]),
                right=self._upright(row, columns, place + 1),
            ),
            shading=shading(cell.mark, fills=self.table.fills),
        )
        words = self.layout.style is Style.WORDS
        return box.xml(
            paragraph(
                self.context,
                self._in_words(cell) if words else self._in_code(cell),
                "left" if words else "center",
            )
        )

    def _in_words(self, cell: Cell) -> str:
        return self.context.runs(
            in_words(cell, self.context.language), run_properties(cell.mark, SIZE_PT)
        )

    def _in_code(self, cell: Cell) -> str:
        code, number, tail = in_code(cell, self.notes.get(note_of(cell, self._words)))
        properties = run_properties(cell.mark, SIZE_PT)
        raised = '<w:vertAlign w:val="superscript"/>'
        return "".join(
            (
                self.context.runs(code, properties),
                self.context.runs(number, properties + raised) if number else "",
                self.context.runs(tail, properties) if tail else "",
            )
        )

    def _edge(self, places: tuple[tuple[int, int], ...], plain: Edge) -> Edge:
        """Return the line between two cells: dashed where one is, strongly for a promise."""
        here = [self.rows.cells[row][c] for row, c in places if 0 <= row < len(self.rows.cells)]
        if any(cell.mark.dashed and cell.is_assessed for cell in here):
            return DASHED
        return FAINT if any(cell.mark.dashed for cell in here) else plain

    def _level(self, row: int, column: int) -> Edge:
        return self._edge(((row - 1, column), (row, column)), BETWEEN_ROWS)

    def _upright(self, row: int, columns: tuple[int, ...], place: int) -> Edge:
        sides = columns[max(0, place - 1) : place + 1] if place else columns[:1]
        plain = BETWEEN_COLUMNS if place < len(columns) else NOTHING
        return self._edge(tuple((row, column) for column in sides), plain)

    def _notes(self, columns: tuple[int, ...]) -> str:
        used = {note_of(row[column], self._words) for row in self.rows.cells for column in columns}
        pieces = [
            piece
            for note, number in self.notes.items()
            if note in used
            for piece in (Text(f"{number}\u00a0", bold=True), Text(f"{note}\u2003"))
        ]
        content = Inline(tuple(pieces)) if pieces else Inline()
        return self.context.paragraph(
            Paragraph(content, role=Role.SMALL, style="Table Note"), '<w:spacing w:before="60"/>'
        )


def _attribute(text: str) -> str:
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;")):
        text = text.replace(sign, entity)
    return text

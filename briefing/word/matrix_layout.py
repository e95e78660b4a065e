"""How a matrix is laid out on a width: words, codes, or blocks by topic; pure computing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from briefing.domain.actors import Actor
from briefing.domain.agenda import Measure, Topic
from briefing.domain.cells import Cell
from briefing.word.matrix_text import width_mm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.domain.cells import Grid

SIZE_PT: Final = 8.5
WORDS_MM: Final = 24.0
CODES_MM: Final = 12.0
ACTOR_MM: Final = 40.0
NARROW_ACTOR_MM: Final = 24.0
_LARGE_PAPER_MM = 300.0
_WIDEST_COLUMN_MM = 62.0
_PADDING_MM = 4.0


class Style(StrEnum):
    """What a cell carries."""

    WORDS = "words"
    CODES = "codes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a matrix stands on a page.

    Attributes:
        style: Words or codes.
        actor_mm: Width of the column of actors.
        column_mm: Width of every other column.
        blocks: The columns of each block, as places among the columns shown.
    """

    style: Style
    actor_mm: float
    column_mm: float
    blocks: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What of a grid is printed: whoever and whatever is not assessed at all stays out.

    Attributes:
        actors: The rows.
        columns: The actions or topics.
        cells: The cells of these rows and columns.
        actors_out: Rows of which nothing at all is known.
        columns_out: Columns likewise.
    """

    actors: tuple[Actor, ...]
    columns: tuple[Measure | Topic, ...]
    cells: tuple[tuple[Cell, ...], ...]
    actors_out: tuple[Actor, ...]
    columns_out: tuple[Measure | Topic, ...]


def shown(grid: Grid) -> Shown:
    """Return the rows and columns of which something is known."""
    rows = [place for place, row in enumerate(grid.cells) if any(c.is_assessed for c in row)]
    wide = range(len(grid.columns))
    columns = [c for c in wide if any(grid.cells[row][c].is_assessed for row in rows)]
    return Shown(
        actors=tuple(grid.actors[row] for row in rows),
        columns=tuple(grid.columns[column] for column in columns),
        cells=tuple(tuple(grid.cells[row][c] for c in columns) for row in rows),
        actors_out=tuple(a for place, a in enumerate(grid.actors) if place not in set(rows)),
        columns_out=tuple(c for place, c in enumerate(grid.columns) if place not in set(columns)),
    )


def most_columns(style: Style, width_mm_: float) -> int:
    """Return how many columns one block holds; A4 landscape 9 and 19, A3 14 and 31."""
    if style is Style.WORDS:
        return max(1, int((width_mm_ - ACTOR_MM) / WORDS_MM))
    actor = NARROW_ACTOR_MM if width_mm_ > _LARGE_PAPER_MM else ACTOR_MM
    return max(1, int((width_mm_ - actor) / CODES_MM))


def lay_out(rows: Shown, text_width_mm: float) -> Layout:
    """Return how a matrix stands on a page of this width between its margins."""
    count = len(rows.columns)
    style = Style.WORDS if count <= most_columns(Style.WORDS, text_width_mm) else Style.CODES
    most = most_columns(style, text_width_mm)
    blocks = (tuple(range(count)),) if count <= most else _by_topic(rows.columns, most)
    widest = max(map(len, blocks))
    least = WORDS_MM if style is Style.WORDS else CODES_MM
    actor = min(_wanted_mm(rows.actors), text_width_mm - widest * least)
    column = min((text_width_mm - actor) / widest, _WIDEST_COLUMN_MM)
    return Layout(style=style, actor_mm=actor, column_mm=column, blocks=blocks)


def _wanted_mm(actors: Sequence[Actor]) -> float:
    longest = max((width_mm(actor.name, SIZE_PT) * 1.06 for actor in actors), default=0.0)
    return min(max(longest + _PADDING_MM, NARROW_ACTOR_MM), ACTOR_MM)


def _by_topic(columns: Sequence[Measure | Topic], most: int) -> tuple[tuple[int, ...], ...]:
    order: dict[str, list[int]] = {}
    for place, column in enumerate(columns):
        order.setdefault(topic_of(column), []).append(place)
    groups = tuple(map(tuple, order.values()))
    fewest = len(_packed(groups, most))
    sizes = range(-(-len(columns) // fewest), most + 1)
    return next(blocks for size in sizes if len(blocks := _packed(groups, size)) == fewest)


def _packed(groups: Sequence[tuple[int, ...]], most: int) -> tuple[tuple[int, ...], ...]:
    """Fill blocks in turn; a group is only divided when it is wider than a block."""
    blocks: list[tuple[int, ...]] = [()]
    for places in groups:
        for start in range(0, len(places), most):
            part = places[start : start + most]
            if blocks[-1] and len(blocks[-1]) + len(part) > most:
                blocks.append(())
            blocks[-1] += part
    return tuple(blocks)


def topic_of(column: Measure | Topic) -> str:
    """Return the id of the topic that a column belongs to, or nothing."""
    found = column.parent if isinstance(column, Topic) else column.topic
    return found or ""


def topics_of(columns: Sequence[Measure | Topic]) -> tuple[str, ...]:
    """Return the topics of columns in their order, each once."""
    return tuple(dict.fromkeys(topic for topic, _ in groupby(columns, topic_of) if topic))

"""Which rows and columns of a matrix a workbook shows, in which order and groups."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.domain.actors import Actor
from briefing.domain.agenda import Matrix, Topic
from briefing.domain.cells import Grid
from briefing.domain.content import Content
from briefing.domain.grouping import group_at
from briefing.domain.picking import PICKS
from briefing.domain.vocabularies import MatrixForm, Round
from briefing.excel.options import WorkbookOptions
from briefing.template.fields_actors import sort_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.domain.agenda import Measure
    from briefing.domain.cells import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: an actor, and the groups that it belongs to; it stands in the first of them."""

    at: int
    actor: Actor
    groups: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The group that it stands in."""
        return self.groups[0] if self.groups else ""

    @property
    def belongs(self) -> str:
        """Its groups as the grid says them, a line each."""
        return "\n".join(self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: an action or topic, of one round where two stand side by side."""

    at: int
    name: str
    topic: str
    round: Round | None = None


@dataclass(frozen=True, kw_only=True)
class GridPlan:
    """A matrix as a workbook shows it.

    Attributes:
        content: The pack.
        matrix: The matrix.
        options: The choices of the workbook.
    """

    content: Content
    matrix: Matrix
    options: WorkbookOptions

    @property
    def form(self) -> MatrixForm:
        """What its cells hold."""
        return self.matrix.form

    @property
    def is_grouped(self) -> bool:
        """Whether rows stand in groups."""
        return bool(self.options.shown.groups)

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds that stand side by side, or nothing."""
        chosen = self.options.shown.rounds
        return chosen if self.form is MatrixForm.SCORES and len(chosen) > 1 else ()

    @cached_property
    def grid(self) -> Grid:
        """The matrix with the cells that count: the later of two rounds."""
        return self._grids[(self.options.shown.rounds or (None,))[-1]]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The rows."""
        groups = self.options.shown.groups
        others = (self.options.words.say("Others"),) if groups else ()
        places = {at: group_at(groups, actor.id) for at, actor in enumerate(self.grid.actors)}
        shown = [at for at in range(len(self.grid.actors)) if self._is_shown(at)]
        if self.options.shown.by_name:
            shown.sort(key=lambda at: sort_name(self.content, self.grid.actors[at]))
        shown.sort(key=places.__getitem__)
        return tuple(
            Line(
                at=at,
                actor=self.grid.actors[at],
                groups=self._groups_of(self.grid.actors[at]) or others,
            )
            for at in shown
        )

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups that rows belong to, as they were chosen, then that of all others."""
        present = {group for line in self.lines for group in line.groups}
        chosen = dict.fromkeys(group.name for group in self.options.shown.groups)
        return (*(name for name in chosen if name in present), *sorted(present - chosen.keys()))

    def _groups_of(self, actor: Actor) -> tuple[str, ...]:
        groups = self.options.shown.groups
        return tuple(dict.fromkeys(one.name for one in groups if actor.id in one.members))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns: a topic's stand together, in the order of their first ones."""
        chosen = [at for at in range(len(self.grid.columns)) if self._has_column(at)]
        groups = list(dict.fromkeys(self._topic_of(at) for at in chosen))
        chosen.sort(key=lambda at: groups.index(self._topic_of(at)))
        return tuple(
            Column(at=at, name=self._heading(at, one), topic=self._topic_of(at), round=one)
            for at in chosen
            for one in self.rounds or (None,)
        )

    def key_of(self, column: Column) -> str:
        """Return what a column is: the id of its action or topic, with its round if it has one."""
        one = str(self.grid.columns[column.at].id)
        return one if column.round is None else f"{one} {column.round}"

    def cell(self, line: Line, column: Column) -> Cell:
        """Return what stands in a row and column."""
        grid = self.grid if column.round is None else self._grids[column.round]
        return grid.cells[line.at][column.at]

    @cached_property
    def unassessed(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of the rows and columns of which nothing at all is known and shown."""
        if self.options.shown.unassessed:
            return (), ()
        actors = [a.name for at, a in enumerate(self.grid.actors) if not self._knows_row(at)]
        columns = [c.name for at, c in enumerate(self.grid.columns) if not self._knows_column(at)]
        return tuple(actors), tuple(columns)

    @cached_property
    def set_aside(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of the rows and columns that are left out by choice."""
        rows = {line.at for line in self.lines}
        columns = {column.at for column in self.columns}
        blank_rows, blank_columns = map(set, self.unassessed)
        return (
            tuple(
                actor.name
                for at, actor in enumerate(self.grid.actors)
                if at not in rows and actor.name not in blank_rows
            ),
            tuple(
                column.name
                for at, column in enumerate(self.grid.columns)
                if at not in columns and column.name not in blank_columns
            ),
        )

    @cached_property
    def _grids(self) -> Mapping[Round | None, Grid]:
        return {
            one: Grid(content=self.content, matrix=self.matrix, as_of=self.options.as_of, round=one)
            for one in self.options.shown.rounds or (None,)
        }

    def _is_shown(self, at: int) -> bool:
        shown, actor = self.options.shown, self.grid.actors[at]
        if shown.actors and actor.id not in shown.actors:
            return False
        if shown.only and not any(map(PICKS[shown.only], self.grid.cells[at])):
            return False
        return shown.unassessed or self._knows_row(at)

    def _has_column(self, at: int) -> bool:
        shown, column = self.options.shown, self.grid.columns[at]
        if shown.columns and column.id not in shown.columns:
            return False
        if shown.topics and not {column.id, _topic(column)} & shown.topics:
            return False
        return shown.unassessed or self._knows_column(at)

    def _knows_row(self, at: int) -> bool:
        return any(cell.is_assessed for grid in self._grids.values() for cell in grid.cells[at])

    def _knows_column(self, at: int) -> bool:
        return any(row[at].is_assessed for grid in self._grids.values() for row in grid.cells)

    def _topic_of(self, at: int) -> str:
        return self.content.name_of(Topic, _topic(self.grid.columns[at]))

    def _heading(self, at: int, one: Round | None) -> str:
        name = self.grid.columns[at].name
        return name if one is None else f"{name} ({self.options.words.label(one).lower()})"


def _topic(column: Measure | Topic) -> str | None:
    return column.parent if isinstance(column, Topic) else column.topic

"""What the columns of a table mean, as a value that can be shown, changed and remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Self

from briefing.domain.vocabularies import MatrixForm, Round, Stage
from briefing.tabular.table import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT: Final = "briefing-table-mapping"


class Role(StrEnum):
    """What a column says; `label` is what the analyst sees."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Make a member whose value is its code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    IGNORED = "ignored", "Left out"
    ACTOR = "actor", "Actor"
    TEXT = "text", "Commitment"
    ID = "id", "Id"
    TOPIC = "topic", "Topic"
    MEASURE = "measure", "Action"
    CELLS = "cells", "Scores or stages"
    SCORE = "score", "Score"
    STAGE = "stage", "Stage"
    DATE = "date", "Date"
    YEAR = "year", "Year"
    DEADLINE = "deadline", "Deadline"
    AMOUNT = "amount", "Amount"
    CURRENCY = "currency", "Currency"
    AVERAGE = "average", "Typed average"
    LINK = "source", "Source address"
    NOTE = "note", "Note"


MANY: Final = frozenset({Role.IGNORED, Role.CELLS, Role.AMOUNT, Role.LINK, Role.NOTE})
"""The roles that several columns may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnUse:
    """One column and what it says.

    Attributes:
        place: Where it stands, from 0.
        heading: Its heading, lines joined.
        role: What it says.
        stage: Of an amount: the stage that it belongs to.
        currency: Of an amount: its currency, where no column says one.
    """

    place: int
    heading: str
    role: Role = Role.IGNORED
    stage: Stage | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """What a table means; `mapping_json` says how it is written as JSON.

    `confirmed` are the words for actors that somebody has seen: those of a mapping that was saved.
    """

    title: str
    headings: tuple[int, ...]
    columns: tuple[ColumnUse, ...]
    cells: MatrixForm = MatrixForm.SCORES
    round: Round = Round.FINAL
    stage: Stage = Stage.PLEDGED
    currency: str | None = None
    actors: Mapping[str, str | None] = field(default_factory=dict)
    stages: Mapping[str, Stage] = field(default_factory=dict)
    scores: Mapping[str, int] = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()

    def of_role(self, role: Role) -> tuple[ColumnUse, ...]:
        """Return the columns of one role, in order."""
        return tuple(column for column in self.columns if column.role is role)

    def first(self, role: Role) -> ColumnUse | None:
        """Return the column of one role, or None."""
        return next((column for column in self.columns if column.role is role), None)

    @property
    def has_actors_across(self) -> bool:
        """Whether the headings of its cells are actors; else they are measures."""
        return self.first(Role.ACTOR) is None

    @property
    def form(self) -> MatrixForm:
        """Return what the matrix shows that is made of it."""
        if self.first(Role.SCORE) is not None:
            return MatrixForm.SCORES
        return self.cells if self.first(Role.CELLS) is not None else MatrixForm.STAGES

    def with_role(self, place: int, role: Role, stage: Stage | None = None) -> TableMapping:
        """Return the mapping with another role for a column; a role that only one has moves.

        Args:
            place: Where the column stands, from 0.
            role: What it says.
            stage: Of an amount: the stage that it belongs to.
        """
        columns = tuple(
            replace(column, role=role, stage=stage)
            if column.place == place
            else replace(column, role=Role.IGNORED)
            if column.role is role and role not in MANY
            else column
            for column in self.columns
        )
        return replace(self, columns=columns)

    def met_with(self, other: TableMapping) -> TableMapping:
        """Return this mapping for a table whose columns another one, guessed from it, lists.

        A column is known by its heading; of several with one heading by which of them it is.
        """
        known = dict(zip(_keys(self.columns), self.columns, strict=True))
        columns = tuple(
            replace(known[key], place=column.place, heading=column.heading)
            if key in known
            else replace(column, role=Role.IGNORED)
            for key, column in zip(_keys(other.columns), other.columns, strict=True)
        )
        return replace(self, columns=columns, headings=other.headings)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        made: dict[str, Any] = {
            "format": FORMAT,
            "version": 1,
            "title": self.title,
            "headings": list(self.headings),
            "cells": self.cells.value,
            "round": self.round.value,
            "stage": self.stage.value,
        }
        if self.currency:
            made["currency"] = self.currency
        return made | {
            "columns": [_column_as_json(column) for column in self.columns],
            "actors": dict(self.actors),
            "stages": {words: stage.value for words, stage in self.stages.items()},
            "scores": dict(self.scores),
        }


def heading_key(heading: str) -> str:
    """Return what two spellings of one heading share."""
    return " ".join(heading.casefold().split())


def _column_as_json(column: ColumnUse) -> dict[str, Any]:
    made: dict[str, Any] = {
        "column": letters(column.place),
        "heading": column.heading,
        "role": column.role.value,
    }
    if column.stage is not None:
        made["stage"] = column.stage.value
    if column.currency:
        made["currency"] = column.currency
    return made


def _keys(columns: Iterable[ColumnUse]) -> list[tuple[str, int]]:
    """Return of each column its heading and which one of that heading it is."""
    seen: dict[str, int] = {}
    keys: list[tuple[str, int]] = []
    for column in columns:
        key = heading_key(column.heading)
        seen[key] = seen.get(key, 0) + 1
        keys.append((key, seen[key]))
    return keys

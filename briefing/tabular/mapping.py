"""What the columns of a table mean, as a value that can be shown, changed, saved and remembered.

As JSON a mapping is one object::

    {"format": "briefing-table-mapping", "version": 1,
     "title": "G20 compliance 2023",      the matrix that is made
     "headings": [1],                     the rows with headings
     "cells": "scores" | "stages",        what stands under headings of role "cells"
     "round": "interim" | "final",        of scores
     "stage": "pledged",                  where no column says the stage
     "currency": "EUR",                   where no column says the currency
     "columns": [{"column": "G", "heading": "argentina", "role": "cells"},
                 {"column": "H", "heading": "Value", "role": "amount", "stage": "allocated"}],
     "actors": {"korea": "KOR", "EIB": "European Investment Bank", "Total": null},
     "stages": {"Commitment": "pledged", "Delivery": "delivering"},
     "scores": {"full": 1}}

Roles are the codes of `Role`. In `actors` a country stands by its ISO code, another actor by its
name, and null leaves it out; under a heading of role `cells` stands an actor where no column names
one, else a measure. `stages` and `scores` say how words of the table are read; what is not listed
is read as the vocabularies write it, and reported where that fails. A mapping that is loaded meets
a table by its headings, so that columns may have moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Self

from briefing.domain.vocabularies import MatrixForm, Round, Stage
from briefing.errors import InputRefusedError
from briefing.tabular.table import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    """What a table means; the module says how it is written as JSON.

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

    def with_role(self, place: int, role: Role) -> TableMapping:
        """Return the mapping with another role for a column; a role that only one has moves."""
        columns = tuple(
            replace(column, role=role)
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


def mapping_from_json(plain: Any, name: str) -> TableMapping:
    """Return the mapping that plain JSON values describe.

    Args:
        plain: The values.
        name: What the mapping is called in a sentence: the name of its file.

    Raises:
        InputRefusedError: They describe none; every fault is named.
    """
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise InputRefusedError(
            f'{name} is no mapping of a table: it should be a JSON object with "format": '
            f'"{FORMAT}". Make one with briefing table PACK FILE --dry-run --json.'
        )
    reader = _Reader(name)
    made = reader.mapping(plain)
    if reader.faults:
        raise InputRefusedError(*reader.faults)
    return made


class _Reader:
    """Reads a mapping and notes every fault."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.faults: list[str] = []

    def mapping(self, plain: dict[str, Any]) -> TableMapping:
        form = self._code(MatrixForm, plain, "cells", MatrixForm.SCORES)
        if form is MatrixForm.STANCES:
            self._fault("cells", "stances", "scores, stages")
        columns = plain.get("columns")
        rows = columns if isinstance(columns, list) else []
        if not rows:
            self.faults.append(f"{self._name} lists no columns.")
        actors = dict(self._actors(plain))
        return TableMapping(
            title=self._text(plain, "title") or "Table",
            headings=tuple(one for one in self._list(plain, "headings") if type(one) is int),
            columns=tuple(self._column(at, row) for at, row in enumerate(rows)),
            cells=form,
            round=self._code(Round, plain, "round", Round.FINAL),
            stage=self._code(Stage, plain, "stage", Stage.PLEDGED),
            currency=self._text(plain, "currency") or None,
            actors=actors,
            confirmed=frozenset(actors),
            stages={
                words: Stage(code) for words, code in self._words(plain, "stages", list(Stage))
            },
            scores=dict(self._words(plain, "scores", [-1, 0, 1])),
        )

    def _column(self, at: int, row: Any) -> ColumnUse:
        if not isinstance(row, dict):
            self._fault(f"columns[{at}]", row, "an object with heading and role")
            return ColumnUse(place=at, heading="")
        stage = self._code(Stage, row, "stage", None)
        return ColumnUse(
            place=at,
            heading=self._text(row, "heading"),
            role=self._code(Role, row, "role", Role.IGNORED),
            stage=stage,
            currency=self._text(row, "currency") or None,
        )

    def _code(self, codes: Any, plain: dict[str, Any], key: str, default: Any) -> Any:
        value = plain.get(key)
        if value is None:
            return default
        known = {code.value: code for code in codes}
        if not isinstance(value, str) or value not in known:
            self._fault(key, value, ", ".join(known))
            return default
        return known[value]

    def _text(self, plain: dict[str, Any], key: str) -> str:
        value = plain.get(key, "")
        if not isinstance(value, str):
            self._fault(key, value, "a text")
            return ""
        return value.strip()

    def _list(self, plain: dict[str, Any], key: str) -> list[Any]:
        value = plain.get(key, [])
        if not isinstance(value, list):
            self._fault(key, value, "a list")
            return []
        return value

    def _actors(self, plain: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
        for words, value in self._object(plain, "actors"):
            if value is None or isinstance(value, str):
                yield words, value.strip() or None if value else None
            else:
                self._fault(f"actors.{words}", value, "an ISO code, a name or null")

    def _words(
        self, plain: dict[str, Any], key: str, allowed: Iterable[Any]
    ) -> Iterator[tuple[str, Any]]:
        known = list(allowed)
        for words, value in self._object(plain, key):
            if type(value) in {str, int} and value in known:
                yield words, value
            else:
                self._fault(f"{key}.{words}", value, ", ".join(str(one) for one in known))

    def _object(self, plain: dict[str, Any], key: str) -> Iterator[tuple[str, Any]]:
        value = plain.get(key, {})
        if not isinstance(value, dict):
            self._fault(key, value, "an object")
            return
        yield from value.items()

    def _fault(self, where: str, value: Any, wanted: str) -> None:
        shown = f"“{value}”" if isinstance(value, str) else str(value)[:60]
        self.faults.append(f"{self._name}: {where} is {shown}; it can be {wanted}.")


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

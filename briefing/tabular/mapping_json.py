"""The mapping of a table read from JSON, every fault named.

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

from typing import TYPE_CHECKING, Any

from briefing.domain.vocabularies import MatrixForm, Round, Stage
from briefing.errors import InputRefusedError
from briefing.tabular.mapping import FORMAT, ColumnUse, Role, TableMapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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

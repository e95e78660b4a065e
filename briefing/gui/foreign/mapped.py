"""What a mapping says as rows to choose in: of each column, and of each actor that is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.app.tables.wordings import Known
from briefing.domain.vocabularies import Stage
from briefing.gui.foreign.choices import ChoiceRow
from briefing.tabular.guessing import actor_words, sample
from briefing.tabular.mapping import Role
from briefing.tabular.table import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.app.tables.importing import ReadTable
    from briefing.domain.content import Content
    from briefing.tabular.mapping import ColumnUse, TableMapping

DOUBTS: Final = {"bad": 0, "warn": 1}
"""The looks of actors that somebody should look at, those that nobody knows first."""


def column_rows(read: ReadTable, mapping: TableMapping) -> tuple[ChoiceRow, ...]:
    """Return a row for each column that has a heading or holds something."""
    choices = tuple(_role_choices())
    shown = [
        (use, ", ".join(held))
        for use in mapping.columns
        if (held := sample(read.table, use, mapping.headings)) or use.heading
    ]
    return tuple(
        ChoiceRow(
            key=str(use.place),
            cells=(letters(use.place), use.heading or "–", _said(use), held),
            value=f"{use.role}:{use.stage}" if use.stage else use.role.value,
            choices=choices,
            look="muted" if use.role is Role.IGNORED else "",
        )
        for use, held in shown
    )


def actor_rows(content: Content, read: ReadTable, mapping: TableMapping) -> tuple[ChoiceRow, ...]:
    """Return a row for each actor that is named; those in doubt at the start stay first."""
    words = dict.fromkeys(actor_words(mapping, read.table))
    known = Known.of(content)
    before = {one: known.said_of(one, read.guess.mapping).look for one in words}
    first = sorted(words, key=lambda one: DOUBTS.get(before[one], len(DOUBTS)))
    now = {one: known.said_of(one, mapping) for one in first}
    return tuple(
        ChoiceRow(
            key=one,
            cells=(one, now[one].name, now[one].how),
            value=mapping.actors.get(one) or "",
            choices=now[one].choices,
            look=now[one].look,
        )
        for one in first
    )


def _role_choices() -> Iterator[tuple[str, str]]:
    """Yield what a column can say; an amount may say which stage it is of."""
    for role in Role:
        yield role.value, role.label
        if role is Role.AMOUNT:
            for stage in (Stage.PLEDGED, Stage.ALLOCATED, Stage.DELIVERING, Stage.DONE):
                yield f"{role}:{stage}", f"{role.label}: {stage.label.lower()}"


def _said(use: ColumnUse) -> str:
    return f"{use.role.label}: {use.stage.label.lower()}" if use.stage else use.role.label

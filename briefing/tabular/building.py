"""A table and its mapping become records: what the rows say, the matrix, the table as a source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.domain.actors import Actor
from briefing.domain.agenda import Matrix
from briefing.domain.content import Content
from briefing.domain.ids import MatrixId
from briefing.domain.sources import Source
from briefing.domain.vocabularies import MatrixForm
from briefing.errors import InputRefusedError
from briefing.tabular.directory import Directory
from briefing.tabular.guessing import actor_words
from briefing.tabular.ids import derived_id, name_space
from briefing.tabular.irregularities import Irregular, Irregularity, in_order
from briefing.tabular.lines import LineReader
from briefing.tabular.mapping import Role
from briefing.tabular.pieces import Pieces, Placed
from briefing.tabular.scoring import Scoring
from briefing.tabular.spellings import check_columns
from briefing.tabular.staging import Staging
from briefing.tabular.table import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.tabular.mapping import TableMapping
    from briefing.tabular.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a table brings.

    Attributes:
        records: The records with their places, in the order in which they need each other.
        irregularities: What is irregular, the graver first.
    """

    records: tuple[Placed, ...]
    irregularities: tuple[Irregularity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a table is built into.

    Attributes:
        content: The pack.
        directory: Knows whom words mean.
        source: The table as a source.
        make_actor: Finds, or makes, the actor that an ISO code or a name stands for.
    """

    content: Content
    directory: Directory
    source: Source
    make_actor: Callable[[str], Actor]


def build(
    table: Table, mapping: TableMapping, around: Surroundings, noticed: Iterable[Irregularity] = ()
) -> Built:
    """Return the records of a table and all that is irregular about it.

    Args:
        table: The table.
        mapping: What its columns mean.
        around: What it is built into.
        noticed: What is known to be irregular already: about its headings.

    Raises:
        InputRefusedError: The mapping says too little to make anything of the table.
    """
    _refuse_unfit(table, mapping)
    reader = LineReader(table, mapping)
    pieces = Pieces(
        content=around.content,
        source=around.source.id,
        text=around.source.text,
        make_actor=around.make_actor,
    )
    maker = Scoring if mapping.form is MatrixForm.SCORES else Staging
    targets = {words: target for words, target in mapping.actors.items() if target}
    making = maker(mapping=mapping, reader=reader, pieces=pieces, targets=targets)
    rows = tuple(making.records())
    found = [
        *table.noticed,
        *noticed,
        *_actors(table, mapping, around.directory),
        *reader.noticed,
        *check_columns(table, mapping),
        *_assumed(mapping),
    ]
    matrix = _matrix(mapping, making)
    source = Placed(record=around.source, place="")
    records = (source, *pieces.made, *rows) if rows else ()
    if rows and matrix is not None:
        records = (*records, Placed(record=matrix, place=""))
    return Built(records=records, irregularities=in_order(found))


def _refuse_unfit(table: Table, mapping: TableMapping) -> None:
    """Refuse a mapping that does not say who does what."""
    called = f"the sheet “{table.sheet}” of {table.name}" if table.sheet else table.name
    has_cells = mapping.first(Role.CELLS) is not None
    if mapping.has_actors_across and not has_cells:
        raise InputRefusedError(
            f"No column of {called} says who: give one the role “actor”, or give the columns of "
            "the actors the role “cells”."
        )
    roles = {column.role for column in mapping.columns}
    says = {Role.TEXT, Role.ID, Role.MEASURE} & roles
    is_grid = has_cells and not mapping.has_actors_across
    if not says and not is_grid and Role.AMOUNT not in roles:
        raise InputRefusedError(
            f"No column of {called} says what was promised: give one the role “text”, “measure”, "
            "“id” or “amount”."
        )


def _actors(table: Table, mapping: TableMapping, directory: Directory) -> Iterator[Irregularity]:
    """Yield the actors that nobody knows, and those that were guessed."""
    column = mapping.first(Role.ACTOR)
    headings = {use.heading: use.place for use in mapping.of_role(Role.CELLS)}
    last = max(mapping.headings, default=0)
    first: dict[str, str] = {}
    count: dict[str, int] = {}
    if column is None:
        first = {words: address(place, last) for words, place in headings.items()}
    else:
        for row in table.rows:
            words = row.at(column.place).words
            if row.number > last and words:
                first.setdefault(words, address(column.place, row.number))
                count[words] = count.get(words, 0) + 1
    for words in dict.fromkeys(actor_words(mapping, table)):
        reason, kind = _why(words, mapping, directory, count.get(words, 0))
        if kind is not None:
            yield Irregularity(kind, first.get(words, ""), words, reason)


def _why(
    words: str, mapping: TableMapping, directory: Directory, rows: int
) -> tuple[str, Irregular | None]:
    left = "its column was left out" if not rows else (
        "its row was left out" if rows == 1 else f"its {rows} rows were left out"
    )  # fmt: skip
    if words in mapping.actors and mapping.actors[words] is None:
        return f"The mapping leaves it out: {left}.", Irregular.UNKNOWN_ACTOR
    named = directory.look_up(words)
    target = mapping.actors.get(words)
    if target is None:
        near = " or ".join(named.nearest)
        meant = f" Did you mean {near}?" if near else ""
        return f"No actor is known by this name: {left}.{meant}", Irregular.UNKNOWN_ACTOR
    if named.is_sure or words in mapping.confirmed:
        return "", None
    return f"Read as {directory.name_of(target)}: confirm it.", Irregular.GUESSED_ACTOR


def _assumed(mapping: TableMapping) -> Iterator[Irregularity]:
    """Yield what is assumed of every row because no column says it."""
    if mapping.form is MatrixForm.SCORES:
        return
    amounts = mapping.of_role(Role.AMOUNT)
    is_staged = bool(amounts) and all(column.stage for column in amounts)
    has_stage = mapping.first(Role.STAGE) or mapping.first(Role.CELLS)
    if not has_stage and not is_staged:
        reason = f"No column says the stage: every row is taken as {mapping.stage.label.lower()}."
        yield Irregularity(Irregular.ASSUMED, "", mapping.stage.value, reason)
    if mapping.first(Role.TEXT) is None and mapping.first(Role.CELLS) is None:
        reason = (
            "No column has the words of the commitments: their action or topic stands for them."
        )
        yield Irregularity(Irregular.ASSUMED, "", "", reason)


def _matrix(mapping: TableMapping, making: Scoring | Staging) -> Matrix | None:
    if not making.actors or not making.measures:
        return None
    return Matrix(
        id=MatrixId(derived_id("matrix", name_space(mapping))),
        title=mapping.title,
        form=mapping.form,
        rows=tuple(making.actors),
        columns=tuple(making.measures),
    )

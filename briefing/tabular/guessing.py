"""A first guess at what the columns of a table mean, from their headings and their values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from briefing.domain.vocabularies import MatrixForm, Round
from briefing.tabular.columns import ColumnLook
from briefing.tabular.heading_words import ANY_AMOUNT, PATTERNS, currency_in, is_total, stage_in
from briefing.tabular.headings import find_headings
from briefing.tabular.irregularities import Irregularity
from briefing.tabular.mapping import MANY, ColumnUse, Role, TableMapping, heading_key
from briefing.tabular.table import CellKind

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from briefing.tabular.directory import Directory, Named
    from briefing.tabular.table import Cell, Table

_SAMPLE: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What a table seems to mean.

    Attributes:
        mapping: The mapping.
        noticed: What is irregular about the headings.
    """

    mapping: TableMapping
    noticed: tuple[Irregularity, ...]

    @property
    def fit(self) -> int:
        """Return how much of a matrix was recognised, to choose the sheet that matters."""
        roles = {column.role for column in self.mapping.columns} - {Role.IGNORED, Role.NOTE}
        has_actor = bool(roles & {Role.ACTOR, Role.CELLS})
        return len(roles) + 3 * (has_actor and bool(roles & {Role.TEXT, Role.MEASURE, Role.CELLS}))


def guess(table: Table, directory: Directory) -> Guess:
    """Return a first guess at what a table means.

    Raises:
        InputRefusedError: It has no headings, or nothing below them.
    """
    headings = find_headings(table)
    columns = [ColumnLook(table, place, headings.names[place], headings.rows[-1])
               for place in range(table.width)]  # fmt: skip
    uses = list(_guessed(columns, directory))
    cells = [column for column, use in zip(columns, uses, strict=True) if use.role is Role.CELLS]
    are_stages = sum(column.stages for column in cells) > sum(column.scores for column in cells)
    title = " ".join(table.title.replace("_", " ").split())
    round_ = Round.INTERIM if "interim" in title.casefold() else Round.FINAL
    mapping = TableMapping(
        title=title,
        headings=headings.rows,
        columns=tuple(uses),
        cells=MatrixForm.STAGES if are_stages else MatrixForm.SCORES,
        round=round_,
    )
    return Guess(mapping=with_actors(mapping, table, directory), noticed=headings.noticed)


def with_actors(mapping: TableMapping, table: Table, directory: Directory) -> TableMapping:
    """Return a mapping that says of every actor the table names who is meant.

    What the mapping says already stays; who is not known is left for somebody to say.
    """
    words = list(dict.fromkeys(actor_words(mapping, table)))
    named = {one: directory.look_up(one) for one in words}
    company = [one.target for one in named.values() if one.target and one.is_sure]
    found: dict[str, str | None] = {}
    for one in words:
        meant = named[one] if named[one].target else directory.look_up(one, company)
        if meant.target is not None:
            found[one] = meant.target
    return replace(mapping, actors={**found, **mapping.actors})


def actor_words(mapping: TableMapping, table: Table) -> Iterator[str]:
    """Yield the words by which a table names actors."""
    column = mapping.first(Role.ACTOR)
    if column is None:
        yield from (use.heading for use in mapping.of_role(Role.CELLS) if use.heading)
        return
    last = max(mapping.headings, default=0)
    for row in table.rows:
        words = row.at(column.place).words
        if row.number > last and words and not is_total(words):
            yield words


def _guessed(columns: Sequence[ColumnLook], directory: Directory) -> Iterator[ColumnUse]:
    """Yield what each column says; where actors have columns of their own, those are cells."""
    across = _actors_across(columns, directory)
    roles: dict[int, Role] = dict.fromkeys(across, Role.CELLS)
    for role, pattern in PATTERNS:
        _give(role, pattern, columns, roles, directory)
    taken = set(roles.values())
    if Role.ACTOR not in taken and not across:
        _add_actors(columns, roles, directory)
    if not {Role.CELLS, Role.SCORE, Role.STAGE} & taken:
        _add_cells(columns, roles)
    _add_text(columns, roles)
    for column in columns:
        yield _used(column, roles.get(column.place, Role.IGNORED))


def _give(
    role: Role,
    pattern: re.Pattern[str],
    columns: Sequence[ColumnLook],
    roles: dict[int, Role],
    directory: Directory,
) -> None:
    """Give a role to the columns that are headed so; most roles go to the first of them."""
    if role in roles.values() and (role not in MANY or pattern is ANY_AMOUNT):
        return
    for column in columns:
        key = heading_key(column.heading)
        names = {key, key.rpartition(" / ")[2]} - {""}  # of two headings the lower one may say it
        is_headed = column.place not in roles and any(map(pattern.fullmatch, names))
        if is_headed and column.suits(role, directory):
            roles[column.place] = role
            if role not in MANY or role is Role.LINK or pattern is ANY_AMOUNT:
                return


def _used(column: ColumnLook, role: Role) -> ColumnUse:
    is_amount = role is Role.AMOUNT
    return ColumnUse(
        place=column.place,
        heading=column.heading,
        role=role,
        stage=stage_in(column.heading) if is_amount else None,
        currency=currency_in(column.heading) if is_amount else None,
    )


def _actors_across(columns: Sequence[ColumnLook], directory: Directory) -> list[int]:
    """Return the columns whose headings are actors and whose cells are scores or stages."""
    fit = [
        column for column in columns if column.heading and (column.has_scores or column.has_stages)
    ]
    named: list[tuple[int, Named]] = [(one.place, directory.look_up(one.heading)) for one in fit]
    company = [one.target for _, one in named if one.target]
    known = [
        place
        for (place, one), column in zip(named, fit, strict=True)
        if one.target or directory.look_up(column.heading, company).target
    ]
    return known if len(known) >= 2 else []


def _add_actors(
    columns: Sequence[ColumnLook], roles: dict[int, Role], directory: Directory
) -> None:
    """Take the first column of words that are mostly actors, whatever its heading."""
    for column in columns:
        is_free = roles.get(column.place, Role.IGNORED) is Role.IGNORED
        if is_free and column.kinds[CellKind.TEXT] and column.names_actors(directory):
            roles[column.place] = Role.ACTOR
            return


def _add_cells(columns: Sequence[ColumnLook], roles: dict[int, Role]) -> None:
    """Take columns of nothing but scores or stages beside actors as cells of a grid."""
    if Role.ACTOR not in roles.values():
        return
    found = [
        column.place
        for column in columns
        if column.place not in roles
        and column.heading
        and (column.has_stages or _are_scores(column))
    ]
    if len(found) >= 2:
        roles |= dict.fromkeys(found, Role.CELLS)


def _are_scores(column: ColumnLook) -> bool:
    return column.is_mostly(column.scores) and column.values["-1"] > 0


def _add_text(columns: Sequence[ColumnLook], roles: dict[int, Role]) -> None:
    """Take the wordiest column as the text where no heading says which it is."""
    if Role.TEXT in roles.values():
        return
    free = [column for column in columns if column.place not in roles and not column.addresses]
    wordy = [column for column in free if column.length > 40 and column.kinds[CellKind.TEXT]]
    if wordy:
        roles[max(wordy, key=lambda column: column.length).place] = Role.TEXT


def applied(mapping: TableMapping, table: Table, directory: Directory) -> Guess:
    """Return a mapping that was made for the same headings, met with a table.

    Raises:
        InputRefusedError: The table has no headings, or nothing below them.
    """
    fresh = guess(table, directory)
    met = mapping.met_with(fresh.mapping)
    return Guess(mapping=with_actors(met, table, directory), noticed=fresh.noticed)


def sample(table: Table, use: ColumnUse, headings: Sequence[int], many: int = 3) -> tuple[str, ...]:
    """Return the first values of a column, to show what it holds."""
    last = max(headings, default=0)
    cells: list[Cell] = [row.at(use.place) for row in table.rows if row.number > last][:_SAMPLE]
    found = dict.fromkeys(cell.words for cell in cells if not cell.is_blank)
    return tuple(found)[:many]

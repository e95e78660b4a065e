"""A first guess at what the columns of a table mean, from their headings and their values."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from briefing.domain.vocabularies import MatrixForm, Round, Stage
from briefing.tabular.headings import find_headings, headings_at
from briefing.tabular.mapping import MANY, ColumnUse, Role, TableMapping, heading_key
from briefing.tabular.table import CellKind
from briefing.tabular.values import MISSING, STAGE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.tabular.directory import Directory, Named
    from briefing.tabular.irregularities import Irregularity
    from briefing.tabular.table import Cell, Table

_SAMPLE: Final = 400
_WORDS: Final = (
    (Role.AVERAGE, r"average|avg|mean(?: score)?|overall(?: score)?"),
    (Role.ID, r"(?:commitment |activity |row )?(?:id|no|nr|number|ref|reference)\.?|activity_id"),
    (Role.ACTOR, r"countr(?:y|ies)(?: name)?|actors?|donors?|members?|states?|part(?:y|ies)|iso\w*"
                 r"|governments?|delegations?|nations?"),
    (Role.TEXT, r"(?:commitment )?text|commitments?(?: text)?|explanation|description|promise"
                r"|undertaking|wording|what"),
    (Role.STAGE, r"stage|status|measure|state of play|phase|progress"),
    (Role.SCORE, r"(?:compliance )?score|rating|compliance"),
    (Role.TOPIC, r"area|issue(?: area)?|topic|theme|sector|subject|category|type of aid general"
                 r"|aid_type_general|policy area"),
    (Role.MEASURE, r"action|measure|type of aid specific|aid_type_specific|activity|item"),
    (Role.DEADLINE, r"deadline|due(?: date| by)?|by when|target date"),
    (Role.DATE, r"(?:announcement[ _]|stage )?date(?: announced)?|announced(?: on)?|on|when"),
    (Role.YEAR, r"year|summit year"),
    (Role.CURRENCY, r"(?:original |reporting_)?currency|ccy"),
    (Role.AMOUNT, r"(?:total )?(?:pledged?|committed|commitments?|allocated|allocations?|delivered"
                  r"|deliver(?:y|ies)|disbursed|disbursements?)(?:[ ,(/]*(?:in )?[a-z]{3}\)?)?"),
    (Role.AMOUNT, r"(?:monetary )?(?:value|amount)\b.*|source_reported_value|sum|tot_\w+_value\w*"
                  r"|budget"),
    (Role.LINK, r"source(?: of aid)?(?: ?1)?|url|link|web(?:site| ?page)|source_?1"),
    (Role.NOTE, r"notes?|remarks?|comments?"),
)  # fmt: skip
_PATTERNS: Final = tuple((role, re.compile(words)) for role, words in _WORDS)
_ANY_AMOUNT: Final = [pattern for role, pattern in _PATTERNS if role is Role.AMOUNT][-1]
_STAGE_IN_HEADING: Final = (
    (Stage.DELIVERING, re.compile(r"deliver|disburs|paid", re.IGNORECASE)),
    (Stage.ALLOCATED, re.compile(r"allocat|earmark", re.IGNORECASE)),
    (Stage.PLEDGED, re.compile(r"commit|pledg|promis", re.IGNORECASE)),
)
_CURRENCY_IN_HEADING: Final = re.compile(r"\b([A-Z]{3})\b")
_KNOWN_CURRENCIES: Final = frozenset({"USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "SEK", "NOK"})
_STAGES: Final = frozenset(
    {*(stage.value for stage in Stage), *(stage.label.casefold() for stage in Stage), *STAGE_WORDS}
)
_NO_PROSE: Final = frozenset({Role.DATE, Role.AMOUNT, Role.YEAR, Role.AVERAGE, Role.SCORE})


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
    columns = [_Column(table, place, headings.names[place], headings.rows[-1])
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
        if row.number > last and not row.at(column.place).is_blank:
            yield row.at(column.place).words


class _Column:
    """What a guess looks at of one column."""

    def __init__(self, table: Table, place: int, heading: str, last: int) -> None:
        self.place = place
        self.heading = heading
        body = [row.at(place) for row in table.rows if row.number > last][:_SAMPLE]
        held = [cell for cell in body if not cell.is_blank]
        said = [cell for cell in held if cell.words.casefold() not in MISSING]
        self.total = len(body)
        self.held = len(held)
        self.kinds = Counter(cell.kind for cell in said)
        self.said = len(said)
        self.values = Counter(cell.words for cell in said)
        self.scores = sum(cell.words in {"-1", "0", "1"} for cell in said)
        self.stages = sum(cell.words.casefold() in _STAGES for cell in said)
        self.length = sum(len(cell.words) for cell in said) / max(1, len(said))
        self.addresses = sum(cell.text.lstrip().startswith("http") for cell in said)

    def is_mostly(self, count: int) -> bool:
        """Tell whether so many are nearly all of the cells that say something."""
        return bool(self.said) and count > 0.8 * self.said


def _guessed(columns: Sequence[_Column], directory: Directory) -> Iterator[ColumnUse]:
    """Yield what each column says; where actors have columns of their own, those are cells."""
    across = _actors_across(columns, directory)
    taken: set[Role] = set()
    roles: dict[int, Role] = dict.fromkeys(across, Role.CELLS)
    for role, pattern in _PATTERNS:
        for column in columns:
            if pattern is _ANY_AMOUNT and role in taken:
                break
            is_free = column.place not in roles and (role in MANY or role not in taken)
            key = heading_key(column.heading)
            if is_free and key and pattern.fullmatch(key) and _fits(role, column, directory):
                roles[column.place] = role
                taken.add(role)
                if role is Role.LINK or pattern is _ANY_AMOUNT:
                    break
    if Role.ACTOR not in taken and not across:
        _add_actors(columns, roles, directory)
    if not across and Role.SCORE not in taken and Role.STAGE not in taken:
        _add_cells(columns, roles)
    _add_text(columns, roles)
    for column in columns:
        yield _used(column, roles.get(column.place, Role.IGNORED))


def _used(column: _Column, role: Role) -> ColumnUse:
    stage = currency = None
    if role is Role.AMOUNT:
        found = (one for one, pattern in _STAGE_IN_HEADING if pattern.search(column.heading))
        stage = next(found, None)
        codes = (code for code in _CURRENCY_IN_HEADING.findall(column.heading))
        currency = next((code for code in codes if code in _KNOWN_CURRENCIES), None)
    return ColumnUse(
        place=column.place, heading=column.heading, role=role, stage=stage, currency=currency
    )


def _actors_across(columns: Sequence[_Column], directory: Directory) -> list[int]:
    """Return the columns whose headings are actors and whose cells are scores or stages."""
    fit = [
        column
        for column in columns
        if column.heading and (column.is_mostly(column.scores) or column.is_mostly(column.stages))
    ]
    named: list[tuple[int, Named]] = [(one.place, directory.look_up(one.heading)) for one in fit]
    company = [one.target for _, one in named if one.target]
    known = [
        place
        for (place, one), column in zip(named, fit, strict=True)
        if one.target or directory.look_up(column.heading, company).target
    ]
    return known if len(known) >= 2 else []


def _fits(role: Role, column: _Column, directory: Directory) -> bool:
    """Tell whether the values of a column do not speak against a role."""
    numbers = column.kinds[CellKind.NUMBER]
    if role in {Role.AVERAGE, Role.AMOUNT}:
        return column.said == 0 or numbers > 0
    if role is Role.SCORE:
        return column.is_mostly(column.scores) or numbers > 0.5 * column.said
    if role is Role.STAGE:
        return column.stages > 0.5 * column.said
    if role is Role.LINK:
        return column.addresses > 0 or "source" not in column.heading.casefold()
    if role is Role.TEXT:
        return column.kinds[CellKind.TEXT] > 0.5 * column.said
    if role is Role.ACTOR:
        return _names_actors(column, directory)
    return True


def _names_actors(column: _Column, directory: Directory) -> bool:
    common = [words for words, _ in column.values.most_common(25)]
    known = sum(directory.look_up(words).target is not None for words in common)
    return bool(common) and known >= 0.5 * len(common)


def _add_actors(
    columns: Sequence[_Column], roles: dict[int, Role], directory: Directory
) -> None:
    """Take the first column of words that are mostly actors, whatever its heading."""
    for column in columns:
        is_free = roles.get(column.place, Role.IGNORED) is Role.IGNORED
        if is_free and column.kinds[CellKind.TEXT] and _names_actors(column, directory):
            roles[column.place] = Role.ACTOR
            return


def _add_cells(columns: Sequence[_Column], roles: dict[int, Role]) -> None:
    """Take columns of nothing but scores or stages beside actors as cells of a grid."""
    if Role.ACTOR not in roles.values():
        return
    found = [
        column.place
        for column in columns
        if column.place not in roles
        and column.heading
        and (column.is_mostly(column.stages) or _are_scores(column))
    ]
    if len(found) >= 2:
        roles |= dict.fromkeys(found, Role.CELLS)


def _are_scores(column: _Column) -> bool:
    return column.is_mostly(column.scores) and column.values["-1"] > 0


def _add_text(columns: Sequence[_Column], roles: dict[int, Role]) -> None:
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


__all__ = ["Guess", "actor_words", "applied", "guess", "headings_at", "sample", "with_actors"]

"""What a table means for a pack: planned apart from it, then put into the inbox as one edit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from briefing.app import clock
from briefing.app.tables.known import actor_maker, directory
from briefing.changes.change import Change
from briefing.changes.merge import merge
from briefing.changes.proposals import proposal_of, same, unheard
from briefing.domain.base import Digest, LongText
from briefing.domain.content import Content
from briefing.domain.exchange import Proposal
from briefing.domain.ids import ProposalId, SourceId
from briefing.domain.kinds import BY_TYPE, KINDS
from briefing.domain.sources import Original, Source
from briefing.domain.vocabularies import Origin, ProposalState, SourceKind
from briefing.errors import InputRefusedError
from briefing.store.new_ids import new_id
from briefing.tabular.building import Surroundings, build
from briefing.tabular.ids import derived_id
from briefing.tabular.irregularities import Irregularity
from briefing.tabular.mapping import TableMapping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.app.tables.opening import TableFile
    from briefing.store.pack import Pack
    from briefing.tabular.pieces import Placed
    from briefing.tabular.table import Table

_MOST_CHANGES: Final = 50_000
_OPEN = frozenset({ProposalState.WAITING, ProposalState.CONFLICT, ProposalState.REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePlan:
    """What a table would bring.

    Attributes:
        name: The name of its file.
        sheet: The sheet; empty for a CSV.
        mapping: What its columns mean.
        source: The table as a source.
        changes: What would be proposed, with the cell or row that it comes from.
        irregularities: What is irregular, the graver first.
        data: The bytes of the file.
        rows: How many rows there are below the headings.
    """

    name: str
    sheet: str
    mapping: TableMapping
    source: Source
    changes: tuple[tuple[Change, str], ...]
    irregularities: tuple[Irregularity, ...]
    data: bytes
    rows: int

    @property
    def counted(self) -> dict[str, int]:
        """Return of each kind of record how many changes there are to it."""
        found = Counter(change.kind for change, _ in self.changes)
        return {kind.name: found[kind.singular] for kind in KINDS}

    @property
    def origin(self) -> str:
        """Return how the inbox calls where the proposals are from."""
        return f"{self.name}, {self.sheet}" if self.sheet else self.name


def plan(
    content: Content,
    file: TableFile,
    table: Table,
    mapping: TableMapping,
    noticed: Iterable[Irregularity],
) -> TablePlan:
    """Return what a table would bring to a pack; nothing is changed.

    Args:
        content: The pack as it is.
        file: The file.
        table: The table in it.
        mapping: What its columns mean.
        noticed: What is irregular about its headings.

    Raises:
        InputRefusedError: The mapping says too little to make anything of the table.
    """
    source = source_of(content, file, table)
    last = max(mapping.headings, default=0)
    around = Surroundings(
        content=content,
        directory=directory(content),
        source=source,
        make_actor=actor_maker(content),
    )
    built = build(table, mapping, around, noticed)
    changes = _changes(content, built.records)
    if len(changes) > _MOST_CHANGES:
        raise InputRefusedError(
            f"{file.name} would bring {len(changes):,} changes; {_MOST_CHANGES:,} at a time is the "
            "most: cut it into smaller tables, or leave columns out."
        )
    return TablePlan(
        name=file.name,
        sheet=table.sheet,
        mapping=mapping,
        source=source,
        changes=changes,
        irregularities=built.irregularities,
        data=file.data,
        rows=sum(row.number > last for row in table.rows),
    )


def source_of(content: Content, file: TableFile, table: Table) -> Source:
    """Return the table as a source: that of the pack with the same bytes, or a new one."""
    digest = file.sha256
    for source in content.sources:
        original = source.original
        if original and original.sha256 == digest and source.text == table.text:
            return source
    title = f"{file.name} – {table.sheet}" if table.sheet else file.name
    return Source(
        id=SourceId(derived_id("source", digest, table.sheet, table.text)),
        title=title,
        retrieved=clock.now(),
        kind=SourceKind.DATASET,
        origin=Origin.SECONDARY,
        text=LongText(table.text),
        original=Original(name=file.name, media_type=file.media_type, sha256=Digest(digest)),
        order=max((row.order for row in content.sources), default=0) + 1,
    )


def import_as_source(pack: Pack, file: TableFile, table: Table) -> str:
    """Add a table as a source and nothing else, as one edit, and return what happened in words."""
    source = source_of(pack.content, file, table)
    if pack.content.find(Source, source.id) is not None:
        return f"{file.name} is in the pack already, as “{source.title}”."
    with pack.edit("Import Table as Source"):
        pack.keep_original(file.data)
        pack.put(replace(source, captured=clock.now()))
    return f"Imported “{source.title}” as a source."


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedTable:
    """What a table brings, sorted out: what of it is new to the inbox.

    Attributes:
        plan: What it brings.
        content: The pack with whose inbox it was compared.
        new: The new proposals.
        outdated: What the same table proposed by another mapping and nobody has decided on.
    """

    plan: TablePlan
    content: Content
    new: tuple[Proposal, ...]
    outdated: tuple[Proposal, ...]


def sort_out(content: Content, planned: TablePlan) -> SortedTable:
    """Return what of a table is new; what was proposed before is not proposed again."""
    made = _proposals(content, planned)
    kept = {_meant(row) for row in made}
    old = tuple(
        row
        for row in content.proposals
        if row.origin == planned.origin and row.state in _OPEN and _meant(row) not in kept
    )
    new = tuple(unheard(content, made, _meant))
    return SortedTable(plan=planned, content=content, new=new, outdated=old)


def put_into_inbox(pack: Pack, found: SortedTable) -> tuple[str, ...]:
    """Put what a table brings into the inbox as one edit, and return the new proposals' ids.

    Args:
        pack: The pack; where it was changed since, what the table brings is sorted out anew.
        found: What of it is new; what is outdated gives way to it.
    """
    if pack.content is not found.content:
        found = sort_out(pack.content, found.plan)
    if found.new or found.outdated:
        with pack.edit("Import Table"):
            for row in found.outdated:
                pack.remove(row)
            for row in found.new:
                pack.put(row)
    return tuple(row.id for row in found.new)


def _changes(content: Content, records: Iterable[Placed]) -> tuple[tuple[Change, str], ...]:
    """Return what the records change, kind by kind, in the order of the table."""
    by_kind: dict[str, list[Any]] = {}
    places: dict[tuple[str, str], str] = {}
    for placed in records:
        kind = BY_TYPE[type(placed.record)]
        by_kind.setdefault(kind.name, []).append(placed.record)
        places[kind.singular, placed.record.id] = placed.place
    theirs = Content(cover=content.cover, **{name: tuple(rows) for name, rows in by_kind.items()})
    order = {kind.singular: place for place, kind in enumerate(KINDS)}
    merged = merge(None, content, theirs)
    found = sorted(merged.proposals, key=lambda change: order[change.kind])
    return tuple((change, places.get((change.kind, change.record or ""), "")) for change in found)


def _proposals(content: Content, planned: TablePlan) -> list[Proposal]:
    first = max((row.order for row in content.proposals), default=0) + 1
    now = clock.now()
    made: list[Proposal] = []
    for order, (change, place) in enumerate(planned.changes, start=first):
        is_source = change.kind == "source" and change.field is None
        original = planned.data if is_source else None
        one = proposal_of(change, ProposalId(new_id()), planned.origin, original)
        made.append(replace(one, place=place or None, order=order, captured=now))
    return made


def _meant(proposal: Proposal) -> tuple[str | None, ...]:
    """Return what two proposals share that mean the same; of a source, that it is the same one."""
    if proposal.kind == "source" and proposal.field is None:
        return proposal.kind, proposal.record
    return same(proposal)

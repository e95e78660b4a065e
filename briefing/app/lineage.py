"""Which saves a pack comes from, and the newest from which two packs both come.

Nothing that a pack once had is kept for this, only digests: a merge asks of an ancestor no more
than whether a value was the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from briefing.app import clock
from briefing.changes.ancestry import Ancestor, Seal, as_text, merged_records
from briefing.changes.places import Place
from briefing.domain.base import Moment
from briefing.store.disk import WorkingCopyRefusedError
from briefing.store.lineage import Save, StoredImprint

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable

    from briefing.store.lineage import Past
    from briefing.store.pack import Pack

NEWEST = 32
"""How many saves are kept in any case."""
PERIODS = (("2027-03-01T18:0", 24), ("2027-03-01T18", 24), ("2027-03-01", 10))
"""Of how many ten minutes, hours and days with saves the last one is kept."""
SAVES = 256
"""How many saves are known at most besides those that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """The save from which two packs both come.

    Attributes:
        moment: When it was.
        ancestor: What both had then.
        orders: The place that each record had among its kind, by its name.
    """

    moment: Moment
    ancestor: Ancestor
    orders: Mapping[str, int]

    def order(self, kind: str, record: str) -> int | None:
        """Return the place that a record had among its kind, None where it was not there."""
        return self.orders.get(self.ancestor.seal.name(Place(kind, record)))


def note_save(pack: Pack, *, edition: str | None = None, part_of: Save | None = None) -> None:
    """Note in a pack's lineage what it has now; to be called before it is saved.

    Nothing is noted where the newest save had the same, nor where the disk of the working copy
    takes no more: saving goes on without it.

    Args:
        pack: The pack.
        edition: The edition that was just issued.
        part_of: The save of the pack of which this one is a shared part.
    """
    with suppress(WorkingCopyRefusedError):
        _note(pack, edition, part_of)


def _note(pack: Pack, edition: str | None, part_of: Save | None) -> None:
    lineage = pack.lineage
    seal = Seal(lineage.key())
    imprints = _imprints(pack, seal)
    digest = _digest(seal, imprints)
    newest = lineage.newest
    if newest is not None and newest.content == digest:
        if edition is not None:
            lineage.amend(replace(newest, edition=edition))
        return
    save = Save(
        id=pack.new_id(),
        moment=clock.now(),
        content=digest,
        edition=edition,
        part_of=part_of.id if part_of else None,
    )
    issued = {row.id for row in pack.content.editions}
    lineage.append(save, imprints, lambda saves: _kept(saves, issued), SAVES)


def forget_past(pack: Pack) -> bool:
    """Forget all that a pack's lineage knows but what the pack is now; saves stay known as such.

    A short secret could be guessed from its digest.

    Returns:
        Whether anything else was known.
    """
    return pack.lineage.forget_past(_imprints(pack, Seal(pack.lineage.key())))


def common_ancestor(ours: Past, theirs: Past) -> Common | None:
    """Return the newest save from which both packs come and of which one has kept digests.

    After the save at which they parted, having the same counts as well: what both then changed
    has met.
    """
    mine, yours = ours.saves, theirs.saves
    pairs = _shared(mine, yours)
    if pairs and ours.key == theirs.key:
        pairs += _met(mine, yours, *pairs[-1])
    for my_save, your_save in sorted(pairs, key=lambda pair: pair[1].serial, reverse=True):
        # What ours has kept comes first: a stranger may say anything of what we had.
        if my_save.kept:
            return _common(ours, my_save)
        if your_save.kept:
            return _common(theirs, your_save)
    for whole, past in ((mine, theirs), (yours, ours)):
        shared = [save for save in past.saves if save.kept and _is_part(save, whole)]
        if shared:
            return _common(past, shared[-1])
    return None


def _shared(mine: Collection[Save], yours: Collection[Save]) -> list[tuple[Save, Save]]:
    """Return the saves that both come from, the newest last."""
    known = {save.id: save for save in mine}
    return [(known[save.id], save) for save in yours if save.id in known]


def _is_part(save: Save, whole: Collection[Save]) -> bool:
    """Tell whether a save is what was shared of one of another pack."""
    return any(save.part_of == other.id for other in whole)


def _met(
    mine: Collection[Save], yours: Collection[Save], my_last: Save, your_last: Save
) -> list[tuple[Save, Save]]:
    """Return the saves at which both had the same after the last from which both come."""
    known = {save.content: save for save in mine if save.serial > my_last.serial}
    return [
        (known[save.content], save)
        for save in yours
        if save.serial > your_last.serial and save.content in known
    ]


def _common(past: Past, save: Save) -> Common:
    imprints = past.imprints(save)
    return Common(
        moment=save.moment,
        ancestor=Ancestor(
            seal=Seal(past.key),
            imprints={name: json.loads(row.fields) for name, row in imprints.items()},
        ),
        orders={name: row.order for name, row in imprints.items()},
    )


def _imprints(pack: Pack, seal: Seal) -> dict[str, StoredImprint]:
    """Return the imprints of a pack as it is; those of unchanged records are known already."""
    known = pack.lineage.made
    made: dict[Hashable, tuple[object, str, StoredImprint]] = {}
    for place, record in merged_records(pack.content):
        before = known.get(place)
        made[place] = (
            before
            if before is not None and before[0] is record
            else (record, seal.name(place), _stored(seal, place, record))
        )
    pack.lineage.made = made
    return {name: imprint for _, name, imprint in made.values()}


def _stored(seal: Seal, place: Place, record: object) -> StoredImprint:
    return StoredImprint(getattr(record, "order", 0), as_text(seal.imprint(place, record)))


def _digest(seal: Seal, imprints: Mapping[str, StoredImprint]) -> str:
    lines = (f"{name} {imprints[name].fields}\n" for name in sorted(imprints))
    return blake2b("".join(lines).encode(), key=seal.key, digest_size=16).hexdigest()


def _kept(saves: tuple[Save, ...], issued: Collection[str]) -> set[str]:
    """Return the saves whose imprints are kept.

    A pack that was sent in the morning comes back in the afternoon, when both sides have saved
    many times: the last save of each day alone would not have what both come from.
    """
    kept = {save.id for save in saves[-NEWEST:]}
    for like, most in PERIODS:
        last = {save.moment[: len(like)]: save.id for save in saves}
        kept |= {last[period] for period in sorted(last)[-most:]}
    return kept | {save.id for save in saves if save.edition in issued or save.part_of}

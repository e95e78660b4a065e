"""Makes a new pack of what a damaged one still holds, and says what is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.app import packs
from briefing.app.backups import Backup, backups, restore_backup
from briefing.checks.passages import differing_words
from briefing.domain.kinds import BY_SINGULAR, KINDS
from briefing.errors import BriefingError
from briefing.store.rescue import Loss, Salvaged, salvage

if TYPE_CHECKING:
    from briefing.domain.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """The newest dated copy of a pack that can be opened.

    Attributes:
        backup: The copy.
        counts: How many records of each kind it has, by the kind's plural.
    """

    backup: Backup
    counts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RescueReport:
    """What was rescued.

    Attributes:
        path: The new pack.
        counts: How many records of each kind it has, by the kind's plural.
        lost: How many records of each kind are known to be lost; there may be more.
        losses: What could not be read or taken.
        passages: Sentences about passages whose words are not those of their source.
        rows: How many rows and texts were found as they were written.
        blank: How many pages of the damaged file are missing or empty.
    """

    path: Path
    counts: dict[str, int]
    lost: dict[str, int]
    losses: tuple[Loss, ...]
    passages: tuple[str, ...]
    rows: int
    blank: int


def rescue_pack(damaged: Path, new: Path) -> RescueReport:
    """Salvage a damaged pack into a new one; the damaged file is not touched.

    Raises:
        InputRefusedError: Nothing can be read, or there is a file at `new` already.
        OutputNotWrittenError: The new pack could not be written.
    """
    new = packs.new_file(new)
    found = salvage(damaged)
    pack = packs.restored(found.content, found.originals)
    pack.lineage.adopt(found.lineage)
    try:
        path = packs.save_pack(pack, new)
        passages = tuple(problem.sentence for problem in differing_words(pack.content))
    finally:
        pack.close()
    return RescueReport(
        path=path,
        counts=counts_of(found.content),
        lost=_lost(found),
        losses=found.losses,
        passages=passages,
        rows=found.rows,
        blank=found.blank,
    )


def rescued_name(damaged: Path) -> Path:
    """Return a free name beside a damaged pack for what is rescued of it."""
    ends = chain(("",), (f"-{at}" for at in count(2)))
    paths = (damaged.with_name(f"{damaged.stem}-rescued{end}{packs.SUFFIX}") for end in ends)
    return next(path for path in paths if not path.exists())


def fallback(damaged: Path) -> Fallback | None:
    """Return the newest dated copy of a pack that is whole, or None."""
    for backup in backups(damaged):
        try:
            pack = restore_backup(backup)
        except BriefingError:
            continue
        try:
            return Fallback(backup=backup, counts=counts_of(pack.content))
        finally:
            pack.close()
    return None


def counts_of(content: Content) -> dict[str, int]:
    """Return how many records of each kind there are, by the kind's plural."""
    return {kind.name: len(content.all(kind.record_type)) for kind in KINDS}


def _lost(found: Salvaged) -> dict[str, int]:
    gone = {
        (loss.kind, loss.id)
        for loss in found.losses
        if loss.id
        and loss.kind in BY_SINGULAR
        and found.content.find(BY_SINGULAR[loss.kind].record_type, loss.id) is None
    }
    lost = Counter(kind for kind, _ in gone)
    return {kind.name: lost[kind.singular] for kind in KINDS}

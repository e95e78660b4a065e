"""Makes a new pack of what a damaged one still holds, and says what is lost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.app import packs
from briefing.checks.passages import differing_words
from briefing.store.rescue import Loss, salvage


@dataclass(frozen=True, slots=True, kw_only=True)
class RescueReport:
    """What was rescued.

    Attributes:
        path: The new pack.
        counts: How many records of each kind it has, by the kind's plural.
        losses: What could not be read or taken.
        passages: Sentences about passages whose words are not those of their source.
        rows: How many rows and texts were found as they were written.
        blank: How many pages of the damaged file are missing or empty.
    """

    path: Path
    counts: dict[str, int]
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
    try:
        path = packs.save_pack(pack, new)
        passages = tuple(problem.sentence for problem in differing_words(pack.content))
    finally:
        pack.close()
    lists = {name: getattr(found.content, name) for name in found.content.__dataclass_fields__}
    return RescueReport(
        path=path,
        counts={name: len(rows) for name, rows in lists.items() if isinstance(rows, tuple)},
        losses=found.losses,
        passages=passages,
        rows=found.rows,
        blank=found.blank,
    )

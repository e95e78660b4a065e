"""Releases: somebody's word, by name, that a record may be freer than what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.app import clock
from briefing.app.editing import refuse_unfit
from briefing.domain.exchange import FieldReference, Release
from briefing.domain.ids import ReleaseId
from briefing.domain.kinds import BY_TYPE
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from briefing.domain.base import Record
    from briefing.domain.content import Content
    from briefing.store.pack import Pack


def release_of(content: Content, record: Record) -> Release | None:
    """Return the newest release of a record, or None."""
    kind = BY_TYPE[type(record)].singular
    rows = [
        row for row in content.releases if (row.record.kind, row.record.id) == (kind, record.id)
    ]
    return max(rows, key=lambda row: (row.on, row.order, row.id), default=None)


def release(pack: Pack, record: Record, released_by: str, reason: str = "") -> Release:
    """Note who released a record for the use that it is marked with, today, as one edit.

    Args:
        pack: The pack.
        record: The record.
        released_by: Who did, by name or office.
        reason: Why, or how it is known.

    Raises:
        InputRefusedError: Nobody is named, or the words cannot be kept.
    """
    if not released_by.strip():
        raise InputRefusedError("A release needs a name: say who released it.")
    kind = BY_TYPE[type(record)].singular
    made = Release(
        id=ReleaseId(pack.new_id()),
        record=FieldReference(kind=kind, id=record.id),
        use=record.disclosure,
        released_by=released_by.strip(),
        on=clock.today(),
        reason=reason.strip() or None,
    )
    refuse_unfit(made)
    with pack.edit(f"Release {kind.title()}"):
        pack.put(made)
    return made

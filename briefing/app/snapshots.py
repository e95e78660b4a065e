"""A pack as a frozen value, so that a job can work on it while the pack is edited."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from briefing.domain.content import Content
from briefing.store.lineage import Save

if TYPE_CHECKING:
    from briefing.store.pack import Pack


class Held(Protocol):
    """What a pack and its snapshot have in common."""

    @property
    def content(self) -> Content:
        """Return the records."""

    def original(self, sha256: str, /) -> bytes:
        """Return the original bytes of a source.

        Raises:
            KeyError: There are none under this hash.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Records and originals of a pack as they were.

    Attributes:
        content: The records.
        originals: The original bytes of its sources by SHA-256.
        path: The pack's file, or None.
        newest: The newest save that it comes from, or None.
    """

    content: Content
    originals: dict[str, bytes]
    path: Path | None
    newest: Save | None = None

    def original(self, sha256: str, /) -> bytes:
        """Return the original bytes of a source."""
        return self.originals[sha256]


def snapshot(pack: Pack) -> Snapshot:
    """Return a pack as it is now."""
    return Snapshot(
        content=pack.content,
        originals=originals_of(pack.content, pack),
        path=pack.path,
        newest=pack.lineage.newest,
    )


def originals_of(content: Content, held: Held) -> dict[str, bytes]:
    """Return the original bytes of a content's sources by SHA-256."""
    return {
        row.original.sha256: held.original(row.original.sha256)
        for row in content.sources
        if row.original is not None
    }

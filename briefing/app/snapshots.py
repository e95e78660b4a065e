"""A pack as a frozen value, so that a job can work on it while the pack is edited."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from briefing.app.frozen import texts_named
from briefing.domain.content import Content
from briefing.store.lineage import Save

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.store.pack import Pack


class Held(Protocol):
    """What a pack and its snapshot have in common."""

    @property
    def content(self) -> Content:
        """Return the records."""

    @property
    def path(self) -> Path | None:
        """Return the pack's file, or None."""

    @property
    def side_files(self) -> tuple[Path, ...]:
        """Return the files of its working copy."""

    def original(self, sha256: str, /) -> bytes:
        """Return the original bytes of a source.

        Raises:
            KeyError: There are none under this hash.
        """

    def text(self, sha256: str, /) -> str:
        """Return the text of a source that an edition has.

        Raises:
            KeyError: There is none under this hash.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Records and originals of a pack as they were.

    Attributes:
        content: The records.
        originals: The original bytes of its sources by SHA-256.
        path: The pack's file, or None.
        newest: The newest save that it comes from, or None.
        texts: The texts of the sources that its editions have, by SHA-256.
        side_files: The files of its working copy.
    """

    content: Content
    originals: dict[str, bytes]
    path: Path | None
    newest: Save | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    side_files: tuple[Path, ...] = ()

    def original(self, sha256: str, /) -> bytes:
        """Return the original bytes of a source."""
        return self.originals[sha256]

    def text(self, sha256: str, /) -> str:
        """Return the text of a source that an edition has."""
        return self.texts[sha256]


def snapshot(pack: Pack) -> Snapshot:
    """Return a pack as it is now."""
    return Snapshot(
        content=pack.content,
        originals=originals_of(pack.content, pack),
        path=pack.path,
        newest=pack.lineage.newest,
        texts=dict(_texts(pack)),
        side_files=pack.side_files,
    )


def _texts(pack: Pack) -> Iterator[tuple[str, str]]:
    for sha256 in {one for edition in pack.content.editions for one in texts_named(edition)}:
        with suppress(KeyError):  # it was loaded from JSON without it
            yield sha256, pack.text(sha256)


def originals_of(content: Content, held: Held) -> dict[str, bytes]:
    """Return the original bytes of a content's sources by SHA-256."""
    return {
        row.original.sha256: held.original(row.original.sha256)
        for row in content.sources
        if row.original is not None
    }

"""The file that a pack belongs to, as its working copy remembers it: also after a crash."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from briefing.store.disk import WorkingCopyRefusedError, path_of, uri_of
from briefing.store.saving import write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.store.working import WorkingCopy


class OwnFile:
    """Where a pack is saved, and which versions of that file were read or written here.

    Args:
        working: The working copy.
        path: The file, or None for a pack that was never saved.

    Attributes:
        path: The file, or None.
    """

    def __init__(self, working: WorkingCopy, path: Path | None) -> None:
        self._working = working
        self.path = None if path is None else path.absolute()

    def recall(self) -> None:
        """Belong to the file again to which the working copy that was left behind belonged."""
        remembered = self._working.recall("path")
        self.path = path_of(remembered) if remembered else None

    @property
    def version(self) -> str | None:
        """Return the version of the file that was read or written last, None where unknown."""
        return self._working.recall("version") or None

    def knows(self, version: str) -> bool:
        """Tell whether a version of the file was read or written here."""
        # the one that was being written counts: a crash may have come right after the step
        return version in {self._working.recall("version"), self._working.recall("writing")}

    def write(self, path: Path | None, over: str | None) -> Path:
        """Write the pack to the file, or to another one that it then belongs to.

        Args:
            path: Another file, which the analyst has chosen.
            over: A version of its own file that may be overwritten though it was not read.

        Raises:
            ChangedOnDiskError: Its own file has a version that was not read; it is unchanged.
            OutputNotWrittenError: It could not be written; what was there is unchanged.
            ValueError: There is no file yet and none was named; that is a bug.
        """
        target = path or self.path
        if target is None:
            raise ValueError("a pack that was never saved needs a path")
        known = (self.version, self._working.recall("writing"), over)
        own = frozenset(one for one in known if one) if target == self.path else None
        written = write_pack(self._working, target, own)
        self.path = target.absolute()
        with suppress(WorkingCopyRefusedError):  # it is saved: without the mark it seems modified
            self.mark_saved(written)
        return target

    def mark_saved(self, version: str | None) -> None:
        """Remember that a version of the file has what the pack has now."""
        self._remember("Open", self._working.here, version or "")

    def let_go(self) -> None:
        """Belong to no file any more."""
        self.path = None
        self._remember("Duplicate", "", "")

    def _remember(self, name: str, saved_at: str, version: str) -> None:
        with self._working.unrecorded(name):
            self._working.remember("saved_at", saved_at)
            self._working.remember("path", uri_of(self.path) if self.path else "")
            self._working.remember("version", version)
            self._working.remember("writing", "")

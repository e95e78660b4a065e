"""The folders of all working copies: this process's, other living ones', and those left behind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.app import folders
from briefing.files.holders import Holder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingFolder:
    """The folder of one working copy.

    Attributes:
        path: Where it lies.
        holder: The process that has it open and lives, or None for one that was left behind.
    """

    path: Path
    holder: Holder | None

    @property
    def files(self) -> tuple[Path, ...]:
        """Return its files."""
        return tuple(sorted(self.path.iterdir())) if self.path.is_dir() else ()


def working_folders_but(own: Collection[Path]) -> Iterator[WorkingFolder]:
    """Yield the folders of all working copies but some, those being made not."""
    for path in sorted(folders.working_folders().iterdir()):
        if path in own or not path.joinpath("working.db").exists():
            continue
        holder = Holder.read(path / folders.HOLDER)
        yield WorkingFolder(path=path, holder=None if holder is None or holder.is_gone else holder)

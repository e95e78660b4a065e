"""The folders of all working copies, where they lie, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.app import folders
from briefing.app.settings import load_settings, save_settings
from briefing.files.holders import Holder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_OURS: Final = "Briefing working copies"


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
    for path in folders.working_copies():
        if path in own or not path.joinpath("working.db").exists():
            continue
        holder = Holder.read(path / folders.HOLDER)
        yield WorkingFolder(path=path, holder=None if holder is None or holder.is_gone else holder)


def choose_place(folder: Path | None) -> Path:
    """Have working copies made in another folder from now on, and return where they will lie.

    What is open stays where it is; what was left behind at former places is still found.

    Args:
        folder: A folder of the user's, in which one for us is made; None for the program's own.

    Raises:
        FolderNotMadeError: It cannot be written to; nothing was changed.
        OutputNotWrittenError: The setting could not be kept.
    """
    place = None if folder is None else folder.resolve() / _OURS
    if place is not None:
        folders.try_place(place)
    settings = load_settings()
    former = dict.fromkeys(filter(None, (settings.working_place, *settings.former_working_places)))
    chosen = "" if place is None else str(place)
    former.pop(chosen, None)
    save_settings(replace(settings, working_place=chosen, former_working_places=tuple(former)))
    return folders.place_of_work()

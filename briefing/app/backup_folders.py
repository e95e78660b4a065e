"""Where the dated copies of a pack lie: a folder per file, which notes whose copies it has.

The folder is named after the file's path. So that a pack that was renamed or moved finds its
copies again, the folder notes path and identity of the pack that it served last.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.app import folders
from briefing.app.settings import load_settings
from briefing.files.replacing import replaced
from briefing.store.reading import identity_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTE = "pack.json"


class Served(NamedTuple):
    """Which pack a folder of dated copies served last."""

    path: Path
    identity: str


def own_folder(pack: Path) -> Path:
    """Return the folder in which the dated copies of a file are made; it may not exist yet."""
    # The path may be long or hold anything; its hash is a safe name, its stem for people.
    name = os.fsencode(pack.resolve())
    stem = "".join(sign for sign in pack.stem if sign.isalnum() or sign in "-_")[:40]
    return _all_folders() / f"{stem}-{hashlib.sha256(name).hexdigest()[:12]}"


def folders_of(pack: Path) -> tuple[Path, ...]:
    """Return the folders with dated copies of a pack: its own, and those of its former places.

    Args:
        pack: The file; it may be damaged, or gone.
    """
    own = own_folder(pack)
    found = [own] if own.is_dir() else []
    served = _served(own)
    identity = identity_of(pack) or (served.identity if served else None)
    if identity:
        found += [folder for folder in _others(own) if _is_former(folder, identity)]
    return tuple(found)


def known_copies(identity: str) -> tuple[Path, ...]:
    """Return the pack files that this program knows to be of one pack: those of recent ones too."""
    noted = [served.path for folder in _others(None) if (served := _served(folder))]
    recent = [Path(name) for name in load_settings().recent]
    return tuple(path for path in dict.fromkeys((*noted, *recent)) if identity_of(path) == identity)


def make_own_folder(pack: Path) -> Path:
    """Make the folder of a file's dated copies, which nobody else may read.

    Raises:
        OSError: It cannot be made.
        OutputNotWrittenError: It cannot be written to.
    """
    own = own_folder(pack)
    own.parent.mkdir(exist_ok=True)
    own.mkdir(exist_ok=True)
    for folder in (own.parent, own):
        with suppress(OSError):
            folder.chmod(0o700)
    identity = identity_of(pack)
    served = Served(pack.resolve(), identity) if identity else None
    if served is not None and _served(own) != served:
        note = json.dumps({"path": str(served.path), "identity": served.identity})
        with replaced(own / _NOTE) as beside:
            beside.chmod(0o600)
            beside.write_text(note, encoding="utf-8")
    return own


def _all_folders() -> Path:
    return folders.state_folder() / "backups"


def _others(own: Path | None) -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted(
            folder for folder in _all_folders().iterdir() if folder.is_dir() and folder != own
        )


def _is_former(folder: Path, identity: str) -> bool:
    """Tell whether a folder has the copies of a pack whose file is no longer where it was."""
    served = _served(folder)
    return served is not None and served.identity == identity and not served.path.exists()


def _served(folder: Path) -> Served | None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        found = json.loads(folder.joinpath(_NOTE).read_text(encoding="utf-8"))
        return Served(Path(found["path"]), str(found["identity"]))
    return None

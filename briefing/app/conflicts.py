"""Copies that synchronising programs leave beside a pack when two people saved at once."""

from __future__ import annotations

import re
import socket
import unicodedata
from typing import TYPE_CHECKING

from briefing.store.reading import stated_version

if TYPE_CHECKING:
    from pathlib import Path

# Dropbox, Nextcloud and Seafile: (… conflicted copy …); Syncthing: .sync-conflict-…; Synology and
# Resilio: …_Conflict; OneDrive: -NAME-OF-THE-MACHINE.
_WORD = re.compile(
    r"[\W_].*(conflict|konflikt|conflit|conflitt|競合|冲突)", re.IGNORECASE | re.DOTALL
)
_MACHINE = re.compile(r"-(DESKTOP|LAPTOP|WIN|PC)-[A-Z0-9]{5,12}(-\d+)?")


def conflict_copies(pack: Path) -> tuple[Path, ...]:
    """Return the packs in a pack's folder that are named as conflicting copies of it, by name.

    They are never opened: whether they hold anything new is for the analyst to see.
    """
    stem = _plain(pack.stem)
    try:
        beside = [path for path in pack.parent.iterdir() if path.suffix == pack.suffix]
    except OSError:
        return ()
    found = [
        path
        for path in beside
        if _is_copy(stem, _plain(path.stem)) and stated_version(path) is not None
    ]
    return tuple(sorted(found))


def _is_copy(stem: str, name: str) -> bool:
    rest = name.removeprefix(stem)
    if not rest or rest == name:
        return False
    is_of_here = re.fullmatch(rf"-{re.escape(socket.gethostname())}(-\d+)?", rest, re.IGNORECASE)
    return bool(is_of_here or _WORD.match(rest) or _MACHINE.fullmatch(rest))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name)

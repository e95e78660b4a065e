"""What comes from colleagues: packs and workbooks, received into the inbox as proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.app.receiving_packs import receive_pack
from briefing.app.receiving_workbooks import receive_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.app.inbox import Received
    from briefing.store.pack import Pack

PACK: Final = ".briefpack"
WORKBOOK: Final = ".xlsx"
SUFFIXES: Final = (PACK, WORKBOOK)
"""How the names of files end that can be received."""
_ZIP: Final = b"PK\x03\x04"


def receive(pack: Pack, path: Path) -> Received:
    """Put what a colleague's file changes into the inbox, as one edit; nothing is applied.

    Args:
        pack: Our pack.
        path: A colleague's saved pack, or a workbook that was exported and edited; only read.

    Raises:
        InputRefusedError: The file cannot be used; the sentence says why. Nothing was changed.
    """
    return receive_workbook(pack, path) if _is_workbook(path) else receive_pack(pack, path)


def _is_workbook(path: Path) -> bool:
    """Tell whether a file is a workbook by its name, or whatever its name by its first bytes."""
    if path.suffix.casefold() in SUFFIXES:
        return path.suffix.casefold() == WORKBOOK
    try:
        with path.open("rb") as file:
            return file.read(len(_ZIP)) == _ZIP
    except OSError:
        return False

"""What comes from colleagues, packs, workbooks and Word packs: received as proposals."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

from briefing.app.arrivals import OurSide
from briefing.app.exporting import no_progress
from briefing.app.inbox import put_into_inbox, sort_out
from briefing.app.receiving_documents import read_document, remembers
from briefing.app.receiving_packs import read_pack
from briefing.app.receiving_workbooks import is_on_its_way_home, read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefing.app.exporting import Progress
    from briefing.app.inbox import Received, Sorted
    from briefing.domain.content import Content
    from briefing.store.pack import Pack

PACK: Final = ".briefpack"
WORKBOOK: Final = ".xlsx"
DOCUMENT: Final = ".docx"
SUFFIXES: Final = (PACK, WORKBOOK, DOCUMENT)
"""How the names of files end that can be received."""
_ZIP: Final = b"PK\x03\x04"


def receive(pack: Pack, path: Path) -> Received:
    """Put what a colleague's file changes into the inbox, as one edit; nothing is applied.

    What was proposed before, and whatever became of it, is not proposed again.

    Args:
        pack: Our pack.
        path: A colleague's saved pack, or a workbook or Word pack that was exported and edited; it
            is only read.

    Raises:
        InputRefusedError: The file cannot be used; the sentence says why. Nothing was changed.
    """
    return put_into_inbox(pack, read(OurSide.of(pack), path))


def read(ours: OurSide, path: Path, progress: Progress = no_progress) -> Sorted:
    """Return what a colleague's file would put into the inbox; no pack is touched.

    Args:
        ours: Our pack as it was when this began.
        path: The file; it is only read.
        progress: Told how far it is; may raise to cancel.

    Raises:
        InputRefusedError: The file cannot be used; the sentence says why.
    """

    def waiting(_step: str) -> None:
        progress(f"Reading {path.name}", 0.0)

    waiting("begin")
    arrived = _READERS[_kind(path)](ours, path, waiting)
    progress(f"Sorting out {path.name}", _READ)
    found = sort_out(ours.content, arrived)
    progress(f"Sorting out {path.name}", 1.0)
    return found


def may_come_home(path: Path) -> bool:
    """Tell by its name whether a file may be one of ours that was exported to be worked on."""
    return path.suffix.casefold() in {WORKBOOK, DOCUMENT}


def comes_home(
    content: Content, path: Path, waiting: Callable[[str], None] = lambda step: None
) -> bool:
    """Tell whether a file is a workbook or Word pack of ours that was exported to be worked on.

    Args:
        content: The pack that is open: a workbook may take as long as one of it does.
        path: The file; it is only read.
        waiting: Called again and again; may raise to cancel.
    """
    suffix = path.suffix.casefold()
    if suffix == WORKBOOK:
        return is_on_its_way_home(content, path, waiting)
    return suffix == DOCUMENT and remembers(path)


_READERS: Final = {PACK: read_pack, WORKBOOK: read_workbook, DOCUMENT: read_document}
_READ: Final = 0.8
"""How much of the work is done once a file is read and compared."""


def _kind(path: Path) -> str:
    """Tell what a file is by its name, or whatever its name by what is in it."""
    suffix = path.suffix.casefold()
    if suffix in SUFFIXES:
        return suffix
    try:
        with path.open("rb") as file:
            if file.read(len(_ZIP)) != _ZIP:
                return PACK
            with zipfile.ZipFile(file) as archive:
                names = archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return PACK
    return DOCUMENT if any(name.startswith("word/") for name in names) else WORKBOOK

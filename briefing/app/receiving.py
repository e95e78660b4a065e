"""What comes from colleagues, packs, workbooks and Word packs: received as proposals."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

from briefing.app.receiving_documents import receive_document, remembers
from briefing.app.receiving_packs import receive_pack
from briefing.app.receiving_workbooks import is_on_its_way_home, receive_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.app.inbox import Received
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

    Args:
        pack: Our pack.
        path: A colleague's saved pack, or a workbook or Word pack that was exported and edited; it
            is only read.

    Raises:
        InputRefusedError: The file cannot be used; the sentence says why. Nothing was changed.
    """
    return _RECEIVERS[_kind(path)](pack, path)


def comes_home(content: Content, path: Path) -> bool:
    """Tell whether a file is a workbook or Word pack of ours that was exported to be worked on.

    Args:
        content: The pack that is open: a workbook may take as long as one of it does.
        path: The file; it is only read.
    """
    suffix = path.suffix.casefold()
    if suffix == WORKBOOK:
        return is_on_its_way_home(content, path)
    return suffix == DOCUMENT and remembers(path)


_RECEIVERS: Final = {
    PACK: receive_pack,
    WORKBOOK: receive_workbook,
    DOCUMENT: receive_document,
}


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

"""The demo: the sample pack with its Word pack and matrix, written into a folder."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.app import packs
from briefing.app.exporting import ExportReport, ExportRequest, export
from briefing.errors import InputRefusedError, OutputNotWrittenError
from briefing.files.replacing import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefing.app.exporting import Progress

NOTE = ".briefing-demo.json"
"""What the demo notes beside its files: the SHA-256 of each, by which it knows them again."""
_PACK, _WORD, _EXCEL, _PDF = (
    "sample.briefpack",
    "summit-pack.docx",
    "commitment-matrix.xlsx",
    "summit-pack.pdf",
)


def write_demo(folder: Path, progress: Progress) -> ExportReport:
    """Write the sample pack, its Word pack, its matrix and, with an office suite, its pages.

    Files of an earlier demo that nobody has changed since are replaced, and no others.

    Args:
        folder: Where they go; made when it is missing.
        progress: Told each step and the share that is done.

    Returns:
        What there is to say; the pack comes first among the files.

    Raises:
        InputRefusedError: A file of such a name is there that is not an unchanged one of a demo.
        OutputNotWrittenError: One could not be written.
    """
    from briefing.preview.office import find_office

    _make(folder)
    names = (_PACK, _WORD, _EXCEL, _PDF) if find_office() else (_PACK, _WORD, _EXCEL)
    _refuse_others(folder, names)
    sample = packs.open_sample()
    try:
        request = ExportRequest(
            word=folder / _WORD,
            excel=folder / _EXCEL,
            pdf=folder / _PDF if _PDF in names else None,
            form="issue",
        )
        report = export(sample.content, request, progress)
        try:
            saved = packs.save_pack(sample, folder / _PACK)
        finally:
            _note(folder, names)
    finally:
        sample.close()
    return replace(report, written=(saved, *report.written))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputNotWrittenError(
            f"The folder {folder} cannot be made: {reason}. Choose another one."
        ) from error


def _refuse_others(folder: Path, names: Iterable[str]) -> None:
    known = _noted(folder)
    others = [
        name
        for name in names
        if os.path.lexists(folder / name) and known.get(name) != _digest(folder / name)
    ]
    if others:
        raise InputRefusedError(
            f"{folder} has files of these names that the demo did not write, or that were changed "
            f"since: {', '.join(others)}. Nothing was written; choose another folder, or move or "
            "delete them."
        )


def _note(folder: Path, names: Iterable[str]) -> None:
    found = {name: digest for name in names if (digest := _digest(folder / name))}
    write_whole(folder / NOTE, f"{json.dumps(found, indent=1)}\n".encode())


def _noted(folder: Path) -> dict[str, object]:
    try:
        found = json.loads(folder.joinpath(NOTE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None

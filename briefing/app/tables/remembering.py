"""Mappings of tables: saved as JSON, and remembered for files with the same headings."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from briefing.app.folders import table_mappings
from briefing.errors import BriefingError, InputRefusedError
from briefing.files.replacing import write_whole
from briefing.tabular.ids import fingerprint
from briefing.tabular.mapping_json import mapping_from_json

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.tabular.mapping import TableMapping

_LARGEST: Final = 2**22


def load_mapping(path: Path) -> TableMapping:
    """Return the mapping that a file holds.

    Raises:
        InputRefusedError: It cannot be read, or it is none; every fault is named.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST)
        plain = json.loads(data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputRefusedError(f"The mapping {path} could not be read: {reason}.") from error
    except (ValueError, RecursionError) as error:
        raise InputRefusedError(f"The mapping {path.name} is no JSON: {error}.") from error
    return mapping_from_json(plain, path.name)


def save_mapping(mapping: TableMapping, path: Path) -> None:
    """Write a mapping as JSON.

    Raises:
        OutputNotWrittenError: It could not be written.
    """
    text = json.dumps(mapping.as_json(), indent=1, ensure_ascii=False)
    write_whole(path, text.encode())


def remember(mapping: TableMapping) -> None:
    """Keep a mapping for files with the same headings, where that can be done."""
    with suppress(BriefingError):
        save_mapping(mapping, _place(mapping))


def remembered(guessed: TableMapping) -> TableMapping | None:
    """Return the mapping that was kept for the headings of a guessed one, or None."""
    try:
        return load_mapping(_place(guessed))
    except BriefingError:
        return None


def _place(mapping: TableMapping) -> Path:
    digest = fingerprint(column.heading for column in mapping.columns)
    return table_mappings() / f"{digest[:32]}.json"

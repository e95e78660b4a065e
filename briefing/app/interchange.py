"""The pack as JSON, out and in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.app.packs import restored
from briefing.errors import InputRefusedError
from briefing.files.regular import read_file
from briefing.store.new_ids import new_id

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.store.pack import Pack


def dump(pack: Pack) -> bytes:
    """Return the whole pack as JSON in UTF-8."""
    from briefing.interchange.dumping import dump_pack

    return dump_pack(pack.content, pack.original)


def load(path: Path) -> Pack:
    """Return a new, unsaved pack from a dumped one.

    Raises:
        InputRefusedError: With a sentence for every error and its place; nothing was made.
    """
    from briefing.interchange.loading import load_pack

    try:
        data = read_file(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputRefusedError(f"{path} cannot be read: {reason}.") from error
    loaded = load_pack(data, path.name, new_id)
    return restored(loaded.content, loaded.originals)


def record_of(record_type: Any, values: dict[str, Any]) -> Any:
    """Return the record that plain JSON values describe; they are known to be sound."""
    from briefing.interchange.loading import record_from_json

    return record_from_json(record_type, values)


def as_json(pack: Pack) -> dict[str, Any]:
    """Return the whole pack as plain JSON values, as `dump` prints them."""
    from briefing.interchange import dumping

    return dumping.as_json(pack.content, pack.original)


def schema() -> dict[str, Any]:
    """Return the JSON schema of a dumped pack."""
    from briefing.interchange.schema import pack_schema

    return pack_schema()

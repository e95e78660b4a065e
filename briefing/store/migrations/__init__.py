"""The schema of a pack, version by version: an append-only list of SQL files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

APPLICATION_ID = 0x42524649  # "BRFI", told by file(1) and by our own gate
VERSION = 1
_FOLDER = Path(__file__).resolve().parent


@cache
def script(version: int) -> str:
    """Return the statements that lead from the version before to `version`."""
    return _FOLDER.joinpath(f"{version:04d}.sql").read_text(encoding="utf-8")


@cache
def schema() -> str:
    """Return the statements of all versions, which make the newest schema."""
    return "\n".join(script(version) for version in range(1, VERSION + 1))

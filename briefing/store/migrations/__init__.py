"""The schema of a pack, version by version: an append-only list of SQL files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

APPLICATION_ID = 0x42524649  # "BRFI", told by file(1) and by our own gate
VERSION = 5
_FOLDER = Path(__file__).resolve().parent


@cache
def script(version: int) -> str:
    """Return the statements that lead from the version before to `version`."""
    return _FOLDER.joinpath(f"{version:04d}.sql").read_text(encoding="utf-8")


@cache
def schema(version: int = VERSION) -> str:
    """Return the statements of all versions up to one, which make its schema."""
    return "\n".join(script(one) for one in range(1, version + 1))


def later(version: int) -> tuple[str, ...]:
    """Return the scripts that lead from a version to the newest."""
    return tuple(script(one) for one in range(version + 1, VERSION + 1))

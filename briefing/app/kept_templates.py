"""Compiled templates kept on this machine, so that the next document is made sooner.

What is kept is found by everything that it was made of: the template's bytes, paper and size of
reading, and this very program. Losing it costs a tenth of a second, so nothing here ever fails.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing import __version__
from briefing.app import folders
from briefing.errors import BriefingError
from briefing.files.replacing import write_whole

if TYPE_CHECKING:
    from briefing.template.fields import FormOptions

_MOST_BYTES: Final = 4 * 2**20
_MOST_FILES: Final = 24
_COMPILERS: Final = ("template", "word")


def kept_template(template: bytes, form: FormOptions) -> bytes:
    """Return the compiled template that was kept, as `briefing.word.keeping` writes it, or b""."""
    with suppress(OSError, BriefingError):
        place = _place(template, form)
        if place.is_file() and place.stat().st_size <= _MOST_BYTES:
            return place.read_bytes()
    return b""


def keep_template(template: bytes, form: FormOptions, compiled: bytes) -> None:
    """Keep a compiled template; of too many the oldest go."""
    if not compiled or len(compiled) > _MOST_BYTES:
        return
    with suppress(OSError, BriefingError):
        place = _place(template, form)
        write_whole(place, compiled)
        known = sorted(place.parent.glob("*.json"), key=lambda each: each.stat().st_mtime_ns)
        for old in known[:-_MOST_FILES]:
            old.unlink(missing_ok=True)


def _place(template: bytes, form: FormOptions) -> Path:
    made_of = (__version__, _compiler(), form.paper, form.reading, sha256(template).hexdigest())
    name = sha256(repr(made_of).encode()).hexdigest()
    return folders.kept_templates() / f"{name}.json"


def _compiler() -> int:
    """Return when the rooms that compile were last changed, in ns; 0 in a frozen program."""
    rooms = (Path(__file__).resolve().parents[1] / room for room in _COMPILERS)
    return max(
        (each.stat().st_mtime_ns for room in rooms for each in room.rglob("*.py")), default=0
    )

"""How a command opens a pack: to read it, or to change and save it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.app import packs
from briefing.cli.output import say
from briefing.files.locking import FileLock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.store.pack import Pack

pack_argument = click.argument("pack", type=click.Path(path_type=Path))


def say_who_edits(path: Path) -> None:
    """Say on standard error that a pack is open elsewhere: by whom, where and since when."""
    holder = FileLock(path).holder()
    if holder is not None:
        where = "on this machine" if holder.is_on_this_machine else f"on {holder.host}"
        say(
            f"{path.name} is being edited by {holder.user} {where} since {holder.since}: this is "
            "what was saved last."
        )


@contextmanager
def reading(path: Path) -> Iterator[Pack]:
    """Open a saved pack and close it again; the file is not touched."""
    say_who_edits(path)
    pack = packs.open_pack(path, read_only=True)
    try:
        yield pack
    finally:
        pack.close()


@contextmanager
def changing(path: Path) -> Iterator[Pack]:
    """Open and lock a saved pack, and save it when the block ends well and changed something."""
    pack = packs.open_pack(path)
    try:
        yield pack
        if pack.is_modified:
            packs.save_pack(pack)
    finally:
        pack.close()

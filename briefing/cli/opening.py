"""How a command opens a pack: to read it, or to change and save it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.app import packs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.store.pack import Pack

pack_argument = click.argument("pack", type=click.Path(path_type=Path))


@contextmanager
def reading(path: Path) -> Iterator[Pack]:
    """Open a saved pack and close it again; the file is not touched."""
    pack = packs.open_pack(path)
    try:
        yield pack
    finally:
        pack.close()


@contextmanager
def changing(path: Path) -> Iterator[Pack]:
    """Open a saved pack, and save it when the block ends well and changed something."""
    with reading(path) as pack:
        yield pack
        if pack.is_modified:
            packs.save_pack(pack)

"""Writes the specimen of the present version: run once, when a version is new; never again."""

from __future__ import annotations

import gzip
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def main() -> int:
    """Write a saved pack of this version and its dump beside this script; 1 where there is one."""
    sys.path.insert(0, str(ROOT))
    from briefing.app import packs  # all after the path
    from briefing.app.interchange import dump  # after the path
    from briefing.store import migrations  # after the path
    from briefing.store.pack import Pack  # after the path
    from tests.good_content import good_content  # after the path

    place = Path(__file__).with_name(f"{migrations.VERSION:04d}.briefpack.gz")
    if place.exists():
        sys.stderr.write(f"{place.name} is there already: a specimen never changes.\n")
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "working").mkdir()
        pack = Pack.restore(folder / "working", good_content(), {})
        data = packs.save_pack(pack, folder / "specimen.briefpack").read_bytes()
        place.with_name(f"{migrations.VERSION:04d}.json").write_bytes(dump(pack))
        pack.close()
    place.write_bytes(gzip.compress(data, mtime=0))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Versions of the pack file: each has a script and a specimen, and every specimen still opens."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from briefing.app.interchange import dump
from briefing.store import migrations
from briefing.store.pack import Pack

SPECIMENS = Path(__file__).with_name("specimens")
NEWER_KINDS = ("releases",)
"""The lists that older dumps do not have."""
VERSIONS = range(1, migrations.VERSION + 1)


def test_every_version_has_a_script_a_specimen_and_its_dump():
    scripts = Path(migrations.__file__).parent.glob("*.sql")
    assert [path.stem for path in sorted(scripts)] == [f"{one:04d}" for one in VERSIONS]
    specimens = sorted(SPECIMENS.glob("*.briefpack.gz"))
    names = [f"{one:04d}.briefpack.gz" for one in VERSIONS]
    assert [path.name for path in specimens] == names, "run tests/store/specimens/make.py"
    assert all((SPECIMENS / f"{one:04d}.json").exists() for one in VERSIONS)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_specimen_opens_and_equals_its_dump(tmp_path, version):
    data = gzip.decompress((SPECIMENS / f"{version:04d}.briefpack.gz").read_bytes())
    path = tmp_path / "specimen.briefpack"
    path.write_bytes(data)
    assert int.from_bytes(data[60:64], "big") == version
    (tmp_path / "working").mkdir()
    pack = Pack.open(tmp_path / "working", path)
    stored = json.loads((SPECIMENS / f"{version:04d}.json").read_bytes())
    assert json.loads(dump(pack)) == {name: [] for name in NEWER_KINDS} | stored
    pack.close()
    assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(data).digest()

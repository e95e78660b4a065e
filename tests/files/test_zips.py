"""The zip files of strangers: whole and harmless ones are read, all others end in a sentence."""

from __future__ import annotations

import io
import zipfile

import pytest
from attacks import KINDS

from briefing.errors import InputRefusedError
from briefing.files.zips import ZipReader

READER = ZipReader(noun="The box", kind="box", remedy="Pack it again.")


def zipped(parts):
    """Return a zip of stored parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def within():
    """Return a zip in which one part lies inside the bytes of another."""
    inner = zipped({"b": b"words"})
    with zipfile.ZipFile(io.BytesIO(inner)) as archive:
        (row,) = archive.infolist()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a", inner)
        row.header_offset = archive.infolist()[0].header_offset + 30 + len("a")
        archive.filelist.append(row)
    return written.getvalue()


def test_parts_are_read_by_name_in_any_alphabet():
    parts = {"a.txt": b"words", "ü/Ж.txt": b"", "empty": b""}
    found = READER.read(zipped(parts))
    assert {name: part.content() for name, part in found.items()} == parts


def test_parts_that_share_bytes_are_refused():
    with pytest.raises(InputRefusedError, match=r"The box .* same place\. Pack it again\."):
        READER.read(within())


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("zip: two names for one entry", "two names"),
        ("zip: overlapping entries", "too large"),
        ("zip: a million entries", "list of parts is too long"),
        ("zip: six thousand parts", "too large"),
        ("zip: wrong CRC", "damaged"),
    ],
)
def test_a_list_of_parts_that_lies_is_refused(kind, words):
    with pytest.raises(InputRefusedError, match=words):
        READER.read(KINDS[kind]())

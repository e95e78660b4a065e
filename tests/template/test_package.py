"""The package of a template: the same bytes each time, and nothing in it that was changed."""

from __future__ import annotations

import io
import zipfile

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import InputRefusedError
from briefing.template.manifest import TemplateInfo, read_manifest, version_key, write_manifest
from briefing.template.package import (
    MANIFEST,
    preview_name,
    read_package,
    sealed,
    write_package,
)

INFO = TemplateInfo(id="our-form", name="Our form", version="1.2", language="en", author="Jane")
PARTS = {
    "pack.docx": b"word",
    "matrix.xlsx": b"sheet",
    "sample.json": b"{}",
    **{preview_name(at): b"page %d" % at for at in range(1, 12)},
}


def entries(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts, method=zipfile.ZIP_STORED):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, data in parts if isinstance(parts, list) else parts.items():
            archive.writestr(name, data)
    return written.getvalue()


def test_what_was_written_is_read_back():
    package = sealed(INFO, PARTS)
    found = read_package(write_package(package))
    assert found == package
    assert found.word == b"word"
    assert found.previews == tuple(b"page %d" % at for at in range(1, 12))
    assert found.digest == package.digest


def test_the_same_template_has_the_same_bytes_whatever_the_order():
    assert write_package(sealed(INFO, PARTS)) == write_package(
        sealed(INFO, dict(reversed(PARTS.items())))
    )


def test_an_entry_knows_no_time_and_no_system():
    with zipfile.ZipFile(io.BytesIO(write_package(sealed(INFO, PARTS)))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} == {3}


@pytest.mark.parametrize("name", PARTS)
def test_a_changed_part_is_named_with_both_hashes(name):
    package = sealed(INFO, PARTS)
    parts = entries(write_package(package)) | {name: PARTS[name] + b"!"}
    with pytest.raises(InputRefusedError) as raised:
        read_package(zipped(parts))
    assert name in str(raised.value)
    assert package.info.parts[name] in str(raised.value)
    assert str(raised.value).count("SHA-256") == 1
    assert len(raised.value.sentences) == 1


@settings(max_examples=150)
@given(st.data())
def test_a_changed_byte_is_never_taken_for_the_template(data):
    whole = bytearray(write_package(sealed(INFO, PARTS)))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    try:
        found = read_package(bytes(whole))
    except InputRefusedError as error:
        assert str(error)  # noqa: PT017  # refused in a sentence is one of the two good ends
        return
    assert dict(found.parts) == PARTS


def manifest(**changes):
    return write_manifest(
        msgspec.structs.replace(sealed(INFO, {"pack.docx": b"w"}).info, **changes)
    )


HOSTILE = {
    "no zip": b"nothing",
    "empty": b"",
    "no manifest": zipped({"pack.docx": b"w"}),
    "no form": zipped({MANIFEST: manifest()}),
    "way up": zipped({MANIFEST: manifest(), "pack.docx": b"w", "../evil": b""}),
    "way up within": zipped({MANIFEST: manifest(), "pack.docx": b"w", "a/../../evil": b""}),
    "absolute": zipped({MANIFEST: manifest(), "pack.docx": b"w", "/etc/evil": b""}),
    "drive": zipped({MANIFEST: manifest(), "pack.docx": b"w", "C:/evil": b""}),
    "backslash": zipped({MANIFEST: manifest(), "pack.docx": b"w", "..\\evil": b""}),
    "capitals": zipped({MANIFEST: manifest(), "pack.docx": b"w", "PACK.DOCX": b"v"}),
    "twice": zipped([(MANIFEST, manifest()), ("pack.docx", b"w"), ("Manifest.json", b"v")]),
    "unknown part": zipped({MANIFEST: manifest(), "pack.docx": b"w", "setup.exe": b"MZ"}),
    "missing part": zipped(
        {MANIFEST: manifest(parts={"pack.docx": "0" * 64, "x.xlsx": "0" * 64}), "pack.docx": b"w"}
    ),
    "part not named": zipped({MANIFEST: manifest(parts={}), "pack.docx": b"w"}),
    "bomb": zipped({MANIFEST: manifest(), "pack.docx": bytes(2**24)}, zipfile.ZIP_DEFLATED),
    "too many": zipped([(MANIFEST, manifest()), *((f"p{at}", b"") for at in range(5001))]),
    "manifest no JSON": zipped({MANIFEST: b"<x/>", "pack.docx": b"w"}),
    "manifest too deep": zipped({MANIFEST: b"[" * 100_000, "pack.docx": b"w"}),
    "manifest a list": zipped({MANIFEST: b"[]", "pack.docx": b"w"}),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_package_is_refused_in_one_sentence_with_a_remedy(data):
    with pytest.raises(InputRefusedError) as raised:
        read_package(data)
    assert len(raised.value.sentences) == 1
    assert str(raised.value).startswith("The template cannot be used: ")
    assert str(raised.value).endswith(".")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "Our Form"),
        ("id", "../evil"),
        ("id", "a\n"),
        ("id", "nul"),
        ("id", "com1"),
        ("id", ""),
        ("name", ""),
        ("name", "x" * 121),
        ("name", "ministry\u202etxt"),
        ("author", "Jane\u200b"),
        ("author", "\x1b[31mJane"),
        ("version", "1.0-beta"),
        ("version", "1.0\n"),
        ("language", "english!"),
        ("parts", {"pack.docx": "ABC"}),
    ],
)
def test_a_manifest_says_nothing_that_none_may_say(field, value):
    wrong = msgspec.structs.replace(INFO, **{field: value})
    with pytest.raises(InputRefusedError, match="manifest"):
        read_manifest(write_manifest(wrong))


def test_versions_are_ordered_by_their_numbers():
    assert version_key("1.10") > version_key("1.9.9")
    assert version_key("1.0.0") == version_key("1")

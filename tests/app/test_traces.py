"""Words are found wholly, in every form in which programs write them."""

from __future__ import annotations

import base64
import io
import json
import random
import zipfile
import zlib

import pytest

from briefing.app.traces import traces

CHANCE = random.Random(5)  # noqa: S311 - words, not secrets
WORDS = ("boats", "Solvåg", "summit", "said", "“pledge”", "navy", "transit", "Київ", "ceasefire")
TEXT = " ".join(f"{CHANCE.choice(WORDS)}{number}" for number in range(20_000))
FOUND = traces([TEXT.encode()], [b"What stays, which has none of it."])


def zipped(data):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", data)
    return file.getvalue()


def forms(words):
    data = words.encode()
    yield data
    yield words.encode("utf-16-le")
    yield words.encode("utf-16-be")
    yield json.dumps(words).encode()
    yield json.dumps(words, ensure_ascii=False).encode()
    yield from (base64.b64encode(b"x" * pad + data) for pad in range(3))
    yield zlib.compress(data)
    yield zipped(data)
    yield base64.b64encode(zipped(data))


def test_a_stretch_from_anywhere_in_a_long_text_is_found_in_every_form():
    for _ in range(200):
        at = CHANCE.randrange(len(TEXT) - 300)
        for number, form in enumerate(forms(TEXT[at : at + 160])):
            assert FOUND.in_bytes(form), (at, number)


def test_what_is_about_something_else_is_not_taken_for_it():
    other = " ".join(f"{CHANCE.choice(WORDS)}-{number}" for number in range(20_000))
    assert not any(FOUND.in_bytes(form) for form in forms(other))
    assert not FOUND.in_bytes(CHANCE.randbytes(1 << 20))


def test_what_stays_is_not_looked_for_and_is_told():
    quoted = TEXT[1000:1200]
    found = traces(
        [TEXT.encode(), quoted.encode(), b"Paris", b"Oslo-Nord"],
        [TEXT[900:1300].encode(), b"Paris"],
    )
    assert found.echoes == (quoted,)
    assert found.unsearched == ("Paris",)
    assert found.pieces[0] == b"Oslo-Nord"
    assert not found.in_bytes(quoted.encode())
    assert found.in_bytes(TEXT[5000:5160].encode())


@pytest.mark.parametrize("data", [b"PK\x03\x04 no zip", b"\x78\x9c no stream", b"A" * 999])
def test_what_only_looks_folded_is_read_as_it_is(data):
    assert not FOUND.in_bytes(data)


def test_bytes_that_unpack_without_end_are_left_at_a_limit():
    bomb = zlib.compress(zlib.compress(bytes(200 << 20)))
    assert not FOUND.in_bytes(bomb)

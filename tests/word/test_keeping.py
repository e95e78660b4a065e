"""A kept template writes the same documents as the one that was compiled."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace

import pytest

from briefing.files.zips import StoredPart
from briefing.template.routine import Routine
from briefing.word.keeping import kept, taken_up
from briefing.word.opening import compile_template
from briefing.word.relationships import ContentTypes, Relationship
from briefing.word.rendering import render
from tests.word.battery.cases import FIELDS
from tests.word.documents import docx, paragraph
from tests.word.test_battery import FILES, HOME


def resealed(text):
    """Put the right check sum on a changed text."""
    return b"%d\n%s" % (zlib.crc32(text), text)


@pytest.fixture(scope="module")
def compiled():
    return compile_template(docx(paragraph("{{ a }} and {{ b }}")))


@pytest.mark.parametrize("file", FILES)
def test_a_kept_template_is_the_same_and_writes_the_same_bytes(file):
    template = compile_template((HOME / file).read_bytes())
    again = taken_up(kept(template))
    assert again == template
    assert render(again, FIELDS).data == render(template, FIELDS).data


def test_keeping_twice_gives_the_same_text(compiled):
    assert kept(taken_up(kept(compiled))) == kept(compiled)


PICTURE = StoredPart(name="word/media/a.png", method=0, crc=0, size=0, packed=bytes(3 * 2**20))
LINK = Relationship(id="r", type="hyperlink", full_type="", target="a", is_external=True)


@pytest.mark.parametrize(
    "large",
    [
        {"copied": (PICTURE,)},
        {"relationships": {"word/document.xml": (LINK,) * 20_000}},
        {"types": ContentTypes({}, {f"word/{number}.xml": "a" for number in range(20_000)})},
        {
            "properties": {
                "title": Routine(source="", constants=("a" * 3 * 2**20,), holes=(), places=())
            }
        },
    ],
)
def test_a_large_template_is_not_kept(compiled, large):
    assert kept(compiled)
    assert kept(replace(compiled, **large)) == b""


def test_every_spoilt_byte_is_noticed(compiled):
    text = kept(compiled)
    for at in range(0, len(text), 97):
        assert taken_up(text[:at] + bytes([text[at] ^ 1]) + text[at + 1 :]) is None
        assert taken_up(text[:at]) is None


def test_a_function_that_the_compiler_did_not_write_is_not_taken_up(compiled):
    _, _, text = kept(compiled).partition(b"\n")
    asked = b"a1 = s.field(K"
    assert asked in text
    assert taken_up(resealed(text)) == compiled
    assert taken_up(resealed(text.replace(asked, b"open('x'); " + asked))) is None


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"[]", b"null", b"7", b"[1,2,3,4,5,6,7,8,9]", b"not JSON", b'"text"']
)
def test_another_text_is_not_taken_up(text):
    assert taken_up(resealed(text)) is None


def test_a_template_of_another_shape_is_not_taken_up(compiled):
    rows = json.loads(kept(compiled).partition(b"\n")[2])
    for number in range(len(rows)):
        without = rows[:number] + rows[number + 1 :]
        assert taken_up(resealed(json.dumps(without).encode())) is None

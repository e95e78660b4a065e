"""What pictures say of their makers, and the same pictures without it."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from briefing.word.picture_traces import picture_traces, without_traces
from tests.word.inspection.pictures import exif, jpeg, photograph, png

GPS = "the place where it was taken (GPS)"


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        (photograph(), ("EXIF data", "the camera", GPS, "the camera's owner")),
        (jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x/>")), ("XMP data",)),
        (jpeg((0xED, b"Photoshop 3.0\x00")), ("IPTC data",)),
        (jpeg((0xFE, b"made by Jane")), ("a remark",)),
        (png((b"tEXt", b"Author\x00Jane")), ("a text",)),
        (png((b"eXIf", exif(0x8825))), (GPS, "EXIF data")),
        (png((b"tIME", bytes(7))), ("the time of its last change",)),
        (jpeg((0xE0, b"JFIF\x00\x01\x02")), ()),
        (png((b"pHYs", bytes(9))), ()),
        (b"GIF89a", ()),
    ],
)
def test_what_a_picture_tells_is_named_and_can_be_taken_out(picture, told):
    assert picture_traces(picture) == told
    cleaned = without_traces(picture)
    assert picture_traces(cleaned) == ()
    assert told or cleaned == picture


def test_a_cleaned_picture_shows_the_same():
    image = Image.effect_noise((16, 16), 50).convert("RGB")
    data = Image.Exif()
    data[0x013B] = "Jane Doe"
    written = io.BytesIO()
    image.save(written, "JPEG", exif=data)
    cleaned = without_traces(written.getvalue())
    assert b"Jane Doe" in written.getvalue()
    assert b"Jane Doe" not in cleaned
    before, after = (Image.open(io.BytesIO(one)) for one in (written.getvalue(), cleaned))
    assert before.tobytes() == after.tobytes()


@given(st.data())
def test_a_damaged_picture_never_ends_in_a_traceback(data):
    picture = bytearray(data.draw(st.sampled_from([photograph(), png((b"eXIf", exif(0x8825)))])))
    at = data.draw(st.integers(0, len(picture) - 1))
    picture[at] ^= data.draw(st.integers(1, 255))
    cut = bytes(picture[: data.draw(st.integers(0, len(picture)))])
    assert isinstance(picture_traces(cut), tuple)
    assert len(without_traces(cut)) <= len(cut)

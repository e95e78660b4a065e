"""A flag ships for every country of the table, in one size and without metadata."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from briefing import assets
from briefing.domain.countries import Countries

CODES = sorted(
    {"eu", "un"}
    | {
        country.iso2.lower()
        for country in Countries.parse(assets.read_text("countries/countries.tsv"))
    }
)


@pytest.mark.parametrize("code", CODES)
def test_a_flag_is_there_opaque_and_nothing_but_a_picture(code):
    with Image.open(io.BytesIO(assets.read_bytes(f"flags/png/{code}.png"))) as flag:
        assert flag.size == (240, 180)
        assert flag.info == {}
        assert flag.mode in {"P", "RGB"}
        assert len(flag.convert("RGB").getcolors(240 * 180)) > 1


def test_no_flag_is_there_that_nobody_asked_for():
    files = sorted(path.stem for path in (assets.folder() / "flags" / "png").iterdir())
    assert files == CODES


def test_all_flags_together_stay_below_one_and_a_half_megabytes():
    assert sum(len(assets.read_bytes(f"flags/png/{code}.png")) for code in CODES) < 1_500_000


def test_the_flag_of_ukraine_is_blue_over_yellow():
    with Image.open(io.BytesIO(assets.read_bytes("flags/png/ua.png"))) as flag:
        upper, lower = (flag.convert("RGB").getpixel((120, y)) for y in (45, 135))
    assert upper[2] > upper[0]
    assert lower[0] > lower[2]

"""Every icon is a line drawing of one hand, tinted by whoever shows it."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from briefing import assets

NAMES = (
    *("overview", "inbox", "sources", "countries", "people", "topics", "meetings", "lines"),
    *("quotes", "matrix", "compose", "editions", "problems", "undo", "redo", "save", "open", "new"),
    *("import", "paste", "export-word", "export-excel", "pdf", "search", "palette", "add"),
    *("remove", "edit", "quote", "position", "commitment", "fact", "link", "go-to", "check"),
    *("warning", "error", "info", "close", "chevron-right", "chevron-down", "filter", "sort"),
    *("pin", "flag", "clock", "light", "dark", "settings", "help", "restore", "copy", "eye"),
    *("lock", "more", "back", "forward", "templates"),
)


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_with_the_common_pen(name):
    drawing = ET.fromstring(assets.read_text(f"icons/{name}.svg"))  # noqa: S314  # our own file
    assert drawing.get("viewBox") == "0 0 24 24"
    assert drawing.get("fill") == "none"
    assert drawing.get("stroke") == "currentColor"
    assert drawing.get("stroke-width") == "1.75"
    assert drawing.get("stroke-linecap") == "round"
    assert all(part.get("fill") is None and part.get("stroke") is None for part in drawing)


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_has_no_text_and_names_no_colour(name):
    text = assets.read_text(f"icons/{name}.svg")
    assert not re.search(r"#[0-9A-Fa-f]{3}|<text|<style|<image|url\(", text)


def test_no_two_icons_look_the_same():
    drawings = [assets.read_text(f"icons/{name}.svg") for name in NAMES]
    assert len(set(drawings)) == len(NAMES)


def test_no_icon_ships_that_nobody_asked_for():
    files = {path.stem for path in (assets.folder() / "icons").glob("*.svg")}
    assert files == {*NAMES, "app"}


def test_the_application_icon_is_also_a_picture_of_256_pixels():
    with Image.open(io.BytesIO(assets.read_bytes("icons/app.png"))) as picture:
        assert (picture.size, picture.mode) == ((256, 256), "RGBA")
        assert picture.getpixel((0, 0))[3] == 0
        assert picture.getpixel((128, 128))[3] == 255

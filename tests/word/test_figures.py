"""The map stands out in the theme's colours, has words for those who cannot see it, and a frame."""

from __future__ import annotations

import io
import zipfile

import pytest
from forms.writing import Writer, paragraph
from lxml import etree

from briefing.template.contract import BLOCK, Contract, Field
from briefing.template.values import Blocks
from briefing.word.figures import draw_map
from briefing.word.opening import compile_template
from briefing.word.rendering import render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"


@pytest.fixture(scope="module")
def drawn():
    writer = Writer("Map")
    writer.add(paragraph("Body Text", "{{ map }}"))
    stream = io.BytesIO()
    writer.form.save(stream)
    template = compile_template(stream.getvalue(), Contract(fields=(Field("map", BLOCK, "A map"),)))
    countries = frozenset({"NOR", "FRA", "USA"})
    finished = render(template, {"map": Blocks((draw_map(countries, own="NOR"),))})
    with zipfile.ZipFile(io.BytesIO(finished.data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def shape(drawn, code):
    (found,) = [
        each for each in drawn.iter(f"{WPS}wsp") if each.find(f"{WPS}cNvPr").get("name") == code
    ]
    return found


def fill(drawn, code):
    return etree.tostring(shape(drawn, code).find(f"{WPS}spPr/{A}solidFill"), encoding="unicode")


def test_the_countries_of_the_pack_stand_out_and_our_own_most(drawn):
    assert "accent1" in fill(drawn, "NOR")
    assert "lumOff" in fill(drawn, "FRA")
    assert "lumOff" not in fill(drawn, "NOR")
    assert "accent1" not in fill(drawn, "DEU")


def test_the_map_fits_between_the_margins(drawn):
    extent = drawn.find(f".//{WP}extent")
    assert int(extent.get("cx")) <= 160 * 36000
    for each in drawn.iter(f"{WPS}wsp"):
        path = each.find(f".//{A}path")
        inside = (int(path.get("w")), int(path.get("h")))
        for point in path.iter(f"{A}pt"):
            assert 0 <= int(point.get("x")) <= inside[0]
            assert 0 <= int(point.get("y")) <= inside[1]


def test_it_has_words_a_caption_and_its_disclaimer(drawn):
    assert "the 2 countries" in drawn.find(f".//{WP}docPr").get("descr")
    words = "".join(drawn.itertext(f"{W}t"))
    assert "The 3 countries of this pack; 1 of them outside the map" in words
    assert "do not imply official endorsement" in words


def test_every_number_of_a_drawing_is_its_own(drawn):
    numbers = [node.get("id") for node in drawn.iter(f"{WP}docPr", f"{WPS}cNvPr")]
    assert len(numbers) == len(set(numbers))

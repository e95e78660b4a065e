"""The shipped forms are those that their builders write, with styles a Word user knows."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from forms import summit_pack
from lxml import etree

from briefing import assets
from briefing.template.fields import CONTRACT
from briefing.word.inspection.rules import check_template

if TYPE_CHECKING:
    from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES = (
    "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "heading 4", "Body Text", "Quote",
    "Attribution", "List Bullet", "List Number", "caption", "footnote text", "footnote reference",
    "toc 1", "toc 2", "header", "footer", "House Table",
)  # fmt: skip


@pytest.fixture(scope="module")
def shipped():
    return assets.read_bytes("templates/summit-pack/pack.docx")


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def test_the_builder_writes_the_shipped_bytes(tmp_path: Path, shipped):
    path = tmp_path / "pack.docx"
    summit_pack.build(path)
    assert path.read_bytes() == shipped


def test_the_form_has_no_mistakes(shipped):
    assert check_template(shipped, CONTRACT).problems == ()


def test_its_styles_are_those_of_the_house_each_defined_once(shipped):
    root = part(shipped, "word/styles.xml")
    names = [name.get(f"{W}val") for name in root.iter(f"{W}name")]
    assert set(STYLES) <= set(names)
    assert len(names) == len(set(names))


def test_every_paragraph_has_a_style_that_exists(shipped):
    known = {style.get(f"{W}styleId") for style in part(shipped, "word/styles.xml")}
    with zipfile.ZipFile(io.BytesIO(shipped)) as package:
        texts = [n for n in package.namelist() if n.startswith(("word/header", "word/foot"))]
    for name in ("word/document.xml", *texts):
        if name == "word/fontTable.xml":
            continue
        for paragraph in part(shipped, name).iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            assert style is not None, name
            assert style.get(f"{W}val") in known


def test_headings_keep_with_what_follows(shipped):
    styles = {s.get(f"{W}styleId"): s for s in part(shipped, "word/styles.xml").iter(f"{W}style")}
    for level in range(1, 5):
        assert styles[f"Heading{level}"].find(f"{W}pPr/{W}keepNext") is not None
    assert styles["Quote"].find(f"{W}pPr/{W}keepNext") is not None


def test_every_table_repeats_its_heading_row(shipped):
    tables = list(part(shipped, "word/document.xml").iter(f"{W}tbl"))
    assert tables
    assert all(t.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for t in tables)


def test_the_manifest_offers_each_option_with_its_default():
    manifest = json.loads(assets.read_text("templates/summit-pack/manifest.json"))
    assert manifest["id"] == "summit-pack"
    for option in manifest["options"]:
        assert option["default"] in {choice["value"] for choice in option["choices"]}

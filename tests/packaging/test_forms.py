"""The shipped forms are those that their builders write, with styles a Word user knows."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from forms.every import FORMS, file_name
from forms.tongues import Tongue, tongue, tongues
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


TONGUES = tongues()
EVERY = [(form, one.language) for form in FORMS for one in TONGUES]


@pytest.fixture(scope="module", params=EVERY, ids="-".join)
def shipped(request):
    form, language = request.param
    return assets.read_bytes(f"templates/{form}/{file_name(language)}")


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", [one.language for one in TONGUES])
def test_the_builder_writes_the_shipped_bytes(tmp_path: Path, form, language):
    path = tmp_path / form / file_name(language)
    FORMS[form](tongue(language)).save(path)
    assert path.read_bytes() == assets.read_bytes(f"templates/{form}/{file_name(language)}")


@pytest.mark.parametrize("language", [one.language for one in TONGUES if one.language != "en"])
def test_a_language_has_every_text_of_the_forms_and_none_that_no_form_has(language):
    one = tongue(language)
    for write in FORMS.values():
        write(one)
    assert not one.missing
    assert set(one.words) == one.used


@pytest.mark.parametrize("language", [one.language for one in TONGUES if one.language != "en"])
def test_a_translated_text_has_the_tags_of_the_english_one(language):
    def tags(text):
        return sorted(re.sub("'[^']*'", "''", tag) for tag in re.findall(r"\{[{%].*?[%}]\}", text))

    for english, said in tongue(language).words.items():
        assert tags(said) == tags(english)


def test_a_text_that_a_language_lacks_stops_the_build(tmp_path: Path):
    one = Tongue(language="xx")
    with pytest.raises(ValueError, match="Points to make"):
        FORMS["steering-brief"](one).save(tmp_path / "steering-brief" / "pack.docx")


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
    assert all(t.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for t in tables)


def test_a_form_that_runs_left_does_so_in_styles_sections_and_tables():
    for form in FORMS:
        data = assets.read_bytes(f"templates/{form}/{file_name('ar')}")
        styles = part(data, "word/styles.xml")
        normal = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "Normal")
        body = part(data, "word/document.xml")
        assert normal.find(f"{W}pPr/{W}bidi") is not None
        assert all(s.find(f"{W}bidi") is not None for s in body.iter(f"{W}sectPr"))
        assert all(t.find(f"{W}bidiVisual") is not None for t in body.iter(f"{W}tblPr"))


@pytest.mark.parametrize("form", FORMS)
def test_the_manifest_offers_each_option_with_its_default(form):
    manifest = json.loads(assets.read_text(f"templates/{form}/manifest.json"))
    assert manifest["id"] == form
    for option in manifest["options"]:
        if option.get("kind", "choice") == "choice":
            assert option["default"] in {choice["value"] for choice in option["choices"]}
        else:
            assert option["of"] in {"meetings", "topics", "countries"}


def test_no_row_of_a_table_breaks_over_two_pages(shipped):
    rows = list(part(shipped, "word/document.xml").iter(f"{W}tr"))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_the_contents_of_35_countries_fit_on_one_page():
    data = assets.read_bytes("templates/summit-pack/pack.docx")
    found = {s.get(f"{W}styleId"): s for s in part(data, "word/styles.xml").iter(f"{W}style")}

    def height(style, *sides):
        spacing = found[style].find(f"{W}pPr/{W}spacing")
        return sum(int(spacing.get(f"{W}{side}")) for side in sides)

    section = next(part(data, "word/document.xml").iter(f"{W}sectPr"))
    margins = section.find(f"{W}pgMar")
    page = int(section.find(f"{W}pgSz").get(f"{W}h"))
    room = page - int(margins.get(f"{W}top")) - int(margins.get(f"{W}bottom"))
    parts_of_the_pack, above_the_note = 9, 360
    heading = height("ContentsHeading", "line", "after")
    entries = (35 + parts_of_the_pack) * height("Toc1", "before", "line", "after")
    note = above_the_note + 2 * height("TableNote", "line") + height("TableNote", "after")
    assert heading + entries + note <= room


def test_what_ends_a_section_fits_under_a_figure_that_fills_its_page():
    body = part(assets.read_bytes("templates/summit-pack/pack.docx"), "word/document.xml")
    ends = [p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}sectPr") is not None]
    bare = [p for p in ends if not "".join(p.itertext(f"{W}t"))]
    assert len(bare) == 1
    assert bare[0].find(f"{W}pPr/{W}spacing").get(f"{W}line") == "20"

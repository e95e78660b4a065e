"""A house's own workbook: what is taken over from it, and what a stranger's may not hold."""

from __future__ import annotations

from io import BytesIO
from os import urandom
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font, NamedStyle, PatternFill
from PIL import Image as Picture

from briefing.errors import InputRefusedError
from briefing.excel import WorkbookOptions, write_matrix
from tests.excel.packs import summit, with_text
from tests.excel.reading import elements, opened, shown_rows

CONTENT = summit(5, 4)
GREEN = "FF1E5B3A"


def form(*, heading="{{ pack.title }} – {{ as_of }}", picture=True):
    book = Workbook()
    book._fonts[0].name = "Georgia"
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["B2"] = "MINISTRY OF EXAMPLES", heading, "Seen"
    sheet["A3"] = "{{ matrix }}"
    sheet["A1"].font = Font(name="Georgia", size=18, bold=True, color=GREEN)
    sheet.row_dimensions[1].height = 48
    sheet.oddHeader.left.text = "&ZMinistry of Examples"
    book.custom_doc_props.append(StringProperty(name="Owner", value="Somebody"))
    sheet.oddFooter.right.text = "Sheet &P"
    style = NamedStyle("Matrix heading", font=Font(name="Georgia", bold=True, color="FFFFFFFF"))
    style.fill = PatternFill("solid", fgColor=GREEN)
    book.add_named_style(style)
    if picture:
        drawn = BytesIO()
        Picture.new("RGB", (40, 40), "green").save(drawn, "PNG")
        sheet.add_image(Image(drawn), "D1")
    book.create_sheet("Data")
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def changed(data, **parts):
    """Return a file with parts added or changed; what changes one is a function of its bytes."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = parts.pop(name, None)
            new.writestr(name, change(old.read(name)) if change else old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return written.getvalue()


def made(data, content=CONTENT):
    return write_matrix(content, WorkbookOptions(house=data))


def test_the_heading_stands_above_the_grid_with_its_values_and_its_looks():
    sheet = opened(made(form()))["Grid"]
    assert sheet["A1"].value == "MINISTRY OF EXAMPLES"
    assert sheet["A1"].font.color.rgb == GREEN
    assert sheet.row_dimensions[1].height == 48
    assert sheet["A2"].value == "Meeting of the coalition, January 2026 – all that is known"
    assert sheet["A4"].value == "Actor"
    assert sheet.freeze_panes == "B5"
    assert len(shown_rows(sheet)) == 5


def test_a_heading_without_values_is_followed_by_title_and_day():
    sheet = opened(made(form(heading="Matrix of the house")))["Grid"]
    assert sheet["A3"].value == "Who does what after a ceasefire"
    assert "all that is known" in sheet["A4"].value


def test_named_styles_and_the_standard_font_are_those_of_the_house():
    book = opened(made(form()))
    assert book["Grid"]["A4"].style == "Matrix heading"
    assert book["Register"]["A1"].fill.fgColor.rgb == GREEN
    assert book["Grid"]["A5"].font.name == "Georgia"
    assert book["Grid"]["B5"].font.name == "Georgia"


def test_the_logo_is_kept_byte_by_byte_and_where_it_was():
    data = form()
    with ZipFile(BytesIO(data)) as package:
        logo = package.read("xl/media/image1.png")
        placed = package.read("xl/drawings/drawing1.xml")
    with ZipFile(BytesIO(made(data))) as package:
        assert package.read("xl/media/house-image1.png") == logo
        assert package.read("xl/drawings/house1.xml") == placed
        (drawing,) = elements(package.read("xl/worksheets/sheet1.xml"), "drawing")
        assert b'Extension="png"' in package.read("[Content_Types].xml")
    assert drawing.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
    assert len(opened(made(data))["Grid"]._images) == 1


def test_running_heads_are_the_houses_and_the_marking_stays_in_the_middle():
    sheet = opened(made(form()))["Register"]
    assert sheet.oddHeader.left.text == "Ministry of Examples"
    assert sheet.oddFooter.right.text == "Sheet &P"
    assert sheet.oddHeader.center.text.endswith("TLP:AMBER")
    assert sheet.oddFooter.left.text.endswith("Meeting of the coalition, January 2026")


def test_the_forms_own_sheets_and_names_are_not_taken_over():
    book = opened(made(form()))
    assert "Data" not in book.sheetnames
    assert set(book.defined_names) == {"GridActors", "GridHeadings", "GridCells"}


def test_nothing_tells_whose_form_it_was_or_where_the_file_lies():
    with ZipFile(BytesIO(made(form()))) as package:
        assert "docProps/custom.xml" not in package.namelist()
        assert all(b"Somebody" not in package.read(name) for name in package.namelist())
        assert all(b"&amp;Z" not in package.read(name) for name in package.namelist())


def test_words_of_the_pack_stay_words_in_the_heading():
    sheet = opened(made(form(), with_text(CONTENT, "=1+1")))["Grid"]
    plain = opened(made(form(heading="{{ pack.title }}"), with_text(CONTENT, "=1+1")))["Grid"]
    assert sheet["A2"].data_type == "s"
    assert (plain["A2"].value, plain["A2"].data_type) == ("=1+1", "s")


def hostile():
    data = form()
    relation = b'<Relationship Id="x" Type="t/image" Target="http://a.b/c" TargetMode="External"/>'
    types, rels = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    end = b"</Relationships>"
    yield "macros", changed(data, **{"xl/vbaProject.bin": b"x"})
    yield "macros", changed(data, **{"xl/macrosheets/sheet1.xml": b"<x/>"})
    enabled = (b"sheet.main", b"sheet.macroEnabled.main")
    yield "macros", changed(data, **{types: lambda xml: xml.replace(*enabled)})
    yield "links to other", changed(data, **{"xl/externalLinks/externalLink1.xml": b"<ddeLink/>"})
    yield "links to other", changed(data, **{rels: lambda xml: xml.replace(end, relation + end)})
    yield "connections", changed(data, **{"xl/connections.xml": b"<connections/>"})
    yield "embedded", changed(data, **{"xl/embeddings/oleObject1.bin": b"x"})
    yield (
        "in a way that no",
        changed(data, **{"xl/workbook.xml": lambda xml: b'<!DOCTYPE x [<!ENTITY y "z">]>' + xml}),
    )
    theme = "xl/theme/theme1.xml"
    yield "in a way that no", changed(data, **{theme: lambda xml: xml.decode().encode("utf-16")})
    yield (
        "in a way that no",
        changed(
            data, **{"xl/styles.xml": lambda xml: b'<?xml version="1.0" encoding="UTF-7"?>' + xml}
        ),
    )
    yield "unpacks to far too much", changed(data, **{"xl/media/big.bin": b"\0" * (4 << 20)})
    yield "too large", changed(data, **{f"xl/media/{n}.bin": urandom(9 << 20) for n in range(2)})
    yield "computes something", form(heading="=1+1")
    yield "no value {{ pack.secret }}", form(heading="{{ pack.secret }}")
    drawing = "xl/drawings/drawing1.xml"
    started = (b"pic>", b'pic macro="Run">')
    yield "start macros", changed(data, **{drawing: lambda xml: xml.replace(*started, 1)})
    yield "is no Excel workbook", b"PK\x03\x04 nothing"
    yield "damaged", changed(data, **{"xl/styles.xml": lambda xml: xml[: len(xml) // 2]})


@pytest.mark.parametrize(
    ("words", "data"), [pytest.param(*row, id=f"{n} {row[0]}") for n, row in enumerate(hostile())]
)
def test_a_strangers_workbook_is_refused_in_a_sentence(words, data):
    with pytest.raises(InputRefusedError) as refused:
        made(data)
    assert words in str(refused.value)
    assert str(refused.value).startswith("The workbook form cannot be used: ")

"""Workbooks of strangers: every value as it stands, and nothing that could do harm."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from briefing.errors import InputRefusedError
from briefing.excel.reading import Area, HeldKind, Outline, read_book, rows, streams
from briefing.excel.reading.dates import date_in_words, shown_of_date
from briefing.excel.reading.values import column_number, letters, plain_number

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def book(sheet, *, strings="", head=HEAD, workbook="", extra=()):
    """A workbook of one sheet, its XML as it is given."""
    parts = {
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{TYPES}"><Relationship Id="r"'
        f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{workbook}<sheets>'
        '<sheet name="One" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{TYPES}">'
        f'<Relationship Id="a" Type="{OFFICE}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        f'<Relationship Id="b" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="c" Type="{OFFICE}/externalLink" Target="http://example.org/x"'
        ' TargetMode="External"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{MAIN}">'
        f'<dimension ref="A1:XFD1048576"/><sheetData>{sheet}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>',
        **dict(extra),
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return file.getvalue()


def cells(data):
    (sheet,) = read_book(data).sheets
    return {held.cell: (held.kind, held.words) for row in sheet.rows() for held in row}


def saved(values, *, epoch=None):
    made = Workbook()
    if epoch:
        made.epoch = epoch
    for name, value in values.items():
        made.active[name] = value
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def test_every_kind_of_value_comes_back_as_it_stands():
    strings = "<si><t>plain</t></si><si><r><t>ri</t></r><r><t xml:space='preserve'>ch </t></r></si>"
    strings += "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>"
    strings += "<si><t>_x005F_x0041_ _x000B_ _x</t></si>"
    sheet = (
        '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c>'
        '<c r="D2" t="s"><v>2</v></c><c r="E2" t="s"><v>3</v></c><c r="F2" t="s"><v/></c></row>'
        '<row><c t="inlineStr"><is><t>in</t><t>line</t></is></c><c t="b"><v>1</v></c>'
        '<c t="e"><v>#REF!</v></c><c><v>1.5E6</v></c><c><v>0.10000000000000001</v></c>'
        '<c t="str"><f>A1</f><v>two</v></c><c t="d"><v>2026-01-06T00:00:00</v></c><c s="7"/></row>'
    )
    found = cells(book(sheet, strings=strings))
    assert found == {
        "B2": (HeldKind.TEXT, "plain"),
        "C2": (HeldKind.TEXT, "rich "),
        "D2": (HeldKind.TEXT, "東京"),
        "E2": (HeldKind.TEXT, "_x0041_ \x0b _x"),
        "A3": (HeldKind.TEXT, "inline"),
        "B3": (HeldKind.BOOLEAN, "TRUE"),
        "C3": (HeldKind.ERROR, "#REF!"),
        "D3": (HeldKind.NUMBER, "1500000"),
        "E3": (HeldKind.NUMBER, "0.1"),
        "F3": (HeldKind.TEXT, "two"),
        "G3": (HeldKind.DATE, "2026-01-06"),
    }


@pytest.mark.parametrize("epoch", [None, datetime(1904, 1, 1)])  # noqa: DTZ001  # as openpyxl has it
def test_dates_are_those_of_both_date_systems(epoch):
    day, moment = date(2026, 1, 6), datetime(2026, 1, 6, 21, 55)  # noqa: DTZ001  # a cell has no zone
    found = cells(saved({"A1": day, "A2": moment, "A3": 46028.0}, epoch=epoch))
    assert found["A1"] == (HeldKind.DATE, "2026-01-06")
    assert found["A2"] == (HeldKind.DATE, "2026-01-06T21:55:00")
    assert found["A3"] == (HeldKind.NUMBER, "46028")


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        ("46028", "yyyy-mm-dd", "2026-01-06"),
        ("46028", "mmm-yy", "2026-01"),
        ("46028", "yyyy", "2026"),
        ("46028.5", "dd.mm.yyyy", "2026-01-06"),
        ("46028.5", "dd.mm.yyyy hh:mm", "2026-01-06T12:00:00"),
        ("60", "yyyy-mm-dd", "1900-03-01"),
        ("1", "yyyy-mm-dd", "1900-01-01"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("46028", '[$-409]d" of "mmmm', "2026-01-06"),
        ("0", "yyyy-mm-dd", None),
        ("-1", "yyyy-mm-dd", None),
        ("1e30", "yyyy-mm-dd", None),
        ("nan", "yyyy-mm-dd", None),
        ("x", "yyyy-mm-dd", None),
    ],
)
def test_a_date_is_as_precise_as_it_is_shown(number, code, words):
    assert date_in_words(number, shown_of_date(164, code), from_1904=False) == words


@pytest.mark.parametrize(
    "code",
    ["General", "0.00", "#,##0", "hh:mm", "[h]:mm", "mm:ss", '0 "days"', "@", "", "[Red]0", "\\y0"],
)
def test_what_is_no_date_is_not_shown_as_one(code):
    assert shown_of_date(164, code) == ""


def test_the_built_in_formats_of_dates_are_known():
    assert shown_of_date(14, "") == "ymd"
    assert shown_of_date(17, "") == "ym"
    assert shown_of_date(2, "") == ""


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1E3", "1000"),
        ("-0.50", "-0.5"),
        ("12345678901234567", "12345678901234568"),
        ("x", "x"),
        ("nan", "nan"),
        ("1e9999", "1e9999"),
        ("", ""),
    ],
)
def test_a_number_is_in_plain_digits(text, plain):
    assert plain_number(text) == plain


@pytest.mark.parametrize("number", [1, 26, 27, 702, 703, 16_384])
def test_columns_have_letters(number):
    assert column_number(f"{letters(number)}12") == number


def test_fonts_inside_a_text_change_no_word():
    text = CellRichText("a ", TextBlock(InlineFont(b=True), "bold"), " b")
    assert cells(saved({"A1": text}))["A1"] == (HeldKind.TEXT, "a bold b")


def test_a_claimed_size_costs_nothing():
    assert cells(book('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')) == {
        "XFD1048576": (HeldKind.NUMBER, "1")
    }


def test_a_sheet_says_of_itself_what_is_merged_hidden_and_claimed():
    made = Workbook()
    sheet = made.active
    sheet["B2"], sheet["B4"] = "title", "hidden"
    sheet.merge_cells("B2:D3")
    sheet.row_dimensions[4].hidden = sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions.group("F", "H", hidden=True)
    file = BytesIO()
    made.save(file)
    (read,) = read_book(file.getvalue()).sheets
    outline = Outline()
    assert [[held.cell for held in row] for row in read.rows(outline)] == [["B2"], ["B4"]]
    assert outline.merges == [Area(top=2, left=2, bottom=3, right=4)]
    assert (outline.hidden_rows, outline.hidden_columns) == ({4}, 3)
    assert (outline.claimed, outline.claimed_rows) == ("B2:D4", 4)


def test_a_formula_tells_an_empty_result_from_none():
    sheet = '<row><c t="str"><f>""</f><v></v></c><c><f>1+1</f></c><c><f>1</f><v>1</v></c></row>'
    (read,) = read_book(book(sheet)).sheets
    (row,) = read.rows()
    assert [(held.words, held.is_formula, held.has_result) for held in row] == [
        ("", True, True),
        ("", True, False),
        ("1", True, True),
    ]


def refusal(data):
    with pytest.raises(InputRefusedError) as error:
        [list(sheet.rows()) for sheet in read_book(data).sheets]
    return str(error.value)


def test_entities_are_never_expanded():
    bomb = f'{HEAD}<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    data = book('<row><c t="str"><v>&b;</v></c></row>', head=bomb)
    assert refusal(data) == (
        "The sheet “One” cannot be read: a document type is declared there, which no office "
        "program writes."
    )


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = book("", extra={"xl/bomb.xml": b" " * (8 * 2**20)}.items())
    assert "unpacks to far too much" in refusal(data)


def test_a_sheet_of_countless_cells_is_refused(monkeypatch):
    monkeypatch.setattr(rows, "MOST_CELLS", 1_000)
    row = "<row>" + "<c/>" * 100 + "</row>"
    assert cells(book(row * 10)) == {}
    assert "has more than 1,000 cells" in refusal(book(row * 11))


@pytest.mark.parametrize(
    "sheet",
    [
        "<row><c>",
        "<row><c r='A1'><v>1</c></row>",
        "\x00",
        "&undefined;",
        "<row r='x'><c r='?'/></ro>",
    ],
)
def test_a_damaged_sheet_is_refused_in_a_sentence(sheet):
    assert "cannot be read: it is damaged" in refusal(book(sheet))


def test_odd_numbers_and_names_do_no_harm():
    sheet = (
        '<row r="-5"><c r="A1" s="-1" t="b"><v></v></c><c r="9" t="x"><v></v></c>'
        '<c r="zz" s="99999999999"><v>7</v></c></row>'
    )
    assert cells(book(sheet)) == {"C1": (HeldKind.NUMBER, "7")}


@pytest.mark.parametrize("place", ["1", "-1", "x", "9" * 5_000])
def test_a_cell_whose_text_is_not_there_is_never_taken_for_an_empty_one(place):
    sheet = f'<row><c t="s"><v>{place}</v></c></row>'
    assert "The sheet “One” cannot be read: " in refusal(book(sheet, strings="<si><t>a</t></si>"))


@pytest.mark.parametrize(
    ("number", "held"),
    [
        ("0", (HeldKind.NUMBER, "0")),
        ("007", (HeldKind.NUMBER, "7")),
        ("-0.5", (HeldKind.NUMBER, "-0.5")),
        ("1e999", (HeldKind.ERROR, "1e999")),
        ("NaN", (HeldKind.ERROR, "NaN")),
        ("abc", (HeldKind.TEXT, "abc")),
        ("1" * 401, (HeldKind.TEXT, "1" * 401)),
    ],
)
def test_what_is_no_number_is_not_held_for_one(number, held):
    assert cells(book(f"<row><c><v>{number}</v></c></row>")) == {"A1": held}


def test_an_unknown_encoding_is_refused_in_a_sentence():
    head = '<?xml version="1.0" encoding="klingon"?>'
    assert "cannot be read: it is damaged" in refusal(book("", head=head))


def test_a_part_of_countless_formats_is_refused(monkeypatch):
    monkeypatch.setattr(streams, "MOST_ELEMENTS", 2)
    data = saved({"A1": 1})
    assert "of the workbook cannot be read: there is too much" in refusal(data)


def test_a_file_before_xlsx_or_with_a_password_is_refused_by_that_name():
    assert "an old Excel file, or protected with a password" in refusal(b"\xd0\xcf\x11\xe0")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"{}", b"%PDF-1.7"])
def test_what_is_no_zip_is_refused(data):
    assert "it is no .xlsx workbook, or it is damaged" in refusal(data)


def test_a_word_file_is_no_workbook():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert "it is no .xlsx workbook" in refusal(file.getvalue())


def test_notes_and_threads_are_read_with_what_they_stand_on():
    sheet = "xl/worksheets/_rels/sheet1.xml.rels"
    newer = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    parts = {
        sheet: f'{HEAD}<Relationships xmlns="{TYPES}">'
        f'<Relationship Id="a" Type="{OFFICE}/comments" Target="../comments1.xml"/>'
        f'<Relationship Id="b" Type="{newer}" Target="../threads/t1.xml"/></Relationships>',
        "xl/comments1.xml": f'{HEAD}<comments xmlns="{MAIN}"><authors><author>Anna</author>'
        '</authors><commentList><comment ref="B2" authorId="0"><text><r><t>Is </t></r>'
        '<r><t>it?</t></r></text></comment><comment ref="C3" authorId="7"><text>'
        "<t>[Threaded comment] Your version …</t></text></comment>"
        '<comment ref="?"><text><t>x</t></text></comment></commentList></comments>',
        "xl/threads/t1.xml": f'{HEAD}<ThreadedComments xmlns="urn:x"><threadedComment ref="C3">'
        "<text>Since when?</text></threadedComment></ThreadedComments>",
    }
    (read,) = read_book(book("", extra=parts.items())).sheets
    assert [(note.row, note.column, note.words, note.author) for note in read.notes()] == [
        (2, 2, "Is it?", "Anna"),
        (3, 3, "Since when?", ""),
    ]

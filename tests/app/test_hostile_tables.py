"""Tables of strangers are read in the worker: at worst there is one sentence."""

from __future__ import annotations

import io
import os
import zipfile

import openpyxl
import pytest

from briefing.app.tables.importing import read_table
from briefing.app.tables.opening import open_table_file, table_file
from briefing.errors import InputRefusedError
from briefing.excel import foreign
from briefing.sources import tasks
from tests.foreign import EMPTY, MAIN, row, workbook

pytestmark = pytest.mark.usefixtures("no_worker_remains")

ROWS = row(1, "Country", "Text") + row(2, "France", "Shells")
WIDE = "".join(f"<c><v>{place}</v></c>" for place in range(16_384))


@pytest.fixture
def _closed(never_here):
    """Read no table in this process."""
    never_here(foreign, "read_book")
    never_here(tasks, "decode")


def with_parts(changed, kind=zipfile.ZIP_DEFLATED):
    """Return a workbook with other parts; stored ones unpack to no more than they are."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(ROWS))) as old,
        zipfile.ZipFile(made, "w", kind) as new,
    ):
        parts = {one: old.read(one) for one in old.namelist()} | changed
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


def with_part(name, part):
    return with_parts({name: part})


def sheet(rows, before="", **others):
    words = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'
    changed = {"xl/worksheets/sheet1.xml": words} | others
    return with_parts(changed, zipfile.ZIP_STORED)


def zip_bomb():
    return with_part("xl/worksheets/sheet1.xml", b" " * 60_000_000)


def bomb_of_many_parts():
    many = {f"xl/media/{n}.bin": os.urandom(600_000) + b"\0" * 62_000_000 for n in range(5)}
    return with_parts(many)


def every_row_as_wide_as_can_be():
    return sheet("".join(f'<row r="{at}">{WIDE}</row>' for at in range(1, 140)))


def a_million_rows_of_nothing():
    rows = "".join(f'<row r="{at}"><c/><c/></row>' for at in range(1, 1_048_577))
    return sheet(rows, '<dimension ref="A1:XFD1048576"/>')


def one_text_everywhere():
    """Return half a million cells that all name one text of a hundred thousand letters."""
    strings = f'<sst xmlns="{MAIN}"><si><t>{"ab" * 50_000}</t></si></sst>'
    cells = '<c t="s"><v>0</v></c>' * 100
    rows = "".join(f'<row r="{at}">{cells}</row>' for at in range(1, 4_000))
    return sheet(rows, **{"xl/sharedStrings.xml": strings})


def texts_that_fill_a_part():
    letters = "".join(chr(0x4E00 + at % 20_000) for at in range(20_000))
    items = "".join(f"<si><t>{at}{letters}</t></si>" for at in range(1_000))
    return with_part("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{items}</sst>')


def entities():
    inner = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    start = f'<!DOCTYPE x [<!ENTITY e0 "lol">{inner}]>'
    return with_part("xl/sharedStrings.xml", f'{start}<sst xmlns="{MAIN}"/>')


def nested():
    return sheet(f"{'<g>' * 2_000_000}{'</g>' * 2_000_000}")


def a_long_number():
    return sheet(f"<row><c><v>{'9' * 30_000_000}</v></c></row>")


def a_number_with_a_huge_exponent():
    cells = "<c><v>1e999999999</v></c><c><v>-9e-999999999</v></c>"
    return sheet(f"{row(1, 'Country', 'a')}<row r='2'>{cells}</row>")


def a_quotation_mark_that_never_closes():
    return b'Country;Text\nFrance;"' + b'a""' * 10_000_000


def separators():
    return b"Country,Score\n" + b"," * 60_000_000


def short_lines():
    return b"Country,Score\n" + b"a,1\n" * 12_000_000


def doubled_marks():
    return b"Country,Score\n" + b'""",' * 12_000_000


BATTERY = {
    "a zip bomb": (zip_bomb, "t.xlsx"),
    "parts that are too much together": (bomb_of_many_parts, "t.xlsx"),
    "every row as wide as can be": (every_row_as_wide_as_can_be, "t.xlsx"),
    "a million rows of nothing": (a_million_rows_of_nothing, "t.xlsx"),
    "one long text in every cell": (one_text_everywhere, "t.xlsx"),
    "an entity bomb": (entities, "t.xlsx"),
    "nesting": (nested, "t.xlsx"),
    "a number of millions of digits": (a_long_number, "t.xlsx"),
    "a quotation mark that never closes": (a_quotation_mark_that_never_closes, "t.csv"),
    "nothing but separators": (separators, "t.csv"),
    "millions of lines": (short_lines, "t.csv"),
    "doubled quotation marks": (doubled_marks, "t.csv"),
}


@pytest.mark.usefixtures("_closed")
@pytest.mark.parametrize("kind", BATTERY)
def test_a_hostile_table_ends_in_one_sentence(tmp_path, kind):
    make, name = BATTERY[kind]
    path = tmp_path / name
    path.write_bytes(make())
    with pytest.raises(InputRefusedError) as raised:
        read_table(EMPTY, open_table_file(path))
    (said,) = raised.value.sentences
    assert name in said
    assert "\n" not in said
    assert "unforeseen" not in said


@pytest.mark.usefixtures("_closed")
def test_texts_that_no_cell_names_do_no_harm():
    read = read_table(EMPTY, table_file(texts_that_fill_a_part(), "t.xlsx"))
    assert read.table.rows[1].at(1).text == "Shells"


@pytest.mark.usefixtures("_closed")
def test_a_number_beyond_all_bounds_is_a_cell_like_others():
    read = read_table(EMPTY, table_file(a_number_with_a_huge_exponent(), "t.xlsx"))
    assert [len(one.cells) for one in read.table.rows] == [2, 2]


@pytest.mark.usefixtures("_closed")
def test_a_sound_table_is_read_although_nothing_is_read_here():
    for data, name in ((workbook(ROWS), "t.xlsx"), (b"Country,Text\nFrance,Shells\n", "t.csv")):
        read = read_table(EMPTY, table_file(data, name))
        assert read.table.rows[1].at(1).text == "Shells"


def test_what_the_worker_reads_is_what_stands_there():
    data = workbook(ROWS, before='<dimension ref="A1:XFD1048576"/>')
    (worker_read,) = [read_table(EMPTY, table_file(data, "t.xlsx")).table]
    assert worker_read == foreign.ForeignWorkbook(data, "t.xlsx").table("Sheet1")
    raw = "Страна;Оценка\nФранция;1,5\n".encode("cp1251")  # noqa: RUF001  # Russian
    read = read_table(EMPTY, table_file(raw, "t.csv")).table
    assert read == tasks.read_csv(tasks.RawTable(name="t.csv", data=raw))
    assert read.noticed


def test_empty_sheets_beside_the_table_are_passed_over():
    book = openpyxl.Workbook()
    book.create_sheet("Scores").append(["Country", "Score"])
    book["Scores"].append(["France", 1])
    book.create_sheet("Sheet3")
    made = io.BytesIO()
    book.save(made)
    file = table_file(made.getvalue(), "t.xlsx")
    assert file.sheets == ("Sheet", "Scores", "Sheet3")
    assert read_table(EMPTY, file).table.sheet == "Scores"

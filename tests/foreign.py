"""Other people's tables for tests: CSV texts, and workbooks written part by part."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from briefing.app.folders import table_mappings
from briefing.app.tables.importing import plan_table, read_table
from briefing.app.tables.opening import table_file
from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.kinds import BY_TYPE
from briefing.tabular.irregularities import Irregular

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
EMPTY = Content(cover=Cover(title="Test"))


def forget_mappings():
    """Forget what the columns of tables meant before."""
    for kept in table_mappings().iterdir():
        kept.unlink()


def read_csv(text, content=EMPTY, mapping=None):
    """Return a CSV as a table with its mapping."""
    data = text if isinstance(text, bytes) else text.encode()
    return read_table(content, table_file(data, "table.csv"), mapping=mapping)


def planned(text, content=EMPTY, **changes):
    """Return what a CSV would bring, with a mapping that differs in some fields from the guess."""
    read = read_csv(text, content)
    return plan_table(content, read, replace(read.guess.mapping, **changes))


def brought(plan, record_type):
    """Return the records of one type that a plan adds, as plain JSON values."""
    kind = BY_TYPE[record_type].singular
    return [change.after for change, _ in plan.changes if change.kind == kind]


def said(plan, kind=None):
    """Return cell and value of the irregularities of a kind, of all kinds with their code."""
    rows = plan.irregularities
    if kind is None:
        return [(row.kind.value, row.cell, row.value) for row in rows]
    return [(row.cell, row.value) for row in rows if row.kind is Irregular(kind)]


def reason(plan, kind):
    """Return the reason of the only irregularity of a kind."""
    (found,) = [row.reason for row in plan.irregularities if row.kind is Irregular(kind)]
    return found


def roles(read):
    """Return the roles of columns by their headings, without those that are left out."""
    columns = read.guess.mapping.columns
    return {column.heading: column.role.value for column in columns if column.role != "ignored"}


def workbook(sheet_data, *, after="", before="", strings="", styles="", sheets=("Sheet1",)):
    """Return the bytes of a workbook.

    Args:
        sheet_data: The rows, as XML.
        after: What follows them in the sheet.
        before: What stands before them in the sheet.
        strings: The items of the shared strings.
        styles: What stands in the styles.
        sheets: Names of sheets, all with the same rows; a hidden one is a pair with its state.
    """
    listed, relations, parts = "", "", {}
    sheet = (
        f'<worksheet xmlns="{MAIN}">{before}<sheetData>{sheet_data}</sheetData>{after}</worksheet>'
    )
    for at, one in enumerate(sheets, start=1):
        name, state = one if isinstance(one, tuple) else (one, "visible")
        listed += f'<sheet name="{name}" sheetId="{at}" state="{state}" r:id="s{at}"/>'
        relations += _relation(f"s{at}", "worksheet", f"worksheets/sheet{at}.xml")
        parts[f"xl/worksheets/sheet{at}.xml"] = sheet
    relations += _relation("strings", "sharedStrings", "sharedStrings.xml")
    relations += _relation("styles", "styles", "styles.xml")
    parts |= {
        "_rels/.rels": _relations(_relation("w", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": _relations(relations),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
    }
    return zipped(parts)


def zipped(parts):
    """Return the bytes of a zip of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def row(number, *cells):
    """Return a row as XML: texts, numbers, None for no cell, or the XML of a cell after its `r`."""
    made = ""
    for place, cell in enumerate(cells):
        where = f'r="{chr(65 + place)}{number}"'
        if isinstance(cell, str) and cell.startswith("<c"):
            made += cell.replace("<c", f"<c {where}", 1)
        elif isinstance(cell, str):
            made += f'<c {where} t="inlineStr"><is><t xml:space="preserve">{cell}</t></is></c>'
        elif cell is not None:
            made += f"<c {where}><v>{cell}</v></c>"
    return f'<row r="{number}">{made}</row>'


def _relation(key, kind, target):
    return f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _relations(inner):
    return f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'

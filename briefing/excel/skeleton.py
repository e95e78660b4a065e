"""The workbook without its cells, by openpyxl: views, columns, tables, lists, print set-up."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as OfficeTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo
from openpyxl.worksheet.views import Pane, Selection

from briefing.excel.house import Running
from briefing.excel.looks import FONT, Looks, conditional
from briefing.excel.options import Paper
from briefing.excel.pages import DEEP_MM, MARGIN_MM
from briefing.excel.register_sheet import quoted_name
from briefing.excel.sheet import ACCENT, look_of
from briefing.excel.styles_part import TABLE_STYLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from briefing.excel.house import House
    from briefing.excel.options import WorkbookOptions
    from briefing.excel.sheet import Choices, Sheet, Table
    from briefing.template.words import Words

_PAPER_CODES: Final = {Paper.A4: 9, Paper.A3: 8, Paper.LETTER: 1}
_LIST_LIMIT: Final = 255  # characters of a list that stands in the rule itself
_MM_PER_INCH: Final = 25.4
_HEADER_LIMIT: Final = 80  # characters of each third; all three must stay below 255


class Skeleton:
    """A workbook of empty sheets whose cell formats are still being collected.

    Args:
        sheets: The sheets, in reading order.
        options: The choices of the workbook.
        running: The pack's line, printed on every page, and the marking in the middle.
        house: The house's own workbook, or None.
    """

    def __init__(
        self,
        sheets: Sequence[Sheet],
        options: WorkbookOptions,
        running: tuple[str, str],
        house: House | None,
    ) -> None:
        self._book = house.book if house else Workbook()
        self._options = options
        self._running = running
        self._house = house.running if house else Running()
        first = self._book.create_sheet() if house else self._book.worksheets[0]
        self.looks = Looks(
            first, house.font if house else FONT, is_right_to_left=options.is_right_to_left
        )
        for at, sheet in enumerate(sheets):
            target = first if at == 0 else self._book.create_sheet()
            target.title = sheet.name
            self._lay_out(target, sheet, number=at + 1)

    def parts(self) -> Mapping[str, bytes]:
        """Return the parts of the workbook, by name."""
        self._book.security = None
        self._book.active = 0
        self._book.calculation.fullCalcOnLoad = False  # results are written with their formulas
        file = BytesIO()
        self._book.save(file)
        with ZipFile(file) as package:
            return {name: package.read(name) for name in package.namelist()}

    def _lay_out(self, target: Worksheet, sheet: Sheet, number: int) -> None:
        self._view(target, sheet, is_first=number == 1)
        for at, width in enumerate(sheet.widths):
            column = target.column_dimensions[get_column_letter(at + 1)]
            column.width = round(width, 2)
            column.hidden = at in sheet.hidden
        target.add_table(_office_table(sheet.table, number))
        for choice in sheet.choices:
            _offer(target, choice, self._options.words)
        for formula, mark in sheet.marks:
            dxf = conditional(look_of(mark, fills=self._options.fills))
            rule = Rule(type="expression", formula=[formula], dxf=dxf)
            target.conditional_formatting.add(sheet.marked, rule)
        for name, area in sheet.names:
            place = f"{quoted_name(sheet.name)}!{area}"
            self._book.defined_names[name] = DefinedName(name, attr_text=place)
        self._print(target, sheet)

    def _view(self, target: Worksheet, sheet: Sheet, *, is_first: bool) -> None:
        view = target.sheet_view
        view.zoomScale = 90
        view.zoomScaleNormal = 90
        view.showGridLines = False
        view.tabSelected = is_first
        view.rightToLeft = self._options.is_right_to_left or None
        row, column = coordinate_to_tuple(sheet.pointer)
        view.pane = Pane(
            xSplit=column - 1,
            ySplit=row - 1,
            topLeftCell=sheet.pointer,
            activePane="bottomRight",
            state="frozen",
        )
        view.selection = [
            Selection(pane="topRight"),
            Selection(pane="bottomLeft"),
            Selection(pane="bottomRight", activeCell=sheet.pointer, sqref=sheet.pointer),
        ]
        target.sheet_format.defaultRowHeight = 13.5
        target.sheet_format.customHeight = False
        if is_first:
            target.sheet_properties.tabColor = "FF" + ACCENT.removeprefix("#")

    def _print(self, target: Worksheet, sheet: Sheet) -> None:
        target.page_setup.orientation = "landscape"
        target.page_setup.paperSize = _PAPER_CODES[self._options.paper]
        target.page_setup.fitToWidth = sheet.pages_across
        target.page_setup.fitToHeight = 0
        target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = target.page_margins
        for side in ("left", "right", "top", "bottom"):
            deep = DEEP_MM if side in {"top", "bottom"} else MARGIN_MM
            setattr(margins, side, round(deep / _MM_PER_INCH, 3))
        margins.header = margins.footer = round(6 / _MM_PER_INCH, 3)
        first, last = sheet.repeated
        target.print_title_rows = f"{first}:{last}"
        lead = get_column_letter(coordinate_to_tuple(sheet.pointer)[1] - 1)
        target.print_title_cols = f"A:{lead}"
        if sheet.printed:
            target.print_area = ",".join(sheet.printed)
        target.page_setup.pageOrder = "overThenDown"
        self._run(target, sheet)

    def _run(self, target: Worksheet, sheet: Sheet) -> None:
        """Set what stands above and below every page."""
        pack, marked = (_running(text) for text in self._running)
        style = f'&"{FONT},Regular"&9 '
        bold = f'&"{FONT},Bold"&10 '
        page = self._options.words.say("Page {number} of {count}", number="&P", count="&N")
        above, below = self._house.header, self._house.footer
        header, footer = HeaderFooterItem(), HeaderFooterItem()
        header.left.text = above[0] or style + (_running(sheet.heading) or pack)
        footer.left.text = style + pack if sheet.heading or above[0] else below[0] or None
        header.right.text = above[2] or style + sheet.name
        footer.right.text = below[2] or style + page
        header.center.text = bold + marked if marked else above[1] or None
        footer.center.text = bold + marked if marked else below[1] or None
        target.HeaderFooter.scaleWithDoc = False  # or they would be smaller than 8 points
        target.HeaderFooter.oddHeader = header
        target.HeaderFooter.oddFooter = footer


def sheet_part(number: int) -> str:
    """Return the name of a sheet's part, counted from 1."""
    return f"xl/worksheets/sheet{number}.xml"


def _running(text: str) -> str:
    """Return text for a header; `&` begins a command there, so it is doubled."""
    line = " ".join(text.split())
    short = line if len(line) <= _HEADER_LIMIT else f"{line[: _HEADER_LIMIT - 1]}…"
    return short.replace("&", "&&")


def _office_table(table: Table, number: int) -> OfficeTable:
    area = f"A{table.first_row}:{get_column_letter(len(table.columns))}{table.last_row}"
    office = OfficeTable(id=number, name=table.name, displayName=table.name, ref=area)
    office.autoFilter = AutoFilter(ref=area)
    office.tableColumns = [
        TableColumn(id=at + 1, name=f"column {at}") for at in range(len(table.columns))
    ]
    office.tableStyleInfo = TableStyleInfo(
        name=TABLE_STYLE, showFirstColumn=True, showRowStripes=False
    )
    return office


def _offer(target: Worksheet, choice: Choices, words: Words) -> None:
    listed = DataValidation(
        type="list",
        formula1=_listed(choice),
        allow_blank=True,
        showErrorMessage=choice.is_strict,
    )
    listed.error = words.say("Choose from the list; the coding guide says what its words mean.")
    listed.errorTitle = words.say("Not in the list")
    listed.add(choice.area)
    target.add_data_validation(listed)


def _listed(choice: Choices) -> str:
    """Return the words of a list, or where they stand: a rule holds 255 characters, no comma."""
    literal = ",".join(choice.words)
    fits = len(literal) <= _LIST_LIMIT and not any("," in word for word in choice.words)
    return f'"{literal}"' if fits or not choice.source else choice.source

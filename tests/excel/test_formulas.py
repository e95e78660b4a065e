"""Every formula's written result is what LibreOffice computes, in every form and every cell."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from briefing.domain.grouping import Group
from briefing.domain.vocabularies import MatrixForm, Round
from briefing.excel import Shown, WorkbookOptions, write_matrix
from tests.excel.packs import compliance, summit, with_rates, with_text
from tests.excel.reading import computed, opened, text_of

BOTH = (Round.INTERIM, Round.FINAL)
CORE = Group(name=">0*?~", members=frozenset({"actor000", "actor003", "actor006"}))
OTHERS = Group(name='="x"', members=frozenset({"actor001", "actor003"}))
WORKBOOKS = {
    "stages": (with_rates(summit(9, 8)), WorkbookOptions(shown=Shown(groups=(CORE,)))),
    "stances": (summit(9, 8, form=MatrixForm.STANCES), WorkbookOptions()),
    "scores": (compliance(9, 8), WorkbookOptions(shown=Shown(groups=(CORE, OTHERS)))),
    "rounds": (compliance(9, 8), WorkbookOptions(shown=Shown(rounds=BOTH))),
    "arabic": (compliance(9, 8), WorkbookOptions(language="ar", shown=Shown(rounds=BOTH))),
    "ukrainian": (with_rates(summit(9, 8)), WorkbookOptions(language="uk")),
    "past": (with_rates(summit(9, 8)), WorkbookOptions(as_of=date(2025, 12, 1))),
    "hostile": (with_text(with_rates(summit(4, 4)), "~*?<>1"), WorkbookOptions()),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    written = {name: write_matrix(*made) for name, made in WORKBOOKS.items()}
    return written, computed(written, tmp_path_factory.mktemp("computed"))


@pytest.mark.parametrize("name", WORKBOOKS)
def test_libreoffice_computes_what_is_written_in_every_cell(name, results):
    written, found = results
    values = load_workbook(BytesIO(written[name]), data_only=True)
    formulas = 0
    for sheet in opened(written[name]):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                formulas += 1
                ours = values[sheet.title][cell.coordinate].value
                theirs = found[name][sheet.title][cell.coordinate].value
                place = f"{sheet.title}!{cell.coordinate} {cell.value}"
                if isinstance(ours, int | float):
                    assert theirs == pytest.approx(ours, abs=1e-9), place
                else:
                    assert text_of(ours) == text_of(theirs) == "", place
    assert formulas > 50

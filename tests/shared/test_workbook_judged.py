"""The workbook before the judge of office files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.domain.grouping import Group
from briefing.domain.vocabularies import MatrixForm, Round
from briefing.excel import Form, Paper, Shown, WorkbookOptions, write_matrix
from tests.excel.packs import compliance, summit, with_rates, with_text

JUDGE = Path("/work/shared/tools/check_office/check_office.py")
FORMULAS = r"^(SUM|IF|COUNTIFS?|AVERAGE|SUMPRODUCT)\("
BOTH = Shown(rounds=(Round.INTERIM, Round.FINAL))
GROUPED = Shown(groups=(Group(name="Core", members=frozenset({"actor000", "actor003"})),))
WORKBOOKS = {
    **{
        f"{form}-{paper}": (summit(form=form), WorkbookOptions(paper=paper))
        for form in MatrixForm
        for paper in Paper
    },
    "money": (with_rates(summit(9, 8)), WorkbookOptions()),
    "groups": (with_rates(summit(35, 12)), WorkbookOptions(shown=GROUPED)),
    "rounds": (compliance(), WorkbookOptions(shown=BOTH)),
    "issue": (with_rates(summit(9, 8)), WorkbookOptions(form=Form.ISSUE)),
    "issue-scores": (compliance(), WorkbookOptions(form=Form.ISSUE, shown=BOTH)),
    "arabic": (with_rates(summit(9, 8)), WorkbookOptions(language="ar")),
    "arabic-scores": (compliance(), WorkbookOptions(language="ar", shown=BOTH)),
    "ukrainian": (summit(9, 8), WorkbookOptions(language="uk", shown=GROUPED)),
    "hostile": (with_text(with_rates(summit(5, 4)), '=1+1<&>"\t'), WorkbookOptions()),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_judge_finds_nothing_but_the_hidden_ids(name, tmp_path):
    content, options = WORKBOOKS[name]
    file = tmp_path / "matrix.xlsx"
    file.write_bytes(write_matrix(content, options))
    allowed = ("--ignore", "leak.hidden") if options.form is Form.REVIEW else ()
    result = subprocess.run(
        [
            sys.executable,
            str(JUDGE),
            "--fail-on",
            "warning",
            "--allow-formulas",
            FORMULAS,
            *allowed,
            str(file),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout

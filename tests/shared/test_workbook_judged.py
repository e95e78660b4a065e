"""The workbook before the judge of office files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.domain.vocabularies import MatrixForm
from briefing.excel import Paper, WorkbookOptions, write_matrix
from tests.excel.packs import summit

JUDGE = Path("/work/shared/tools/check_office/check_office.py")
FORMULAS = r"^(SUM\(|IF\()?COUNTIF\("


@pytest.mark.parametrize("form", list(MatrixForm))
@pytest.mark.parametrize("paper", list(Paper))
def test_the_judge_finds_nothing_but_the_hidden_ids(form, paper, tmp_path):
    file = tmp_path / "matrix.xlsx"
    file.write_bytes(write_matrix(summit(form=form), WorkbookOptions(paper=paper)))
    result = subprocess.run(
        [
            sys.executable,
            str(JUDGE),
            "--fail-on",
            "warning",
            "--allow-formulas",
            FORMULAS,
            "--ignore",
            "leak.hidden",
            str(file),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout

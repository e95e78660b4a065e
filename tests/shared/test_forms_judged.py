"""Every house form in every language before the judge of office files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.app.exporting import ExportRequest, export
from briefing.app.sample import sample_pack
from briefing.app.templates import templates

JUDGE = Path("/work/shared/tools/check_office/check_office.py")


@pytest.mark.parametrize("form", [info.id for info in templates()])
@pytest.mark.parametrize("language", ["en", "fr", "uk", "ar"])
def test_the_judge_finds_neither_error_nor_warning(form, language, tmp_path, monkeypatch):
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)
    pack = sample_pack()
    files = [tmp_path / f"{made}.docx" for made in ("review", "issue")]
    for file in files:
        options = {"language": language}
        request = ExportRequest(template=form, word=file, options=options, form=file.stem)
        export(pack.content, request)
    pack.close()
    command = [sys.executable, str(JUDGE), "--fail-on", "warning", *map(str, files)]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout

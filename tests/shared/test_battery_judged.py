"""What comes out of the battery of mangled templates, before the judge of Office files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from hypothesis import Phase, given, settings

from briefing.word.opening import compile_template
from briefing.word.rendering import render
from tests.template.programs import DATA, PROGRAMS, written
from tests.word.battery.cases import FIELDS
from tests.word.battery.saving import saved
from tests.word.test_battery import FILES, HOME

# the templates of the battery have neither titles nor header rows: they are about tags
OF_THE_TEMPLATE = {"a11y.title", "a11y.header-row"}


def errors_of(files, shared):
    """Return what the judge says is wrong in the files that say anything wrong."""
    judge = shared / "tools" / "check_office" / "check_office.py"
    done = subprocess.run(
        [sys.executable, str(judge), "--json", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    judged = json.loads(done.stdout)["files"]
    assert len(judged) == len(files)
    errors = {
        Path(file["file"]).name: [
            row["message"]
            for row in file["findings"]
            if row["severity"] == "error" and row["code"] not in OF_THE_TEMPLATE
        ]
        for file in judged
    }
    return {name: found for name, found in errors.items() if found}


def test_the_judge_finds_no_error_in_what_is_made_of_any_mangled_template(tmp_path, shared):
    for file in FILES:
        data = render(compile_template((HOME / file).read_bytes()), FIELDS).data
        (tmp_path / file.replace("/", "-")).write_bytes(data)
    assert errors_of(sorted(tmp_path.iterdir()), shared) == {}


def test_the_judge_finds_no_error_in_what_random_programs_write(tmp_path, shared):
    @given(program=PROGRAMS, data=DATA)
    @settings(max_examples=40, database=None, phases=[Phase.generate])
    def write(program, data):
        template = compile_template(saved(written(program, lambda text: [text])))
        number = len(list(tmp_path.iterdir()))
        (tmp_path / f"{number}.docx").write_bytes(render(template, data).data)

    write()
    assert errors_of(sorted(tmp_path.iterdir()), shared) == {}

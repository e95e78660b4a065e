"""What comes out of the battery of mangled templates, before the judge of Office files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from briefing.word.opening import compile_template
from briefing.word.rendering import render
from tests.word.battery.cases import FIELDS
from tests.word.test_battery import FILES, HOME

# the templates of the battery have neither titles nor header rows: they are about tags
OF_THE_TEMPLATE = {"a11y.title", "a11y.header-row"}


def test_the_judge_finds_no_error_in_what_is_made_of_any_mangled_template(tmp_path, shared):
    for file in FILES:
        data = render(compile_template((HOME / file).read_bytes()), FIELDS).data
        (tmp_path / file.replace("/", "-")).write_bytes(data)
    judge = shared / "tools" / "check_office" / "check_office.py"
    done = subprocess.run(
        [sys.executable, str(judge), "--json", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    files = json.loads(done.stdout)["files"]
    assert len(files) == len(FILES)
    errors = {
        Path(file["file"]).name: [
            row["message"]
            for row in file["findings"]
            if row["severity"] == "error" and row["code"] not in OF_THE_TEMPLATE
        ]
        for file in files
    }
    assert {name: found for name, found in errors.items() if found} == {}

"""Templates of docxtpl's own tests, checked and annotated, before the judge of Office files."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from briefing.errors import InputRefusedError
from briefing.template.fields import CONTRACT
from briefing.word.cleaning import cleaned
from briefing.word.inspection.commenting import with_comments
from briefing.word.inspection.rules import check_template


@pytest.fixture(scope="module")
def annotated(shared, tmp_path_factory):
    """Each template that can be opened, with its copy."""
    folder = tmp_path_factory.mktemp("annotated")
    found = {}
    for path in sorted((shared / "templates" / "docxtpl" / "templates_in").glob("*.docx")):
        data = path.read_bytes()
        try:
            problems = check_template(data, CONTRACT).problems
        except InputRefusedError:
            continue
        copy = folder / path.name
        copy.write_bytes(with_comments(data, problems))
        found[path] = copy
    return found


def judged(shared, paths, severities=("error",)):
    judge = shared / "tools" / "check_office" / "check_office.py"
    words = [sys.executable, str(judge), "--json", "--template", *map(str, paths)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return [
        {row["code"] for row in file["findings"] if row["severity"] in severities}
        for file in json.loads(done.stdout)["files"]
    ]


def test_nearly_all_can_be_opened_and_annotated(annotated):
    assert len(annotated) >= 38


def test_no_copy_has_a_kind_of_error_that_its_template_had_not(annotated, shared):
    before = judged(shared, annotated)
    after = judged(shared, annotated.values())
    fresh = {
        path.name: found - known
        for path, known, found in zip(annotated, before, after, strict=True)
        if found - known
    }
    assert fresh == {}


def test_a_cleaned_form_leaks_nothing_and_gains_no_error(shared, tmp_path):
    pairs = {}
    for path in sorted((shared / "templates" / "docxtpl" / "templates_in").glob("*.docx")):
        try:
            data = cleaned(path.read_bytes())
        except InputRefusedError:
            continue
        copy = tmp_path / path.name
        copy.write_bytes(data)
        pairs[path] = copy
    assert len(pairs) >= 30
    before, after = judged(shared, pairs), judged(shared, pairs.values())
    fresh = {
        path.name: found - known
        for path, known, found in zip(pairs, before, after, strict=True)
        if found - known
    }
    assert fresh == {}
    left = judged(shared, pairs.values(), ("error", "warning"))
    assert {code for found in left for code in found if code.startswith("leak.")} == set()

"""A process that writes a document of a kept template loads little more than that takes."""

from __future__ import annotations

import subprocess
import sys

import pytest

LOAD = (
    "import sys\n"
    "import briefing.word.keeping, briefing.word.rendering\n"
    "import briefing.word.proof, briefing.word.rereading\n"
    "print(*sys.modules)"
)


@pytest.fixture(scope="module")
def loaded():
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)
    return frozenset(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "lxml",
        "babel",
        "msgspec",
        "openpyxl",
        "tomllib",
        "typing_extensions",
        "briefing.domain",
        "briefing.template.compiling",
        "briefing.word.opening",
        "briefing.word.review.remembering",
    ],
)
def test_what_only_other_work_needs_is_not_loaded(loaded, module):
    assert "briefing.word.part" in loaded
    assert module not in loaded

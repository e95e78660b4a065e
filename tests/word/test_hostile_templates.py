"""Hostile templates end in sentences or in harmless pages; nothing is run, fetched or written.

Each goes through the worker, which has no network, no files and no children (see
`tests/worker/test_protections.py`): what tried to reach them would end it in an unforeseen way. The
greedy ones that take long to make are in `packaging/dev.py bench hostile` only.
"""

from __future__ import annotations

import io
import zipfile

import pytest
from attacks import KINDS, MARK
from attacks.greedy import GREEDY

from briefing.app import jobs
from briefing.app.worker_process import Errand, WorkerStoppedError
from briefing.errors import BriefingError
from briefing.template.fields import FormOptions
from briefing.word.packing import MadePack, PackRequest
from tests.good_content import good_content

CONTENT = good_content()
QUICK = (
    "loops: contents in loops", "blocks: a thousand deep", "blocks: ten thousand ends",
    "tags: 20,000 in one run", "tags: a million opened", "tags: spaces in braces",
    "tags: brackets", "tags: huge number", "tags: truncate to a huge number", "tags: remarks",
    "tags: many mistakes", "tags: in a property", "tags: braces in a property",
    "xml: 240 deep", "xml: 10,000 deep", "tables: 2,000 deep", "styles: in a circle",
    "notes: in themselves", "bomb: 60 MB in a part",
)  # fmt: skip
CALLS = (
    "code: __class__", "code: __init__ globals", "code: call", "code: index", "code: filter attr",
    "code: include", "code: import", "code: set", "code: lambda", "code: multiply",
)  # fmt: skip
TRIED = {name: make for name, make in KINDS.items() if name not in GREEDY or name in QUICK}


@pytest.fixture(scope="module", autouse=True)
def _no_worker_remains():
    yield
    jobs.end()


def made(data):
    """Return the document that a template gives, through the worker."""
    request = PackRequest(content=CONTENT, template=data, form=FormOptions(paper="A3"))
    errand = Errand(name="make", value=request, what="The template", foreign=len(data))
    return jobs.ask(errand, MadePack).rendered.data


def parts_with(mark, data):
    """Return the names of the parts that hold a mark, in their content or their name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            name
            for name in archive.namelist()
            if mark in archive.read(name).lower() or mark in name.lower().encode()
        ]


def outcome(data):
    """Return what is said of a template, and the parts of its pages that hold the mark of harm.

    A worker that is stopped at a limit of the system is an error.
    """
    try:
        return "Made.", parts_with(MARK, made(data))
    except WorkerStoppedError:
        raise
    except BriefingError as error:
        return str(error), []


def test_there_are_hundreds_of_kinds():
    assert len(KINDS) > 300
    assert set(QUICK) <= set(GREEDY)


@pytest.mark.parametrize("name", TRIED)
def test_a_hostile_template_is_refused_in_sentences_or_does_no_harm(name):
    said, harmful = outcome(TRIED[name]())
    assert said.endswith((".", "?"))
    assert "unforeseen" not in said
    assert harmful == []


@pytest.mark.parametrize("name", CALLS)
def test_code_in_a_template_is_refused_with_its_place(name):
    with pytest.raises(BriefingError, match="Body"):
        made(KINDS[name]())

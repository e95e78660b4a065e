"""Hostile templates end in sentences or in harmless pages; nothing is run, fetched or written.

Each goes through the worker, which has no network, no files and no children (see
`tests/worker/test_protections.py`): what tried to reach them would end it in an unforeseen way. The
greedy ones that take long to make are in `packaging/dev.py bench hostile` only.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from random import Random

import pytest
from attacks import KINDS, MARK
from attacks.files import word, zipped
from attacks.greedy import GREEDY

from briefing.app import jobs
from briefing.app.word_files import checked
from briefing.app.worker_process import Errand, WorkerStoppedError
from briefing.errors import BriefingError, InputRefusedError
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


@cache
def outcome(name):
    """Return why a template is refused, or None, and the parts of its pages with the mark of harm.

    A worker that is stopped at a limit of the system is an error.
    """
    try:
        return None, parts_with(MARK, made(TRIED[name]()))
    except WorkerStoppedError:
        raise
    except BriefingError as error:
        return error, []


def complaints(name):
    """Return what the check says of a template, its mistakes or why it is no template at all."""
    try:
        return [str(problem) for problem in checked(TRIED[name]()).errors]
    except WorkerStoppedError:
        raise
    except BriefingError as error:
        return [str(error)]


def test_there_are_hundreds_of_kinds():
    assert len(KINDS) > 300
    assert set(QUICK) <= set(GREEDY)


@pytest.mark.parametrize("name", TRIED)
def test_a_hostile_template_is_refused_in_sentences_or_does_no_harm(name):
    refusal, harmful = outcome(name)
    said = "Made." if refusal is None else str(refusal)
    assert said.endswith((".", "?"))
    assert "unforeseen" not in said
    assert harmful == []


@pytest.mark.parametrize("name", TRIED)
def test_what_makes_a_template_unfit_the_check_says_too(name):
    found = complaints(name)
    assert not any("unforeseen" in said for said in found)
    refusal, _ = outcome(name)
    assert found or not isinstance(refusal, InputRefusedError)


@pytest.mark.parametrize("name", CALLS)
def test_code_in_a_template_is_refused_with_its_place(name):
    with pytest.raises(BriefingError, match="Body"):
        made(KINDS[name]())


def test_a_part_with_far_too_many_links_is_refused():
    refusal, _ = outcome("target: 200,000 of them")
    assert "word/document.xml has more than 20,000 links and pictures" in str(refusal)


def test_a_part_that_takes_too_much_memory_is_not_called_damaged():
    marks = Random(5)  # noqa: S311 - marks, not secrets
    body = "".join(f'<w:p w:x="{marks.getrandbits(64):x}"/>' for _ in range(700_000))
    with pytest.raises(BriefingError, match="memory"):
        made(zipped(word(body)))

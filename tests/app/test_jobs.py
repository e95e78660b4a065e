"""The worker: bounded, killable, without network or files; what it makes is what we would make."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.app import jobs, word_files, word_pack
from briefing.app.doctor import examine
from briefing.app.exporting import ExportCancelledError, ExportRequest, export
from briefing.app.templates import template_named
from briefing.app.word_files import checked, is_house
from briefing.app.worker_process import Errand, Worker, WorkerStoppedError
from briefing.errors import BriefingError, InputRefusedError
from briefing.template.fields import FormOptions
from briefing.template.problems import TemplateRefusedError
from briefing.word.packing import PackRequest
from tests.good_content import good_content
from tests.word.documents import docx, paragraph

pytestmark = pytest.mark.usefixtures("no_worker_remains")

LOOPS = "".join("{% for c in countries %}" for _ in range(12))
ENDLESS = docx(paragraph(LOOPS + "{{ c.name }}" + "{% endfor %}" * 12))


@pytest.fixture(autouse=True)
def _no_office(monkeypatch):
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)


@pytest.fixture
def stranger(tmp_path):
    """Write a template that no house of ours made, and return its path."""

    def written(data: bytes) -> str:
        path = tmp_path / "theirs.docx"
        path.write_bytes(data)
        return str(path)

    return written


def countries(count: int):
    """Return the good content with more countries than it has."""
    content = good_content()
    actor = next(each for each in content.actors if each.iso3)
    more = tuple(replace(actor, id=f"country{number}") for number in range(count))
    return replace(content, actors=(*content.actors, *more))


def test_a_pack_made_in_the_worker_is_the_pack_made_here(monkeypatch):
    def made():
        template = template_named("summit-pack")
        return word_pack.word_pack(
            good_content(), template, FormOptions(), lambda step, share: None
        )

    here = made()
    monkeypatch.setattr(word_files, "is_house", lambda data: False)
    assert made() == here


def test_only_the_bytes_that_ship_with_the_program_are_a_house_template():
    data = template_named("summit-pack").data
    assert is_house(data)
    assert not is_house(data + b"\0")


def test_a_strangers_template_is_filled_in_the_worker(stranger, tmp_path):
    template = stranger(docx(paragraph("{{ pack.title }}")))
    steps = []
    request = ExportRequest(template=template, word=tmp_path / "out.docx")
    export(good_content(), request, lambda step, share: steps.append(step))
    assert (tmp_path / "out.docx").is_file()
    assert {"Reading the template", "Filling the pages", "Reading the quotations back"} <= set(
        steps
    )


def test_mistakes_come_back_from_the_worker_with_their_places(stranger, tmp_path):
    template = stranger(docx(paragraph("{{ pack.titel }}")))
    (problem,) = checked(Path(template).read_bytes()).errors
    assert "pack.title" in problem.hint
    with pytest.raises(TemplateRefusedError) as raised:
        export(good_content(), ExportRequest(template=template, word=tmp_path / "out.docx"))
    assert raised.value.problems == (problem,)
    assert not (tmp_path / "out.docx").exists()


def test_loops_without_end_are_refused_and_the_next_template_is_filled(stranger, tmp_path):
    request = ExportRequest(template=stranger(ENDLESS), word=tmp_path / "out.docx")
    with pytest.raises(BriefingError, match="loops"):
        export(countries(30), request)
    stranger(docx(paragraph("{{ pack.title }}")))
    export(good_content(), request)
    assert request.word.is_file()


def test_cancelling_ends_the_worker_and_the_next_one_is_fresh(stranger, tmp_path):
    request = ExportRequest(template=stranger(ENDLESS), word=tmp_path / "out.docx")
    reached = threading.Event()

    def progress(step, share):
        if step == "Filling the pages":
            reached.set()

    with pytest.raises(ExportCancelledError):
        export(countries(30), request, progress, reached.is_set)
    assert checked(docx(paragraph("{{ pack.title }}"))).errors == ()


def test_a_worker_that_dies_at_work_ends_in_one_sentence():
    worker = Worker()
    request = PackRequest(content=countries(30), template=ENDLESS, form=FormOptions())

    def kill(step):
        if step == "Filling the pages":
            worker._process.kill()

    with pytest.raises(WorkerStoppedError, match="unforeseen") as raised:
        worker.ask(Errand(name="make", value=request, what="The template"), kill)
    assert "\n" not in str(raised.value)
    assert not worker.is_alive


def test_an_errand_that_is_unknown_ends_its_worker_in_a_sentence():
    with pytest.raises(InputRefusedError, match="unforeseen way"):
        jobs.ask(Errand(name="no such", value=b"", what="It"), bytes)
    assert checked(docx(paragraph("x"))).errors == ()


def test_the_doctor_says_what_holds_the_worker():
    (finding,) = (each for each in examine() if each.subject == "Files from elsewhere")
    assert finding.state == "ok"
    assert "Python's own guard" in finding.words

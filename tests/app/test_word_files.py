"""Whoever made a form decides where it is opened: ours here, every other in the worker."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from briefing.app import jobs, word_files, worker_process
from briefing.app.choices import chosen, form_options
from briefing.app.doctor import examine
from briefing.app.exporting import ExportRequest, export
from briefing.app.form_languages import in_language
from briefing.app.library.installing import plan_install
from briefing.app.library.looking import look_at_file
from briefing.app.library.making import new_template, pack_folder
from briefing.app.previewing import APPROXIMATE, PreviewCancelledError, preview
from briefing.app.sample import sample_pack
from briefing.app.templates import template_named, templates, trust_template, write_comments
from briefing.app.word_files import is_house
from briefing.app.word_pack import word_pack
from briefing.errors import InputRefusedError
from briefing.template.cited_as import CitedAs
from briefing.template.fields import FormOptions
from briefing.word import package, rereading
from tests.app.library.conftest import made, written
from tests.app.test_jobs import ENDLESS, countries
from tests.word.documents import docx, paragraph
from tests.word.inspection.documents import sound

pytestmark = pytest.mark.usefixtures("no_worker_remains")

FORM = sound(paragraph("{{ pack.title }}") + paragraph("{{ pack.titel }}"))
BARE = "from briefing.worker import serving; serving.shut_in = lambda readable: (); serving.main()"


@pytest.fixture(autouse=True)
def _no_office(monkeypatch):
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)


@pytest.fixture(scope="module")
def sample():
    pack = sample_pack()
    yield pack.content
    pack.close()


@pytest.fixture
def closed(monkeypatch):
    """Open no Word file in this process."""

    class OpenedHereError(AssertionError):
        """A Word file was opened in this process."""

    def refuse(*_arguments):
        raise OpenedHereError

    for where in ("read", "refusal"):
        monkeypatch.setattr(f"{package.__name__}._WORD", type("Closed", (), {where: refuse})())
    monkeypatch.setattr(package.etree, "fromstring", refuse)
    monkeypatch.setattr(rereading, "_parts", refuse)


def silent(step, share):
    """Hear of a step."""


@pytest.mark.parametrize("info", templates(), ids=lambda info: info.id)
@pytest.mark.parametrize("language", ["en", "uk"])
def test_each_form_is_made_in_the_worker_as_it_is_made_here(sample, monkeypatch, info, language):
    template = template_named(info.id)
    choices = chosen(
        sample,
        {"language": language},
        as_of=None,
        draft="DRAFT – 2 open problems",
        form="review",
        issue=None,
    )
    form = form_options(template, choices, sample)
    template = in_language(template, sample, form)
    assert is_house(template.data)
    here = word_pack(sample, template, form, silent)
    monkeypatch.setattr(word_files, "is_house", lambda form: False)
    assert word_pack(sample, template, form, silent) == here


def test_all_choices_of_a_document_reach_the_worker(sample, monkeypatch):
    form = FormOptions(
        paper="Letter", reading=14.0, citations=CitedAs.ANNEX, ibid=True, as_of=date(2026, 3, 1)
    )
    template = template_named("summit-pack")
    here = word_pack(sample, template, form, silent)
    monkeypatch.setattr(word_files, "is_house", lambda form: False)
    assert word_pack(sample, template, form, silent) == here


@pytest.mark.usefixtures("closed")
def test_a_word_file_of_a_stranger_is_checked_and_commented_elsewhere(tmp_path):
    path = tmp_path / "theirs.docx"
    path.write_bytes(FORM)
    (mistake,) = [one for one in look_at_file(path).problems if "titel" in one.words]
    assert "pack.title" in mistake.hint
    assert write_comments(FORM, tmp_path / "commented.docx").errors == (mistake,)
    assert (tmp_path / "commented.docx").is_file()


@pytest.mark.usefixtures("closed")
def test_a_template_is_made_packed_and_installed_elsewhere(tmp_path):
    path = tmp_path / "theirs.docx"
    path.write_bytes(sound(paragraph("{{ pack.title }}")))
    folder = new_template(path).folder
    pack_folder(folder, tmp_path / "theirs.brieftemplate")
    plan = plan_install(tmp_path / "theirs.brieftemplate")
    assert "pack.title" in plan.card.fields


@pytest.mark.usefixtures("closed")
def test_a_pack_and_its_preview_are_made_elsewhere(tmp_path, sample):
    path = written(tmp_path, made(paragraph("{{ as_of }}")))
    trust_template(str(path))
    request = ExportRequest(template=str(path), word=tmp_path / "out.docx")
    assert export(sample, request).written == (tmp_path / "out.docx",)
    shown = preview(sample, request, {})
    assert shown.engine == APPROXIMATE
    assert shown.paragraphs[0].text == sample.cover.title


@pytest.mark.parametrize("bad", [b"", b"PK\5\6", FORM[:3000]], ids=["empty", "no zip", "cut"])
def test_a_damaged_file_is_refused_there_in_the_words_of_here(tmp_path, monkeypatch, bad):
    path = tmp_path / "theirs.docx"
    path.write_bytes(bad)

    def refusal():
        with pytest.raises(InputRefusedError) as raised:
            look_at_file(path)
        return str(raised.value)

    there = refusal()
    monkeypatch.setattr(word_files, "is_house", lambda form: True)
    assert refusal() == there


def test_a_preview_that_is_cancelled_ends_its_worker(tmp_path):
    path = tmp_path / "endless.docx"
    path.write_bytes(ENDLESS)
    content = countries(30)
    asked = threading.Event()

    def is_cancelled():
        before = asked.is_set()
        asked.set()
        return before

    with pytest.raises(PreviewCancelledError):
        preview(content, ExportRequest(template=str(path)), {}, is_cancelled)
    assert not jobs._warm


def test_where_the_kernel_holds_nothing_files_are_read_all_the_same(monkeypatch):
    command = [*worker_process._command()[:2], "-c", BARE]
    monkeypatch.setattr(worker_process, "_command", lambda: command)
    assert word_files.checked(docx(paragraph("{{ pack.title }}"))).errors == ()
    (finding,) = [one for one in examine() if one.subject == "Files from elsewhere"]
    assert finding.state == "ok"
    assert "does not hold files (Landlock) and network" in finding.words

"""A template is compiled once on a machine; what was kept of it never does harm or is missed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.app import folders, jobs
from briefing.app.kept_templates import keep_template, kept_template
from briefing.app.sample import sample_pack
from briefing.app.templates import template_named
from briefing.app.word_pack import word_pack
from briefing.template.fields import FormOptions
from briefing.word import packing

FORM = FormOptions()


@pytest.fixture(autouse=True)
def _no_office(monkeypatch):
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch, tmp_path):
    """Begin as a process on a machine that has compiled nothing yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    packing._compiled.cache_clear()
    yield
    jobs.end()


@pytest.fixture(scope="module")
def sample():
    pack = sample_pack()
    yield pack.content
    pack.close()


@pytest.fixture(scope="module")
def template():
    return template_named("objectives-brief")


def pages(sample, template, form=FORM):
    packing._compiled.cache_clear()  # what another process does
    return word_pack(sample, template, form, lambda *_: None).data


def files():
    return sorted(folders.kept_templates().iterdir())


def test_the_second_document_is_made_of_what_the_first_has_left(sample, template, monkeypatch):
    first = pages(sample, template)
    (left,) = files()

    def compile_again(*_):
        raise AssertionError

    monkeypatch.setattr("briefing.word.compiling.compiled_for", compile_again)
    assert pages(sample, template) == first
    assert files() == [left]


def test_what_was_spoilt_is_compiled_and_kept_again(sample, template):
    first = pages(sample, template)
    (left,) = files()
    whole = left.read_bytes()
    left.write_bytes(whole[: len(whole) // 2])
    assert pages(sample, template) == first
    assert left.read_bytes() == whole


def test_another_paper_size_of_reading_or_template_is_kept_apart(sample, template):
    pages(sample, template)
    pages(sample, template, replace(FORM, paper="Letter"))
    pages(sample, template, replace(FORM, reading=14.0))
    pages(sample, template_named("key-quotes-annex"))
    assert len(files()) == 4
    assert len({each.read_bytes() for each in files()}) == 4


def test_of_too_many_the_oldest_go():
    for number in range(30):
        keep_template(b"%d" % number, FORM, b"kept %d" % number)
    assert len(files()) == 24
    assert kept_template(b"29", FORM) == b"kept 29"


def test_what_is_too_large_is_not_kept():
    keep_template(b"1", FORM, b" " * (4 * 2**20 + 1))
    assert files() == []


def test_a_document_is_made_where_nothing_can_be_kept(sample, template, monkeypatch, tmp_path):
    first = pages(sample, template)
    tmp_path.joinpath("file").write_bytes(b"")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert pages(sample, template) == first

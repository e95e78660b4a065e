"""The review form of every house form: what a reader sees is the issue form, to the letter."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from briefing import assets
from briefing.app.library.sample import sample_content
from briefing.template.fields import CONTRACT, FormOptions, fields
from briefing.template.review_form import ReviewForm
from briefing.word.figures import FIGURES
from briefing.word.matrix_table import draw_matrix
from briefing.word.opening import compile_template
from briefing.word.proof import differences
from briefing.word.reading import read_document
from briefing.word.rendering import render
from briefing.word.rereading import read_back
from briefing.word.review.reading import read_review
from briefing.word.review.values import named
from briefing.word.state import RenderOptions

FORMS = (
    "summit-pack",
    "steering-brief",
    "objectives-brief",
    "country-one-pager",
    "key-quotes-annex",
)
REVIEW = ReviewForm(pack="samplepack12", title="Exercise", template="form")
CASES = [*((form, "en") for form in FORMS), ("objectives-brief", "ar"), ("key-quotes-annex", "fr")]


@pytest.fixture(scope="module")
def content():
    found = sample_content()
    return replace(found, cover=replace(found.cover, id="samplepack12"))


def made(content, form, language, review):
    name = "pack.docx" if language == "en" else f"pack.{language}.docx"
    template = compile_template(assets.read_bytes(f"templates/{form}/{name}"), CONTRACT)
    chosen = FormOptions(language=language, review=review)
    values = fields(content, chosen, draw_matrix, FIGURES)
    return render(template, values, RenderOptions(language=language, review=review))


def body(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


@pytest.mark.parametrize(("form", "language"), CASES)
def test_the_review_form_says_what_the_issue_form_says_and_comes_home(content, form, language):
    issue, review = (made(content, form, language, each) for each in (None, REVIEW))
    assert read_document(review.data).paragraphs == read_document(issue.data).paragraphs
    assert review.ledger == issue.ledger
    assert differences(read_back(review.data).texts, review.ledger) == ()
    assert review.empty_count == issue.empty_count
    home = read_review(review.data)
    assert len(home.values) > 5
    assert [one.exported.tag for one in home.values if named(one.exported.tag) is None] == []
    assert [one for one in home.values if one.text != one.exported.text] == []
    assert (home.outside, home.missing, home.comments) == ((), 0, ())
    assert "<w:sdt>" not in body(issue.data)
    assert 'w:name="_b' not in body(issue.data)
    assert review.data == made(content, form, language, REVIEW).data


def test_every_control_has_an_id_and_a_bookmark_of_its_own(content):
    xml = body(made(content, "summit-pack", "en", REVIEW).data)
    ids = [part.partition('"')[0] for part in xml.split('<w:id w:val="')[1:]]
    marks = [part.partition('"')[0] for part in xml.split('w:name="_b')[1:]]
    assert len(ids) == len(set(ids)) == len(marks) == len(set(marks)) > 300
    tags = [part.partition('"')[0] for part in xml.split('<w:tag w:val="')[1:]]
    assert max(map(len, tags)) <= 64

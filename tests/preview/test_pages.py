"""Pages of a PDF: what stands where, and what a point on them belongs to."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from briefing.preview.folding import fold
from briefing.preview.office import find_office, to_pdf
from briefing.preview.pages import Pages
from tests.word.documents import docx, paragraph

BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
LONG = "The harbour stays open to every ship that carries grain " * 4
BODY = (
    paragraph("First part", style="Heading1")
    + paragraph("She said: “We will not move.” ", "Nobody answered.")
    + BREAK
    + paragraph("Second part", style="Heading1")
    + paragraph(LONG)
)


@pytest.fixture(scope="module")
def pdf():
    return to_pdf(find_office(), docx(BODY))


@pytest.fixture
def pages(pdf):
    with Pages(pdf) as made:
        yield made


def test_each_page_has_its_size_and_its_words(pages):
    assert [round(width) for width, _ in pages.sizes] == [595, 595]
    assert "Nobody answered." in pages.text(1)
    assert "Second part" not in pages.text(1)


def test_a_page_is_drawn_as_wide_as_it_is_wanted(pages):
    picture = pages.picture(1, 300)
    assert (picture.width, picture.height) == (300, 425)
    assert len(picture.data) >= picture.stride * picture.height
    assert len(set(picture.data)) > 2  # words, not an empty sheet


def test_words_are_found_whatever_their_case_quotation_marks_and_lines(pages):
    (place,) = pages.find('"WE WILL   not move."')
    assert place.page == 1
    (found,) = pages.find(LONG)
    assert len(pages.areas(2, (found,))) > 1


def test_words_are_found_on_the_pages_that_are_named(pages):
    assert pages.find("part", (2,)) == pages.find("part")[1:]
    assert pages.find("nowhere") == ()
    assert pages.find("  ") == ()


def test_words_that_a_page_break_cuts_are_found_by_their_beginning(pages):
    cut = LONG.strip() + " and then words of the next page"
    assert pages.find(cut) == ()
    assert pages.find_beginning(cut)[0].page == 2


def test_a_point_on_words_leads_back_to_them(pages):
    (place,) = pages.find("Nobody answered")
    (area,) = pages.areas(1, (place,))
    middle = ((area.left + area.right) / 2, (area.top + area.bottom) / 2)
    assert place.start <= pages.character_at(1, *middle) < place.stop
    assert pages.character_at(1, 590, 840) is None


def test_headings_are_known_with_their_pages(pages):
    found = [(one.title, one.page) for one in pages.bookmarks()]
    assert found == [("First part", 1), ("Second part", 2)]


def test_several_threads_may_ask_for_pages_at_once(pdf):
    def look(_number):
        with Pages(pdf) as pages:
            pages.picture(1, 200)
            return pages.text(2), pages.find("part")

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(look, range(24)))) == 1


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("Don’t\u00a0 stop", "don't stop"),
        ("co\u00adoperate", "cooperate"),
        ("STRASSE ß", "strasse ss"),
    ],
)
def test_what_looks_alike_is_alike(words, folded):
    assert fold(words) == folded

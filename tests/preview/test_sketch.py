"""A sketch: boxes stand for large drawings, and nothing else moves or looks different."""

from __future__ import annotations

import pytest

from briefing.preview.office import find_office, to_pdf
from briefing.preview.pages import Pages
from briefing.preview.sketch import BOX_COLOUR, sketch
from briefing.preview.sketched import SketchedPages
from tests.preview.drawn import drawing
from tests.word.documents import docx, paragraph, part

MAIN = "word/document.xml"
WIDTH = 600
BODY = (
    paragraph("Opening", style="Heading1")
    + paragraph("Above the first.")
    + drawing()
    + paragraph("Below the first. " * 300)
    + drawing(2, "B45309")
    + paragraph("The end.", style="Heading1")
)


@pytest.fixture(scope="module")
def office():
    return find_office()


@pytest.fixture(scope="module")
def sketched():
    return sketch(docx(BODY))


@pytest.fixture(scope="module")
def pdf(office, sketched):
    """The pages of the sketch."""
    return to_pdf(office, sketched.data)


@pytest.fixture(scope="module")
def whole(office):
    with Pages(to_pdf(office, docx(BODY))) as pages:
        yield pages


def colours(pages, page):
    """The colours of a page, blue, green and red, that fill more than a little of it."""
    data = pages.picture(page, WIDTH).data
    pixels = [data[at : at + 3] for at in range(0, len(data), 4)]
    return {bytes(one) for one in set(pixels) if pixels.count(one) > 2000}


def colour(red, green, blue):
    return bytes((blue, green, red))


def test_each_page_of_a_sketch_has_the_words_of_the_whole_document(pdf, sketched, whole):
    with SketchedPages(pdf, sketched.left_out, {}) as pages:
        assert pages.sizes == whole.sizes
        assert pages.bookmarks() == whole.bookmarks()
        numbers = range(1, len(pages) + 1)
        assert len(numbers) > 1
        assert [pages.text(page) for page in numbers] == [whole.text(page) for page in numbers]


def test_boxes_are_seen_where_nobody_knows_the_drawings(pdf, sketched):
    with SketchedPages(pdf, sketched.left_out, {}) as pages:
        assert pages.missing == 2
        assert colour(*BOX_COLOUR) in colours(pages, 1)
        assert colour(0x1F, 0x4E, 0x79) not in colours(pages, 1)


def test_drawings_of_earlier_pages_stand_in_their_boxes(pdf, sketched, whole):
    with SketchedPages(pdf, sketched.left_out, {}) as first:
        spots = first.spots_on(whole)
    with SketchedPages(pdf, sketched.left_out, spots) as pages:
        assert pages.missing == 0
        assert [colours(pages, page) for page in (1, 2)] == [
            colours(whole, page) for page in (1, 2)
        ]


def test_a_drawing_that_changed_is_not_shown_as_it_was(office, pdf, sketched, whole):
    with SketchedPages(pdf, sketched.left_out, {}) as first:
        spots = first.spots_on(whole)
    newer = sketch(docx(BODY.replace("1F4E79", "2E7D32")))
    with SketchedPages(to_pdf(office, newer.data), newer.left_out, spots) as pages:
        assert pages.missing == 1
        assert colour(*BOX_COLOUR) in colours(pages, 1)
        assert colours(pages, 2) == colours(whole, 2)


def test_pages_that_are_laid_out_in_another_way_have_no_drawings_for_a_sketch(
    office, pdf, sketched
):
    longer = docx(paragraph("Longer. " * 900) + BODY)
    with (
        SketchedPages(pdf, sketched.left_out, {}) as pages,
        Pages(to_pdf(office, longer)) as others,
    ):
        assert pages.spots_on(others) == {}


def test_drawings_that_look_the_same_have_the_same_key_whatever_their_numbers():
    one, other, third = sketch(docx(drawing(1) + drawing(7) + drawing(1, "B45309"))).left_out
    assert one == other
    assert third.key != one.key


def test_a_document_without_large_drawings_is_given_back_as_it_is():
    small = docx(paragraph("Words.") + drawing(count=2))
    assert sketch(small) == (small, ())
    assert sketch(small).data is small


def test_a_drawing_within_a_drawing_goes_with_it():
    inner = drawing(2)
    outer = drawing(1).replace("<wps:bodyPr/>", f"<wps:txbx>{inner}</wps:txbx><wps:bodyPr/>", 1)
    found = sketch(docx(outer + paragraph("After it.")))
    assert len(found.left_out) == 1
    xml = part(found.data, MAIN)
    assert xml.count("<w:drawing>") == xml.count("</w:drawing>") == 1
    assert "After it." in xml


def test_a_floating_drawing_stays():
    floating = docx(drawing().replace("wp:inline", "wp:anchor"))
    assert sketch(floating).left_out == ()


def test_a_drawing_with_a_picture_of_another_part_stays():
    referring = drawing().replace("<wps:bodyPr/>", '<wps:bodyPr r:id="rId9"/>', 1)
    assert sketch(docx(referring)).left_out == ()


def test_a_drawing_that_somebody_else_wrote_in_other_words_stays():
    other = (
        drawing()
        .replace("<a:graphicData", "<b:graphicData")
        .replace("</a:graphicData", "</b:graphicData")
    )
    assert sketch(docx(other)).left_out == ()
    unclosed = docx(drawing().replace("</w:drawing>", ""))
    assert sketch(unclosed).left_out == ()

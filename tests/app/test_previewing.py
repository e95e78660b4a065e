"""Preview: the pages that an export would print, and the words of a record on them."""

from __future__ import annotations

import re

import pytest

from briefing.app.exporting import ExportRequest
from briefing.app.previewing import APPROXIMATE, PreviewCancelledError, preview, whole
from briefing.app.printed_words import printed_words, quoted_words
from briefing.app.sample import sample_pack
from briefing.preview.pages import Pages


@pytest.fixture(scope="module")
def content():
    pack = sample_pack()
    yield pack.content
    pack.close()


@pytest.fixture(scope="module")
def previews(content):
    """A first preview and the one after it, which knows the pages of the first."""
    first = preview(content, ExportRequest(), {})
    return first, preview(content, ExportRequest(), first.pages)


@pytest.fixture(scope="module")
def pages(previews):
    with Pages(previews[1].pdf) as made:
        yield made


def test_the_second_preview_prints_the_page_numbers_that_the_first_found(previews, pages):
    first, second = previews
    assert not first.is_settled
    assert second.is_settled
    assert second.engine.startswith("LibreOffice ")
    contents = "\n".join(pages.text(page) for page in (1, 2))
    (page,) = {mark.page for mark in pages.bookmarks() if mark.title == "Denmark"}
    assert re.search(rf"Denmark\.+{page}\b", contents)


def test_pages_without_a_large_drawing_are_there_first_as_they_will_be(previews, pages):
    first = previews[1]
    finished = whole(first)
    assert len(first.left_out) == 3  # the chart, the timeline and the map
    assert finished.left_out == ()
    assert finished.is_settled
    with Pages(finished.pdf) as others:
        numbers = range(1, len(others) + 1)
        different = [
            page for page in numbers if pages.picture(page, 400) != others.picture(page, 400)
        ]
        assert 0 < len(different) <= 3
        assert [pages.text(page) for page in numbers if page not in different] == [
            others.text(page) for page in numbers if page not in different
        ]


def test_a_preview_that_is_whole_is_not_made_again(content, monkeypatch):
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)
    made = preview(content, ExportRequest(), {})
    assert whole(made) is made


def test_whole_pages_that_are_not_wanted_any_more_stop(previews):
    with pytest.raises(PreviewCancelledError):
        whole(previews[1], lambda: True)


def test_key_quotes_positions_and_countries_are_found_on_the_pages(content, pages):
    records = [row for row in content.quotes if row.key]
    records += [*content.positions, *content.facts]
    missing = [
        row.id
        for row in records
        if not any(map(pages.find_beginning, printed_words(content, row).words))
    ]
    assert missing == []


def test_what_is_too_short_to_be_told_apart_leads_to_no_record(content):
    assert all(len(words) >= 12 for _, words in quoted_words(content))


def test_without_an_office_suite_the_words_are_there_and_called_approximate(content, monkeypatch):
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)
    made = preview(content, ExportRequest(), {})
    assert made.engine == APPROXIMATE
    assert made.pdf == b""
    assert content.cover.title in {paragraph.text for paragraph in made.paragraphs}


def test_a_preview_that_is_not_wanted_any_more_stops(content):
    with pytest.raises(PreviewCancelledError):
        preview(content, ExportRequest(), {}, lambda: True)

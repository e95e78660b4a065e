"""What is selected is what the page in front shows as chosen."""

from __future__ import annotations

import pytest

from briefing.gui.page_specs import PAGES


@pytest.fixture
def names():
    """The names of the pages by their keys."""
    return {spec.key: spec.name for spec in PAGES}


def test_a_page_that_is_come_back_to_selects_again_what_is_chosen_on_it(opened, names):
    content, session = opened.session.content, opened.session
    session.show_record("quote", content.quotes[3].id)
    session.show_record("topic", content.topics[1].id)
    opened.show_page(names["quotes"])
    assert session.selected == ("quote", content.quotes[3].id)
    opened.show_page(names["topics"])
    assert session.selected == ("topic", content.topics[1].id)


def test_a_page_without_records_leaves_the_selection(opened, names):
    content, session = opened.session.content, opened.session
    session.show_record("quote", content.quotes[3].id)
    opened.show_page(names["compose"])
    assert session.selected == ("quote", content.quotes[3].id)


def test_a_record_that_is_shown_from_elsewhere_is_the_selected_one(opened, names):
    content, session = opened.session.content, opened.session
    session.show_record("quote", content.quotes[3].id)
    opened.show_page(names["topics"])
    session.show_record("quote", content.quotes[5].id)
    assert session.selected == ("quote", content.quotes[5].id)

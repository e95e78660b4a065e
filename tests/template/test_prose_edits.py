"""An edited paragraph goes back into its Markdown exactly, or is refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.template.prose_edits import rewritten
from briefing.template.prose_signs import (
    NOTE,
    Sign,
    UnmappableError,
    is_uncited,
    units,
    with_citations,
)

PROSE = """# Outlook

It is **almost certain** that all sign [@declaration], and *unlikely* that they amend
the text [@letter].

- First point [@draft:3-9] [@article].
- Second point,
  which goes on

1. One
2. Two

> Said **before**.

| Who | What |
|-----|------|
| Fi  | mine |

See [the site](https://example.org/a_b "Tip") now."""


def plain(text, **look):
    return tuple(Sign(sign, **look) for sign in text)


def text_of(signs):
    return "".join(NOTE if sign.is_note else sign.text for sign in signs)


def at(text, part):
    return units(text)[part - 1]


def test_what_a_link_cites_stays_in_the_link():
    text = "Old words, and [what **it** says [@a]](https://x.org) here."
    inner = at(text, 1).inner
    assert text_of(inner) == f"Old words, and what it says{NOTE} here."
    assert rewritten(text, 1, (*plain("New"), *inner[3:])) == text.replace("Old", "New")


def edited(part, old, new):
    """Return the prose with other words in a paragraph, in the look of those that they replace."""
    inner = at(PROSE, part).inner
    start = text_of(inner).index(old)
    look = inner[start]
    words = tuple(look._replace(text=sign) for sign in new)
    return rewritten(PROSE, part, (*inner[:start], *words, *inner[start + len(old) :]))


def test_paragraphs_and_cells_are_numbered_in_their_order():
    assert [text_of(unit.signs) for unit in units(PROSE)] == [
        "Outlook",
        f"It is almost certain that all sign,{NOTE} and unlikely that they amend the text.{NOTE}",
        f"First point.{NOTE}",
        "Second point, which goes on",
        "One",
        "Two",
        "Said before.",
        "Who",
        "What",
        "Fi",
        "mine",
        "See the site now.",
    ]


@pytest.mark.parametrize(
    ("part", "old", "new", "line"),
    [
        (1, "Outlook", "Forecast", "# Forecast"),
        (2, "all", "most", "It is **almost certain** that most sign [@declaration], and"),
        (2, "almost certain", "likely", "It is **likely** that all sign [@declaration]"),
        (2, "the text", "it", "it [@letter]."),
        (3, "First", "Leading", "- Leading point [@draft:3-9] [@article]."),
        (4, "goes on", "goes on and on", "  which goes on and on"),
        (6, "Two", "Two or three", "2. Two or three"),
        (7, "Said", "Says", "> Says **before**."),
        (11, "mine", "mines | sea", r"| Fi  | mines \| sea |"),
        (12, "now", "a * b", 'See [the site](https://example.org/a_b "Tip") a * b.'),
        (12, "now", "*now*", r'See [the site](https://example.org/a_b "Tip") \*now\*.'),
    ],
)
def test_only_what_was_edited_changes_in_the_markdown(part, old, new, line):
    found = edited(part, old, new)
    assert line in found
    others = [unit for place, unit in enumerate(units(found), start=1) if place != part]
    assert others == [unit for place, unit in enumerate(units(PROSE), start=1) if place != part]


def test_new_emphasis_becomes_markdown():
    inner = at(PROSE, 4).inner
    signs = (*(sign._replace(bold=True) for sign in inner[:6]), *inner[6:])
    found = rewritten(PROSE, 4, signs)
    assert "- **Second** point, which goes on" in found


def test_new_emphasis_keeps_the_citations():
    inner = at(PROSE, 3).inner
    signs = (*(sign._replace(italic=True) for sign in inner[:5]), *inner[5:])
    found = rewritten(PROSE, 3, signs)
    assert at(found, 3).ending == at(PROSE, 3).ending
    assert "- *First* point [@draft:3-9] [@article]." in found


def test_marks_of_footnotes_are_the_citations_that_they_were():
    unit = at(PROSE, 2)
    printed = text_of(unit.inner)
    shown = plain(printed.replace("all", "most"))
    signs = with_citations(shown, printed, unit)
    assert [sign.text for sign in signs if sign.is_note] == [f"{NOTE}declaration"]


def test_a_footnote_that_was_taken_out_or_added_is_refused():
    unit = at(PROSE, 2)
    printed = text_of(unit.inner)
    for words in (printed.replace(NOTE, ""), f"{printed}{NOTE}"):
        with pytest.raises(UnmappableError, match="footnote"):
            with_citations(plain(words), printed, unit)


def test_numbers_of_an_annex_are_citations_too():
    unit = at(PROSE, 2)
    printed = text_of(unit.inner).replace(NOTE, " [3]")
    signs = with_citations(plain(printed), printed, unit)
    assert [sign.text for sign in signs if sign.is_note] == [f"{NOTE}declaration"]


def test_citations_that_are_not_printed_stay_where_they_are():
    unit = at(PROSE, 2)
    words = tuple(sign for sign in unit.inner if not sign.is_note)
    assert is_uncited(text_of(words), unit)
    start = text_of(words).index("amend")
    signs = (*words[:start], *plain("change"), *words[start + 5 :])
    found = rewritten(PROSE, 2, signs, uncited=True)
    assert "they change\nthe text [@letter]." in found
    assert "sign [@declaration], and" in found


def test_what_cannot_be_put_back_exactly_is_refused():
    unit = at(PROSE, 2)
    words = plain("It says something else altogether [@letter], now")
    with pytest.raises(UnmappableError, match="losing something"):
        rewritten(PROSE, 2, words)
    assert unit == at(PROSE, 2)


WORDS = st.text(st.sampled_from("ab *_[]()<>|\\`#-+1.!&~ \u00e9\U0001f642"), max_size=12)


@given(part=st.integers(1, 12), words=WORDS, data=st.data())
def test_any_edit_reads_back_as_typed_or_is_refused(part, words, data):
    inner = at(PROSE, part).inner
    start = data.draw(st.integers(0, len(inner)))
    stop = data.draw(st.integers(start, len(inner)))
    if any(sign.is_note for sign in inner[start:stop]):
        return
    wanted = (*inner[:start], *plain(words), *inner[stop:])
    try:
        found = rewritten(PROSE, part, wanted)
    except UnmappableError:
        return
    after = units(found)
    assert text_of(after[part - 1].signs) == text_of(wanted + at(PROSE, part).ending)
    assert len(after) == len(units(PROSE))

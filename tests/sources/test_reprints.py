from __future__ import annotations

from briefing.domain.spans import Range
from briefing.sources.reprints import fingerprint, reprint_of, similarity

STORY = " ".join(
    f"In city {place} minister {name} told us that plan {place} of the {name} cabinet stands."
    for place, name in enumerate(("Adler", "Berg", "Costa", "Dahl", "Evans", "Frost"), start=10)
)
OTHER = " ".join(
    f"Delegation {place} led by envoy {name} rejects article {place} as {name} wants guarantees."
    for place, name in enumerate(("Gomez", "Haas", "Ito", "Jansen", "Kaya", "Lund"), start=40)
)


def test_a_text_is_like_itself_whatever_the_case_and_marks():
    assert similarity(fingerprint(STORY), fingerprint(STORY.upper().replace(".", " !"))) == 1.0


def test_a_shortened_copy_is_a_reprint_and_another_story_is_not():
    others = {"story": fingerprint(STORY), "other": fingerprint(OTHER)}
    shortened = "Agency report. " + STORY[: len(STORY) * 2 // 3]
    assert reprint_of(fingerprint(shortened), others) == "story"
    assert reprint_of(fingerprint("Nothing of this was ever printed. " * 9), others) is None


def test_the_first_of_two_equal_sources_is_named():
    others = {"first": fingerprint(STORY), "second": fingerprint(STORY)}
    assert reprint_of(fingerprint(STORY), others) == "first"


def test_menus_do_not_make_a_reprint():
    menu = "Home News World Politics Business Opinion Sport Culture Weather Podcasts " * 5
    first, second = menu + STORY, menu + OTHER
    bodies = [
        fingerprint(text, [Range(start=len(menu), stop=len(text))]) for text in (first, second)
    ]
    assert similarity(bodies[0], bodies[1]) < 0.1


def test_short_texts_are_only_like_their_equals():
    assert similarity(fingerprint("one two three four five six"), fingerprint(STORY)) == 0.0
    assert similarity(fingerprint("a b c d e f"), fingerprint("a b c d e f")) == 1.0
    assert similarity(fingerprint(""), fingerprint("")) == 0.0
    assert reprint_of(fingerprint(STORY), {}) is None

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.app.naming import (
    actor_named,
    find_actor,
    measure_named,
    suggestions,
    topic_named,
)
from briefing.domain.actors import Actor, Name
from briefing.domain.vocabularies import ActorKind, ListAs
from tests.good_content import good_content
from tests.records import examples


def labels(text: str, content=None) -> list[str]:
    return [one.label for one in suggestions(content or good_content(), text)]


def test_actors_of_the_pack_come_before_countries_that_would_be_made():
    found = suggestions(good_content(), "po")
    assert found[0].label == "Poland"
    assert found[0].id == "poland"
    assert "Portugal" in [one.label for one in found]
    portugal = next(one for one in found if one.label == "Portugal")
    assert (portugal.id, portugal.kind, portugal.detail) == (None, "country", "new")


@pytest.mark.parametrize("typed", ["kow", "KOW", "jan k", "Jan Kowalczyk", "kowalczyk"])
def test_a_person_is_found_by_any_beginning_of_the_name(typed):
    assert labels(typed)[0] == "Jan Kowalczyk"


def test_a_person_is_told_from_namesakes_by_the_role():
    assert suggestions(good_content(), "Kowalczyk")[0].detail == "Prime Minister, Poland"


def test_a_later_word_of_a_name_counts_after_the_first_one():
    assert labels("lanes") == ["Grain Lanes Group"]
    assert labels("jan")[0] == "Jan Kowalczyk"


def test_no_country_is_offered_twice():
    assert labels("poland") == ["Poland"]
    assert labels("Warsaw") == ["Poland"]


def test_nothing_typed_offers_nothing():
    assert labels("") == labels("   ") == []


def test_no_more_than_asked_for_are_offered():
    assert len(suggestions(good_content(), "a", limit=3)) == 3


@pytest.mark.parametrize("typed", ["Ägäis-Gruppe", "agais-gruppe", "AEGEAN GROUP", "Aegean  group"])
def test_other_names_and_accents_count(typed):
    group = Actor(
        id="g",
        kind=ActorKind.GROUP,
        name="Aegean group",
        names=(Name(id="n", language="de", short="Ägäis-Gruppe"),),
    )
    content = replace(good_content(), actors=(*good_content().actors, group))
    assert find_actor(content, typed).id == "g"


def test_a_name_that_nobody_has_finds_nobody():
    assert find_actor(good_content(), "Latvia") is None
    assert find_actor(good_content(), "Nobody At All") is None
    assert find_actor(good_content(), "") is None


def test_a_person_without_a_visible_name_breaks_nothing():
    blank = Actor(id="b", kind=ActorKind.PERSON, name=" ")
    content = replace(good_content(), actors=(blank, *good_content().actors))
    assert find_actor(content, "Poland").id == "poland"
    assert find_actor(content, "") is None


def made(pack, text: str, kind: ActorKind | None = None) -> Actor:
    with pack.edit("Name"):
        actor_id = actor_named(pack, text, kind)
    return pack.content.get(Actor, actor_id)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anna Lind", ActorKind.PERSON),
        ("Anatoly Petrov", ActorKind.PERSON),
        ("Courtney Banks", ActorKind.PERSON),
        ("Senator Reunion Officer", ActorKind.PERSON),
        ("Her office", ActorKind.OFFICE),
        ("The Finnish presidency", ActorKind.OFFICE),
        ("A spokeswoman", ActorKind.OFFICE),
        ("Two advisers", ActorKind.OFFICE),
        ("The foreign ministry", ActorKind.OFFICE),
        ("G7", ActorKind.GROUP),
        ("Coalition of the Willing", ActorKind.GROUP),
        ("European Commission", ActorKind.INSTITUTION),
        ("NATO", ActorKind.ORGANISATION),
        ("African Union", ActorKind.ORGANISATION),
        ("Finland", ActorKind.COUNTRY),
    ],
)
def test_a_new_actor_is_of_the_kind_that_its_name_says(pack, text, kind):
    assert made(pack, text).kind is kind


def test_a_kind_that_is_given_is_taken(pack):
    assert made(pack, "Jordan", ActorKind.PERSON).kind is ActorKind.PERSON


def test_a_new_country_comes_with_its_names_and_code(pack):
    kosovo = made(pack, "Kosovo")
    assert (kosovo.iso3, kosovo.kind) == ("XKX", ActorKind.COUNTRY)
    assert isinstance(kosovo.list_as, ListAs)
    assert kosovo.names[0].language == "en"


def test_nobody_is_named_by_blanks(pack):
    with pack.edit("Name"):
        assert actor_named(pack, "  ") is None
        assert topic_named(pack, " ") is None
        assert measure_named(pack, "") is None
    assert pack.history == ()


def test_topics_and_measures_are_found_or_made_last(good):
    with good.edit("Name"):
        assert topic_named(good, "grain mission") == "mission"
        assert measure_named(good, "PAY for the  mission") == "money"
        topic = topic_named(good, "Ceasefire")
        measure = measure_named(good, "Send tugs", topic)
        assert topic_named(good, "ceasefire") == topic
    assert good.content.topics[-1].id == topic
    assert (good.content.measures[-1].id, good.content.measures[-1].topic) == (measure, topic)


@given(st.text(max_size=12))
@examples(80)
def test_anything_typed_offers_something_or_nothing(text):
    for one in suggestions(good_content(), text):
        assert one.label
    find_actor(good_content(), text)

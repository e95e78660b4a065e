"""Whom the words of a table mean: surely, by a guess to confirm, or not at all."""

from __future__ import annotations

import pytest

from briefing.app.tables.known import directory
from briefing.domain.actors import Actor
from briefing.domain.vocabularies import ActorKind
from tests.foreign import EMPTY, planned, reason, said

G20 = ("ARG", "AUS", "BRA", "CAN", "CHN", "FRA", "DEU", "IND", "JPN")


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("France", "FRA"),
        ("germany", "DEU"),
        ("USA", "USA"),
        ("Turkey", "TUR"),
        ("Czech Republic", "CZE"),
        ("European Union", "European Union"),
        ("EIB", "European Investment Bank"),
    ],
)
def test_full_names_and_codes_are_sure(words, target):
    named = directory().look_up(words)
    assert (named.target, named.is_sure) == (target, True)


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("korea", "KOR"),
        ("saudi", "SAU"),
        ("safrica", "ZAF"),
        ("uk", "GBR"),
        ("us", "USA"),
        ("eu", "European Union"),
    ],
)
def test_short_forms_are_guesses_to_confirm(words, target):
    named = directory().look_up(words, G20)
    assert (named.target, named.is_sure) == (target, False)


def test_a_name_that_two_countries_share_is_nobody_without_company():
    named = directory().look_up("korea")
    assert named.target is None
    assert set(named.nearest) == {"South Korea", "North Korea"}


def test_an_actor_of_the_pack_is_known_by_its_own_name():
    content = EMPTY.__class__(
        cover=EMPTY.cover,
        actors=(Actor(id="epf", kind=ActorKind.ORGANISATION, name="European Peace Facility"),),
    )
    assert directory(content).look_up("European peace facility").is_sure


def test_an_unknown_actor_is_reported_with_who_may_be_meant_and_left_out():
    plan = planned("Country,Text\nFrance,Shells\nGermny,Tents\nGermny,Maps\nSpain,Oil\nItaly,Tea\n")
    assert said(plan, "unknown_actor") == [("A3", "Germny")]
    assert "its 2 rows were left out" in reason(plan, "unknown_actor")
    assert "Did you mean Germany?" in reason(plan, "unknown_actor")


def test_a_mapping_says_who_is_meant_and_nothing_is_guessed_again():
    text = "Country,Text\nFrance,Shells\nGermny,Tents\nSpain,Oil\n"
    plan = planned(text, actors={"France": "FRA", "Germny": "DEU", "Spain": "ESP"},
                   confirmed=frozenset({"Germny"}))  # fmt: skip
    assert said(plan, "unknown_actor") == said(plan, "guessed_actor") == []
    assert plan.counted["commitments"] == 3

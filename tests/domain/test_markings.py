from __future__ import annotations

import pytest

from briefing.domain.base import Handling
from briefing.domain.markings import marking, may_go_out
from briefing.domain.vocabularies import Disclosure

FREE, BACKGROUND, CLOSED = Disclosure.FREE, Disclosure.BACKGROUND, Disclosure.CLOSED


def handling(code, scheme="house"):
    return Handling(scheme=scheme, code=code)


@pytest.mark.parametrize("code", ["TLP:CLEAR", "tlp : clear", "NON PROTÉGÉ", "TLP:WHITE"])
def test_what_anybody_may_have_goes_out_at_every_level(code):
    assert may_go_out(handling(code), FREE)
    assert may_go_out(handling(code), BACKGROUND)


@pytest.mark.parametrize("code", ["TLP:GREEN", "TLP:AMBER", "OFFICIAL", "UK OFFICIAL"])
def test_what_partners_may_have_does_not_go_to_anybody(code):
    assert not may_go_out(handling(code), FREE)
    assert may_go_out(handling(code), BACKGROUND)


@pytest.mark.parametrize(
    "code",
    [
        "TLP:RED",
        "TLP:AMBER+STRICT",
        "OFFICIAL-SENSITIVE",
        "SECRET",
        "TOP SECRET",
        "RESTREINT UE/EU RESTRICTED",
        "NATO RESTRICTED",
        "DIFFUSION RESTREINTE",
        "VS-NUR FÜR DEN DIENSTGEBRAUCH",
        "LIMITE",
        "OFFICIAL – EYES ONLY",
        "TLP:CLAER",
        "",
    ],
)
def test_what_is_marked_higher_or_in_words_that_are_not_known_goes_nowhere(code):
    assert not any(may_go_out(handling(code), level) for level in Disclosure)


def test_a_colour_of_the_traffic_light_needs_no_prefix():
    assert marking(handling("red", "tlp")) == "TLP:RED"
    assert not may_go_out(handling("red", "tlp"), BACKGROUND)
    assert may_go_out(handling("green", "tlp"), BACKGROUND)


def test_what_has_no_marking_is_judged_by_its_use_alone():
    assert all(may_go_out(None, level) for level in Disclosure)

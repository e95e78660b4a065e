from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.app import capture, drafts
from briefing.domain.spans import Range
from briefing.domain.vocabularies import (
    Basis,
    ConditionKind,
    Joint,
    Mode,
    Polarity,
    SourceKind,
    Stage,
    Stance,
)
from tests.good_content import ARTICLE, good_content, where

BOATS = "We will send two patrol boats once parliament has voted."


def content(**changes):
    """The good pack before anything was captured from its article."""
    empty = dict.fromkeys(("quotes", "positions", "commitments", "facts", "remarks"), ())
    return replace(good_content(), **empty | changes)


def bare():
    """The same without any actor or topic: everything is read from the sentence."""
    nobody = dict.fromkeys(("actors", "topics", "matrices", "lines", "sections"), ())
    return content(**nobody | {"meetings": (), "agenda": (), "assessments": (), "measures": ()})


def quoted(words: str, pack=None) -> drafts.QuoteDraft:
    return drafts.draft_quote(pack or bare(), "article", (where(words),))


def committed(words: str, pack=None) -> drafts.CommitmentDraft:
    return drafts.draft_commitment(pack or bare(), "article", (where(words),))


def held(words: str, pack=None) -> drafts.PositionDraft:
    return drafts.draft_position(pack or bare(), "article", (where(words),))


# ------------------------------------------------------------------------- quotes


def test_the_speaker_is_who_is_named_beside_the_reporting_verb():
    draft = quoted(BOATS)
    assert draft.speaker == "Jan Kowalczyk"
    assert draft.speaker_as_named.of(ARTICLE) == "Jan Kowalczyk"


def test_the_country_is_the_one_said_beside_the_name():
    assert quoted(BOATS).speaks_for == "Poland"


def test_the_country_is_the_one_that_the_pack_knows_the_speaker_to_serve():
    assert quoted(BOATS, content()).speaks_for == "Poland"
    poland, estonia, norway, kowalczyk, group = content().actors
    role = replace(kowalczyk.roles[0], affiliation="estonia")
    served = content(actors=(poland, estonia, norway, replace(kowalczyk, roles=(role,)), group))
    assert quoted(BOATS, served).speaks_for == "Estonia"


def test_a_whole_sentence_between_marks_is_direct():
    assert quoted(BOATS).mode is Mode.DIRECT


def test_a_fragment_between_marks_is_partial():
    assert quoted("a gamble with other people's ships").mode is Mode.PARTIAL
    assert quoted("two patrol boats").mode is Mode.PARTIAL


def test_words_without_marks_are_a_paraphrase():
    assert quoted("He ruled out putting sailors ashore.").mode is Mode.PARAPHRASE


def test_marks_that_were_selected_along_are_left_out():
    draft = quoted(f"“{BOATS}”")
    assert [one.of(ARTICLE) for one in draft.ranges] == [BOATS]
    assert draft.mode is Mode.DIRECT


def test_two_pieces_stay_two():
    ranges = (where("a gamble"), where("other people's ships"))
    draft = drafts.draft_quote(bare(), "article", ranges)
    assert draft.ranges == ranges


def test_the_day_is_that_of_the_source_without_its_time():
    assert quoted(BOATS).said == "2026-03-10"
    undated = content(sources=(replace(good_content().sources[0], published=None),))
    assert quoted(BOATS, undated).said == ""


@pytest.mark.parametrize(
    ("kind", "basis"),
    [
        (SourceKind.COMMUNIQUE, Basis.ADOPTED_TEXT),
        (SourceKind.DECLARATION, Basis.SIGNED_TEXT),
        (SourceKind.LETTER, Basis.LETTER),
        (SourceKind.POST, Basis.SOCIAL_POST),
        (SourceKind.SPEECH, Basis.REMARKS),
        (SourceKind.ARTICLE, Basis.REMARKS),
    ],
)
def test_the_basis_is_that_of_the_source_or_of_the_sentence(kind, basis):
    sources = (replace(good_content().sources[0], kind=kind),)
    assert quoted(BOATS, content(sources=sources)).basis is basis


def test_the_only_topic_is_filled_in_and_of_several_none():
    assert quoted(BOATS, content()).topic == "Grain mission"
    topic = good_content().topics[0]
    both = content(topics=(topic, replace(topic, id="other", name="Other")))
    assert quoted(BOATS, both).topic == ""
    assert quoted(BOATS).topic == ""


def test_a_selection_inside_a_quotation_stays_as_it_was_made():
    assert quoted("two patrol boats").ranges == (where("two patrol boats"),)


# -------------------------------------------------------------------- commitments


def test_a_promise_names_its_party_stage_and_condition():
    draft = committed(BOATS, content())
    assert draft.polarity is Polarity.UNDERTAKES
    assert draft.stage is Stage.PLEDGED
    assert [(item.kind, item.text) for item in draft.conditions] == [
        (ConditionKind.PARLIAMENTARY_VOTE, "once parliament has voted")
    ]
    assert draft.parties == ("Poland",)
    assert draft.date == "2026-03-10"
    assert draft.joint is Joint.EACH


def test_an_exclusion_is_told_from_a_promise():
    assert committed("He ruled out putting sailors ashore.").polarity is Polarity.EXCLUDES


def test_a_pledge_names_the_country_that_makes_it():
    words = "Estonia supports the mission, its foreign ministry said, and pledged 4 million euros."
    draft = committed(words)
    assert draft.parties == ("Estonia",)
    assert draft.stage is Stage.PLEDGED
    assert draft.conditions == ()


def test_after_a_quote_its_passage_and_its_country_are_taken_over(good):
    made = capture.capture_quote(good, quoted(BOATS, good.content))
    draft = drafts.draft_commitment(good.content, "article", (where("Larnaca"),), after=made)
    assert [one.of(ARTICLE) for one in draft.ranges] == [BOATS]
    assert draft.parties == ("Poland",)


def article(text: str):
    """The pack with nobody in it and this article alone."""
    source = replace(good_content().sources[0], text=text)
    return replace(bare(), sources=(source,))


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("In Warsaw, Estonia will pay.", ("Estonia",)),
        ("Warsaw will send boats to Larnaca.", ("Poland",)),
        ("Poland and Norway will sign on Monday in Tallinn.", ("Poland", "Norway")),
        ("“We will pay,” Anna Lind said.", ("Anna Lind",)),
        ("Nothing was promised.", ()),
    ],
)
def test_the_parties_are_who_acts_not_where(text, parties):
    pack = article(text)
    draft = drafts.draft_commitment(pack, "article", (Range(start=0, stop=len(text)),))
    assert draft.parties == parties


# --------------------------------------------------------------- positions and facts


def test_a_position_names_its_actor_and_stance():
    draft = held("Estonia supports the mission")
    assert (draft.actor, draft.stance, draft.condition) == ("Estonia", Stance.SUPPORT, "")
    assert draft.since == "2026-03-10"


def test_a_fact_takes_the_selection_as_its_value():
    draft = drafts.draft_fact(bare(), "article", (where("4 million euros"),))
    assert (draft.actor, draft.value, draft.as_of) == ("Estonia", "4 million euros", "2026-03-10")
    assert draft.label == ""


# ------------------------------------------------------------------ any selection


@pytest.mark.parametrize("step", range(6))
def test_any_selection_gives_drafts_that_can_be_captured(good, step):
    for start in range(step * 7, len(ARTICLE) - 1, 43):
        ranges = (Range(start=start, stop=min(len(ARTICLE), start + 1 + step * 23)),)
        quote = drafts.draft_quote(good.content, "article", ranges)
        assert all(one.stop <= len(ARTICLE) for one in quote.ranges)
        capture.capture_quote(good, quote)
        drafts.draft_position(good.content, "article", ranges)
        promise = drafts.draft_commitment(good.content, "article", ranges)
        assert promise.ranges == ranges
        assert drafts.draft_fact(good.content, "article", ranges).value == " ".join(
            ranges[0].of(ARTICLE).split()
        )


def test_a_selection_of_marks_alone_gives_a_draft():
    at = ARTICLE.index("“")
    draft = drafts.draft_quote(bare(), "article", (Range(start=at, stop=at + 1),))
    assert draft.ranges == (Range(start=at, stop=at + 1),)


def test_a_selection_of_white_space_gives_drafts():
    at = ARTICLE.index("\n\n")
    ranges = (Range(start=at, stop=at + 2),)
    assert drafts.draft_quote(bare(), "article", ranges).ranges == ranges
    assert drafts.draft_fact(bare(), "article", ranges).value == ""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import pytest

from briefing.app import capture, clock, drafts
from briefing.app.settings import Settings, save_settings
from briefing.domain.actors import Actor
from briefing.domain.commitments import Commitment
from briefing.domain.dates import is_moment
from briefing.domain.prose import Fact
from briefing.domain.statements import Position, Quote
from briefing.domain.vocabularies import (
    ActorKind,
    Basis,
    ConditionKind,
    Disclosure,
    Joint,
    Mode,
    Polarity,
    Stage,
    Stance,
)
from briefing.errors import InputRefusedError
from tests.good_content import ARTICLE, where

BOATS = (where("We will send two patrol boats once parliament has voted."),)
ASHORE = (where("He ruled out putting sailors ashore."),)
SHIPS = (where("a gamble"), where("other people's ships"))


def quote(**changes) -> drafts.QuoteDraft:
    made = drafts.QuoteDraft(
        source="article",
        ranges=SHIPS,
        speaker="Ingrid Dahl",
        speaker_as_named=where("The Norwegian minister"),
        speaks_for="Norway",
        role="Minister",
        mode=Mode.PARTIAL,
        basis=Basis.REMARKS,
        said="2026-03-10",
        venue="Larnaca",
        topic="Sailors",
        key=True,
    )
    return replace(made, **changes)


def position(**changes) -> drafts.PositionDraft:
    made = drafts.PositionDraft(
        source="article",
        ranges=ASHORE,
        actor="Latvia",
        topic="Sailors",
        stance=Stance.OPPOSE,
        summary="Against it",
        condition="it changes",
        since="2026-03",
        basis=Basis.MEDIA_REPORT,
        expressed_by="Its ministry",
    )
    return replace(made, **changes)


def commitment(**changes) -> drafts.CommitmentDraft:
    made = drafts.CommitmentDraft(
        source="article",
        ranges=BOATS,
        parties=("Poland", "Latvia", " Poland ", ""),
        measure="Send tugs",
        text="Send tugs",
        polarity=Polarity.UNDERTAKES,
        conditions=(
            drafts.ConditionDraft(kind=ConditionKind.PARLIAMENTARY_VOTE, text="once voted"),
        ),
        stage=Stage.AGREED,
        date="2026-03-10",
        basis=Basis.REMARKS,
        topic="Sailors",
        joint=Joint.JOINTLY,
    )
    return replace(made, **changes)


def fact(**changes) -> drafts.FactDraft:
    made = drafts.FactDraft(
        source="article",
        ranges=(where("4 million euros"),),
        actor="Latvia",
        label="Pledge",
        value="4 million euros",
        as_of="2026-03",
    )
    return replace(made, **changes)


def captured(pack, kind, made):
    return pack.content.get(kind, made)


CAPTURES = [
    (capture.capture_quote, quote, Quote, "Capture Quote"),
    (capture.capture_position, position, Position, "Capture Position"),
    (capture.capture_commitment, commitment, Commitment, "Capture Commitment"),
    (capture.capture_fact, fact, Fact, "Capture Fact"),
]
KINDS = ["quote", "position", "commitment", "fact"]


@pytest.mark.parametrize(("capture_one", "draft", "kind", "name"), CAPTURES, ids=KINDS)
def test_a_capture_is_one_edit_and_one_undo_brings_everything_back(
    good, capture_one, draft, kind, name
):
    before = good.content
    made = capture_one(good, draft())
    after = good.content
    assert good.history == (name,)
    assert after.find(kind, made) is not None
    assert len(after.actors) > len(before.actors)
    assert good.undo() == name
    assert good.content == before
    assert good.redo() == name
    assert good.content == after


@pytest.mark.parametrize(("capture_one", "draft", "kind", "name"), CAPTURES, ids=KINDS)
def test_a_capture_says_when_by_whom_and_comes_last(
    good, no_settings, capture_one, draft, kind, name
):
    save_settings(Settings(author="M. Analyst"))
    record = captured(good, kind, capture_one(good, draft()))
    assert record.by == "M. Analyst"
    assert is_moment(record.captured)
    assert record.captured[:10] == clock.today()
    assert record.disclosure is Disclosure.BACKGROUND
    assert good.content.all(kind)[-1] == record


def test_a_quote_is_captured_with_all_that_the_bar_said(good):
    found = captured(good, Quote, capture.capture_quote(good, quote()))
    assert [piece.exact for piece in found.pieces] == ["a gamble", "other people's ships"]
    assert all(piece.matches(ARTICLE) for piece in found.pieces)
    speaker = good.content.get(Actor, found.speaker)
    assert (speaker.name, speaker.kind) == ("Ingrid Dahl", ActorKind.PERSON)
    assert found.speaks_for == "norway"
    assert found.speaker_as_named.of(ARTICLE) == "The Norwegian minister"
    assert (found.role, found.mode, found.basis) == ("Minister", Mode.PARTIAL, Basis.REMARKS)
    assert (found.said, found.venue, found.language) == ("2026-03-10", "Larnaca", "en")
    assert good.content.topics[-1].name == "Sailors"
    assert found.topic == good.content.topics[-1].id
    assert found.key


def test_what_the_bar_left_empty_is_unknown(good):
    bare = drafts.QuoteDraft(source="article", ranges=BOATS)
    found = captured(good, Quote, capture.capture_quote(good, bare))
    unknown = (found.speaker, found.speaks_for, found.role, found.said, found.venue, found.topic)
    assert unknown == (None,) * 6
    assert len(good.content.actors) == 5


def test_blanks_in_the_bar_are_unknown_too(good):
    blank = quote(speaker="  ", speaks_for=" ", role=" ", said="  ", venue="\t", topic=" ")
    found = captured(good, Quote, capture.capture_quote(good, blank))
    unknown = (found.speaker, found.speaks_for, found.role, found.said, found.venue, found.topic)
    assert unknown == (None,) * 6


def test_a_position_is_captured_with_all_that_the_bar_said(good):
    found = captured(good, Position, capture.capture_position(good, position()))
    assert good.content.get(Actor, found.actor).iso3 == "LVA"
    assert (found.stance, found.summary, found.condition) == (
        Stance.OPPOSE,
        "Against it",
        "it changes",
    )
    assert (found.since, found.basis) == ("2026-03", Basis.MEDIA_REPORT)
    assert good.content.get(Actor, found.expressed_by).kind is ActorKind.OFFICE
    assert [item.exact for item in found.evidence] == ["He ruled out putting sailors ashore."]


def test_a_position_without_a_stance_is_unclear(good):
    made = capture.capture_position(good, position(stance=None))
    assert good.content.get(Position, made).stance is Stance.UNCLEAR


def test_a_new_position_supersedes_the_one_that_was_held(good):
    draft = position(actor="Estonia", topic="Grain mission", since="2026-03-11")
    found = captured(good, Position, capture.capture_position(good, draft))
    assert found.supersedes == "estonia-mission"


def test_an_older_position_supersedes_nothing(good):
    draft = position(actor="Estonia", topic="Grain mission", since="2025-12")
    found = captured(good, Position, capture.capture_position(good, draft))
    assert found.supersedes is None


def test_a_commitment_is_captured_with_all_that_the_bar_said(good):
    found = captured(good, Commitment, capture.capture_commitment(good, commitment()))
    names = [good.content.get(Actor, party.actor).name for party in found.parties]
    assert names == ["Poland", "Latvia"]
    assert good.content.measures[-1].name == "Send tugs"
    assert found.measure == good.content.measures[-1].id
    assert found.topic == good.content.measures[-1].topic == good.content.topics[-1].id
    assert (found.text, found.polarity, found.joint) == (
        "Send tugs",
        Polarity.UNDERTAKES,
        Joint.JOINTLY,
    )
    assert [(item.kind, item.text) for item in found.conditions] == [
        (ConditionKind.PARLIAMENTARY_VOTE, "once voted")
    ]
    (stage,) = found.stages
    assert (stage.stage, stage.date, stage.basis) == (Stage.AGREED, "2026-03-10", Basis.REMARKS)
    assert [item.exact for item in stage.evidence] == [BOATS[0].of(ARTICLE)]


def test_a_commitment_without_a_text_takes_the_words_of_its_passage(good):
    made = capture.capture_commitment(good, commitment(text=" ", measure=""))
    found = good.content.get(Commitment, made)
    assert found.text == BOATS[0].of(ARTICLE)
    assert found.measure is None


def test_a_fact_is_captured_with_all_that_the_bar_said(good):
    found = captured(good, Fact, capture.capture_fact(good, fact()))
    assert good.content.get(Actor, found.actor).name == "Latvia"
    assert (found.label, found.value, found.as_of) == ("Pledge", "4 million euros", "2026-03")
    assert [item.exact for item in found.evidence] == ["4 million euros"]


@pytest.mark.parametrize(
    ("typed", "actor"),
    [
        ("poland", "poland"),
        ("Republic of Poland", "poland"),
        ("Warsaw", "poland"),
        ("Polish", "poland"),
        ("  Jan   Kowalczyk ", "kowalczyk"),
        ("kowalczyk", "kowalczyk"),
        ("grain lanes group", "lanes-group"),
    ],
)
def test_a_typed_name_finds_the_actor_that_the_pack_has(good, typed, actor):
    made = capture.capture_fact(good, fact(actor=typed))
    assert good.content.get(Fact, made).actor == actor
    assert len(good.content.actors) == 5


@pytest.mark.parametrize("typed", ["Türkiye", "Turkey", "Ankara", "Turkish", "TURKEY"])
def test_a_country_is_made_once_whatever_it_was_called(good, typed):
    first = capture.capture_fact(good, fact(actor=typed))
    second = capture.capture_fact(good, fact(actor="Turkey"))
    actors = {good.content.get(Fact, made).actor for made in (first, second)}
    (found,) = actors
    actor = good.content.get(Actor, found)
    assert (actor.iso3, actor.kind) == ("TUR", ActorKind.COUNTRY)


def test_a_topic_is_found_however_it_is_written(good):
    capture.capture_quote(good, quote(topic=" grain  MISSION "))
    assert len(good.content.topics) == 1


# ------------------------------------------------------------------------ refusals


def refused(good, capture_one, draft, match: str) -> None:
    before = good.content
    with pytest.raises(InputRefusedError, match=match) as caught:
        capture_one(good, draft)
    assert str(caught.value).endswith(".")
    assert good.content == before
    assert good.history == ()


@pytest.mark.parametrize(
    ("capture_one", "draft", "field"),
    [
        (capture.capture_quote, quote, "said"),
        (capture.capture_position, position, "since"),
        (capture.capture_commitment, commitment, "date"),
        (capture.capture_fact, fact, "as_of"),
    ],
)
@pytest.mark.parametrize("date", ["Tuesday", "2026-13", "10.3.2026", "2026-03-10T10:00"])
def test_what_is_no_date_is_refused(good, capture_one, draft, field, date):
    name = field.replace("_", " ")
    refused(
        good, capture_one, draft(**{field: date}), f"“{date}” in the field {name} is not a date"
    )


def _texts(draft, name: str):
    """Yield the draft with each of its typed texts spoilt in turn."""
    value = getattr(draft, name)
    spoilt = "a\x0bb"
    if isinstance(value, str) and type(value) is str:
        yield replace(draft, **{name: spoilt})
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            rest = value[:index], value[index + 1 :]
            if isinstance(part, str):
                yield replace(draft, **{name: (*rest[0], spoilt, *rest[1])})
            elif is_dataclass(part) and hasattr(part, "text"):
                yield replace(draft, **{name: (*rest[0], replace(part, text=spoilt), *rest[1])})


SPOILT = [
    pytest.param(capture_one, spoilt, id=f"{kind}-{field.name}-{count}")
    for (capture_one, draft, *_), kind in zip(CAPTURES, KINDS, strict=True)
    for field in fields(draft())
    if field.name != "source"
    for count, spoilt in enumerate(_texts(draft(), field.name))
]


@pytest.mark.parametrize(("capture_one", "spoilt"), SPOILT)
def test_a_character_that_cannot_be_kept_is_refused_in_every_field(good, capture_one, spoilt):
    refused(good, capture_one, spoilt, r"holds the character U\+000B at position 1")


@pytest.mark.parametrize(
    ("capture_one", "draft", "match"),
    [
        (capture.capture_position, position(actor=" "), "fill in the field Actor"),
        (capture.capture_position, position(topic=""), "fill in the field Topic"),
        (capture.capture_commitment, commitment(parties=("", " ")), "fill in the field Parties"),
        (capture.capture_commitment, commitment(parties=()), "fill in the field Parties"),
        (capture.capture_fact, fact(actor=""), "fill in the field Actor"),
        (capture.capture_fact, fact(label=" "), "fill in the field Label"),
        (capture.capture_fact, fact(value=""), "fill in the field Value"),
    ],
)
def test_what_must_be_said_is_asked_for(good, capture_one, draft, match):
    refused(good, capture_one, draft, match)


# ---------------------------------------------------------------------- again for…


def part_ids(item) -> list[str]:
    """Return the ids of all parts of a record."""
    found = []
    for field in fields(item):
        value = getattr(item, field.name)
        for part in value if isinstance(value, tuple) else ():
            if is_dataclass(part):
                found += [part.id, *part_ids(part)]
    return found


@pytest.mark.parametrize(
    ("kind", "name", "held_by"),
    [
        (Quote, "boats-quote", lambda row: row.speaker),
        (Position, "norway-mission", lambda row: row.actor),
        (Commitment, "money-joint", lambda row: row.parties[0].actor),
        (Fact, "fleet", lambda row: row.actor),
    ],
)
def test_a_record_is_repeated_for_others_as_one_edit(good, kind, name, held_by):
    before = good.content
    record = before.get(kind, name)
    made = capture.capture_again(good, record, ("Latvia", " Finland ", "Latvia", ""))
    assert good.history == ("Again for Latvia, Finland",)
    copies = [good.content.get(kind, one) for one in made]
    names = [good.content.get(Actor, held_by(copy)).name for copy in copies]
    assert names == ["Latvia", "Finland"]
    ids = [one for row in good.content.all(kind) for one in part_ids(row)]
    assert len(set(ids)) == len(ids), "every part has an id of its own"
    good.undo()
    assert good.content == before


def test_a_repeated_position_supersedes_nobody_elses(good):
    newer = capture.capture_position(
        good, position(actor="Estonia", topic="Grain mission", since="2026-03-11")
    )
    (made,) = capture.capture_again(good, good.content.get(Position, newer), ("Norway",))
    assert good.content.get(Position, made).supersedes in {None, "norway-mission"}


def test_a_repeated_record_keeps_its_passages(good):
    (made,) = capture.capture_again(good, good.content.facts[0], ("Latvia",))
    found = good.content.get(Fact, made)
    assert [item.exact for item in found.evidence] == ["4 million euros"]
    assert (found.label, found.value) == ("Pledged", "4 million euros")


@pytest.mark.parametrize("actors", [(), ("", " ")])
def test_again_for_nobody_is_refused(good, actors):
    record = good.content.facts[0]
    with pytest.raises(InputRefusedError, match="Again for"):
        capture.capture_again(good, record, actors)
    assert good.history == ()


def test_again_for_a_name_that_cannot_be_kept_is_refused(good):
    with pytest.raises(InputRefusedError, match=r"U\+0000"):
        capture.capture_again(good, good.content.facts[0], ("Latvia", "Nor\x00way"))
    assert good.history == ()

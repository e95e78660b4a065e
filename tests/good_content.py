"""A small pack without a single problem, written by hand around one article and one communiqué."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from briefing.domain.actors import Actor, Membership, Role
from briefing.domain.agenda import AgendaItem, Attendee, Matrix, Measure, Meeting, Topic
from briefing.domain.base import Evidence, Handling
from briefing.domain.commitments import (
    Amount,
    Assessment,
    Commitment,
    Condition,
    Party,
    StageEntry,
)
from briefing.domain.content import Content
from briefing.domain.cover import Cover, Event
from briefing.domain.exchange import FieldReference, Release, Remark
from briefing.domain.prose import Fact, Line, Scope, Section
from briefing.domain.sources import Source
from briefing.domain.spans import Range
from briefing.domain.statements import Copy, Piece, Position, Quote
from briefing.domain.vocabularies import (
    ActorKind,
    Basis,
    CellState,
    ConditionKind,
    Credibility,
    Disclosure,
    Joint,
    Likelihood,
    LineKind,
    MatrixForm,
    MeetingKind,
    Mode,
    Origin,
    Polarity,
    Reliability,
    ScopeKind,
    SourceKind,
    Stage,
    Stance,
)

ARTICLE = (
    "Harbour ministers met in Larnaca on Tuesday to weigh a mission that would watch the grain "
    "lanes. Poland's Prime Minister Jan Kowalczyk said: “We will send two patrol boats once "
    "parliament has voted.” He ruled out putting sailors ashore.\n"
    "\n"
    "Estonia supports the mission, its foreign ministry said, and pledged 4 million euros. The "
    "Norwegian minister called the plan “a gamble with other people's ships” and Norway will not "
    "take part without a ceasefire."
)
COMMUNIQUE = (
    "The ministers agreed in Larnaca to set up a mission that watches the grain lanes.\n"
    "They stressed: “We will send two patrol boats once parliament has voted.”"
)
_TEXTS = {"article": ARTICLE, "communique": COMMUNIQUE}


def where(words: str, source: str = "article") -> Range:
    """Return the range of words that stand in a source, once."""
    text = _TEXTS[source]
    assert text.count(words) == 1, words
    start = text.index(words)
    return Range(start=start, stop=start + len(words))


def passage(evidence_id: str, words: str, source: str = "article") -> Evidence:
    """Return the passage of words that stand in a source, once."""
    at = where(words, source)
    span = Evidence(id=evidence_id, source=source, start=at.start, stop=at.stop)
    return span.filled(_TEXTS[source])


def piece(piece_id: str, words: str, source: str = "article") -> Piece:
    """Return the piece of a quote whose words stand in a source, once."""
    at = where(words, source)
    return Piece(id=piece_id, start=at.start, stop=at.stop).filled(_TEXTS[source])


def _sources() -> tuple[Source, ...]:
    return (
        Source(
            id="article",
            title="Ministers weigh a grain mission",
            publisher="Levant Gazette",
            published="2026-03-10T18:20:00+02:00",
            language="en",
            reliability=Reliability.B,
            credibility=Credibility.PROBABLE,
            disclosure=Disclosure.FREE,
            text=ARTICLE,
            order=1,
        ),
        Source(
            id="communique",
            title="Larnaca communiqué",
            published="2026-03-10",
            kind=SourceKind.COMMUNIQUE,
            origin=Origin.PRIMARY,
            reliability=Reliability.A,
            credibility=Credibility.CONFIRMED,
            text=COMMUNIQUE,
            order=2,
        ),
    )


def _actors() -> tuple[Actor, ...]:
    country = ActorKind.COUNTRY
    return (
        Actor(id="poland", kind=country, name="Poland", iso3="POL", order=1),
        Actor(id="estonia", kind=country, name="Estonia", iso3="EST", order=2),
        Actor(id="norway", kind=country, name="Norway", iso3="NOR", order=3),
        Actor(
            id="kowalczyk",
            kind=ActorKind.PERSON,
            name="Jan Kowalczyk",
            roles=(Role(id="role-1", title="Prime Minister", affiliation="poland"),),
            order=4,
        ),
        Actor(
            id="lanes-group",
            kind=ActorKind.GROUP,
            name="Grain Lanes Group",
            members=(
                Membership(id="member-1", actor="poland", from_="2025-06", source="article"),
                Membership(id="member-2", actor="estonia"),
            ),
            order=5,
        ),
    )


def _commitments() -> tuple[Commitment, ...]:
    return (
        Commitment(
            id="boats-poland",
            parties=(Party(id="party-1", actor="poland"),),
            measure="boats",
            text="Send two patrol boats",
            conditions=(
                Condition(
                    id="condition-1",
                    kind=ConditionKind.PARLIAMENTARY_VOTE,
                    text="once parliament has voted",
                ),
            ),
            topic="mission",
            stages=(
                StageEntry(
                    id="stage-1",
                    stage=Stage.PLEDGED,
                    date="2026-03-10",
                    basis=Basis.REMARKS,
                    evidence=(passage("ev-1", "We will send two patrol boats"),),
                ),
            ),
            order=1,
        ),
        Commitment(
            id="ashore-poland",
            parties=(Party(id="party-2", actor="poland"),),
            measure="ashore",
            text="No sailors ashore",
            polarity=Polarity.EXCLUDES,
            stages=(
                StageEntry(
                    id="stage-2",
                    stage=Stage.PLEDGED,
                    date="2026-03-10",
                    basis=Basis.MEDIA_REPORT,
                    evidence=(passage("ev-2", "He ruled out putting sailors ashore."),),
                ),
            ),
            order=2,
        ),
        Commitment(
            id="money-joint",
            parties=(
                Party(id="party-3", actor="estonia", from_="2026-03-10", to="2026-12"),
                Party(id="party-4", actor="poland", from_="2026-06"),
            ),
            joint=Joint.JOINTLY,
            beneficiaries=("norway",),
            measure="money",
            text="Pay for the mission",
            stages=(
                StageEntry(
                    id="stage-3",
                    stage=Stage.PLEDGED,
                    date="2026-03-10",
                    basis=Basis.OFFICE_STATEMENT,
                    amount=Amount(value=Decimal(4_000_000), currency="EUR"),
                    evidence=(passage("ev-3", "pledged 4 million euros"),),
                ),
            ),
            order=3,
        ),
    )


def _positions() -> tuple[Position, ...]:
    return (
        Position(
            id="estonia-mission",
            actor="estonia",
            topic="mission",
            stance=Stance.SUPPORT,
            since="2026-03-10",
            basis=Basis.OFFICE_STATEMENT,
            evidence=(passage("ev-4", "Estonia supports the mission"),),
            order=1,
        ),
        Position(
            id="norway-mission",
            actor="norway",
            topic="mission",
            stance=Stance.CONDITIONAL,
            condition="there is a ceasefire",
            since="2026-03-10",
            basis=Basis.REMARKS,
            towards=("poland",),
            evidence=(passage("ev-5", "Norway will not take part without a ceasefire."),),
            order=2,
        ),
    )


def _quotes() -> tuple[Quote, ...]:
    boats = "We will send two patrol boats once parliament has voted."
    copy = where(boats, "communique")
    return (
        Quote(
            id="boats-quote",
            source="article",
            pieces=(piece("piece-1", boats),),
            also_in=(Copy(id="copy-1", source="communique", start=copy.start, stop=copy.stop),),
            speaker="kowalczyk",
            speaker_as_named=where("Jan Kowalczyk"),
            speaks_for="poland",
            said="2026-03-10",
            topic="mission",
            key=True,
            disclosure=Disclosure.FREE,
            order=1,
        ),
        Quote(
            id="gamble-quote",
            source="article",
            pieces=(piece("piece-2", "a gamble with other people's ships"),),
            speaker_as_named=where("The Norwegian minister"),
            speaks_for="norway",
            mode=Mode.PARTIAL,
            order=2,
        ),
    )


def _prose() -> dict[str, tuple[object, ...]]:
    return {
        "facts": (
            Fact(
                id="fleet",
                actor="estonia",
                label="Pledged",
                value="4 million euros",
                as_of="2026-03",
                evidence=(passage("ev-6", "4 million euros"),),
            ),
        ),
        "sections": (
            Section(
                id="summary",
                scope=Scope(kind=ScopeKind.PACK),
                heading="Summary",
                markdown="Poland leads [@ev-1], Norway waits [@article].",
                order=1,
            ),
            Section(
                id="on-norway",
                scope=Scope(kind=ScopeKind.ACTOR, id="norway"),
                heading="Norway",
                markdown="A *gamble*, it says [@article:10-20].",
                order=2,
            ),
        ),
        "lines": (
            Line(
                id="welcome",
                meeting="plenary",
                topic="mission",
                actor="norway",
                kind=LineKind.POINT,
                markdown="We welcome the mission [@communique].",
                evidence=(passage("ev-7", "The ministers agreed in Larnaca", "communique"),),
            ),
        ),
        "releases": (
            Release(
                id="cleared",
                record=FieldReference(kind="quote", id="gamble-quote"),
                use=Disclosure.FREE,
                released_by="Head of the harbour desk",
                on="2026-03-11",
                reason="The embassy agreed.",
            ),
        ),
        "remarks": (
            Remark(
                id="why",
                record=FieldReference(kind="quote", id="gamble-quote", field="speaker"),
                text="Who was it?",
            ),
        ),
    }


@cache
def good_content() -> Content:
    """Return the pack: three countries, two sources, three matrices, and nothing wrong."""
    rows = ("poland", "estonia", "norway")
    return Content(
        cover=Cover(
            id="pack",
            title="Larnaca meeting",
            own="estonia",
            event=Event(name="Harbour ministers", place="Larnaca", from_="2026-03-10"),
            handling=Handling(scheme="tlp", code="AMBER"),
            as_of="2026-03-12",
        ),
        sources=_sources(),
        actors=_actors(),
        topics=(
            Topic(
                id="mission",
                name="Grain mission",
                proposition="A mission should watch the grain lanes.",
                likelihood=Likelihood.CERTAIN,
            ),
        ),
        meetings=(
            Meeting(
                id="plenary",
                title="Plenary",
                kind=MeetingKind.PLENARY,
                with_=("poland",),
                attendees=(Attendee(id="seat-1", person="kowalczyk"),),
            ),
        ),
        agenda=(AgendaItem(id="item", meeting="plenary", topic="mission"),),
        measures=(
            Measure(id="boats", name="Send patrol boats", order=1),
            Measure(id="ashore", name="Put sailors ashore", order=2),
            Measure(id="money", name="Pay for the mission", order=3),
        ),
        matrices=(
            Matrix(
                id="grid", title="Who does what", rows=rows, columns=("boats", "ashore", "money")
            ),
            Matrix(
                id="stances",
                title="Who wants it",
                form=MatrixForm.STANCES,
                rows=rows,
                columns=("mission",),
                order=1,
            ),
        ),
        positions=_positions(),
        quotes=_quotes(),
        commitments=_commitments(),
        assessments=(
            Assessment(
                id="none-found",
                actor="norway",
                measure="boats",
                state=CellState.SEARCHED_NONE,
                as_of="2026-03-11",
                searched=("article", "communique"),
            ),
        ),
        **_prose(),
    )

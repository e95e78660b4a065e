"""Packs for the tests of the workbook: large enough to fill pages, or as hostile as it gets."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from briefing.domain.actors import Actor, Membership
from briefing.domain.agenda import Matrix, Measure, Topic
from briefing.domain.base import Checked, Evidence, Handling
from briefing.domain.commitments import (
    Amount,
    Assessment,
    Commitment,
    Condition,
    Party,
    StageEntry,
)
from briefing.domain.content import Content
from briefing.domain.cover import Cover, Event, Rate
from briefing.domain.sources import Source
from briefing.domain.statements import Piece, Position, Quote, Translation
from briefing.domain.vocabularies import (
    ActorKind,
    Basis,
    Binding,
    CellState,
    ConditionKind,
    Credibility,
    Joint,
    MatrixForm,
    Mode,
    Polarity,
    Reliability,
    Round,
    SourceKind,
    Stage,
    Stance,
    Translator,
)

COUNTRIES = tuple(
    "Albania Australia Austria Belgium Bulgaria Canada Croatia Cyprus Czechia Denmark Estonia "  # noqa: SIM905  # a list of 34 lines says no more
    "Finland France Germany Greece Hungary Iceland Ireland Italy Japan Latvia Lithuania Luxembourg "
    "Malta Montenegro Netherlands Norway Poland Portugal Romania Slovakia Slovenia Spain "
    "Sweden".split()
)
TOPICS = ("Forces on the ground", "Air and sea", "Training and equipment", "Money", "Diplomacy")
ACTIONS = (
    "Deploy force on the territory",
    "Lead a sector",
    "Provide a reserve brigade",
    "Guard critical sites",
    "Patrol the airspace",
    "Clear mines at sea",
    "Provide air defence",
    "Share satellite images",
    "Train soldiers at home",
    "Train soldiers abroad",
    "Supply armoured vehicles",
    "Maintain equipment",
    "Grant macro-financial aid",
    "Guarantee loans",
    "Use proceeds of frozen assets",
    "Fund reconstruction",
    "Monitor the ceasefire",
    "Sign bilateral guarantees",
    "Support accession",
    "Host a follow-up meeting",
)
STATEMENT = (
    "We will take part, and we will do so once the guns are silent. Nobody should doubt our word. "
    "Our soldiers will not fight anybody else's war, but they can help to keep a peace."
)


def summit(rows: int = 35, columns: int = 20, *, form: MatrixForm = MatrixForm.STAGES) -> Content:
    """Return a pack with a full matrix: every stage, exclusions, conditions, contradictions."""
    names = [*COUNTRIES, "European Union", *(f"Partner {n}" for n in range(200))][:rows]
    actors = tuple(
        Actor(id=f"actor{n:03}", kind=ActorKind.COUNTRY, name=name) for n, name in enumerate(names)
    )
    topics = tuple(
        Topic(id=f"topic{n}", name=name, proposition=f"{name} should be part of the plan.")
        for n, name in enumerate(TOPICS)
    )
    measures = tuple(
        Measure(
            id=f"measure{n:03}",
            name=ACTIONS[n] if n < len(ACTIONS) else f"Further action {n}",
            topic=f"topic{min(n // 4, 4)}",
            description="What it means in practice.",
        )
        for n in range(columns)
    )
    sources = tuple(
        Source(
            id=f"source{n}",
            title=f"Statement of the meeting, part {n}",
            publisher="Office of the chair",
            published="2026-01-06T21:55:00+01:00",
            url=f"https://example.org/statements/{n}?a=1&b=2",
            kind=SourceKind.STATEMENT,
            reliability=Reliability.B,
            credibility=Credibility.PROBABLE,
            text=STATEMENT,
        )
        for n in range(5)
    )
    used_columns = (
        tuple(topic.id for topic in topics)
        if form is MatrixForm.STANCES
        else tuple(measure.id for measure in measures)
    )
    matrix = Matrix(
        id="matrix",
        title="Who does what after a ceasefire",
        form=form,
        rows=tuple(actor.id for actor in actors),
        columns=used_columns,
    )
    return Content(
        cover=Cover(
            title="Meeting of the coalition, January 2026",
            subtitle="Pack for the minister",
            event=Event(name="Coalition meeting", place="Paris", from_="2026-01-06"),
            handling=Handling(scheme="TLP", code="AMBER"),
            as_of="2026-01-08T09:00:00+01:00",
        ),
        sources=sources,
        actors=actors,
        topics=topics,
        measures=measures,
        matrices=(matrix,),
        positions=_positions(actors),
        quotes=_quotes(actors),
        commitments=_commitments(actors, measures) if form is MatrixForm.STAGES else (),
        assessments=_assessments(actors, measures, form),
    )


def compliance(rows: int = 12, columns: int = 8) -> Content:
    """Return a pack of scores with an interim and a final round, and a group of members."""
    content = summit(rows, columns, form=MatrixForm.SCORES)
    interim = tuple(
        replace(
            row,
            id=f"{row.id}i",
            round=Round.INTERIM,
            score=None if row.score is None else max(-1, row.score - 1),
            as_of="2025-10-01",
            reason="Read half way.",
        )
        for at, row in enumerate(content.assessments)
        if at % 4
    )
    return with_group(replace(content, assessments=(*content.assessments, *interim)))


def with_group(content: Content) -> Content:
    """Return the pack with a group of every third actor."""
    members = tuple(
        Membership(id=f"m{at}", actor=row.id) for at, row in enumerate(content.actors[::3])
    )
    group = Actor(id="group", kind=ActorKind.GROUP, name="Core group", members=members)
    return replace(content, actors=(*content.actors, group))


def with_rates(content: Content) -> Content:
    """Return the pack with amounts in three currencies, two of them with a rate."""
    currencies = ("EUR", "NOK", "USD")
    commitments = tuple(
        replace(
            row,
            stages=tuple(
                replace(
                    entry,
                    amount=Amount(value=Decimal(100 + at * 10 + n), currency=currencies[at % 3]),
                )
                for n, entry in enumerate(row.stages)
            ),
        )
        for at, row in enumerate(content.commitments)
    )
    rate = Rate(id="r", from_="NOK", to="EUR", rate=Decimal("0.085"), on="2026-01-05")
    older = Rate(id="o", from_="NOK", to="EUR", rate=Decimal("0.2"), on="2025-01-05")
    cover = replace(content.cover, rates=(rate, older))
    return replace(content, cover=cover, commitments=commitments)


def passage(number: int, start: int, stop: int) -> Evidence:
    """Return a passage of the statement."""
    found = Evidence(id=f"e{number}-{start}", source=f"source{number % 5}", start=start, stop=stop)
    return found.filled(STATEMENT)


def with_text(content: Content, text: str) -> Content:
    """Return the pack with `text` wherever text from outside can stand."""
    return replace(
        content,
        cover=replace(
            content.cover,
            title=text,
            subtitle=text,
            event=Event(name=text, place=text),
            handling=Handling(scheme="house", code=text),
            department=text,
        ),
        sources=tuple(
            replace(
                source,
                title=text,
                publisher=text,
                author=text,
                url=text,
                text=text + STATEMENT,
            )
            for source in content.sources
        ),
        actors=tuple(replace(actor, name=text) for actor in content.actors),
        topics=tuple(replace(topic, name=text, proposition=text) for topic in content.topics),
        measures=tuple(replace(row, name=text, description=text) for row in content.measures),
        matrices=tuple(replace(matrix, title=text) for matrix in content.matrices),
        positions=tuple(replace(row, summary=text, condition=text) for row in content.positions),
        quotes=tuple(
            replace(
                quote,
                role=text,
                venue=text,
                pieces=(Piece.at(text + STATEMENT, 0, len(text)),),
                mode=Mode.DIRECT,
            )
            for quote in content.quotes
        ),
        commitments=tuple(
            replace(
                row,
                text=text,
                conditions=(Condition(id="c", kind=ConditionKind.OTHER, text=text),),
                stages=tuple(replace(entry, note=text) for entry in row.stages),
            )
            for row in content.commitments
        ),
        assessments=tuple(replace(row, reason=text) for row in content.assessments),
    )


def _commitments(
    actors: tuple[Actor, ...], measures: tuple[Measure, ...]
) -> tuple[Commitment, ...]:
    found: list[Commitment] = []
    stages = tuple(Stage)
    bases = tuple(Basis)
    kinds = tuple(ConditionKind)
    for a, actor in enumerate(actors):
        for m, measure in enumerate(measures):
            turn = a * 7 + m * 3
            if turn % 5 == 0:
                continue
            parties = [Party(id=f"p{a}", actor=actor.id)]
            if turn % 40 == 1:
                parties.append(Party(id=f"q{a}", actor=actors[(a + 1) % len(actors)].id))
            conditions = (
                (Condition(id=f"k{a}-{m}", kind=kinds[turn % 7], text="as stated on the day"),)
                if turn % 3 == 0
                else ()
            )
            found.append(
                Commitment(
                    id=f"com{a:03}x{m:03}",
                    parties=tuple(parties),
                    joint=Joint.JOINTLY if len(parties) > 1 else Joint.EACH,
                    measure=measure.id,
                    text=f"{actor.name} will {measure.name.lower()}.",
                    polarity=Polarity.EXCLUDES if turn % 11 == 1 else Polarity.UNDERTAKES,
                    binding=tuple(Binding)[turn % 5],
                    conditions=conditions,
                    deadline="2026-12" if turn % 4 == 0 else None,
                    checked=Checked(on="2026-01-07"),
                    stages=(
                        StageEntry(
                            id=f"s{a}-{m}",
                            stage=stages[turn % 11],
                            date="2026-01-06",
                            basis=bases[turn % 10],
                            amount=Amount(value=Decimal("1500000.50"), currency="EUR")
                            if turn % 9 == 0
                            else None,
                            evidence=(passage(turn, 0, 67),),
                        ),
                        StageEntry(
                            id=f"t{a}-{m}",
                            stage=Stage.FLOATED,
                            date="2025-11-20",
                            basis=Basis.MEDIA_REPORT,
                        ),
                    ),
                )
            )
    return tuple(found)


def _assessments(
    actors: tuple[Actor, ...], measures: tuple[Measure, ...], form: MatrixForm
) -> tuple[Assessment, ...]:
    states = (CellState.SEARCHED_NONE, CellState.NOT_APPLICABLE, CellState.NOT_DUE)
    found: list[Assessment] = []
    for a, actor in enumerate(actors):
        for m, measure in enumerate(measures):
            turn = a * 7 + m * 3
            is_scored = form is MatrixForm.SCORES and turn % 5 != 0
            if (turn % 5 or turn % 20 == 0) and not is_scored:
                continue
            found.append(
                Assessment(
                    id=f"ass{a:03}x{m:03}",
                    actor=actor.id,
                    measure=measure.id,
                    state=CellState.SCORED if is_scored else states[turn % 3],
                    score=turn % 3 - 1 if is_scored else None,
                    as_of="2026-01-07",
                    searched=("source0", "source1"),
                    reason="Read in full.",
                )
            )
    return tuple(found)


def _positions(actors: tuple[Actor, ...]) -> tuple[Position, ...]:
    return tuple(
        Position(
            id=f"pos{a:03}x{t}",
            actor=actor.id,
            topic=f"topic{t}",
            stance=tuple(Stance)[(a + t) % 7],
            summary=f"{actor.name} has said so.",
            condition="others take part" if (a + t) % 7 == 1 else None,
            since="2026-01-06",
            basis=Basis.REMARKS,
            evidence=(passage(a, 68, 98),),
        )
        for a, actor in enumerate(actors)
        for t in range(5)
        if (a + t) % 6
    )


def _quotes(actors: tuple[Actor, ...]) -> tuple[Quote, ...]:
    return tuple(
        Quote(
            id=f"quote{a:03}",
            source=f"source{a % 5}",
            pieces=(Piece.at(STATEMENT, 0, 67),),
            speaker=actor.id,
            speaks_for=actor.id,
            role="Head of government",
            basis=Basis.REMARKS,
            said="2026-01-06",
            venue="Press conference",
            key=a % 3 == 0,
            translations=(
                Translation(id="t", language="fr", text="Nous y serons.", by=Translator.HOUSE),
            ),
        )
        for a, actor in enumerate(actors)
    )

"""The fields of countries, organisations and persons, with all that the pack says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing import assets
from briefing.domain.actors import Actor
from briefing.domain.cells import is_party, matrices_of
from briefing.domain.dates import first_day
from briefing.domain.vocabularies import ActorKind, ScopeKind
from briefing.template.bound import own
from briefing.template.contract import BLOCK, PICTURE, RICH, TEXT, many
from briefing.template.fields_changes import CHANGE, changes_of, in_short
from briefing.template.fields_figures import actor_timeline
from briefing.template.fields_quotes import QUOTE
from briefing.template.fields_record import Entry, RecordKind
from briefing.template.fields_statements import (
    COMMITMENT,
    FACT,
    LINE,
    POSITION,
    SECTION,
    Promise,
    passages_of,
    topic_of,
)
from briefing.template.localised import country_name
from briefing.template.values import Inline, Picture
from briefing.template.words import ENGLISH

if TYPE_CHECKING:
    from briefing.domain.actors import Role
    from briefing.domain.content import Content
    from briefing.domain.statements import Position, Quote
    from briefing.template.fields_walk import Walk

FLAG_HEIGHT_MM: Final = 12.0
_LEADING: Final = 2  # key quotes of a profile that has one page
_FLAG_RATIO: Final = 4 / 3


def _flag(walk: Walk, actor: Actor) -> Picture | None:
    if actor.iso3 is None or not actor.show_flag or actor.iso3 not in walk.countries:
        return None
    code = walk.countries[actor.iso3].iso2.lower()
    try:
        data = assets.read_bytes(f"flags/png/{code}.png")
    except FileNotFoundError:
        return None
    return Picture(
        data=data,
        media_type="image/png",
        width_mm=FLAG_HEIGHT_MM * _FLAG_RATIO,
        height_mm=FLAG_HEIGHT_MM,
        alt=walk.words.say("Flag of {name}", name=actor.name),
    )


def official_name(walk: Walk, actor: Actor) -> str:
    """Return an actor's official name in the pack's language, else in any, else nothing.

    Official names that nobody typed are known in English; other languages have the name of CLDR.
    """
    named = sorted(actor.names, key=lambda name: name.language[:2] != walk.language[:2])
    found = next((name.official for name in named if name.official), None)
    if found is None and actor.iso3 is not None and actor.iso3 in walk.countries:
        known = walk.countries[actor.iso3]
        is_english = walk.words.language == ENGLISH
        return known.official_name if is_english else country_name(known.name, walk.language)
    return found or ""


def sort_name(content: Content, actor: Actor) -> str:
    """Return what actors are put in order by."""
    language = content.cover.language
    named = next((n.sort for n in actor.names if n.sort and n.language == language), None)
    return (named or actor.name).casefold()


def _groups(walk: Walk, actor: Actor) -> tuple[str, ...]:
    return tuple(
        group.name
        for group in walk.content.actors
        if any(row.actor == actor.id and walk.stands(row) for row in group.members)
    )


def positions_of(walk: Walk, actor: Actor) -> tuple[Position, ...]:
    """Return the positions that an actor holds on the day, in the order of the topics."""
    found = (walk.held.get((actor.id, topic.id)) for topic in walk.topics)
    return tuple(position for position in found if position is not None)


def promises_of(walk: Walk, actor: Actor) -> tuple[Promise, ...]:
    """Return the commitments that bind an actor on the day, in the order of the actions."""
    today = walk.options.as_of
    order = {measure.id: place for place, measure in enumerate(walk.content.measures)}
    rows = [
        row
        for row in walk.content.commitments_by_party.get(actor.id, ())
        if is_party(row, actor.id, today)
        and (today is None or not row.stages or any(first_day(s.date) <= today for s in row.stages))
    ]
    if walk.options.topics:
        rows = [row for row in rows if topic_of(walk, row) in walk.options.topics]
    rows.sort(key=lambda row: order.get(row.measure, len(order)) if row.measure else len(order))
    return tuple(Promise(row, actor.id) for row in rows)


def _quotes(walk: Walk, actor: Actor) -> tuple[Quote, ...]:
    rows = (row for row in walk.content.quotes if actor.id in (row.speaker, row.speaks_for))
    return tuple(sorted(rows, key=lambda row: not row.key))


def _people(walk: Walk, actor: Actor) -> tuple[Actor, ...]:
    return tuple(
        person
        for person in walk.content.actors
        if person.kind is ActorKind.PERSON and _office(walk, person, actor.id) is not None
    )


def _office(walk: Walk, person: Actor, affiliation: str | None = None) -> Role | None:
    held = [
        role
        for role in person.roles
        if walk.stands(role) and (affiliation is None or role.affiliation == affiliation)
    ]
    return held[-1] if held else None


def _title(walk: Walk, person: Actor) -> str:
    role = _office(walk, person)
    return role.title if role else ""


def _affiliation(walk: Walk, person: Actor) -> str:
    role = _office(walk, person)
    return walk.actor(role.affiliation) if role else ""


PERSON: Final = RecordKind[Actor](
    "person",
    Entry("name", TEXT, "Full name", "Aino Salmi", own("name", lambda _, person: person.name)),
    Entry("role", TEXT, "The office held on the day", "Prime Minister", _title),
    Entry("affiliation", TEXT, "Of which country or body", "Finland", _affiliation),
    Entry(
        "address", TEXT, "How to address", "Prime Minister",
        own("address", lambda _, p: p.address or ""),
    ),
    Entry(
        "pronunciation", TEXT, "How to say it", "EYE-no",
        own("pronunciation", lambda _, p: p.pronunciation or ""),
    ),
    Entry(
        "changes", CHANGE.many, "What changed about the person since the earlier edition", "",
        changes_of,
    ),
)  # fmt: skip


def _facts_cited(walk: Walk, actor: Actor) -> Inline:
    rows = [row for row in walk.content.facts if row.actor == actor.id]
    note = walk.citer.of(item for row in rows for item in row.evidence)
    if note is None:
        return Inline()
    dates = {row.as_of for row in rows if row.as_of}
    say = walk.words.say
    if len(dates) == 1:
        return Inline.of(say("Facts as of {date}.", date=walk.date(dates.pop())), note)
    return Inline.of(say("Facts with dates as stated."), note)


def _sections(walk: Walk, actor: Actor) -> tuple[object, ...]:
    return SECTION.each(
        walk,
        [
            row
            for row in walk.content.sections
            if row.scope.kind is ScopeKind.ACTOR and row.scope.id == actor.id
        ],
    )


def _facts(walk: Walk, actor: Actor) -> tuple[object, ...]:
    return FACT.each(walk, [row for row in walk.content.facts if row.actor == actor.id])


def _lines(walk: Walk, actor: Actor) -> tuple[object, ...]:
    if not walk.options.lines:
        return ()
    wanted = walk.options.topics
    rows = [row for row in walk.content.lines if row.actor == actor.id]
    return LINE.each(walk, [row for row in rows if not wanted or row.topic in wanted])


def _leading_quotes(walk: Walk, actor: Actor) -> tuple[object, ...]:
    rows = [quote for quote in _quotes(walk, actor) if quote in walk.key_quotes]
    return QUOTE.each(walk, rows[:_LEADING])


def _rests_on(walk: Walk, actor: Actor) -> Inline:
    """Return the sources of all that a profile says, each once, without notes."""
    quotes = [quote for quote in _quotes(walk, actor) if quote in walk.key_quotes][:_LEADING]
    cited = [
        item.source
        for rows in (
            (fact.evidence for fact in walk.content.facts if fact.actor == actor.id),
            (position.evidence for position in positions_of(walk, actor)),
            (passages_of(walk, promise) for promise in promises_of(walk, actor)),
        )
        for evidence in rows
        for item in evidence
    ]
    return walk.citer.named((*cited, *(quote.source for quote in quotes)))


def _actor_kind(name: str) -> RecordKind[Actor]:
    return RecordKind[Actor](
        name,
        Entry("name", TEXT, "Short name", "Finland", own("name", lambda _, actor: actor.name)),
        Entry("official_name", TEXT, "Official name", "Republic of Finland", official_name),
        Entry("flag", PICTURE, "The flag, 12 mm high, or nothing", "", _flag),
        Entry("groups", many(TEXT), "Groups it belongs to on the day", "European Union", _groups),
        Entry("facts", FACT.many, "Facts in their order", "", _facts),
        Entry("facts_cited", RICH, "Date and footnote of the facts", "Facts.", _facts_cited),
        Entry("sections", SECTION.many, "Prose about it", "", _sections),
        Entry(
            "positions", POSITION.many, "What it holds, one a topic", "",
            lambda walk, actor: POSITION.each(walk, positions_of(walk, actor)),
        ),
        Entry(
            "commitments", COMMITMENT.many, "What it will do or rules out", "",
            lambda walk, actor: COMMITMENT.each(walk, promises_of(walk, actor)),
        ),
        Entry(
            "timeline", BLOCK, "The stages of its commitments by date, one row an action", "",
            lambda walk, actor: actor_timeline(
                walk, actor, [row.commitment for row in promises_of(walk, actor)]
            ),
        ),
        Entry(
            "quotes", QUOTE.many, "All its quotes, key quotes first", "",
            lambda walk, actor: QUOTE.each(walk, _quotes(walk, actor)),
        ),
        Entry(
            "key_quotes", QUOTE.many, "Its key quotes", "",
            lambda walk, actor: QUOTE.each(
                walk, [quote for quote in _quotes(walk, actor) if quote in walk.key_quotes]
            ),
        ),
        Entry("leading_quotes", QUOTE.many, "Two of its key quotes at most", "", _leading_quotes),
        Entry(
            "rests_on", RICH, "The sources of a profile on one page, each once", "Letter, 5 March",
            _rests_on,
        ),
        Entry(
            "people", PERSON.many, "Persons with an office in it", "",
            lambda walk, actor: PERSON.each(walk, _people(walk, actor)),
        ),
        Entry("lines", LINE.many, "What we say to it", "", _lines),
        Entry(
            "changes", CHANGE.many, "What changed about it since the earlier edition", "",
            changes_of,
        ),
        Entry(
            "changes_in_short", many(RICH), "The same in few lines, of what is new only titles",
            "New positions: Monitoring; Funding", in_short,
        ),
    )  # fmt: skip


COUNTRY: Final = _actor_kind("country")
ORGANISATION: Final = _actor_kind("organisation")
_BODIES: Final = (ActorKind.ORGANISATION, ActorKind.INSTITUTION, ActorKind.GROUP, ActorKind.OFFICE)


def countries(walk: Walk) -> tuple[Actor, ...]:
    """Return the countries that are printed, in the chosen order."""
    options = walk.options
    if options.order == "name":
        rows = _by_name(walk.content, ActorKind.COUNTRY)
    else:
        rows = countries_in_order(walk.content, options.countries)
    return tuple(row for row in rows if not options.shown or row.id in options.shown)


def organisations(walk: Walk) -> tuple[Actor, ...]:
    """Return organisations, institutions, groups and offices by name."""
    return _by_name(walk.content, *_BODIES)


def people(walk: Walk) -> tuple[Actor, ...]:
    """Return the persons by name."""
    return _by_name(walk.content, ActorKind.PERSON)


def actors_in_order(content: Content) -> tuple[Actor, ...]:
    """Return all actors as a document prints them: countries, bodies, persons."""
    bodies = _by_name(content, *_BODIES)
    return (*countries_in_order(content), *bodies, *_by_name(content, ActorKind.PERSON))


def countries_in_order(content: Content, chosen: tuple[str, ...] = ()) -> tuple[Actor, ...]:
    """Return the countries: the chosen order first, then that of the matrices, then by name."""
    wanted = (*chosen, *(row for matrix in matrices_of(content) for row in matrix.rows))
    place = {actor: rank for rank, actor in reversed(list(enumerate(wanted)))}
    rows = _by_name(content, ActorKind.COUNTRY)
    return tuple(sorted(rows, key=lambda row: place.get(row.id, len(wanted))))


def _by_name(content: Content, *kinds: ActorKind) -> tuple[Actor, ...]:
    rows = [row for row in content.actors if row.kind in kinds]
    return tuple(sorted(rows, key=lambda row: sort_name(content, row)))

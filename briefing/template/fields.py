"""The fields of a template: a pack as plain records that are made while they are read.

    found = fields(content, FormOptions(), draw_matrix)
    found["countries"][0]["positions"][0]["stance"]

`CONTRACT` states every field with type, meaning and example; both come from the same tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefing.domain.actors import Actor
from briefing.domain.agenda import Matrix
from briefing.domain.cells import matrices_of
from briefing.domain.content import Content
from briefing.domain.cover import Cover, Event
from briefing.domain.markings import marking
from briefing.domain.revisions import standing
from briefing.domain.vocabularies import Disclosure, ScopeKind
from briefing.template.bound import own
from briefing.template.citations import Citer
from briefing.template.cited_as import CitedAs
from briefing.template.contract import BLOCK, FLAG, TEXT, Contract
from briefing.template.fields_actors import (
    COUNTRY,
    ORGANISATION,
    PERSON,
    countries,
    organisations,
    people,
)
from briefing.template.fields_agenda import AGENDA, ATTENDEE, MEETING, TOPIC, bar_of, meetings
from briefing.template.fields_briefs import BLOCK as LINE_BLOCK
from briefing.template.fields_briefs import NOTE, SHEET, SPOKEN
from briefing.template.fields_changes import CHANGE, CHANGED, EARLIER, EDITION, changes
from briefing.template.fields_dates import moment_in_words
from briefing.template.fields_disclosed import disclosed, reserved
from briefing.template.fields_figures import pack_timeline, stance_chart
from briefing.template.fields_groups import GROUP, groups
from briefing.template.fields_matrix import CELL, MATRIX, ROW
from briefing.template.fields_quotes import QUOTE
from briefing.template.fields_record import Entry, LazyRecord, RecordKind
from briefing.template.fields_statements import (
    COMMITMENT,
    FACT,
    LINE,
    PACK_SECTION,
    POSITION,
    SECTION,
    SOURCE,
)
from briefing.template.fields_walk import FormOptions, Walk
from briefing.template.figures import StandingOut
from briefing.template.values import Blocks, Contents, PageBreak, References

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.template.fields_walk import DrawMatrix
    from briefing.template.figures import Figures

__all__ = ["CONTRACT", "DocumentFields", "FormOptions", "fields"]


EVENT: Final = RecordKind[Event](
    "event",
    Entry("name", TEXT, "Its name", "Summit on Guarantees", lambda _, event: event.name),
    Entry("place", TEXT, "Where", "The Hague", lambda _, event: event.place or ""),
    Entry("dates", TEXT, "When", "11–12 March 2027", lambda w, event: w.date(_interval(event))),
)


def _interval(event: Event) -> str:
    if event.from_ and event.to and event.from_ != event.to:
        return f"{event.from_}/{event.to}"
    return event.from_ or event.to or ""


def _pack_sections(walk: Walk, _: object) -> tuple[LazyRecord, ...]:
    rows = [row for row in walk.content.sections if row.scope.kind is ScopeKind.PACK]
    return PACK_SECTION.each(walk, rows)


PACK: Final = RecordKind[Cover](
    "pack",
    Entry(
        "title", TEXT, "Its title", "Summit on Guarantees",
        own("title", lambda _, pack: pack.title),
    ),
    Entry(
        "subtitle", TEXT, "Its subtitle", "For the delegation",
        own("subtitle", lambda _, p: p.subtitle or ""),
    ),
    Entry(
        "event", EVENT.type, "What it is written for, or nothing", "",
        lambda walk, pack: EVENT.one(walk, pack.event) if pack.event else None,
    ),
    Entry(
        "due", TEXT, "When it is due", "10 March 2027, 18:00 (UTC+1)",
        lambda walk, pack: moment_in_words(pack.due, walk.language),
    ),
    Entry(
        "department", TEXT, "Who wrote it", "Security Policy",
        own("department", lambda _, p: p.department or ""),
    ),
    Entry(
        "brief_number", TEXT, "Its number", "EX(27)03",
        own("brief_number", lambda _, p: p.brief_number or ""),
    ),
    Entry(
        "as_of", TEXT, "The moment up to which it is complete", "8 March 2027, 18:00 (UTC+1)",
        lambda walk, pack: moment_in_words(pack.as_of, walk.language),
    ),
    Entry("marking", TEXT, "Its marking", "TLP:GREEN", lambda _, p: marking(p.handling)),
    Entry(
        "dispose_after", TEXT, "Until when it may be kept", "31 December 2027",
        lambda walk, pack: walk.date(pack.dispose_after),
    ),
    Entry("language", TEXT, "Its language", "en", lambda _, pack: pack.language),
    Entry("sections", PACK_SECTION.many, "Its prose", "", _pack_sections),
)  # fmt: skip


def _own(walk: Walk, _: object) -> LazyRecord | None:
    found = walk.content.find(Actor, walk.content.cover.own)
    return COUNTRY.one(walk, found) if found else None


def _matrices(walk: Walk, _: object) -> tuple[LazyRecord, ...]:
    return MATRIX.each(walk, [row for row in matrices_of(walk.content) if row.rows and row.columns])


def _matrix(walk: Walk, _: object) -> LazyRecord | None:
    wanted = walk.content.find(Matrix, walk.options.matrix)
    rows = [wanted] if wanted else list(matrices_of(walk.content))
    found = next((row for row in rows if row.rows and row.columns), None)
    return MATRIX.one(walk, found) if found else None


def _sources(walk: Walk, _: object) -> tuple[LazyRecord, ...]:
    if not walk.options.sources:
        return ()
    return SOURCE.each(walk, standing(walk.content))


def _as_of(walk: Walk, _: object) -> str:
    today = walk.options.as_of
    if today is not None:
        return walk.date(today.isoformat())
    return moment_in_words(walk.content.cover.as_of, walk.language)


def _marking(walk: Walk, content: Content) -> str:
    code = marking(content.cover.handling)
    means = _ALLOWS.get(code) if walk.options.marking == "words" else None
    return f"{code} – {walk.words.say(means)}" if means else code


_ALLOWS: Final = {
    "TLP:RED": "for the persons named only",
    "TLP:AMBER+STRICT": "within the organisation only",
    "TLP:AMBER": "within the organisation and its partners, where needed",
    "TLP:GREEN": "within the community, not in public",
    "TLP:CLEAR": "may be shared freely",
}


def _map(walk: Walk, content: Content) -> Blocks:
    codes = frozenset(row.iso3 for row in countries(walk) if row.iso3)
    if walk.figures is None or not walk.options.map or not codes:
        return Blocks()
    own = content.find(Actor, content.cover.own)
    shown = StandingOut(countries=codes, own=own.iso3 if own else None)
    return Blocks((walk.figures.map(shown),))


def _references(walk: Walk, _: object) -> Blocks:
    return Blocks((References(),) if walk.options.citations is CitedAs.ANNEX else ())


def _has_background(walk: Walk, _: object) -> bool:
    rows = (*walk.content.positions, *walk.content.quotes, *walk.content.sections)
    return any(row.disclosure is Disclosure.BACKGROUND for row in rows)


ROOT: Final = RecordKind[Content](
    "document",
    Entry("pack", PACK.type, "The pack itself", "", lambda w, c: PACK.one(w, c.cover)),
    Entry("own", COUNTRY.type, "We: whom the pack is written for", "", _own),
    Entry(
        "meetings", MEETING.many, "The meetings in the order of time", "",
        lambda walk, _: MEETING.each(walk, meetings(walk)),
    ),
    Entry(
        "countries", COUNTRY.many, "The countries in the chosen order", "",
        lambda walk, _: COUNTRY.each(walk, countries(walk)),
    ),
    Entry(
        "organisations", ORGANISATION.many, "Organisations, institutions and groups", "",
        lambda walk, _: ORGANISATION.each(walk, organisations(walk)),
    ),
    Entry(
        "people", PERSON.many, "All persons by name", "",
        lambda walk, _: PERSON.each(walk, people(walk)),
    ),
    Entry(
        "topics", TOPIC.many, "The topics", "", lambda walk, _: TOPIC.each(walk, walk.topics)
    ),
    Entry("matrices", MATRIX.many, "All matrices", "", _matrices),
    Entry("matrix", MATRIX.type, "The chosen matrix, else the first", "", _matrix),
    Entry("quotes", QUOTE.many, "All quotes", "", lambda w, c: QUOTE.each(w, c.quotes)),
    Entry(
        "key_quotes", QUOTE.many, "The key quotes; all, where none is marked", "",
        lambda walk, _: QUOTE.each(walk, walk.key_quotes),
    ),
    Entry("quote_groups", GROUP.many, "The key quotes by topic", "", groups),
    Entry(
        "sources", SOURCE.many,
        "The sources, their newest revisions; an older one while something rests on it", "",
        _sources,
    ),
    Entry("sections", PACK_SECTION.many, "Prose about the pack as a whole", "", _pack_sections),
    Entry(
        "edition", EDITION.type, "Which edition it is, and which one it is compared with", "",
        lambda walk, _: EDITION.one(walk, walk.options.edition),
    ),
    Entry(
        "changes", CHANGED.many,
        "What changed since the earlier edition; a quote that a country has only there", "",
        changes,
    ),
    Entry(
        "quotes_by_country", FLAG, "Whether key quotes stand by country, not by topic", "",
        lambda walk, _: walk.options.grouping == "country",
    ),
    Entry("as_of", TEXT, "The day that the document shows", "8 March 2027", _as_of),
    Entry("marking", TEXT, "The pack's marking", "TLP:GREEN", _marking),
    Entry("map", BLOCK, "A map on which the countries stand out", "", _map),
    Entry(
        "stance_chart", BLOCK, "Who supports what, one bar a topic", "",
        lambda walk, c: stance_chart(walk, [bar_of(walk, topic) for topic in c.topics]),
    ),
    Entry(
        "timeline", BLOCK, "The stages of all commitments by date, one row a country", "",
        lambda walk, _: pack_timeline(walk, countries(walk)),
    ),
    Entry(
        "draft", TEXT, "What a draft prints on every page, or nothing", "DRAFT – 3 problems",
        lambda walk, _: walk.options.draft or "",
    ),
    Entry("has_background", FLAG, "Whether anything is our information only", "", _has_background),
    Entry(
        "contents", BLOCK, "The table of contents", "", lambda *_: Blocks((Contents(levels=1),))
    ),
    Entry(
        "references", BLOCK,
        "The numbered list of what is cited, where citations are an annex, else nothing", "",
        _references,
    ),
    Entry(
        "page_break", BLOCK, "What follows begins on a new page", "",
        lambda *_: Blocks((PageBreak(),)),
    ),
)  # fmt: skip

_KINDS: Final[tuple[RecordKind[Any], ...]] = (
    PACK, EVENT, COUNTRY, ORGANISATION, PERSON, TOPIC, MEETING, ATTENDEE, AGENDA, MATRIX, ROW,
    CELL, POSITION, COMMITMENT, QUOTE, GROUP, FACT, SECTION, PACK_SECTION, LINE, SOURCE, CHANGE,
    CHANGED, EDITION, EARLIER, SPOKEN, SHEET, LINE_BLOCK, NOTE,
)  # fmt: skip

CONTRACT: Final = Contract(fields=ROOT.fields, records={kind.name: kind.fields for kind in _KINDS})


class DocumentFields(LazyRecord):
    """The fields at the root, and what became of the records on the way to them."""

    __slots__ = ("walk",)

    def __init__(self, walk: Walk) -> None:
        super().__init__(ROOT.entries, walk, walk.content)
        self.walk = walk

    @property
    def left_out(self) -> Mapping[str, int]:
        """Return how many closed and sensitive records were left out, by kind."""
        return self.walk.left_out

    @property
    def missing_citations(self) -> Mapping[str, int]:
        """Return how often each unknown id was cited so far."""
        return self.walk.citer.missing


def _outside(use: Disclosure) -> Disclosure:
    """Return the least free use outside the part for what must not be disclosed."""
    return Disclosure.FREE if use is Disclosure.FREE else Disclosure.BACKGROUND


def fields(
    content: Content,
    options: FormOptions,
    draw_matrix: DrawMatrix | None = None,
    figures: Figures | None = None,
) -> DocumentFields:
    """Return the fields of a template, made as they are read.

    Args:
        content: The whole pack.
        options: The choices of the document.
        draw_matrix: Draws `matrix.table`.
        figures: Draws maps, charts and timelines.
    """
    shown = disclosed(content, most=_outside(options.use))
    earlier = options.since.sources if options.since else {}
    citer = Citer(content, options.language or content.cover.language, earlier)
    return DocumentFields(
        Walk(
            content=shown.content,
            options=options,
            citer=citer,
            draw_matrix=draw_matrix,
            figures=figures,
            left_out=shown.left_out,
            reserved=reserved(content) if options.use is Disclosure.CLOSED else None,
        )
    )

"""The fields of what changed since an earlier edition, and of the editions themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from briefing.domain.changed import ChangedActor, ChangedItem, Manner, What
from briefing.domain.exchange import Edition, label
from briefing.domain.sources import Source
from briefing.template.changes_told import lead, new_ones, states
from briefing.template.contract import NUMBER, RICH, TEXT, many
from briefing.template.directions import kept_together
from briefing.template.fields_dates import moment_in_words
from briefing.template.fields_quotes import marks
from briefing.template.fields_record import Entry, LazyRecord, RecordKind
from briefing.template.fields_statements import SOURCE, USE
from briefing.template.values import Inline, Piece, Quotation, Text
from briefing.template.words import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.domain.actors import Actor
    from briefing.template.fields_walk import Walk

_ARROWS: Final = (" → ", " ← ")  # by the direction of reading: no program turns an arrow


def _sentence(walk: Walk, item: ChangedItem) -> Inline:
    pieces: list[Piece] = [Text(lead(item, walk.words))]
    for place, state in enumerate(states(item, walk.words)):
        pieces += (Text(_ARROWS[is_right_to_left(walk.language)]),) if place else ()
        pieces += _state(walk, item, state)
    return Inline(tuple(pieces))


def _state(walk: Walk, item: ChangedItem, state: str) -> tuple[Piece, ...]:
    if item.manner is not Manner.QUOTED:
        return (Text(state),)
    opening, closing = marks(walk.language)
    quoted = Inline((Text(opening), Quotation(item.record, state), Text(closing)))
    return kept_together(quoted).pieces if is_right_to_left(walk.language) else quoted.pieces


def _citations(walk: Walk, item: ChangedItem) -> Inline:
    return _noted(walk, item.sources)


def _noted(walk: Walk, sources: Sequence[str]) -> Inline:
    note = walk.citer.cite(sources)
    return Inline((note,) if note else ())


def _cited(walk: Walk, item: ChangedItem) -> Inline:
    return Inline((*_sentence(walk, item).pieces, *_citations(walk, item).pieces))


def _sources(walk: Walk, item: ChangedItem) -> tuple[LazyRecord, ...]:
    rows = (walk.content.find(Source, source) for source in item.sources)
    return SOURCE.each(walk, [row for row in rows if row is not None])


CHANGE: Final = RecordKind[ChangedItem](
    "change",
    Entry("kind", TEXT, "What kind of record", "Stage", lambda w, row: w.words.kind(row.kind)),
    Entry(
        "what", TEXT, "New, changed or gone", "changed",
        lambda walk, row: walk.words.say(row.what.word),
    ),
    Entry("title", TEXT, "Topic, action or speaker", "Send monitors", lambda _, row: row.title),
    Entry("before", TEXT, "How it stood", "Pledged (6 January 2027)", lambda _, row: row.before),
    Entry("after", TEXT, "How it stands", "Agreed (14 January 2027)", lambda _, row: row.after),
    Entry(
        "fields", many(TEXT), "Which fields changed, where it is neither new nor gone", "stance",
        lambda walk, row: tuple(map(walk.words.field, row.fields)),
    ),
    Entry("date", TEXT, "The day of it", "14 January 2027", lambda w, row: w.date(row.date)),
    Entry("sources", SOURCE.many, "What it rests on, as far as it may be named", "", _sources),
    Entry("citations", RICH, "The footnote alone", "", _citations),
    Entry(
        "text", TEXT, "All of it in one sentence",
        "Stage: pledged (6 January 2027) → agreed (14 January 2027)",
        lambda walk, row: _sentence(walk, row).plain,
    ),
    Entry(
        "words", RICH, "The same; the words of a quote are proved to be its source's",
        "New quote: “We will send monitors.”", _sentence,
    ),
    Entry(
        "cited", RICH, "The sentence with its footnote",
        "Stage: pledged (6 January 2027) → agreed (14 January 2027)", _cited,
    ),
    USE,
)  # fmt: skip

CHANGED: Final = RecordKind[ChangedActor](
    "changed",
    Entry("name", TEXT, "Whose it is", "Finland", lambda _, row: row.name),
    Entry(
        "changes", CHANGE.many, "What changed about it", "",
        lambda walk, row: CHANGE.each(walk, row.items),
    ),
    Entry(
        "citations", RICH, "One footnote for all of it", "",
        lambda walk, row: _noted(walk, [key for item in row.items for key in item.sources]),
    ),
)  # fmt: skip


def changes(walk: Walk, _: object) -> tuple[LazyRecord, ...]:
    """Return what changed about everybody, each thing told of whom it concerns first."""
    since = walk.options.since
    return CHANGED.each(walk, since.told) if since else ()


def changes_of(walk: Walk, actor: Actor) -> tuple[LazyRecord, ...]:
    """Return what changed about one actor."""
    return CHANGE.each(walk, _items(walk, actor))


def in_short(walk: Walk, actor: Actor) -> tuple[Inline, ...]:
    """Return what changed about one actor in few lines; of what is new only what it is about."""
    lines, titles = [], defaultdict[str, Counter[str]](Counter)
    for item in _items(walk, actor):
        if item.what is What.ADDED:
            titles[item.kind][item.title] += 1
        else:
            about = Text(f"{item.title}  ·  ", italic=True)
            lines.append(Inline((about, *_sentence(walk, item).pieces)))
    for kind, named in titles.items():
        stated = "; ".join(
            f"{title} ({count})" if count > 1 else title for title, count in named.items()
        )
        lines.append(Inline.of(f"{new_ones(kind, named.total(), walk.words)}{stated}"))
    return tuple(lines)


def _items(walk: Walk, actor: Actor) -> tuple[ChangedItem, ...]:
    since = walk.options.since
    rows = since.actors if since else ()
    return next((row.items for row in rows if row.actor == actor.id), ())


def _issued(walk: Walk, edition: Edition | None) -> str:
    return moment_in_words(edition.issued, walk.language) if edition else ""


def _purged(walk: Walk, _: object) -> str:
    since = walk.options.since
    return walk.date(since.purged) if since and since.purged else ""


EARLIER: Final = RecordKind[Edition](
    "earlier_edition",
    Entry("label", TEXT, "How it is called", "3.1", lambda _, row: label(row)),
    Entry("number", NUMBER, "Its number", "3", lambda _, row: row.number),
    Entry("addendum", NUMBER, "Which addendum to its number, or 0", "1", lambda _, r: r.addendum),
    Entry("issued", TEXT, "When it was issued", "6 March 2027, 09:00 (UTC+1)", _issued),
    Entry("date", TEXT, "On which day", "6 March 2027", lambda walk, row: walk.date(row.issued)),
    Entry(
        "purged", TEXT, "On which day it was purged, so that nothing can be compared; or nothing",
        "", _purged,
    ),
)  # fmt: skip


def _since(walk: Walk, _: object) -> LazyRecord | None:
    since = walk.options.since
    return EARLIER.one(walk, since.edition) if since else None


EDITION: Final = RecordKind["Edition | None"](
    "edition",
    Entry(
        "label", TEXT, "How it is called; nothing where the document is no edition", "4",
        lambda _, row: label(row) if row else "",
    ),
    Entry("number", NUMBER, "Its number, or 0", "4", lambda _, row: row.number if row else 0),
    Entry(
        "addendum", NUMBER, "Which addendum to its number, or 0", "0",
        lambda _, row: row.addendum if row else 0,
    ),
    Entry("issued", TEXT, "When it was issued", "8 March 2027, 18:00 (UTC+1)", _issued),
    Entry("since", EARLIER.type, "The edition that it is compared with, or nothing", "", _since),
)  # fmt: skip

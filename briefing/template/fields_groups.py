"""The key quotes in groups: by topic, or by the country that they speak for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.domain.statements import Quote
from briefing.template.contract import TEXT
from briefing.template.fields_actors import countries
from briefing.template.fields_quotes import QUOTE
from briefing.template.fields_record import Entry, LazyRecord, RecordKind

if TYPE_CHECKING:
    from briefing.template.fields_walk import Walk

GROUP: Final = RecordKind[tuple[str, list[Quote]]](
    "quote_group",
    Entry(
        "topic",
        TEXT,
        "The topic, or the country where quotes stand by country",
        "Monitoring",
        lambda _, row: row[0],
    ),
    Entry("quotes", QUOTE.many, "Its key quotes", "", lambda w, row: QUOTE.each(w, row[1])),
)


def groups(walk: Walk, _: object) -> tuple[LazyRecord, ...]:
    """Return the key quotes by topic, or by country where that was chosen."""
    rows = walk.key_quotes
    if walk.options.grouping == "country":
        return GROUP.each(walk, [row for row in _by_country(walk, rows) if row[1]])
    found = [
        (topic.name, [quote for quote in rows if quote.topic == topic.id])
        for topic in walk.content.topics
    ]
    known = {topic.id for topic in walk.content.topics}
    other = walk.words.say("Other subjects")
    found.append((other, [quote for quote in rows if quote.topic not in known]))
    return GROUP.each(walk, [(name, quotes) for name, quotes in found if quotes])


def _by_country(walk: Walk, rows: tuple[Quote, ...]) -> list[tuple[str, list[Quote]]]:
    shown = countries(walk)
    owner = {quote.id: quote.speaks_for or quote.speaker for quote in rows}
    found = [(row.name, [q for q in rows if owner[q.id] == row.id]) for row in shown]
    if walk.options.shown:
        return found
    known = {row.id for row in shown}
    others = [quote for quote in rows if owner[quote.id] not in known]
    return [*found, (walk.words.say("Others"), others)]

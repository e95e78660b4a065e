"""The rows above the grid's body: title, what it shows, topics, rounds, headings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefing.domain.exchange import label
from briefing.domain.markings import marking
from briefing.excel.measures import ARROW, height_of
from briefing.excel.sheet import ACCENT, HEADER, SUBTITLE, TINT, TITLE, Edge, Entry, Look, Row
from briefing.excel.strings import columns_of, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.excel.grid_layout import GridLayout

_BAND: Final = Look(bold=True, ink=ACCENT, fill=TINT, edge=Edge.NONE, wrap=False, vertical="bottom")
_COUNT_HEADER: Final = replace(HEADER, align="right")
_ROUND: Final = Look(ink=ACCENT, fill=TINT, edge=Edge.NONE, wrap=False)


def top_rows(layout: GridLayout, starts: Sequence[int], widths: Sequence[float]) -> tuple[Row, ...]:
    """Return the rows above the body.

    Args:
        layout: The places of the grid.
        starts: At which columns of cells a page begins.
        widths: The widths of all columns.
    """
    rounds = (_rounds(layout),) if layout.plan.rounds else ()
    headings = Row(
        entries=tuple(_headings(layout)), height=height_of(layout.headings[:-1], widths[:-1])
    )
    return (
        *(_titles(layout) if layout.has_title else ()),
        _band(layout, starts, widths),
        *rounds,
        headings,
    )


def stated(layout: GridLayout) -> tuple[str, ...]:
    """Return what stands below the title: draft, pack, day, rounds, choice and marking."""
    plan, words = layout.plan, layout.words
    cover = plan.content.cover
    chosen = plan.options.shown.rounds
    rounds = words.say("Round: {round}", round=layout.round_word(chosen[0])) if chosen else ""
    left_out = [len(names) for names in plan.set_aside]
    return tuple(
        filter(
            None,
            (
                plan.options.draft,
                cover.title,
                day_in_words(layout),
                rounds if layout.is_scored and len(chosen) == 1 else "",
                words.say("a choice of rows and columns") if any(left_out) else "",
                marking(cover.handling),
            ),
        )
    )


def heading_values(layout: GridLayout) -> dict[str, str]:
    """Return what the heading of a house's own workbook may name."""
    plan, cover = layout.plan, layout.plan.content.cover
    edition = plan.options.edition
    return {
        "pack.title": cover.title,
        "pack.subtitle": cover.subtitle or "",
        "matrix.title": plan.matrix.title,
        "as_of": day_in_words(layout),
        "marking": marking(cover.handling),
        "edition": label(edition) if edition else "",
        "draft": plan.options.draft or "",
        "shows": " · ".join(stated(layout)),
    }


def day_in_words(layout: GridLayout) -> str:
    """Return on which day the grid stands."""
    day = layout.plan.options.as_of
    if day is None:
        return layout.words.say("all that is known")
    return layout.words.say("as it stood on {date}", date=day.isoformat())


def _titles(layout: GridLayout) -> tuple[Row, Row]:
    # what is too long for one cell here stands in full on the sheet About
    title = Entry(text=pieces(layout.plan.matrix.title)[0], look=TITLE)
    subtitle = Entry(text=pieces(" · ".join(stated(layout)))[0], look=SUBTITLE)
    return Row(entries=(title,), height=24), Row(entries=(subtitle,))


def _headings(layout: GridLayout) -> list[Entry]:
    last = layout.lead + layout.count
    found = [
        Entry(text=text, look=HEADER if at < last else _COUNT_HEADER)
        for at, text in enumerate(layout.headings)
    ]
    for place, column in enumerate(layout.plan.columns, start=layout.lead):
        if column.name != layout.headings[place]:
            shortened = Entry(text=layout.headings[place], look=HEADER, note=column.name[:2_000])
            found[place] = shortened
    return found


def _rounds(layout: GridLayout) -> Row:
    lead = [Entry(look=_ROUND)] * layout.lead
    rounds = [
        Entry(text=layout.round_word(column.round) if column.round else "", look=_ROUND)
        for column in layout.plan.columns
    ]
    rest = len(layout.headings) - 1 - len(lead) - len(rounds)
    return Row(entries=(*lead, *rounds, *([Entry(look=_ROUND)] * rest)))


def _band(layout: GridLayout, starts: Sequence[int], widths: Sequence[float]) -> Row:
    topics = [column.topic for column in layout.plan.columns]
    entries, texts, room = (
        [Entry(look=_BAND)] * layout.lead,
        [""] * layout.lead,
        [0.0] * layout.lead,
    )
    room[: layout.lead] = widths[: layout.lead]
    for place in range(len(topics)):
        text, width = (
            _band_text(layout, place, topics, starts),
            _room(place, topics, starts, widths[layout.lead :]),
        )
        texts.append(text)
        room.append(width)
        fits = columns_of(text) * 1.15 <= width
        entries.append(Entry(text=text, look=_BAND if fits else replace(_BAND, wrap=True)))
    wide = [
        width if entry.look is _BAND else widths[at]
        for at, (entry, width) in enumerate(zip(entries, room, strict=True))
    ]
    counts = len(layout.headings) - 1 - layout.lead - len(topics)
    entries += [
        Entry(text=layout.words.say("Counts") if n == 0 else "", look=_BAND) for n in range(counts)
    ]
    room = [width - ARROW for width in wide]  # there are none, but letters may be wider
    return Row(entries=tuple(entries), height=height_of(texts, room, least=18, arrow=0))


def _band_text(layout: GridLayout, place: int, topics: Sequence[str], starts: Sequence[int]) -> str:
    topic = topics[place]
    opens = place == 0 or topics[place - 1] != topic
    label = topic or (layout.words.say("Other actions") if any(topics) else "")
    if not label or not (opens or place in starts):
        return ""
    return label if opens else layout.words.say("{topic} (continued)", topic=label)


def _room(
    place: int, topics: Sequence[str], starts: Sequence[int], widths: Sequence[float]
) -> float:
    others = (n for n in range(place + 1, len(topics)) if topics[n] != topics[place])
    stop = min([*(start for start in starts if start > place), next(others, len(topics))])
    return sum(widths[place:stop])

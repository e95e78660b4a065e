"""The fields that are drawn: maps, charts of stances, timelines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from babel.dates import format_date

from briefing.domain.agenda import Measure
from briefing.domain.cells import is_live
from briefing.domain.dates import first_day
from briefing.domain.marks import RULED_OUT, STAGES, STANCES
from briefing.domain.vocabularies import Polarity, Stance
from briefing.template.fields_dates import locale_of
from briefing.template.figures import MarkedMap, Moment, Share, StanceBar, Timeline, TimelineRow
from briefing.template.values import Blocks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.domain.actors import Actor
    from briefing.domain.agenda import Topic
    from briefing.domain.cells import Grid
    from briefing.domain.commitments import Commitment, StageEntry
    from briefing.domain.marks import Mark
    from briefing.domain.statements import Position
    from briefing.template.fields_walk import Walk

_ORDER: Final = (
    Stance.SUPPORT, Stance.CONDITIONAL, Stance.NEUTRAL, Stance.SILENT, Stance.UNCLEAR,
    Stance.PARTLY_OPPOSE, Stance.OPPOSE,
)  # fmt: skip


def stance_bar(walk: Walk, topic: Topic, positions: Iterable[Position]) -> StanceBar:
    """Return who answers a topic's proposition in which way."""
    rows = tuple(positions)
    shares = (
        Share(
            mark=STANCES[stance],
            names=tuple(walk.actor(row.actor) for row in rows if row.stance is stance),
        )
        for stance in _ORDER
    )
    return StanceBar(topic=topic.name, shares=tuple(share for share in shares if share.names))


def stance_chart(walk: Walk, bars: Iterable[StanceBar]) -> Blocks:
    """Return a chart with one bar a topic; topics without positions have none."""
    shown = tuple(bar for bar in bars if bar.shares)
    if walk.figures is None or not shown:
        return Blocks()
    return Blocks((walk.figures.stance_chart(shown),))


def topic_map(walk: Walk, topic: Topic, positions: Iterable[Position]) -> Blocks:
    """Return a map of the stances on a topic."""
    marks = {row.actor: STANCES[row.stance] for row in positions}
    actors = [row for row in walk.content.actors if row.id in marks]
    return _map(walk, topic.name, [(actor, marks[actor.id]) for actor in actors])


def column_maps(walk: Walk, grid: Grid) -> tuple[Blocks, ...]:
    """Return one map a column of a matrix; a column in which nothing was assessed has none."""
    found = []
    for place, column in enumerate(grid.columns):
        cells = [row[place] for row in grid.cells]
        rows = [(cell.actor, cell.mark) for cell in cells if cell.mark.code != "not_assessed"]
        found.append(_map(walk, column.name, rows))
    return tuple(filter(None, found))


def _map(walk: Walk, title: str, rows: list[tuple[Actor, Mark]]) -> Blocks:
    countries = {actor.iso3: (actor, mark) for actor, mark in rows if actor.iso3}
    if walk.figures is None or not walk.options.map or not countries:
        return Blocks()
    shown = MarkedMap(
        title=title,
        marks={code: mark for code, (_, mark) in countries.items()},
        names={code: actor.name for code, (actor, _) in countries.items()},
        beyond=tuple((actor.name, mark) for actor, mark in rows if not actor.iso3),
    )
    return Blocks((walk.figures.marked_map(shown),))


def actor_timeline(walk: Walk, actor: Actor, commitments: Iterable[Commitment]) -> Blocks:
    """Return the stages of one actor's commitments by date, one row an action."""
    rows: dict[str, list[Moment]] = {}
    for commitment in commitments:
        measure = walk.content.find(Measure, commitment.measure)
        rows.setdefault(measure.name if measure else walk.words.say("Others"), []).extend(
            _moments(walk, commitment, "")
        )
    return _timeline(walk, walk.words.say("Commitments of {name} by date", name=actor.name), rows)


def pack_timeline(walk: Walk, countries: Iterable[Actor]) -> Blocks:
    """Return the stages of all commitments by date, one row a country."""
    rows: dict[str, list[Moment]] = {}
    for actor in countries:
        found = rows.setdefault(actor.name, [])
        for commitment in walk.content.commitments_by_party.get(actor.id, ()):
            found += _moments(walk, commitment, walk.measure(commitment.measure))
    return _timeline(walk, walk.words.say("Stages of commitments by date"), rows)


def _moments(walk: Walk, commitment: Commitment, about: str) -> list[Moment]:
    today = walk.options.as_of
    return [  # what has no date has no place on an axis
        Moment(
            day=first_day(entry.date),
            when=walk.date(entry.date),
            mark=_mark(commitment, entry),
            words=about,
        )
        for entry in commitment.stages
        if date.min < first_day(entry.date) <= (today or date.max)
    ]


def _mark(commitment: Commitment, entry: StageEntry) -> Mark:
    excludes = commitment.polarity is Polarity.EXCLUDES and is_live(entry)
    return RULED_OUT if excludes else STAGES[entry.stage]


def _timeline(walk: Walk, title: str, rows: dict[str, list[Moment]]) -> Blocks:
    kept = tuple(
        TimelineRow(name=name, moments=tuple(sorted(found, key=lambda each: each.day)))
        for name, found in rows.items()
        if found
    )
    if walk.figures is None or not kept:
        return Blocks()
    event = walk.content.cover.event
    day = first_day(event.from_) if event and event.from_ else None
    days = [moment.day for row in kept for moment in row.moments] + ([day] if day else [])
    used = {moment.mark.code for row in kept for moment in row.moments}
    shown = Timeline(
        title=title,
        rows=kept,
        legend=tuple(mark for mark in (*STAGES.values(), RULED_OUT) if mark.code in used),
        months=_months(walk, min(days), max(days)),
        event=(day, event.name) if day and event else None,
    )
    return Blocks((walk.figures.timeline(shown),))


def _months(walk: Walk, first: date, last: date) -> dict[date, str]:
    """Return the months from one day to another with their names."""
    found: dict[date, str] = {}
    day = first.replace(day=1)
    while day <= last:
        pattern = "MMM y" if not found or day.month == 1 else "MMM"
        found[day] = str(format_date(day, pattern, locale=locale_of(walk.language)))
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return found

"""Timelines: what was reached when, one row an action or an actor."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefing.template.figures import Timeline
from briefing.template.legends import entry
from briefing.template.values import Inline, Paragraph, Piece, Role, Text
from briefing.template.words import Words, is_right_to_left, words_of
from briefing.word.charts import fitting, pages_of
from briefing.word.paints import paint, scheme, solid
from briefing.word.shapes import Canvas, line, width_mm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefing.domain.marks import Mark
    from briefing.template.drawing import DrawingContext
    from briefing.template.figures import Moment, TimelineRow

_NAMES_MM: Final = 42.0
_MONTHS_MM: Final = 5.0
_BESIDE: Final = "What was reached within a few days stands side by side."
_ROW_MM: Final = 6.6
_MARK_MM: Final = (7.6, 4.2)
_GAP_MM: Final = 0.5
_AFTER_MM: Final = 2.0
_TICK_MM: Final = 13.5
_STEPS: Final = (1, 3, 6, 12, 24, 60, 120)
_EDGE: Final = line(scheme("tx1", 50), 0.5)
_AXIS: Final = line(scheme("tx1", 50), 0.5)
_THREAD: Final = line(scheme("accent1", 60), 1.25)
_TICK: Final = line(scheme("bg1", 75), 0.5)
_EVENT: Final = line(scheme("accent1"), 1, "sysDash")


@dataclass(frozen=True, slots=True)
class TimelineFigure:
    """Marks on a row at their dates; those of one week are moved apart."""

    shown: Timeline

    def xml(self, context: DrawingContext) -> str:
        """Return the paragraph with the timeline and its caption with the legend."""
        wide, words = context.text_width_mm, words_of(context.language)
        names = min(_NAMES_MM, wide / 3)
        scale = _Scale(self.shown, names, wide)
        found = []
        for rows in pages_of(self.shown.rows):
            high = _MONTHS_MM + len(rows) * _ROW_MM + 0.5
            mirrored = is_right_to_left(context.language)
            canvas = Canvas(context, wide, high, is_mirrored=mirrored)
            self._draw_axis(canvas, scale, high)
            for number, row in enumerate(rows):
                top = _MONTHS_MM + number * _ROW_MM
                canvas.words((0, top, names - 2, _ROW_MM), fitting(row.name, names - 2))
                _draw_row(canvas, row, scale, top, words)
            found.append(canvas.paragraph(words.say("Timeline"), self._alt(rows, words)))
        caption = Paragraph(self._caption(words), role=Role.CAPTION, keep_with_next=True)
        legend = Paragraph(self._legend(words), role=Role.SMALL)
        return "".join((*found, context.paragraph(caption), context.paragraph(legend)))

    def _draw_axis(self, canvas: Canvas, scale: _Scale, high: float) -> None:
        days = _ticks(sorted(self.shown.months), scale)
        edges = [*map(scale.at, days), scale.right]
        for day, (left, right) in zip(days, pairwise(edges), strict=True):
            canvas.line((left, 0), (left, high), _TICK)
            name = self.shown.months[day]
            if width_mm(name) + 1 <= right - left:
                canvas.words((left + 0.8, 0, right - left - 0.8, _MONTHS_MM), name)
        canvas.line((scale.left, _MONTHS_MM), (scale.right, _MONTHS_MM), _AXIS)
        if self.shown.event is not None:
            at = scale.at(self.shown.event[0])
            canvas.line((at, 0), (at, high), _EVENT)

    def _caption(self, words: Words) -> str:
        event = self.shown.event
        dashed = words.say("; dashed line: {event}", event=event[1]) if event else ""
        return f"{self.shown.title}{dashed}"

    def _legend(self, words: Words) -> Inline:
        pieces: list[Piece] = []
        for mark in self.shown.legend:
            pieces += entry(mark, words)
        return Inline((*pieces, Text(words.say(_BESIDE))))

    def _alt(self, rows: Sequence[TimelineRow], words: Words) -> str:
        semicolon, colon = words.say("; "), words.say(": ")
        said = (
            f"{row.name}{colon}{semicolon.join(_said(one, words) for one in row.moments)}"
            for row in rows
        )
        return f"{self.shown.title}. {'. '.join(said)}."


def _ticks(months: list[date], scale: _Scale) -> list[date]:
    """Return the first month, and every first, third or sixth, or year, that has room for words."""
    month = (scale.right - scale.left) / len(months)
    step = next((each for each in _STEPS if each * month >= _TICK_MM), len(months))
    later = (day for day in months[1:] if (day.year * 12 + day.month - 1) % step == 0)
    kept = months[:1]
    for day in later:
        if step == 1 or scale.at(day) - scale.at(kept[-1]) >= _TICK_MM:
            kept.append(day)
    return kept


def _said(moment: Moment, words: Words) -> str:
    about = f"{moment.words}{words.say(', ')}" if moment.words else ""
    return f"{about}{words.mark(moment.mark).lower()} {moment.when}"


class _Scale:
    """Where a day stands; before the event there is room for what was reached just before it."""

    def __init__(self, shown: Timeline, left: float, right: float) -> None:
        self.left, self.right = left, right
        days = [each.day for row in shown.rows for each in row.moments]
        event = [shown.event[0]] if shown.event else []
        self._first = min(shown.months)
        self._days = max(1, (max([*days, *event, *shown.months]) - self._first).days)
        self._end = right - (_AFTER_MM if event else 0.0)
        is_ahead = bool(event) and event[0] > max(days)
        self.limit = self.at(event[0]) - _GAP_MM if is_ahead else self.right

    def at(self, day: date) -> float:
        """Return the place of a day in millimetres."""
        return self.left + (self._end - self.left) * (day - self._first).days / self._days


def _draw_row(canvas: Canvas, row: TimelineRow, scale: _Scale, top: float, words: Words) -> None:
    high = _MARK_MM[1]
    middle = top + _ROW_MM / 2
    marks = _together(row)
    step = min(_MARK_MM[0] + _GAP_MM, (scale.limit - scale.left) / len(marks))
    wide = step * _MARK_MM[0] / (_MARK_MM[0] + _GAP_MM)
    places = _apart([scale.at(day) for day, _, _ in marks], scale, step)
    if len(places) > 1:
        canvas.line((places[0], middle), (places[-1], middle), _THREAD)
    for at, (_, mark, count) in zip(places, marks, strict=True):
        painted = paint(mark)
        place = (at - wide / 2, middle - high / 2, wide, high)
        canvas.box(place, painted.fill, _EDGE)
        short = words.short(mark)
        said = short if count == 1 else f"{short} {count}"
        if width_mm(said) > wide:
            continue  # what it is stands in the words for the drawing
        room = min(wide, width_mm(said) + 1.0)
        inner = (at - room / 2, middle - high / 2 + 0.6, room, high - 1.2)
        ground = solid("bg1") if painted.is_busy else "<a:noFill/>"
        canvas.box(inner, ground, words=canvas.label(said, white=painted.is_dark))


def _together(row: TimelineRow) -> list[tuple[date, Mark, int]]:
    """Return the marks of a row; equal ones of one day are one with their number."""
    found: dict[tuple[date, str], tuple[date, Mark, int]] = {}
    for moment in row.moments:
        key = (moment.day, moment.mark.code)
        count = found[key][2] if key in found else 0
        found[key] = (moment.day, moment.mark, count + 1)
    return list(found.values())


def _apart(wished: list[float], scale: _Scale, step: float) -> list[float]:
    """Return places in the same order, `step` apart, each as near as possible to where it belongs.

    Neighbours that would overlap become one block whose middle is theirs.
    """
    blocks: list[tuple[float, int]] = []
    for place in wished:
        middle, count = place, 1
        while blocks and blocks[-1][0] + blocks[-1][1] * step / 2 > middle - count * step / 2:
            other, size = blocks.pop()
            middle, count = (other * size + middle * count) / (size + count), size + count
            middle = _within(middle, count * step, scale)
        blocks.append((_within(middle, count * step, scale), count))
    return [
        middle + (place - (count - 1) / 2) * step
        for middle, count in blocks
        for place in range(count)
    ]


def _within(middle: float, wide: float, scale: _Scale) -> float:
    return max(scale.left + wide / 2, min(middle, scale.limit - wide / 2))

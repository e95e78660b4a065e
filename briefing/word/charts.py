"""Bars of stances: who answers a topic's proposition in which way, as lengths and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from briefing.template.figures import StanceBar
from briefing.template.values import Paragraph, Role
from briefing.word.paints import paint, scheme, solid
from briefing.word.shapes import Canvas, line, width_mm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.domain.marks import Mark
    from briefing.template.drawing import DrawingContext
    from briefing.template.figures import Share

_NAMES_MM: Final = 48.0
_ROW_MM: Final = 6.4
_BAR_MM: Final = 4.8
_LEGEND_MM: Final = 5.0
_SWATCH_MM: Final = (5.0, 3.2)
_TOTAL_MM: Final = 7.0
_ROWS_ON_A_PAGE: Final = 24  # landscape too
Row = TypeVar("Row")
_EDGE: Final = line(scheme("tx1", 50), 0.5)
_SHORTER: Final = {
    "conditional": "Support if …",
    "neutral": "Neutral",
    "silent": "Silent",
    "unclear": "Unclear",
}


def pages_of(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Yield as many rows at a time as a drawing has on one page."""
    for start in range(0, len(rows), _ROWS_ON_A_PAGE):
        yield rows[start : start + _ROWS_ON_A_PAGE]


def _word(mark: Mark) -> str:
    return _SHORTER.get(mark.code, mark.label)


@dataclass(frozen=True, slots=True)
class StanceChart:
    """One bar a topic; all have one scale, so that a long one means many positions."""

    bars: tuple[StanceBar, ...]

    def xml(self, context: DrawingContext) -> str:
        """Return the paragraph with the chart and its caption."""
        wide = context.text_width_mm
        marks = {share.mark.code: share.mark for bar in self.bars for share in bar.shares}
        lines = _legend_lines(list(marks.values()), wide)
        top = len(lines) * _LEGEND_MM + 1.5
        names = min(_NAMES_MM, wide / 3)
        unit = (wide - names - _TOTAL_MM) / max(bar.count for bar in self.bars)
        found = []
        for bars in pages_of(self.bars):
            canvas = Canvas(context, wide, top + len(bars) * _ROW_MM)
            for row, entries in enumerate(lines):
                _draw_legend(canvas, row * _LEGEND_MM, entries)
            for row, bar in enumerate(bars):
                self._bar(canvas, bar, (names, top + row * _ROW_MM), unit)
            found.append(canvas.paragraph("Chart", _alt(bars)))
        caption = "Positions by topic; the number in a field says how many hold it"
        return "".join(found) + context.paragraph(Paragraph(caption, role=Role.CAPTION))

    def _bar(self, canvas: Canvas, bar: StanceBar, place: tuple[float, float], unit: float) -> None:
        left, top = place
        inset = (_ROW_MM - _BAR_MM) / 2
        canvas.words((0, top, left - 2, _ROW_MM), fitting(bar.topic, left - 2))
        for share in bar.shares:
            wide = unit * len(share.names)
            _draw_share(canvas, share, (left, top + inset, wide, _BAR_MM))
            left += wide
        canvas.words((left + 1.2, top, _TOTAL_MM - 1.2, _ROW_MM), str(bar.count))


def _alt(bars: Sequence[StanceBar]) -> str:
    said = (
        f"{bar.topic}: " + "; ".join(f"{s.mark.label}: {', '.join(s.names)}" for s in bar.shares)
        for bar in bars
    )
    return f"Bar chart of positions. {'. '.join(said)}."


def _draw_share(canvas: Canvas, share: Share, place: tuple[float, float, float, float]) -> None:
    left, top, wide, high = place
    painted = paint(share.mark)
    count = len(share.names)
    long = f"{_word(share.mark)} {count}"
    said = long if width_mm(long) + 1.5 <= wide else str(count)
    canvas.box(place, painted.fill, _EDGE)
    if width_mm(said) > wide:
        return  # its number stands in the words for the drawing
    written = canvas.label(said, white=painted.is_dark)
    room = min(wide, width_mm(said) + 1.6)
    ground = solid("bg1") if painted.is_busy else "<a:noFill/>"
    canvas.box((left + (wide - room) / 2, top + 0.5, room, high - 1.0), ground, words=written)


def _legend_lines(marks: list[Mark], wide: float) -> list[list[tuple[float, Mark]]]:
    lines: list[list[tuple[float, Mark]]] = [[]]
    left = 0.0
    for mark in marks:
        needs = _SWATCH_MM[0] + 1.5 + width_mm(_word(mark)) + 5
        if left and left + needs > wide:
            lines.append([])
            left = 0.0
        lines[-1].append((left, mark))
        left += needs
    return lines


def _draw_legend(canvas: Canvas, top: float, entries: list[tuple[float, Mark]]) -> None:
    wide, high = _SWATCH_MM
    for left, mark in entries:
        canvas.box((left, top + (_LEGEND_MM - high) / 2, wide, high), paint(mark).fill, _EDGE)
        room = width_mm(_word(mark)) + 4
        canvas.words((left + wide + 1.5, top, room, _LEGEND_MM), _word(mark))


def fitting(words: str, wide: float) -> str:
    """Return words that fit a width, cut at the end where they must be."""
    if width_mm(words) <= wide:
        return words
    while words and width_mm(f"{words}…") > wide:
        words = words[:-1]
    return f"{words.rstrip()}…"

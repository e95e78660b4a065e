"""Bars of stances: who answers a topic's proposition in which way, as lengths and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from briefing.template.figures import StanceBar
from briefing.template.values import Paragraph, Role
from briefing.template.words import Words, is_right_to_left, words_of
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
_CAPTION: Final = "Positions by topic; the number in a field says how many hold it"


def pages_of(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Yield as many rows at a time as a drawing has on one page."""
    for start in range(0, len(rows), _ROWS_ON_A_PAGE):
        yield rows[start : start + _ROWS_ON_A_PAGE]


def _word(mark: Mark, words: Words) -> str:
    short = _SHORTER.get(mark.code)
    return words.say(short) if short else words.mark(mark)


@dataclass(frozen=True, slots=True)
class StanceChart:
    """One bar a topic; all have one scale, so that a long one means many positions."""

    bars: tuple[StanceBar, ...]

    def xml(self, context: DrawingContext) -> str:
        """Return the paragraph with the chart and its caption."""
        wide, words = context.text_width_mm, words_of(context.language)
        marks = {share.mark.code: share.mark for bar in self.bars for share in bar.shares}
        lines = _legend_lines([(mark, _word(mark, words)) for mark in marks.values()], wide)
        top = len(lines) * _LEGEND_MM + 1.5
        names = min(_NAMES_MM, wide / 3)
        unit = (wide - names - _TOTAL_MM) / max(bar.count for bar in self.bars)
        found = []
        for bars in pages_of(self.bars):
            high = top + len(bars) * _ROW_MM
            mirrored = is_right_to_left(context.language)
            canvas = Canvas(context, wide, high, is_mirrored=mirrored)
            for row, entries in enumerate(lines):
                _draw_legend(canvas, row * _LEGEND_MM, entries)
            for row, bar in enumerate(bars):
                self._bar(canvas, bar, (names, top + row * _ROW_MM), (unit, words))
            found.append(canvas.paragraph(words.say("Chart"), _alt(bars, words)))
        caption = Paragraph(words.say(_CAPTION), role=Role.CAPTION)
        return "".join(found) + context.paragraph(caption)

    def _bar(
        self,
        canvas: Canvas,
        bar: StanceBar,
        place: tuple[float, float],
        scale: tuple[float, Words],
    ) -> None:
        (left, top), (unit, words) = place, scale
        inset = (_ROW_MM - _BAR_MM) / 2
        canvas.words((0, top, left - 2, _ROW_MM), fitting(bar.topic, left - 2))
        for share in bar.shares:
            wide = unit * len(share.names)
            _draw_share(canvas, share, (left, top + inset, wide, _BAR_MM), words)
            left += wide
        canvas.words((left + 1.2, top, _TOTAL_MM - 1.2, _ROW_MM), str(bar.count))


def _alt(bars: Sequence[StanceBar], words: Words) -> str:
    comma, semicolon, colon = map(words.say, (", ", "; ", ": "))
    said = (
        f"{bar.topic}{colon}"
        + semicolon.join(f"{words.mark(s.mark)}{colon}{comma.join(s.names)}" for s in bar.shares)
        for bar in bars
    )
    return f"{words.say('Bar chart of positions')}. {'. '.join(said)}."


def _draw_share(
    canvas: Canvas, share: Share, place: tuple[float, float, float, float], words: Words
) -> None:
    left, top, wide, high = place
    painted = paint(share.mark)
    count = len(share.names)
    long = f"{_word(share.mark, words)} {count}"
    said = long if width_mm(long) + 1.5 <= wide else str(count)
    canvas.box(place, painted.fill, _EDGE)
    if width_mm(said) > wide:
        return  # its number stands in the words for the drawing
    written = canvas.label(said, white=painted.is_dark)
    room = min(wide, width_mm(said) + 1.6)
    ground = solid("bg1") if painted.is_busy else "<a:noFill/>"
    canvas.box((left + (wide - room) / 2, top + 0.5, room, high - 1.0), ground, words=written)


def _legend_lines(
    marks: list[tuple[Mark, str]], wide: float
) -> list[list[tuple[float, Mark, str]]]:
    lines: list[list[tuple[float, Mark, str]]] = [[]]
    left = 0.0
    for mark, word in marks:
        needs = _SWATCH_MM[0] + 1.5 + width_mm(word) + 5
        if left and left + needs > wide:
            lines.append([])
            left = 0.0
        lines[-1].append((left, mark, word))
        left += needs
    return lines


def _draw_legend(canvas: Canvas, top: float, entries: list[tuple[float, Mark, str]]) -> None:
    wide, high = _SWATCH_MM
    for left, mark, word in entries:
        canvas.box((left, top + (_LEGEND_MM - high) / 2, wide, high), paint(mark).fill, _EDGE)
        room = width_mm(word) + 4
        canvas.words((left + wide + 1.5, top, room, _LEGEND_MM), word)


def fitting(words: str, wide: float) -> str:
    """Return words that fit a width, cut at the end where they must be."""
    if width_mm(words) <= wide:
        return words
    while words and width_mm(f"{words}…") > wide:
        words = words[:-1]
    return f"{words.rstrip()}…"

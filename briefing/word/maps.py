"""Maps of Europe: every country a vector shape in the theme's colours, no picture."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from briefing import assets
from briefing.template.figures import MarkedMap, StandingOut
from briefing.template.values import Inline, Paragraph, Piece, Role, Text
from briefing.template.words import Words, words_of
from briefing.word.paints import paint, scheme, solid
from briefing.word.shapes import Canvas, line, width_mm

if TYPE_CHECKING:
    from briefing.domain.marks import Mark
    from briefing.template.drawing import DrawingContext

_WIDEST_MM: Final = 160.0
_HIGHEST_MM: Final = 150.0
_HIGHEST_MARKED_MM: Final = 110.0
_LABEL_MM: Final = 3.6
_OTHER: Final = solid("bg1", 90)
_NAMED: Final = solid("accent1", 40)
_OWN: Final = solid("accent1")
_BORDER: Final = line(scheme("bg1"), 0.25)
_EDGE: Final = line(scheme("tx1", 50), 0.5)


@cache
def _map() -> Any:
    return json.loads(assets.read_text("map/europe.json"))


def _scale(context: DrawingContext, highest: float) -> float:
    """Return how many millimetres a unit of the map is."""
    wide, high = _map()["size"]
    return float(min(min(_WIDEST_MM, context.text_width_mm) / wide, highest / high))


def _canvas(context: DrawingContext, scale: float) -> Canvas:
    wide, high = _map()["size"]
    return Canvas(context, wide * scale, high * scale)


def _rings(code: str) -> list[list[tuple[int, int]]]:
    return [_points(ring) for ring in _map()["countries"][code]["rings"]]


def _points(ring: list[int]) -> list[tuple[int, int]]:
    x = y = 0
    found = []
    for dx, dy in zip(ring[::2], ring[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


_PLAIN_ALT: Final = "Map of Europe on which the countries of this pack stand out: {count}."
_OFF: Final = "{name} (not on the map)"


@dataclass(frozen=True, slots=True)
class PlainMap:
    """A map with the countries of a pack; those outside its window are not shown."""

    shown: StandingOut

    def xml(self, context: DrawingContext) -> str:
        """Return the paragraph with the map, its caption and its disclaimer."""
        scale = _scale(context, _HIGHEST_MM)
        canvas = _canvas(context, scale)
        for code in sorted(_map()["countries"]):
            fill = _OWN if code == self.shown.own else _OTHER
            fill = _NAMED if code in self.shown.countries and fill == _OTHER else fill
            canvas.outline(code, _rings(code), scale, fill + _BORDER)
        words = words_of(context.language)
        return canvas.paragraph(words.say("Map"), self._alt(words)) + _below(
            context, Inline.of(self._caption(words))
        )

    def _count(self) -> int:
        return len(self.shown.countries & _map()["countries"].keys())

    def _alt(self, words: Words) -> str:
        return words.say(_PLAIN_ALT, count=str(self._count()))

    def _caption(self, words: Words) -> str:
        count, outside = len(self.shown.countries), len(self.shown.countries) - self._count()
        return "".join(
            (
                words.say("Countries of this pack: {count}", count=str(count)),
                words.say("; outside the map: {count}", count=str(outside)) if outside else "",
                words.say("; our own is darkest") if self.shown.own in _map()["countries"] else "",
            )
        )


@dataclass(frozen=True, slots=True)
class ColouredMap:
    """A map whose countries are painted by their marks and carry their codes."""

    shown: MarkedMap

    def xml(self, context: DrawingContext) -> str:
        """Return the paragraph with the map, its caption with the legend, and its disclaimer."""
        scale = _scale(context, _HIGHEST_MARKED_MM)
        canvas = _canvas(context, scale)
        fixed = words_of(context.language)
        on_map = _map()["countries"].keys()
        for code in sorted(on_map):
            if code not in self.shown.marks:
                canvas.outline(code, _rings(code), scale, _OTHER + _BORDER)
        for code in sorted(self.shown.marks.keys() & on_map):
            look = paint(self.shown.marks[code]).fill + _EDGE
            canvas.outline(code, _rings(code), scale, look)
        for code in sorted(self.shown.marks.keys() & on_map):
            x, y = _map()["countries"][code]["label"]
            mark = self.shown.marks[code]
            _label(canvas, (x * scale, y * scale), mark, fixed.short(mark))
        words = self._words(fixed)
        legend: list[Piece] = []
        for mark, said in words:
            legend += (Text(f"{fixed.short(mark)}\u00a0", bold=True), Text(f"{said}.  "))
        caption = Inline.of(fixed.say("{title} on the map", title=self.shown.title))
        europe = fixed.say("Map of Europe, {title}", title=self.shown.title)
        alt = f"{europe}. {'. '.join(said for _, said in words)}."
        return canvas.paragraph(fixed.say("Map"), alt) + _below(
            context, caption, Inline(tuple(legend))
        )

    def _words(self, words: Words) -> list[tuple[Mark, str]]:
        """Return every mark with who has it, those off the map told so."""
        found: dict[str, tuple[Mark, list[str]]] = {}
        on_map = _map()["countries"].keys()
        for code, mark in self.shown.marks.items():
            name = self.shown.names[code]
            said = name if code in on_map else words.say(_OFF, name=name)
            found.setdefault(mark.code, (mark, []))[1].append(said)
        for name, mark in self.shown.beyond:
            found.setdefault(mark.code, (mark, []))[1].append(words.say(_OFF, name=name))
        comma, colon = words.say(", "), words.say(": ")
        return [
            (mark, f"{words.mark(mark)}{colon}{comma.join(names)}")
            for mark, names in found.values()
        ]


def _label(canvas: Canvas, place: tuple[float, float], mark: Mark, short: str) -> None:
    painted = paint(mark)
    wide = width_mm(short) + 1.2
    ground = solid("bg1") if painted.is_busy else "<a:noFill/>"
    words = canvas.label(short, white=painted.is_dark)
    canvas.box(
        (place[0] - wide / 2, place[1] - _LABEL_MM / 2, wide, _LABEL_MM), ground, words=words
    )


def _below(context: DrawingContext, caption: Inline, legend: Inline | None = None) -> str:
    rows = [Paragraph(caption, role=Role.CAPTION, keep_with_next=True)]
    if legend is not None:
        rows.append(Paragraph(legend, role=Role.SMALL, keep_with_next=True))
    disclaimer = words_of(context.language).say(_map()["disclaimer"])
    rows.append(Paragraph(disclaimer, role=Role.SMALL))
    return "".join(map(context.paragraph, rows))

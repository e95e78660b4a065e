"""The figures that a template may name, each drawn as vector shapes with words and a caption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.word.charts import StanceChart
from briefing.word.maps import ColouredMap, PlainMap
from briefing.word.timelines import TimelineFigure

if TYPE_CHECKING:
    from briefing.template.drawing import Drawn
    from briefing.template.figures import MarkedMap, StanceBar, StandingOut, Timeline


@dataclass(frozen=True, slots=True)
class VectorFigures:
    """Draws every figure in the colours of the template's theme."""

    def map(self, shown: StandingOut) -> Drawn:
        """Draw a map on which countries stand out."""
        return PlainMap(shown)

    def marked_map(self, shown: MarkedMap) -> Drawn:
        """Draw a map whose countries have marks."""
        return ColouredMap(shown)

    def stance_chart(self, shown: tuple[StanceBar, ...]) -> Drawn:
        """Draw one bar a topic."""
        return StanceChart(shown)

    def timeline(self, shown: Timeline) -> Drawn:
        """Draw stages by date."""
        return TimelineFigure(shown)


FIGURES: Final = VectorFigures()

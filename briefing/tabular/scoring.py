"""A table of scores as records: a measure for each row, an assessment for each score."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from briefing.domain.agenda import Measure
from briefing.domain.commitments import Assessment
from briefing.domain.ids import ActorId, AssessmentId, MeasureId
from briefing.domain.vocabularies import CellState
from briefing.tabular.ids import derived_id, name_key, name_space
from briefing.tabular.irregularities import Irregular
from briefing.tabular.lines import LineReader
from briefing.tabular.mapping import Role, TableMapping
from briefing.tabular.pieces import Pieces, Placed
from briefing.tabular.table import address
from briefing.tabular.values import amount_of, score_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.tabular.lines import Line
    from briefing.tabular.mapping import ColumnUse

AVERAGE_TOLERANCE: Final = Decimal("0.015")
"""A typed average may differ from the mean of its row by so much: it was rounded."""

_NAME: Final = 72


@dataclass(slots=True, kw_only=True)
class Scoring:
    """Makes records of a table of scores.

    Attributes:
        mapping: What the columns mean.
        reader: Reads the rows.
        pieces: What rows share.
        targets: Who is meant by the words for actors; absent where nobody is.
        actors: The actors that were scored, in order.
        measures: The measures, in order.
    """

    mapping: TableMapping
    reader: LineReader
    pieces: Pieces
    targets: dict[str, str]
    actors: dict[ActorId, None] = field(default_factory=dict)
    measures: dict[MeasureId, None] = field(default_factory=dict)
    _seen: dict[str, str] = field(default_factory=dict)
    _scored: dict[tuple[str, str], str] = field(default_factory=dict)
    _made: dict[MeasureId, None] = field(default_factory=dict)

    def records(self) -> Iterator[Placed]:
        """Yield the measures and assessments, row by row."""
        for line in self.reader.lines():
            yield from self._row(line)

    def _row(self, line: Line) -> Iterator[Placed]:
        columns = self.mapping.of_role(Role.CELLS) or self.mapping.of_role(Role.SCORE)
        if self.mapping.has_actors_across:
            yield from self._across(line, columns)
        elif line.actor in self.targets:
            yield from self._down(line, columns)
        elif not line.actor:
            self.reader.note_row(line.row, line.text, "The row names no actor: it was left out.")

    def _across(self, line: Line, columns: tuple[ColumnUse, ...]) -> Iterator[Placed]:
        """Yield what a row with a cell for each actor holds."""
        if not (line.text or line.id or line.measure):
            words = " ".join(cell.words for cell in line.row.cells if not cell.is_blank)
            reason = "The row has neither text nor id: it was left out."
            self.reader.note_row(line.row, words, reason)
            return
        measure = self._measure(line, again=True)
        yield from self._new(measure, line)
        scores = [
            made
            for column in columns
            if column.heading in self.targets
            and (made := self._score(line, column, column.heading, measure.id))
        ]
        yield from scores
        self._check_average(line, columns, [made.record for made in scores])

    def _down(self, line: Line, columns: tuple[ColumnUse, ...]) -> Iterator[Placed]:
        """Yield what a row of one actor holds: a score, or a cell for each measure."""
        for column in columns:
            if column.role is Role.CELLS:
                place = address(column.place, self.mapping.headings[-1])
                found = self.pieces.measure(column.heading, None, place)
            else:
                measure = self._measure(line, again=False)
                yield from self._new(measure, line)
                found = measure.id
            if found is not None:
                self.measures[found] = None
                made = self._score(line, column, line.actor, found)
                if made is not None:
                    yield made

    def _new(self, measure: Measure, line: Line) -> Iterator[Placed]:
        if measure.id not in self._made:
            self._made[measure.id] = self.measures[measure.id] = None
            yield Placed(record=measure, place=f"{line.row.number}:{line.row.number}")

    def _measure(self, line: Line, *, again: bool) -> Measure:
        """Return the measure of a row; `again` says that a second row of an id is another one."""
        key = name_key(line.id or line.measure or line.text)
        if again:
            key = self._unique(key, line)
        topic = self.pieces.topic(line.topic, f"{line.row.number}:{line.row.number}")
        name = line.measure or _short(line)
        text = line.text if line.text and name_key(line.text) != name_key(name) else ""
        dated = f"({line.date})" if line.date else ""
        return Measure(
            id=MeasureId(derived_id("measure", name_space(self.mapping), key)),
            name=name,
            topic=topic,
            description=" ".join(filter(None, (text, dated))) or None,
            order=line.row.number,
        )

    def _unique(self, key: str, line: Line) -> str:
        first = self._seen.setdefault(key, str(line.row.number))
        if first == str(line.row.number):
            return key
        column = self.mapping.first(Role.ID)
        if column is not None and line.id:
            reason = f"The id stands in row {first} already; both rows were kept."
            self.reader.note(Irregular.DUPLICATE_ID, column, line.row, reason)
        again = 2
        while f"{key}\0{again}" in self._seen:
            again += 1
        self._seen[f"{key}\0{again}"] = str(line.row.number)
        return f"{key}\0{again}"

    def _score(
        self, line: Line, column: ColumnUse, actor: str, measure: MeasureId
    ) -> Placed | None:
        cell, place = line.row.at(column.place), address(column.place, line.row.number)
        who = self.pieces.actor(self.targets[actor], place)
        self.actors[who] = None
        if cell.is_blank:
            reason = f"No score for {actor} and no reason why. Left not assessed."
            self.reader.note(Irregular.BLANK_SCORE, column, line.row, reason)
            return None
        said = score_of(cell, self.mapping.scores)
        if said.fault is not None:
            self.reader.note(said.fault.kind, column, line.row, said.fault.reason)
        if said.value is None or self._is_second(who, measure, column, line):
            return None
        made = derived_id("assessment", who, measure, self.mapping.round)
        record = Assessment(
            id=AssessmentId(made),
            actor=who,
            measure=measure,
            round=self.mapping.round,
            state=CellState.SCORED,
            score=said.value,
            evidence=self.pieces.passage(cell.start, cell.stop, made),
        )
        return Placed(record=record, place=place)

    def _is_second(self, who: str, measure: str, column: ColumnUse, line: Line) -> bool:
        place = address(column.place, line.row.number)
        first = self._scored.setdefault((who, measure), place)
        if first == place:
            return False
        reason = f"{first} has a score of the same actor and action already; the first was taken."
        self.reader.note(Irregular.SECOND_VALUE, column, line.row, reason)
        return True

    def _check_average(
        self, line: Line, columns: tuple[ColumnUse, ...], scored: list[object]
    ) -> None:
        """Compare a typed average with the mean of the filled cells; an unreadable one counts 0."""
        column = self.mapping.first(Role.AVERAGE)
        if column is None or line.row.at(column.place).is_blank:
            return
        said = amount_of(line.row.at(column.place))
        if said.fault is not None:
            self.reader.note(said.fault.kind, column, line.row, said.fault.reason)
        filled = sum(not line.row.at(one.place).is_blank for one in columns)
        if said.value is None or not filled:
            return
        total = sum(one.score or 0 for one in scored if isinstance(one, Assessment))
        mean = Decimal(total) / filled
        if abs(said.value - mean) <= AVERAGE_TOLERANCE:
            return
        unread = filled - len(scored)
        counts = "counts" if unread == 1 else "count"
        counted = f" ({unread} that cannot be read {counts} 0)" if unread else ""
        reason = (
            f"Typed {said.value.normalize():f}; the mean of the row's {filled} scores{counted} is "
            f"{mean:.3f}. The typed average was not taken."
        )
        self.reader.note(Irregular.WRONG_AVERAGE, column, line.row, reason)


def _short(line: Line) -> str:
    """Return the name of a row's measure: its id and the beginning of its text."""
    words = " ".join(line.text.split())
    if len(words) > _NAME:
        words = words[:_NAME].rpartition(" ")[0].rstrip(" ,;:.–—-") + "…"
    return " · ".join(filter(None, (line.id, words)))

"""A table of stages or amounts as records: a commitment for each row, or for the rows of one id."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from briefing.domain.base import EdtfDate
from briefing.domain.commitments import Amount, Commitment, Party, StageEntry
from briefing.domain.ids import ActorId, CommitmentId, MeasureId
from briefing.domain.vocabularies import Polarity
from briefing.tabular.ids import derived_id, name_key, name_space
from briefing.tabular.irregularities import Irregular, Irregularity
from briefing.tabular.lines import Line, LineReader
from briefing.tabular.mapping import Role, TableMapping
from briefing.tabular.pieces import Pieces, Placed
from briefing.tabular.table import address
from briefing.tabular.values import RULED_OUT, stage_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.vocabularies import Stage
    from briefing.tabular.mapping import ColumnUse


_ASIDE: Final = frozenset({Role.IGNORED, Role.LINK, Role.NOTE})


@dataclass(slots=True)
class _Group:
    """The rows that are one commitment."""

    record: Commitment
    rows: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a row or cell says: who will do, or rules out, what."""

    line: Line
    actor: str
    measure: str
    text: str
    polarity: Polarity = Polarity.UNDERTAKES
    entries: tuple[StageEntry, ...] = ()


@dataclass(slots=True, kw_only=True)
class Staging:
    """Makes records of a table of stages or amounts.

    Attributes:
        mapping: What the columns mean.
        reader: Reads the rows.
        pieces: What rows share.
        targets: Who is meant by the words for actors; absent where nobody is.
        actors: The parties, in order.
        measures: The measures, in order.
    """

    mapping: TableMapping
    reader: LineReader
    pieces: Pieces
    targets: dict[str, str]
    actors: dict[ActorId, None] = field(default_factory=dict)
    measures: dict[MeasureId, None] = field(default_factory=dict)
    _groups: dict[tuple[str, ...], _Group] = field(default_factory=dict)
    _ids: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def records(self) -> Iterator[Placed]:
        """Yield the commitments in the order of their first rows."""
        for line in self.reader.lines():
            self._row(line)
        for group in self._groups.values():
            first = f"{group.rows[0]}:{group.rows[0]}"
            yield Placed(record=group.record, place=first)
        self._note_shared()

    def _row(self, line: Line) -> None:
        cells = self.mapping.of_role(Role.CELLS)
        if self.mapping.has_actors_across:
            for column in cells:
                if column.heading in self.targets:
                    self._cell(line, column, column.heading, line.measure or line.text or line.id)
        elif line.actor in self.targets:
            for column in cells:
                self._cell(line, column, line.actor, column.heading)
            if not cells:
                self._whole(line)
        elif not line.actor:
            self.reader.note_row(line.row, line.text, "The row names no actor: it was left out.")

    def _cell(self, line: Line, column: ColumnUse, actor: str, measure: str) -> None:
        """Take the stage in a cell of a grid; a blank one says nothing."""
        cell = line.row.at(column.place)
        if cell.is_blank:
            reason = "The cell is blank and no reason is given. Left not assessed."
            self.reader.note(Irregular.BLANK_SCORE, column, line.row, reason)
            return
        key = (name_key(measure), self.targets[actor], line.id)
        said = _Said(line=line, actor=actor, measure=measure, text=line.text or measure)
        if cell.words.casefold() in RULED_OUT:
            self._add(key, replace(said, polarity=Polarity.EXCLUDES))
            return
        stage = stage_of(cell, self.mapping.stages)
        if stage.fault is not None:
            self.reader.note(stage.fault.kind, column, line.row, stage.fault.reason)
        if stage.value is not None and measure:
            place = address(column.place, line.row.number)
            entry = self._entry(stage.value, line, (cell.start, cell.stop), place)
            self._add(key, replace(said, entries=(entry,)))

    def _whole(self, line: Line) -> None:
        """Take a row that is a commitment, or one of several rows of one."""
        text = line.text or line.measure or line.topic or self.mapping.title
        key = self._key(line, text)
        whole = self._stretch(line)
        place = f"{line.row.number}:{line.row.number}"
        stage = line.stage or self.mapping.stage
        entries = [
            replace(
                self._entry(one.stage or stage, line, whole, place, str(one.column.place)),
                amount=Amount(value=one.value, currency=one.currency or "", on=_date(line.date)),
            )
            for one in line.sums
        ]
        if not entries:
            entries.append(self._entry(stage, line, whole, place))
        said = _Said(line=line, actor=line.actor, measure=line.measure, text=text)
        self._add(key, replace(said, entries=tuple(entries)))

    def _stretch(self, line: Line) -> tuple[int, int]:
        """Return the stretch of a row that says something; what is left out around it is not."""
        cells = [
            cell
            for column in self.mapping.columns
            if column.role not in _ASIDE and not (cell := line.row.at(column.place)).is_blank
        ]
        starts, stops = [cell.start for cell in cells], [cell.stop for cell in cells]
        return min(starts, default=line.row.start), max(stops, default=line.row.stop)

    def _key(self, line: Line, text: str) -> tuple[str, ...]:
        """Return what the rows of one commitment share: id, actor and text."""
        if not line.id:
            return self._own_key(line, text)
        key = (line.id, self.targets[line.actor], name_key(text))
        first = self._ids.setdefault(line.id, key)
        column = self.mapping.first(Role.ID)
        if first != key and key not in self._groups and column is not None:
            row = self._groups[first].rows[0]
            what = "another actor" if first[1] != key[1] else "another text"
            reason = f"The id stands in row {row} already, with {what}; both were kept."
            self.reader.note(Irregular.DUPLICATE_ID, column, line.row, reason)
        return key

    def _own_key(self, line: Line, text: str) -> tuple[str, ...]:
        """Return the key of a row without an id; one that says the same as another is kept too."""
        sums = "|".join(f"{one.value} {one.currency} {one.stage}" for one in line.sums)
        key = ("row", self.targets[line.actor], name_key(text), str(line.date), sums, line.measure)
        again = 1
        while (*key, str(again)) in self._groups:
            again += 1
        if again > 1:
            row = self._groups[*key, "1"].rows[0]
            reason = f"The row says the same as row {row}; both were kept."
            where = f"{line.row.number}:{line.row.number}"
            self.reader.noticed.append(
                Irregularity(Irregular.DUPLICATE_ROW, where, text[:120], reason)
            )
        return (*key, str(again))

    def _entry(self, stage: Stage, line: Line, where: tuple[int, int], *keys: str) -> StageEntry:
        made = derived_id("stage", name_space(self.mapping), str(line.row.number), *keys)
        return StageEntry(
            id=made,
            stage=stage,
            date=_date(line.date),
            note=" · ".join(line.notes) or None,
            evidence=self.pieces.passage(*where, made),
        )

    def _add(self, key: tuple[str, ...], said: _Said) -> None:
        """Make a commitment, or add to the one of the same key."""
        line = said.line
        place = f"{line.row.number}:{line.row.number}"
        who = self.pieces.actor(self.targets[said.actor], place)
        topic = self.pieces.topic(line.topic, place)
        action = self.pieces.measure(said.measure, topic, place)
        self.actors[who] = None
        if action is not None:
            self.measures[action] = None
        group = self._groups.get(key)
        if group is None:
            made = derived_id("commitment", name_space(self.mapping), *key)
            party = Party(id=derived_id("party", made, who), actor=who)
            record = Commitment(
                id=CommitmentId(made),
                parties=(party,),
                measure=action,
                text=said.text,
                polarity=said.polarity,
                topic=topic,
                deadline=_date(line.deadline),
                stages=said.entries,
                order=line.row.number,
            )
            self._groups[key] = _Group(record, [line.row.number])
            return
        column = self.mapping.first(Role.MEASURE)
        if action != group.record.measure and column is not None:
            reason = f"Row {group.rows[0]} of the same commitment has another action; it was kept."
            self.reader.note(Irregular.SECOND_VALUE, column, line.row, reason)
        group.rows.append(line.row.number)
        group.record = _with(group.record, said.entries)

    def _note_shared(self) -> None:
        """Say of which ids several rows were taken as one commitment."""
        column = self.mapping.first(Role.ID)
        if column is None:
            return
        for key, group in self._groups.items():
            if len(group.rows) > 1 and key[0] != "row":
                where = address(column.place, group.rows[0])
                if group.rows[-1] != group.rows[0]:
                    where += f":{address(column.place, group.rows[-1])}"
                reason = (
                    f"{len(group.rows)} rows share the id, the actor and the text: they are one "
                    "commitment, and an amount that they repeat counts once."
                )
                self.reader.noticed.append(
                    Irregularity(Irregular.REPEATED_ID, where, key[0], reason)
                )


def _with(record: Commitment, entries: tuple[StageEntry, ...]) -> Commitment:
    """Return a commitment with further entries; what only repeats one is left aside."""
    kept = list(record.stages)
    for entry in entries:
        if any(_is_repeated(entry, one) for one in kept):
            continue
        kept = [one for one in kept if not _is_repeated(one, entry)]
        kept.append(entry)
    return replace(record, stages=tuple(kept))


def _is_repeated(entry: StageEntry, other: StageEntry) -> bool:
    """Tell whether another entry says all that an entry does."""
    if (entry.stage, entry.date) != (other.stage, other.date):
        return False
    return entry.amount is None or entry.amount == other.amount


def _date(text: str | None) -> EdtfDate | None:
    return None if text is None else EdtfDate(text)

"""The whole pack as one frozen value, on which checks, renderings and comparisons work."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from briefing.domain.actors import Actor
from briefing.domain.agenda import AgendaItem, Matrix, Measure, Meeting, Topic
from briefing.domain.commitments import Assessment, Commitment
from briefing.domain.cover import Cover
from briefing.domain.exchange import Edition, Proposal, Release, Remark
from briefing.domain.kinds import BY_TYPE, KINDS
from briefing.domain.prose import Fact, Line, Section
from briefing.domain.sources import Source
from briefing.domain.statements import Position, Quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.domain.base import Evidence, Record

R = TypeVar("R", bound="Record")


@dataclass(frozen=True, kw_only=True)
class Content:
    """Every record of a pack, each kind in its order (`order`, then id).

    A frozen value without slots, so that its indexes are made once, when first asked for.
    """

    cover: Cover
    sources: tuple[Source, ...] = ()
    actors: tuple[Actor, ...] = ()
    topics: tuple[Topic, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    measures: tuple[Measure, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    positions: tuple[Position, ...] = ()
    quotes: tuple[Quote, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    lines: tuple[Line, ...] = ()
    releases: tuple[Release, ...] = ()
    remarks: tuple[Remark, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    editions: tuple[Edition, ...] = ()

    @cached_property
    def _index(self) -> dict[type[Record], dict[str, Record]]:
        return {
            kind.record_type: {row.id: row for row in getattr(self, kind.name)} for kind in KINDS
        }

    def all(self, type_: type[R]) -> tuple[R, ...]:
        """Return the records of one kind, in order."""
        return cast("tuple[R, ...]", getattr(self, BY_TYPE[type_].name))

    def find(self, type_: type[R], record_id: str | None) -> R | None:
        """Return one record, or None where there is no such id."""
        return None if record_id is None else cast("R | None", self._index[type_].get(record_id))

    def get(self, type_: type[R], record_id: str) -> R:
        """Return one record that is known to exist.

        Raises:
            KeyError: There is none; in a sound pack that is a bug.
        """
        return cast("R", self._index[type_][record_id])

    def name_of(
        self, type_: type[Actor] | type[Topic] | type[Measure], record_id: str | None
    ) -> str:
        """Return how an actor, topic or action is called; nothing where there is none."""
        found = None if record_id is None else self._index[type_].get(record_id)
        return found.name if isinstance(found, Actor | Topic | Measure) else ""

    @cached_property
    def resting(self) -> tuple[tuple[str, Record, Evidence], ...]:
        """Every passage with its record: (kind, record, passage); the words of quotes are not."""
        plain: tuple[tuple[str, tuple[Position | Assessment | Fact | Line, ...]], ...] = (
            ("position", self.positions),
            ("assessment", self.assessments),
            ("fact", self.facts),
            ("line", self.lines),
        )
        found: list[tuple[str, Record, Evidence]] = [
            (kind, record, item)
            for kind, rows in plain
            for record in rows
            for item in record.evidence
        ]
        for commitment in self.commitments:
            stages = [item for stage in commitment.stages for item in stage.evidence]
            conditions = [item for part in commitment.conditions for item in part.evidence]
            found += [("commitment", commitment, item) for item in (*stages, *conditions)]
        return tuple(found)

    @cached_property
    def evidence(self) -> Mapping[str, Evidence]:
        """Every passage by its id, whichever record it belongs to."""
        return {item.id: item for _, _, item in self.resting}

    @cached_property
    def commitments_by_party(self) -> Mapping[str, tuple[Commitment, ...]]:
        """The commitments of each actor, in order."""
        found: defaultdict[str, list[Commitment]] = defaultdict(list)
        for commitment in self.commitments:
            for actor in dict.fromkeys(party.actor for party in commitment.parties):
                found[actor].append(commitment)
        return {actor: tuple(rows) for actor, rows in found.items()}

"""Topics, meetings and their agendas, measures and matrices."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.domain.base import Moment, Part, Record
from briefing.domain.ids import ActorId, AgendaId, MatrixId, MeasureId, MeetingId, TopicId
from briefing.domain.vocabularies import Likelihood, MatrixForm, MeetingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Record):
    """Something on the agenda; its proposition is what support or oppose answers."""

    id: TopicId
    name: str
    proposition: str | None = None
    parent: TopicId | None = None
    likelihood: Likelihood | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee(Part):
    """A person at a meeting."""

    person: ActorId
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A plenary, bilateral, pull-aside, call or press slot."""

    id: MeetingId
    title: str
    kind: MeetingKind = MeetingKind.PLENARY
    with_: tuple[ActorId, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    start: Moment | None = None
    place: str | None = None
    objective: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Record):
    """That a topic is on a meeting's agenda."""

    id: AgendaId
    meeting: MeetingId
    topic: TopicId
    likelihood: Likelihood | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """An action somebody may commit to: a column of the matrix."""

    id: MeasureId
    name: str
    topic: TopicId | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(Record):
    """Actors by measures (stages, scores) or by topics (stances)."""

    id: MatrixId
    title: str
    form: MatrixForm = MatrixForm.STAGES
    rows: tuple[ActorId, ...] = ()
    columns: tuple[MeasureId | TopicId, ...] = ()

    @property
    def column_kind(self) -> str:
        """Return what its columns are: `measure`, or `topic` where the cells show stances."""
        return "topic" if self.form is MatrixForm.STANCES else "measure"

"""The records that several rows share: actors, topics, actions; found in the pack, else made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from briefing.domain.actors import Actor
from briefing.domain.agenda import Measure, Topic
from briefing.domain.base import Evidence, Record
from briefing.domain.content import Content
from briefing.domain.ids import ActorId, MeasureId, SourceId, TopicId
from briefing.domain.spans import Span
from briefing.tabular.ids import derived_id, name_key

R = TypeVar("R", Measure, Topic)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A record that a table brings, and the cell or row that it comes from."""

    record: Record
    place: str


@dataclass(slots=True, kw_only=True)
class Pieces:
    """What rows share, each made once.

    Attributes:
        content: The pack.
        source: The id of the source that is the table itself.
        text: The text of that source.
        make_actor: Finds in the pack, or makes, the actor that a code or name stands for.
        made: What is new, in the order in which it was needed.
    """

    content: Content
    source: SourceId
    text: str
    make_actor: Callable[[str], Actor]
    made: list[Placed] = field(default_factory=list)
    _actors: dict[str, ActorId] = field(default_factory=dict)
    _topics: dict[str, TopicId] = field(default_factory=dict)
    _measures: dict[str, MeasureId] = field(default_factory=dict)

    def actor(self, target: str, place: str) -> ActorId:
        """Return the actor that an ISO code or a name stands for."""
        if target not in self._actors:
            actor = self.make_actor(target)
            self._actors[target] = actor.id
            if self.content.find(type(actor), actor.id) is None:
                self.made.append(Placed(record=actor, place=place))
        return self._actors[target]

    def topic(self, words: str, place: str) -> TopicId | None:
        """Return the topic of a name, None for no name."""
        key = name_key(words)
        if not key:
            return None
        if key not in self._topics:
            known = _named(self.content.topics, key)
            if known is None:
                order = _next(self.content.topics) + len(self._topics)
                known = Topic(id=TopicId(derived_id("topic", key)), name=words, order=order)
                self.made.append(Placed(record=known, place=place))
            self._topics[key] = known.id
        return self._topics[key]

    def measure(self, words: str, topic: TopicId | None, place: str) -> MeasureId | None:
        """Return the action of a name, None for no name."""
        key = name_key(words)
        if not key:
            return None
        if key not in self._measures:
            known = _named(self.content.measures, key)
            if known is None:
                order = _next(self.content.measures) + len(self._measures)
                new = MeasureId(derived_id("measure", key))
                known = Measure(id=new, name=words, topic=topic, order=order)
                self.made.append(Placed(record=known, place=place))
            self._measures[key] = known.id
        return self._measures[key]

    def passage(self, start: int, stop: int, *keys: str) -> tuple[Evidence, ...]:
        """Return the passage of the table that a record rests on; none where it is empty."""
        if stop <= start:
            return ()
        span = Span.at(self.text, start, stop)
        return (
            Evidence(
                id=derived_id("evidence", self.source, str(start), *keys),
                source=self.source,
                start=start,
                stop=stop,
                exact=span.exact,
                prefix=span.prefix,
                suffix=span.suffix,
            ),
        )


def _named(rows: tuple[R, ...], key: str) -> R | None:
    return next((row for row in rows if name_key(row.name) == key), None)


def _next(rows: tuple[R, ...]) -> int:
    return max((row.order for row in rows), default=0) + 1

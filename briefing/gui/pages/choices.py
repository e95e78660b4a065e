"""What a field that refers to a record offers: the records of the pack by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.domain.country_mentions import fold
from briefing.domain.vocabularies import ActorKind

if TYPE_CHECKING:
    from briefing.domain.content import Content

Rows = tuple[tuple[str, str], ...]


def actor_choices(content: Content) -> Rows:
    """Return every actor, countries first, each group in alphabetical order."""
    ordered = sorted(
        content.actors,
        key=lambda actor: (actor.kind is not ActorKind.COUNTRY, fold(actor.name).casefold()),
    )
    return tuple((actor.id, actor.name) for actor in ordered)


def topic_choices(content: Content) -> Rows:
    """Return every topic in the order of the pack."""
    return tuple((topic.id, topic.name) for topic in content.topics)


def meeting_choices(content: Content) -> Rows:
    """Return every meeting in the order of the pack."""
    return tuple((meeting.id, meeting.title) for meeting in content.meetings)

"""Country profiles in a line: what the pack holds about each country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.domain.vocabularies import ActorKind

if TYPE_CHECKING:
    from briefing.domain.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How much is known of one country."""

    id: str
    name: str
    positions: int
    commitments: int
    quotes: int
    facts: int

    @property
    def summary(self) -> str:
        """Return the counts in words."""
        return (
            f"{self.positions} positions, {self.commitments} commitments, "
            f"{self.quotes} quotes, {self.facts} facts"
        )


def profiles(content: Content) -> tuple[Profile, ...]:
    """Return the profile of every country of a pack, in its order."""
    return tuple(
        Profile(
            id=actor.id,
            name=actor.name,
            positions=sum(row.actor == actor.id for row in content.positions),
            commitments=len(content.commitments_by_party.get(actor.id, ())),
            quotes=sum(actor.id in {row.speaker, row.speaks_for} for row in content.quotes),
            facts=sum(row.actor == actor.id for row in content.facts),
        )
        for actor in content.actors
        if actor.kind is ActorKind.COUNTRY
    )

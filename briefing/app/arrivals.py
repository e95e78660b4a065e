"""What a received file brings, read and compared on frozen values: nothing is in the inbox yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.changes.change import Change
from briefing.domain.base import Moment
from briefing.domain.content import Content
from briefing.domain.vocabularies import ProposalState
from briefing.store.lineage import Past

if TYPE_CHECKING:
    from briefing.store.pack import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class OurSide:
    """A pack as it is when something is received, so that it can be edited meanwhile.

    Attributes:
        content: Its records.
        past: The saves that it comes from.
    """

    content: Content
    past: Past

    @classmethod
    def of(cls, pack: Pack) -> OurSide:
        """Return a pack as it is now."""
        return cls(content=pack.content, past=pack.lineage.past())


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A change on its way into the inbox.

    Attributes:
        change: The change, from what the pack has to what is proposed.
        state: Whether it waits, meets a change of ours, or is refused.
        place: Where it stands in what was received.
        reason: Why it is refused.
        original: The bytes of a source that it adds.
        by: Who wants it, where the file says so.
    """

    change: Change
    state: ProposalState = ProposalState.WAITING
    place: str | None = None
    reason: str | None = None
    original: bytes | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """All that a received file brings.

    Attributes:
        name: The name of the file.
        edit: What putting it into the inbox is called, such as `Receive Pack`.
        arrivals: The changes.
        nothing: What is said where there are none.
        notes: What else there is to say, in sentences.
        absences: What we have and the file lacks, where nobody knows who was first; it stays.
        since: When what both come from was saved, None where nothing such is known.
    """

    name: str
    edit: str
    arrivals: tuple[Arrival, ...]
    nothing: str
    notes: tuple[str, ...]
    absences: tuple[Change, ...] = ()
    since: Moment | None = None

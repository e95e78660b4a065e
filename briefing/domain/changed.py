"""What changed about actors since an edition, as values that a page and a sheet print alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from briefing.domain.exchange import Edition
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Disclosure


class What(StrEnum):
    """What happened to a record, a part or a field."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @property
    def word(self) -> str:
        """Return what a reader sees: `new`, `gone` or `changed`."""
        return {What.ADDED: "new", What.REMOVED: "gone", What.CHANGED: "changed"}[self]


class Manner(StrEnum):
    """What stands in *before* and *after* of a change."""

    LABEL = "label"
    """A word of ours first, such as a stage or a stance."""
    WORDS = "words"
    """The words of a record of ours."""
    QUOTED = "quoted"
    """The words of a source, which stand between quotation marks."""
    DETAIL = "detail"
    """Single fields with their names, where the record's own words are still the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedItem:
    """One thing that changed about an actor; its words are in the language that was asked for.

    Attributes:
        kind: `position`, `quote`, `commitment`, `stage`, `assessment` or `fact`.
        what: Whether it was added, removed or changed.
        record: The id of the record.
        title: What it is about in one line: the topic, the action, the speaker.
        before: How it stood in the edition; empty where it is new.
        after: How it stands; empty where it is gone.
        manner: What `before` and `after` are.
        fields: Which fields changed, where it is neither new nor gone.
        date: The day of it (EDTF), or "".
        sources: The ids of the sources that it rests on.
        disclosure: How freely it may be used.
    """

    kind: str
    what: What
    record: str
    title: str
    before: str
    after: str
    manner: Manner
    fields: tuple[str, ...]
    date: str
    sources: tuple[str, ...]
    disclosure: Disclosure


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedActor:
    """What changed about one actor, in the order of the pack's kinds."""

    actor: str
    name: str
    items: tuple[ChangedItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed since an edition that the readers have.

    Attributes:
        edition: The edition; it may have been purged.
        purged: On which day it was purged, or None; then nothing is left to compare with.
        actors: What changed about each actor; a person's words count for the country as well.
        told: The same, but a quote that a country has is not told of its speaker again.
        sources: The sources that any of it rests on, as they are, else as they were, by id.
    """

    edition: Edition
    purged: str | None = None
    actors: tuple[ChangedActor, ...] = ()
    told: tuple[ChangedActor, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)

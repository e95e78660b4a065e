"""Records of fields: one table says name, type, meaning and example, and makes the value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from typing_extensions import override

from briefing.template.contract import Field, Fields, Type, record, records

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Entry(Generic[S]):
    """One field of a record: what the contract says of it, and how its value is made.

    Attributes:
        name: What a template writes.
        type: What it holds.
        description: One line for the author of a template.
        example: What it may print.
        make: Makes the value from the surroundings and what the record is about.
    """

    name: str
    type: Type
    description: str
    example: str
    make: Callable[[Any, S], object]

    @property
    def field(self) -> Field:
        """Return what the contract says."""
        return Field(self.name, self.type, self.description, self.example)


class Around(Protocol):
    """What the values of a record are made in."""

    def directed(self, value: object) -> object:
        """Return a value as it reads in the direction of the document."""
        ...


class LazyRecord(Mapping[str, object]):
    """A record whose values are made when first asked for, and then kept."""

    __slots__ = ("_around", "_entries", "_made", "_subject")

    def __init__(self, entries: Mapping[str, Entry[S]], around: Around, subject: S) -> None:
        self._entries = entries
        self._around = around
        self._subject = subject
        self._made: dict[str, object] = {}

    @override
    def __getitem__(self, name: str) -> object:
        if name not in self._made:
            made = self._entries[name].make(self._around, self._subject)
            self._made[name] = self._around.directed(made)
        return self._made[name]

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    @override
    def __len__(self) -> int:
        return len(self._entries)


class RecordKind(Generic[S]):
    """A kind of record with its fields.

    Attributes:
        name: How the contract names it.
        type: The type of a field that holds one.
        many: The type of a field that holds a list of them.
    """

    def __init__(self, name: str, *entries: Entry[S]) -> None:
        self.name = name
        self.type = record(name)
        self.many = records(name)
        self.entries = {entry.name: entry for entry in entries}

    @property
    def fields(self) -> Fields:
        """Return the fields as the contract states them."""
        return tuple(entry.field for entry in self.entries.values())

    def one(self, around: Around, subject: S) -> LazyRecord:
        """Return the record of one subject."""
        return LazyRecord(self.entries, around, subject)

    def each(self, around: Around, subjects: Sequence[S]) -> tuple[LazyRecord, ...]:
        """Return the records of several subjects, in their order."""
        return tuple(LazyRecord(self.entries, around, subject) for subject in subjects)

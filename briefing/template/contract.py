"""The contract: which fields a template may name, of what type, with an example of each.

Contract(
    fields=(
        Field("title", TEXT, "Title of the pack", "Summit pack"),
        Field("countries", records("country"), "In the chosen order"),
    ),
    records={"country": (Field("name", TEXT, "Short name", "Italy"),)},
)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from briefing.overriding import override


class Kind(StrEnum):
    """What a field holds, in the words of the contract.

    `quoted` is rich text with somebody's words in it: no filter may change them.
    """

    TEXT = "text"
    RICH = "rich"
    QUOTED = "quoted"
    BLOCK = "block"
    PICTURE = "picture"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    RECORD = "record"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a field.

    Attributes:
        kind: What it is.
        record: Name of the record, for a record.
        item: Type of the items, for a list or for a group of records.
        key: Type of what the records of a group have in common; None for anything else.
    """

    kind: Kind
    record: str = ""
    item: Type | None = None
    key: Type | None = None

    @override
    def __str__(self) -> str:
        if self.kind is Kind.RECORD:
            return f"record({self.record})"
        if self.item is not None:
            name = self.item.record if self.item.kind is Kind.RECORD else str(self.item)
            return f"list({name})"
        return self.kind.value


TEXT = Type(Kind.TEXT)
RICH = Type(Kind.RICH)
QUOTED = Type(Kind.QUOTED)
BLOCK = Type(Kind.BLOCK)
PICTURE = Type(Kind.PICTURE)
NUMBER = Type(Kind.NUMBER)
DATE = Type(Kind.DATE)
FLAG = Type(Kind.FLAG)


def record(name: str) -> Type:
    """Return the type of a field that holds one record."""
    return Type(Kind.RECORD, record=name)


def records(name: str) -> Type:
    """Return the type of a field that holds a list of records."""
    return Type(Kind.LIST, item=record(name))


def groups(item: Type, key: Type) -> Type:
    """Return the type of a list of groups, each with its `key` and its `items`."""
    return Type(Kind.LIST, item=Type(Kind.RECORD, record="group", item=item, key=key))


def many(item: Type) -> Type:
    """Return the type of a field that holds a list, for instance `many(TEXT)`."""
    return Type(Kind.LIST, item=item)


@dataclass(frozen=True, slots=True)
class Field:
    """One field that a template may name.

    Attributes:
        name: A letter, then letters, digits and `_`.
        type: What it holds.
        description: One line for the author of a template.
        example: What it may print, or "".
    """

    name: str
    type: Type
    description: str
    example: str = ""


Fields: TypeAlias = tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """All fields of a template and the records that they lead to.

    Attributes:
        fields: The fields at the root.
        records: The fields of every record, by the record's name.
    """

    fields: Fields
    records: Mapping[str, Fields] = field(default_factory=dict)

    def root(self) -> dict[str, Type]:
        """Return the types of the fields at the root by name."""
        return {item.name: item.type for item in self.fields}

    def of(self, kind: Type) -> dict[str, Type]:
        """Return the types of a record's fields by name; empty for anything but a record."""
        if kind.kind is not Kind.RECORD:
            return {}
        if kind.key is not None:
            return {"key": kind.key, "items": Type(Kind.LIST, item=kind.item)}
        return {item.name: item.type for item in self.records[kind.record]}

"""A contract that notes which of its fields a template asks for."""

from __future__ import annotations

from dataclasses import dataclass, field

from typing_extensions import override

from briefing.template.contract import Contract, Fields, Kind, Type


class _Asked(dict[str, Type]):
    """Types by name; each name that is looked up is noted."""

    def __init__(self, types: dict[str, Type], notes: set[str]) -> None:
        super().__init__(types)
        self._notes = notes

    @override
    def __getitem__(self, key: str) -> Type:
        self._notes.add(key)
        return super().__getitem__(key)

    @override
    def __contains__(self, key: object) -> bool:
        is_there = super().__contains__(key)
        if is_there:
            self._notes.add(str(key))
        return is_there


@dataclass(frozen=True, slots=True)
class NotingContract(Contract):
    """A contract that remembers what was looked up while a template was checked.

    Attributes:
        asked: The names that were looked up, by record; "" has those of the document.
    """

    asked: dict[str, set[str]] = field(default_factory=dict)

    @override
    def root(self) -> dict[str, Type]:
        return _Asked(super(NotingContract, self).root(), self.asked.setdefault("", set()))

    @override
    def of(self, kind: Type) -> dict[str, Type]:
        types = super(NotingContract, self).of(kind)
        if kind.kind is not Kind.RECORD:
            return types
        return _Asked(types, self.asked.setdefault(kind.record, set()))

    def used(self) -> Contract:
        """Return the part of the contract that was asked for, in the contract's own order."""
        records = {name: self._kept(name) for name in self.records}
        return Contract(
            fields=self._kept(""),
            records={name: fields for name, fields in records.items() if fields},
        )

    def _kept(self, record: str) -> Fields:
        fields = self.records[record] if record else self.fields
        return tuple(each for each in fields if each.name in self.asked.get(record, ()))

"""Checks the expressions of a template against the contract: names, types, filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from briefing.template.arguments import (
    NAMING,
    Takes,
    argument_fault,
    comparison_fault,
    key_fault,
    sign_fault,
)
from briefing.template.contract import FLAG, NUMBER, TEXT, Contract, Kind, Type
from briefing.template.expressions import (
    Comparison,
    Denial,
    Expression,
    Filtered,
    Junction,
    Listing,
    Literal,
    Path,
)
from briefing.template.filters import FILTERS, Filter, names
from briefing.template.spelling import nearest

LOOP_WORDS: Mapping[str, Type] = {
    "index": NUMBER,
    "index0": NUMBER,
    "revindex": NUMBER,
    "revindex0": NUMBER,
    "length": NUMBER,
    "first": FLAG,
    "last": FLAG,
}

Scope: TypeAlias = tuple[tuple[str, Type | None], ...]
Complain: TypeAlias = Callable[[str, str], None]


@dataclass(slots=True)
class Checker:
    """Finds the type of expressions, and complains of what the contract does not allow.

    Attributes:
        contract: The fields there are; without one, names are not checked.
        scope: The loop variables in sight, the innermost last, with their types.
        complain: Is told message and hint of each mistake.
    """

    contract: Contract | None
    scope: Scope
    complain: Complain
    _root: dict[str, Type] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.contract is not None:
            self._root = self.contract.root()

    def type_of(self, expression: Expression) -> Type | None:
        """Return the type of an expression, or None when it cannot be known."""
        if isinstance(expression, Literal):
            return _literal(expression)
        if isinstance(expression, Listing):
            return self._listing(expression)
        if isinstance(expression, Path):
            return self._path(expression.names)
        if isinstance(expression, Filtered):
            return self._filtered(expression)
        if isinstance(expression, Comparison):
            self._comparison(expression)
        elif isinstance(expression, Denial):
            self.type_of(expression.value)
        else:
            return self._junction(expression)
        return FLAG

    def _listing(self, expression: Listing) -> Type:
        found = {self.type_of(value) for value in expression.values}
        return Type(Kind.LIST, item=found.pop() if len(found) == 1 else None)

    def _junction(self, expression: Junction) -> Type | None:
        found = {self.type_of(value) for value in expression.values}
        return found.pop() if len(found) == 1 else None

    def _path(self, path: tuple[str, ...]) -> Type | None:
        head, *rest = path
        variables = dict(self.scope)
        if head == "loop" and "loop" not in self._root:
            return self._loop(rest)
        if head in variables:
            found = variables[head]
        elif self.contract is None:
            return None
        elif head in self._root:
            found = self._root[head]
        else:
            self._unknown(head, path)
            return None
        for at, name in enumerate(rest, 1):
            if found is None:
                return None
            found = self._field(found, name, path[:at])
        return found

    def _loop(self, rest: list[str]) -> Type | None:
        depth = len(self.scope) - 1
        while depth > 0 and rest[:1] == ["parent"]:
            rest, depth = rest[1:], depth - 1
        if depth < 0 or rest[:1] == ["parent"]:
            hint = "Put it inside {% for … %}; loop.parent needs a for in a for."
            self.complain("uses loop outside of a for.", hint)
            return None
        if len(rest) != 1 or rest[0] not in LOOP_WORDS:
            known = ", ".join(f"loop.{word}" for word in LOOP_WORDS)
            self.complain("asks the loop for something else.", f"There are {known}.")
            return None
        return LOOP_WORDS[rest[0]]

    def _unknown(self, name: str, path: tuple[str, ...]) -> None:
        known = {**self._root, **dict(self.scope)}
        meant = nearest(name, known)
        if meant:
            hint = f"Did you mean {'.'.join((meant, *path[1:]))}?"
        else:
            hint = next(
                (f"Did you mean {variable}.{name}?" for variable in self._holders(name)),
                "See the list of fields.",
            )
        self.complain(f"names “{name}”, which is no field.", hint)

    def _holders(self, name: str) -> list[str]:
        contract = self.contract
        if contract is None:
            return []
        known = (*reversed(self.scope), *self._root.items())
        return [each for each, kind in known if kind is not None and name in contract.of(kind)]

    def _field(self, holder: Type, name: str, path: tuple[str, ...]) -> Type | None:
        written = ".".join(path)
        if holder.kind is Kind.LIST:
            hint = f"Repeat over it: {{% for item in {written} %}} … {{{{ item.{name} }}}}."
            self.complain(f"asks the list “{written}” for “{name}”.", hint)
            return None
        known = self.contract.of(holder) if self.contract is not None else {}
        if name in known:
            return known[name]
        meant = nearest(name, known)
        hint = f"Did you mean {written}.{meant}?" if meant else f"It has {_listed(known)}."
        if not known:
            hint = f"Write {written} alone."
        self.complain(f"names “{name}”, which “{written}” does not have.", hint)
        return None

    def _comparison(self, expression: Comparison) -> None:
        left, right = self.type_of(expression.left), self.type_of(expression.right)
        held = right if expression.sign in ("in", "not in") else None
        for kind in (left, right):
            if kind is not None and kind is not held and kind.kind in (Kind.LIST, Kind.RECORD):
                self.complain(
                    "compares a whole list or record.", "Compare one of its fields, or its length."
                )
        if held is not None and held.kind in (Kind.NUMBER, Kind.FLAG, Kind.RECORD):
            self.complain("looks inside something that is no list.", "Compare by == instead.")
        elif held is not None and held.item is not None and held.item.kind is Kind.RECORD:
            hint = "Use the filter where, for instance countries|where('name', 'Italy')."
            self.complain("looks for a value in a list of records.", hint)
        self._alike(left, expression.sign, right)

    def _alike(self, left: Type | None, sign: str, right: Type | None) -> None:
        fault = comparison_fault(left, sign, right)
        if fault:
            hint = "A text stands in quotation marks, a number without; a yes or no stands alone."
            self.complain(fault, hint)

    def _filtered(self, expression: Filtered) -> Type | None:
        kind = self.type_of(expression.value)
        types = [self.type_of(argument) for argument in expression.arguments]
        found = FILTERS.get(expression.filter)
        if found is None:
            meant = nearest(expression.filter, FILTERS)
            hint = f"Did you mean {meant}?" if meant else f"There are {names()}."
            self.complain(f"uses the filter “{expression.filter}”, which does not exist.", hint)
            return None
        least, most = found.arguments
        if not least <= len(expression.arguments) <= most:
            self.complain(
                f"gives the filter {found.name} {len(expression.arguments)} values in brackets.",
                f"Write it like {found.example}.",
            )
            return None
        if kind is None:
            return None
        if kind.kind not in found.accepts:
            accepted = " or ".join(sorted(found.accepts))
            self.complain(
                f"uses the filter {found.name} on a field of type {kind}.",
                f"It takes {accepted}.",
            )
            return None
        fields = self._arguments(found, expression, types, kind)
        if found.name == "default" and kind.kind is Kind.NUMBER:
            return kind if types == [NUMBER] else TEXT
        return found.returns(kind, fields[0] if fields else None)

    def _arguments(
        self, found: Filter, expression: Filtered, types: list[Type | None], kind: Type
    ) -> list[Type | None]:
        """Check what stands in the brackets, and return the types of the fields named there."""
        fields: list[Type | None] = []
        for at, (argument, own) in enumerate(zip(expression.arguments, types, strict=True)):
            takes = found.takes[min(at, len(found.takes) - 1)]
            if takes in NAMING:
                fields.append(self._named_field(found, argument, kind))
                fault = key_fault(fields[-1]) if takes is Takes.KEY else ""
            else:
                fault = argument_fault(takes, argument, own)
            if fault:
                self.complain(f"gives the filter {found.name} a wrong value in brackets.", fault)
        if found.name == "where" and fields:
            self._condition(expression.arguments[1:], types[1:], fields[0])
        elif Takes.KEY in found.takes and not fields and key_fault(kind.item):
            hint = f"Write it like {found.example}."
            self.complain(f"does not tell the filter {found.name} which field counts.", hint)
        return fields

    def _condition(
        self, test: tuple[Expression, ...], types: list[Type | None], field: Type | None
    ) -> None:
        """Check what the filter where compares a field with."""
        sign = "=="
        if len(test) == 2:  # a sign and a value
            fault = sign_fault(test[0])
            if fault:
                self.complain("gives the filter where a wrong value in brackets.", fault)
                return
            sign = str(getattr(test[0], "value", ""))
        if not test:
            return
        if field is not None and field.kind in (Kind.LIST, Kind.RECORD):
            hint = "Name one of its fields, or give the filter the field alone."
            self.complain("compares a whole list or record.", hint)
        self._alike(field, sign, types[-1])

    def _named_field(self, found: Filter, argument: Expression, kind: Type) -> Type | None:
        """Return the type of a field that a filter is told to look at."""
        if isinstance(argument, Literal) and isinstance(argument.value, str):
            return self._dotted(found, argument.value, kind.item or kind)
        self.complain(
            f"gives the filter {found.name} a field without quotation marks.",
            f"Write it like {found.example}.",
        )
        return None

    def _dotted(self, found: Filter, name: str, item: Type) -> Type | None:
        kind: Type | None = item
        for word in name.removeprefix("-").split("."):
            if self.contract is None or kind is None:
                return None
            known = self.contract.of(kind)
            if word not in known:
                meant = nearest(word, known)
                hint = f"Did you mean '{meant}'?" if meant else f"There are {_listed(known)}."
                self.complain(f"gives the filter {found.name} “{name}”, no field.", hint)
                return None
            kind = known[word]
        return kind


def unprintable(kind: Type, *, as_text: bool = False) -> tuple[str, str] | None:
    """Return what is wrong with printing a field of a type, and what to do, or None.

    Args:
        kind: The type.
        as_text: Whether it stands where nothing but letters can be: an alternative text, a title.
    """
    if kind.kind is Kind.LIST:
        return "is a list.", "Repeat over it with for, or use a filter: join, first, length."
    if kind.kind is Kind.RECORD:
        return "is a whole record.", "Write a dot and one of its fields."
    if kind.kind is Kind.FLAG:
        return "is yes or no.", "Use it as a condition: {% if … %}."
    if as_text and kind.kind in (Kind.BLOCK, Kind.PICTURE):
        what = "whole paragraphs" if kind.kind is Kind.BLOCK else "a picture"
        return f"becomes {what}, and here only words can stand.", "Name a field of type text."
    return None


def _literal(expression: Literal) -> Type | None:
    value = expression.value
    if value is None:
        return None
    if isinstance(value, bool):
        return FLAG
    return NUMBER if isinstance(value, int | float) else TEXT


def _listed(known: Mapping[str, object]) -> str:
    return ", ".join(list(known)[:12]) or "no fields"

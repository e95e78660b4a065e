"""What the words of the expression language do with values; records are read by key, never else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Final

from briefing.errors import BriefingError
from briefing.template.values import Inline

_RECORDS: set[type] = set()  # classes found to be mappings: asking them again is slow


class ValueMismatchError(BriefingError):
    """A field holds something that its place in the template cannot use."""


def step(value: object, name: str) -> object:
    """Return one field of a record; what is absent is None."""
    kind = value.__class__
    if kind is dict:
        return value.get(name)  # type: ignore[attr-defined]  # a dict: asked by its class
    if value is None:
        return None
    if kind not in _RECORDS:
        if not isinstance(value, Mapping):
            raise ValueMismatchError(f"“.{name}” is asked of something that has no fields.")
        _RECORDS.add(kind)
    try:
        found: object = value[name]  # type: ignore[index]  # a Mapping: see above
    except KeyError:
        return None
    return found


def reader(record: object) -> Callable[[str], object]:
    """Return what `step` does, for one record that is asked several times."""
    return partial(step, record)


def items(value: object) -> Sequence[object]:
    """Return what a loop walks over; what is absent is an empty list."""
    if value is None:
        return ()
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise ValueMismatchError("A loop needs a list, and the field is none.")
    return value if isinstance(value, list | tuple) else tuple(value)


def is_true(value: object) -> bool:
    """Tell whether a condition holds: not absent, not empty, not zero; a record always holds."""
    return True if isinstance(value, Mapping) else bool(value)


def either(*values: object) -> object:
    """Return the first value that holds, else the last: `or`."""
    return next((value for value in values if is_true(value)), values[-1])


def both(*values: object) -> object:
    """Return the first value that does not hold, else the last: `and`."""
    return next((value for value in values if not is_true(value)), values[-1])


def comparable(value: object) -> object:
    """Return what a value is compared by: rich text by its words."""
    return value.plain if isinstance(value, Inline) else value


def equal(left: object, right: object) -> bool:
    """Tell whether two values are the same; rich text compares by its words."""
    return comparable(left) == comparable(right)


def _ordered(compare: Callable[[str | float, str | float], bool]) -> Callable[..., bool]:
    def compared(left: object, right: object) -> bool:
        left, right = comparable(left), comparable(right)
        if left is None or right is None:
            return False
        if isinstance(left, str) and isinstance(right, str):
            return compare(left, right)
        if isinstance(left, int | float) and isinstance(right, int | float):
            return compare(left, right)
        raise ValueMismatchError("A text cannot be compared with a number by < or >.")

    return compared


def contains(item: object, holder: object) -> bool:
    """Tell whether a text holds a text, or a list an item."""
    item, holder = comparable(item), comparable(holder)
    if isinstance(holder, str):
        return isinstance(item, str) and item in holder
    return any(equal(item, each) for each in items(holder))


COMPARE: Final[Mapping[str, Callable[[object, object], bool]]] = {
    "==": equal,
    "!=": lambda left, right: not equal(left, right),
    "<": _ordered(lambda left, right: left < right),  # type: ignore[operator]  # same kind
    "<=": _ordered(lambda left, right: left <= right),  # type: ignore[operator]  # same kind
    ">": _ordered(lambda left, right: left > right),  # type: ignore[operator]  # same kind
    ">=": _ordered(lambda left, right: left >= right),  # type: ignore[operator]  # same kind
    "in": contains,
    "not in": lambda item, holder: not contains(item, holder),
}
COMPARE_NAMES: Final = {sign: f"C{number}" for number, sign in enumerate(COMPARE)}
"""What a generated function calls them."""

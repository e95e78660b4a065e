"""Where in a record a change lies: `title`, `stages[ID]`, `stages[ID].note`, `stages.order`.

Fields are named as in JSON, parts of lists by their id. `LIST.order` is the order of a list of
parts: a list of ids, of which those count that are there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from briefing.changes.values import UnfitValueError, field_as_plain, field_made
from briefing.domain.spans import Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.domain.shape import FieldShape, Shape

ORDER = "order"
_STEP = re.compile(r"(\w+)(?:\[([^\[\]]*)\])?")


class NoSuchFieldError(UnfitValueError):
    """A change is for a field or part that is not there."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a field, and for a part of a list its id."""

    key: str
    part: str | None = None


def steps_of(path: str) -> tuple[Step, ...]:
    """Return the steps of a path.

    Raises:
        NoSuchFieldError: It is none.
    """
    found: list[Step] = []
    for text in path.split("."):
        match = _STEP.fullmatch(text)
        if match is None:
            raise NoSuchFieldError(f"There is no field “{path}”.")
        found.append(Step(match.group(1), match.group(2)))
    return tuple(found)


def is_by_id(field: FieldShape) -> bool:
    """Tell whether a field is a list of parts, which are compared by their ids."""
    return field.many and field.nested is not None and field.nested.is_part


def is_indivisible(shape: Shape) -> bool:
    """Tell whether a part changes only as a whole: a passage, whose words belong to its range."""
    return issubclass(shape.type, Range)


def is_order(steps: Sequence[Step]) -> bool:
    """Tell whether a path is the order of a list of parts."""
    return len(steps) > 1 and steps[-1] == Step(ORDER) and steps[-2].part is None


def field_named(shape: Shape, key: str) -> FieldShape:
    """Return the field of a name.

    Raises:
        NoSuchFieldError: There is none.
    """
    for field in shape.fields:
        if field.key == key and key != "id":
            return field
    raise NoSuchFieldError(f"There is no field “{key}” in a {shape.type.__name__.lower()}.")


def value_at(shape: Shape, item: Any, steps: Sequence[Step]) -> Any:
    """Return the value at a path, None where nothing is; of an order the ids.

    Raises:
        NoSuchFieldError: The path leads through a field or part that is not there.
    """
    step, rest = steps[0], steps[1:]
    field = field_named(shape, step.key)
    value = getattr(item, field.name)
    if not is_by_id(field) or field.nested is None:
        _last(steps)
        return None if value == () else value
    if step.part is None:
        _order_only(steps)
        return tuple(row.id for row in value)
    row = next((row for row in value if row.id == step.part), None)
    if not rest:
        return row
    if row is None:
        raise NoSuchFieldError(f"What “{step.key}[{step.part}]” was is no longer there.")
    return value_at(field.nested, row, rest)


def value_made(shape: Shape, steps: Sequence[Step], plain: Any, where: str) -> Any:
    """Return the value that plain JSON values describe at a path; None stands for nothing.

    Raises:
        UnfitValueError: There is no such field, or the value does not fit it.
    """
    step, rest = steps[0], steps[1:]
    field = field_named(shape, step.key)
    here = f"{where}.{step.key}"
    if not is_by_id(field) or field.nested is None:
        _last(steps)
        value = field_made(field, plain, here)
        return None if value == () else value
    if step.part is None:
        _order_only(steps)
        return _ids(plain, here)
    if rest:
        return value_made(field.nested, rest, plain, here)
    if plain is None:
        return None
    named = {**plain, "id": step.part} if isinstance(plain, dict) and step.part else plain
    return field_made(field, [named], here)[0]


def with_value(shape: Shape, item: Any, steps: Sequence[Step], value: Any) -> Any:
    """Return a record or part that has `value` at a path, as `value_made` returned it.

    Raises:
        NoSuchFieldError: The path leads through a field or part that is not there.
    """
    step, rest = steps[0], steps[1:]
    field = field_named(shape, step.key)
    old = getattr(item, field.name)
    if not is_by_id(field) or field.nested is None:
        _last(steps)
        absent = () if field.many else field.default
        return replace(item, **{field.name: absent if value is None else value})
    if step.part is None:
        rows = {row.id: row for row in old}
        new = tuple(rows[one] for one in arranged(tuple(rows), value))
    elif rest:
        value_at(shape, item, steps)  # refuses a part that is not there
        inner = field.nested
        new = tuple(
            with_value(inner, row, rest, value) if row.id == step.part else row for row in old
        )
    else:
        new = _with_part(old, step.part, value)
    return replace(item, **{field.name: new})


def arranged(ids: Sequence[str], after: Iterable[str]) -> tuple[str, ...]:
    """Return ids in another order; those it does not name stay behind the one they stand behind."""
    found = [one for one in after if one in set(ids)]
    previous: str | None = None
    for one in ids:
        if one not in found:
            found.insert(0 if previous is None else found.index(previous) + 1, one)
        previous = one
    return tuple(found)


def as_plain_at(shape: Shape, steps: Sequence[Step], value: Any) -> Any:
    """Return the value at a path as plain JSON values."""
    field = field_named(shape, steps[0].key)
    if not is_by_id(field) or field.nested is None:
        return field_as_plain(field, value)
    if steps[0].part is None:
        return list(value)
    if steps[1:]:
        return as_plain_at(field.nested, steps[1:], value)
    rows = field_as_plain(field, () if value is None else (value,))
    return None if rows is None else rows[0]


def _with_part(rows: tuple[Any, ...], part: str, value: Any) -> tuple[Any, ...]:
    if value is None:
        return tuple(row for row in rows if row.id != part)
    if part and any(row.id == part for row in rows):
        return tuple(value if row.id == part else row for row in rows)
    return (*rows, value)


def _last(steps: Sequence[Step]) -> None:
    if steps[1:] or steps[0].part is not None:
        raise NoSuchFieldError(f"There is nothing inside the field “{steps[0].key}”.")


def _order_only(steps: Sequence[Step]) -> None:
    if tuple(steps[1:]) != (Step(ORDER),):
        raise NoSuchFieldError(f"Say which of “{steps[0].key}” is meant.")


def _ids(plain: Any, where: str) -> tuple[str, ...]:
    if not isinstance(plain, list) or not all(isinstance(one, str) for one in plain):
        raise UnfitValueError(f"{where} should be put in order by a list of ids.")
    return tuple(dict.fromkeys(plain))

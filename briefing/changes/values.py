"""Records, parts and fields as plain JSON values, and such values back, each refused if unfit.

Absent fields, empty lists and whole numbers at their default are left out, as in a dumped pack;
unlike there nothing derived is added, and what comes back is compared with the shape, since a
proposal may come from anybody.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from briefing.domain.base import Record
from briefing.domain.dates import is_date, is_moment
from briefing.domain.ids import is_id
from briefing.domain.shape import FieldShape, Plain, Shape, shape_of
from briefing.domain.text import first_forbidden
from briefing.errors import BriefingError


class UnfitValueError(BriefingError):
    """A proposed value does not fit the field that it is for."""

    exit_code = 3


def as_plain(item: Any) -> dict[str, Any]:
    """Return a record, part or value as plain JSON values."""
    made: dict[str, Any] = {}
    for field in shape_of(type(item)).fields:
        value = getattr(item, field.name)
        if value is None or value == ():
            continue
        if field.plain in {Plain.BOOLEAN, Plain.INTEGER} and value == field.default:
            continue
        made[field.key] = field_as_plain(field, value)
    return made


def field_as_plain(field: FieldShape, value: Any) -> Any:
    """Return a field's value as plain JSON values; None stands for nothing and an empty list."""
    if value is None or value == ():
        return None
    return [_plain(field, one) for one in value] if field.many else _plain(field, value)


def _plain(field: FieldShape, value: Any) -> Any:
    if field.nested is not None:
        return as_plain(value)
    return value.value if field.vocabulary is not None else value


def made(shape: Shape, plain: Any, where: str) -> Any:
    """Return the record, part or value that plain JSON values describe.

    Args:
        shape: Its shape.
        plain: The values.
        where: How a sentence calls it.

    Raises:
        UnfitValueError: A field is missing, unknown or of another type.
    """
    if not isinstance(plain, dict):
        raise UnfitValueError(f"{where} should be an object with fields, not {_shown(plain)}.")
    known = {field.key: field for field in shape.fields}
    unknown = [key for key in plain if key not in known]
    if unknown:
        raise UnfitValueError(f"{where} has no field “{unknown[0]}”.")
    absent = [field for field in shape.fields if field.required and field.key not in plain]
    lacking = [field.key for field in absent if not field.many]
    if lacking:
        raise UnfitValueError(f"{where} lacks the field “{lacking[0]}”.")
    if _has_id(shape) and plain.get("id") and not is_id(str(plain["id"])):
        raise UnfitValueError(f"{where} has the id {_shown(plain['id'])}, which is none.")
    arguments: dict[str, Any] = {field.name: () for field in absent}
    for key, value in plain.items():
        arguments[known[key].name] = field_made(known[key], value, f"{where}.{key}")
    try:
        return shape.type(**arguments)
    except BriefingError as error:
        raise UnfitValueError(f"{where}: {error}") from error


def _has_id(shape: Shape) -> bool:
    return shape.is_part or issubclass(shape.type, Record)


def field_made(field: FieldShape, plain: Any, where: str) -> Any:
    """Return the value of a field that plain JSON values describe; None stands for nothing.

    Raises:
        UnfitValueError: It is of another type, or nothing where something is needed.
    """
    if plain is None:
        if field.required and not field.many:
            raise UnfitValueError(f"{where} cannot be empty.")
        return () if field.many else field.default
    if not field.many:
        return _item(field, plain, where)
    if not isinstance(plain, list):
        raise UnfitValueError(f"{where} should be a list, not {_shown(plain)}.")
    return tuple(_item(field, one, where) for one in plain)


def _item(field: FieldShape, plain: Any, where: str) -> Any:
    if field.nested is not None:
        return made(field.nested, plain, where)
    if field.plain is Plain.DECIMAL:
        return _decimal(plain, where)
    wanted = _TYPES.get(field.plain or Plain.TEXT, str)
    if type(plain) is not wanted or (isinstance(plain, int) and abs(plain) >= _TOO_LARGE):
        raise UnfitValueError(f"{where} cannot be {_shown(plain)}.")
    if field.vocabulary is None:
        _refuse_unfit(field, plain, where)
        return plain
    try:
        return field.vocabulary(str(plain))
    except ValueError as error:
        codes = ", ".join(one.value for one in field.vocabulary)
        raise UnfitValueError(f"{where} is “{plain}”; it can be {codes}.") from error


def _refuse_unfit(field: FieldShape, plain: Any, where: str) -> None:
    if not isinstance(plain, str) or field.plain is Plain.LONG_TEXT:
        return
    found = first_forbidden(plain)
    if found is not None:
        raise UnfitValueError(
            f"{where} holds the character {found[1]} at position {found[0]}, which cannot be kept."
        )
    is_fit = {Plain.DATE: is_date, Plain.MOMENT: is_moment}.get(field.plain or Plain.TEXT)
    if is_fit is not None and not is_fit(plain):
        raise UnfitValueError(
            f"{where} is {_shown(plain)}, which is not a date: write it like 2026-01-06, 2026-01 "
            "or 2026-01-03/2026-01-04."
        )


_TOO_LARGE = 1 << 63
_TYPES: dict[Plain, type] = {Plain.INTEGER: int, Plain.BOOLEAN: bool}


def _decimal(plain: Any, where: str) -> Decimal:
    if isinstance(plain, int | float | Decimal) and not isinstance(plain, bool):
        try:
            number = Decimal(str(plain))
        except InvalidOperation:
            number = Decimal("NaN")
        if number.is_finite():
            return number
    raise UnfitValueError(f"{where} should be a number, not {_shown(plain)}.")


def _shown(plain: Any) -> str:
    text = f"“{plain}”" if isinstance(plain, str) else str(plain)
    return text if len(text) <= 60 else f"{text[:57]}…"

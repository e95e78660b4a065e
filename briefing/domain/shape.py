"""The shape of records, read from their types: the table that store and interchange work from."""

from __future__ import annotations

import types
from dataclasses import MISSING, dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from briefing.domain.base import (
    Digest,
    EdtfDate,
    FreeForm,
    LongText,
    Markdown,
    Moment,
    Part,
    RangePart,
    SpanPart,
)
from briefing.domain.kinds import BY_ID_TYPE
from briefing.domain.vocabularies import Vocabulary


class Plain(StrEnum):
    """The types of plain values."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    MARKDOWN = "markdown"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DECIMAL = "decimal"
    DATE = "date"
    MOMENT = "moment"
    DIGEST = "digest"
    FREE_FORM = "free_form"
    CODE = "code"
    REFERENCE = "reference"


_PLAIN: dict[Any, Plain] = {
    str: Plain.TEXT,
    int: Plain.INTEGER,
    bool: Plain.BOOLEAN,
    Decimal: Plain.DECIMAL,
    LongText: Plain.LONG_TEXT,
    Markdown: Plain.MARKDOWN,
    EdtfDate: Plain.DATE,
    Moment: Plain.MOMENT,
    Digest: Plain.DIGEST,
    FreeForm: Plain.FREE_FORM,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShape:
    """One field of a record, part or value.

    Attributes:
        name: Its Python name.
        key: Its name in JSON and, for values, the stem of its columns.
        plain: The type of a plain value (or of the items of a list of plain values).
        nested: The shape of a value or of the parts of a list.
        many: Whether it is a list.
        required: Whether it cannot be absent.
        default: What stands for an absent value.
        vocabulary: The codes of a `CODE`.
        targets: The tables that a `REFERENCE` may point to.
    """

    name: str
    key: str
    plain: Plain | None
    nested: Shape | None
    many: bool
    required: bool
    default: Any = None
    vocabulary: type[Vocabulary] | None = None
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A record, part or value: its class and fields, the id first."""

    type: Any
    fields: tuple[FieldShape, ...]

    @property
    def is_part(self) -> bool:
        """Whether it is a part of a record, with an id of its own, not a plain value."""
        return issubclass(self.type, (Part, RangePart, SpanPart))


def shape_of(record_type: Any) -> Shape:
    """Return the shape of a dataclass of the domain, read from its type hints."""
    return _shape_of(record_type)


@cache
def _shape_of(record_type: Any) -> Shape:
    hints = get_type_hints(record_type)
    shapes = tuple(_field(field, hints[field.name]) for field in fields(record_type))
    first = sorted(shapes, key=lambda field: field.name != "id")
    return Shape(type=record_type, fields=tuple(first))


def _field(field: Any, hint: Any) -> FieldShape:
    hint, optional = _without_none(hint)
    many = get_origin(hint) is tuple
    item = get_args(hint)[0] if many else hint
    nested = shape_of(item) if isinstance(item, type) and is_dataclass(item) else None
    default = None if field.default is MISSING else field.default
    required = field.default is MISSING and not optional
    plain, vocabulary, targets = (None, None, ()) if nested else _plain(item)
    return FieldShape(
        name=field.name,
        key=field.name.rstrip("_"),
        plain=plain,
        nested=nested,
        many=many,
        required=required,
        default=default,
        vocabulary=vocabulary,
        targets=targets,
    )


def _plain(item: Any) -> tuple[Plain, type[Vocabulary] | None, tuple[str, ...]]:
    if isinstance(item, type) and issubclass(item, Vocabulary):
        return Plain.CODE, item, ()
    choices = get_args(item) if _is_union(item) else (item,)
    if all(choice in BY_ID_TYPE for choice in choices):
        return Plain.REFERENCE, None, tuple(BY_ID_TYPE[choice].singular for choice in choices)
    return _PLAIN[item], None, ()


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in {Union, types.UnionType}


def _without_none(hint: Any) -> tuple[Any, bool]:
    if not _is_union(hint):
        return hint, False
    rest = [item for item in get_args(hint) if item is not type(None)]
    optional = len(rest) < len(get_args(hint))
    joined = rest[0] if len(rest) == 1 else Union[tuple(rest)]  # noqa: UP007  # made at run time
    return joined, optional

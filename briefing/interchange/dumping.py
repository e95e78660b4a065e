"""Content to JSON: absent fields are left out, codes stay codes, offsets stay code points."""

from __future__ import annotations

import base64
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from briefing.domain.kinds import KINDS
from briefing.domain.shape import FieldShape, Plain, Shape, shape_of
from briefing.domain.sources import Source
from briefing.domain.wording import wording
from briefing.interchange import FORMAT, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.domain.content import Content
    from briefing.domain.statements import Quote


def dump_pack(content: Content, original: Callable[[str], bytes]) -> bytes:
    """Return the whole pack as JSON in UTF-8, indented, with a line feed at its end.

    Args:
        content: The pack.
        original: Returns the bytes of a source by their SHA-256.
    """
    document = as_json(content, original)
    data = msgspec.json.Encoder(decimal_format="number").encode(document)
    return msgspec.json.format(data, indent=1) + b"\n"


def as_json(content: Content, original: Callable[[str], bytes]) -> dict[str, Any]:
    """Return the whole pack as plain JSON values."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "pack": record_as_json(content.cover),
    }
    for kind in KINDS:
        records = content.all(kind.record_type)
        document[kind.name] = [record_as_json(record) for record in records]
    for quote, made in zip(content.quotes, document["quotes"], strict=True):
        made["wording"] = _wording(content, quote)
    for source, made in zip(content.sources, document["sources"], strict=True):
        if source.original is not None:
            made["original"]["base64"] = _base64(original(source.original.sha256))
    return document


def record_as_json(record: Any) -> dict[str, Any]:
    """Return one record as plain JSON values, without what is derived."""
    return _object(shape_of(type(record)), record)


def _wording(content: Content, quote: Quote) -> str:
    return wording(quote, content.get(Source, quote.source).text)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _object(shape: Shape, item: Any) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for field in shape.fields:
        value = getattr(item, field.name)
        if value is None or value == () or (value == "" and field.key != "exact"):
            continue
        if field.plain in {Plain.BOOLEAN, Plain.INTEGER} and value == field.default:
            continue
        made[field.key] = _value(field, value)
    return made


def _value(field: FieldShape, value: Any) -> Any:
    if field.many:
        return [_item(field, item) for item in value]
    return _item(field, value)


def _item(field: FieldShape, value: Any) -> Any:
    if field.nested is not None:
        return _object(field.nested, value)
    if field.plain is Plain.FREE_FORM or (
        field.name == "content" and field.plain is Plain.LONG_TEXT
    ):
        return msgspec.json.Decoder(float_hook=Decimal).decode(value)
    return value.value if field.vocabulary is not None else value

"""JSON to content: refused whole with every error and its place, or loaded whole."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.kinds import KINDS
from briefing.domain.shape import FieldShape, Plain, Shape, shape_of
from briefing.errors import InputRefusedError
from briefing.interchange.complaints import Path, place, schema_complaints, text_complaints
from briefing.interchange.passages import filled_passages, passage_complaints
from briefing.interchange.references import (
    part_id_complaints,
    reference_complaints,
    revision_complaints,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SHOWN = 50


class Loaded(msgspec.Struct, frozen=True):
    """A loaded document.

    Attributes:
        content: The pack.
        originals: The bytes of its sources by their SHA-256.
    """

    content: Content
    originals: dict[str, bytes]


def load_pack(data: bytes, name: str, new_id: Callable[[], str]) -> Loaded:
    """Return the pack that a JSON document describes.

    Args:
        data: The document, UTF-8.
        name: How messages call it.
        new_id: Makes the ids that are absent.

    Raises:
        InputRefusedError: With a sentence for everything that is wrong, each with its place.
    """
    document = _parsed(data, name)
    complaints = list(_complaints(document))
    if complaints:
        raise InputRefusedError(*_sentences(name, complaints))
    originals = _originals(document)
    _fill_ids(document, new_id)
    filled_passages(document)
    lists = {kind.name: _records(kind.record_type, document.get(kind.name, ())) for kind in KINDS}
    cover = _made(shape_of(Cover), document["pack"])
    return Loaded(content=Content(cover=cover, **lists), originals=originals)


def _parsed(data: bytes, name: str) -> Any:
    try:
        return msgspec.json.Decoder(float_hook=Decimal).decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputRefusedError(
            f"{name} is not JSON: {error}. Nothing was loaded; dump the pack again."
        ) from error


def _complaints(document: Any) -> Iterator[tuple[Path, str]]:
    yield from schema_complaints(document)
    if isinstance(document, dict):
        yield from text_complaints(document)
        yield from _repeated_ids(document)
        yield from part_id_complaints(document)
        yield from reference_complaints(document)
        yield from revision_complaints(document)
        yield from passage_complaints(document)
        yield from _original_complaints(document)


def _sentences(name: str, complaints: list[tuple[Path, str]]) -> Iterator[str]:
    for path, words in dict.fromkeys(complaints[:_SHOWN]):
        yield f"{name}: {place(path)} {words}."
    if len(complaints) > _SHOWN:
        yield f"{name}: {len(complaints) - _SHOWN} more errors like these. Nothing was loaded."


def _repeated_ids(document: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for kind in KINDS:
        rows = document.get(kind.name)
        if isinstance(rows, list):
            found = [row["id"] for row in rows if isinstance(row, dict) and "id" in row]
            for record_id, times in Counter(map(str, found)).items():
                if times > 1:
                    yield (kind.name,), f"has the id “{record_id}” {times} times"


def _original_complaints(document: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    for index, source in enumerate(_dicts(document.get("sources"))):
        original = source.get("original")
        if isinstance(original, dict) and isinstance(original.get("base64"), str):
            path = ("sources", index, "original")
            data = _bytes(original["base64"])
            if data is None:
                yield (*path, "base64"), "is not base64"
            elif hashlib.sha256(data).hexdigest() != original.get("sha256"):
                yield (*path, "sha256"), "is not the SHA-256 of the bytes beside it"


def _dicts(rows: Any) -> Iterator[dict[str, Any]]:
    for row in rows if isinstance(rows, list) else ():
        yield row if isinstance(row, dict) else {}


def _bytes(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


def _originals(document: dict[str, Any]) -> dict[str, bytes]:
    """Return the original bytes; an original that came without its bytes is left out."""
    found: dict[str, bytes] = {}
    for source in _dicts(document.get("sources")):
        original = source.get("original")
        if original is None:
            continue
        data = _bytes(original.pop("base64", "")) or b""
        if hashlib.sha256(data).hexdigest() == original["sha256"]:
            found[original["sha256"]] = data
        else:
            del source["original"]
    return found


def _fill_ids(document: dict[str, Any], new_id: Callable[[], str]) -> None:
    _fill(shape_of(Cover), document["pack"], new_id)
    document["pack"].setdefault("id", new_id())
    for kind in KINDS:
        for row in document.get(kind.name, ()):
            row.setdefault("id", new_id())
            _fill(shape_of(kind.record_type), row, new_id)


def _fill(shape: Shape, item: dict[str, Any], new_id: Callable[[], str]) -> None:
    for field in shape.fields:
        if field.nested is not None and field.many:
            for part in item.get(field.key, ()):
                part.setdefault("id", new_id())
                _fill(field.nested, part, new_id)


def record_from_json(record_type: Any, row: dict[str, Any]) -> Any:
    """Return the record that plain JSON values describe; they are known to be sound."""
    return _made(shape_of(record_type), row)


def _records(record_type: Any, rows: Any) -> tuple[Any, ...]:
    made = (_made(shape_of(record_type), row) for row in rows)
    return tuple(sorted(made, key=lambda record: (record.order, record.id)))


def _made(shape: Shape, item: dict[str, Any]) -> Any:
    arguments = {
        field.name: _value(field, item[field.key]) for field in shape.fields if field.key in item
    }
    return shape.type(**arguments)


def _value(field: FieldShape, value: Any) -> Any:
    return tuple(_item(field, item) for item in value) if field.many else _item(field, value)


def _item(field: FieldShape, value: Any) -> Any:
    if field.nested is not None:
        return _made(field.nested, value)
    if field.vocabulary is not None:
        return field.vocabulary(value)
    if field.plain is Plain.DECIMAL:
        return Decimal(value)
    if field.plain is Plain.FREE_FORM or (
        field.plain is Plain.LONG_TEXT and not isinstance(value, str)
    ):
        return msgspec.json.Encoder(decimal_format="number").encode(value).decode()
    return value

"""The JSON schema of a dumped pack (draft 2020-12), made from the shapes of the records."""

from __future__ import annotations

from functools import cache
from typing import Any

from briefing.domain.commitments import Assessment
from briefing.domain.cover import Cover
from briefing.domain.kinds import KINDS
from briefing.domain.prose import Scope
from briefing.domain.shape import FieldShape, Plain, Shape, shape_of
from briefing.domain.sources import Original
from briefing.domain.spans import Span
from briefing.domain.statements import Quote
from briefing.interchange import FORMAT, VERSION

_PLAIN: dict[Plain, dict[str, Any]] = {
    Plain.TEXT: {"type": "string", "minLength": 1},
    Plain.MARKDOWN: {"type": "string", "minLength": 1},
    Plain.LONG_TEXT: {"type": "string", "minLength": 1},
    Plain.INTEGER: {"type": "integer", "minimum": -(2**53) + 1, "maximum": 2**53 - 1},
    Plain.BOOLEAN: {"type": "boolean"},
    Plain.DECIMAL: {"type": "number"},
    Plain.DATE: {"type": "string", "format": "edtf"},
    Plain.MOMENT: {"type": "string", "format": "moment"},
    Plain.DIGEST: {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    Plain.FREE_FORM: {},
    Plain.REFERENCE: {"type": "string", "format": "id"},
}
_DERIVED: dict[type, dict[str, Any]] = {
    Quote: {"wording": {"type": "string", "description": "Output only: the words as printed."}},
    Original: {"base64": {"type": "string", "description": "The bytes, RFC 4648."}},
}
_MAY_BE_ABSENT = {"id", "exact", "prefix", "suffix"}
_CONTEXT = {"exact", "prefix", "suffix"}
_OBJECT_FIELDS = {("Edition", "content")}


@cache
def pack_schema() -> dict[str, Any]:
    """Return the schema of the whole document."""
    definitions: dict[str, Any] = {}
    properties: dict[str, Any] = {
        "format": {"const": FORMAT},
        "version": {"type": "integer", "minimum": 1, "maximum": VERSION},
        "pack": _object(shape_of(Cover), definitions),
    }
    for kind in KINDS:
        reference = _object(shape_of(kind.record_type), definitions)
        properties[kind.name] = {"type": "array", "items": reference}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A briefing pack",
        "description": "Offsets are Unicode code points; absent means unknown.",
        "type": "object",
        "properties": properties,
        "required": ["format", "version", "pack"],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _object(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    name = shape.type.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _definition(shape, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _definition(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    properties = {field.key: _field(shape, field, definitions) for field in shape.fields}
    properties.update(_DERIVED.get(shape.type, {}))
    optional = _MAY_BE_ABSENT if shape.is_part or shape.type in _RECORDS else _CONTEXT
    required = [field.key for field in shape.fields if field.required and field.key not in optional]
    made: dict[str, Any] = {
        "type": "object",
        "description": (shape.type.__doc__ or "").splitlines()[0],
        "properties": properties,
        "additionalProperties": False,
    }
    return made | ({"required": required} if required else {}) | _RULES.get(shape.type, {})


def _field(shape: Shape, field: FieldShape, definitions: dict[str, Any]) -> dict[str, Any]:
    if (shape.type.__name__, field.name) in _OBJECT_FIELDS:
        return {"type": "object"}
    if field.nested is not None:
        item = _object(field.nested, definitions)
    elif field.vocabulary is not None:
        item = {"enum": [member.value for member in field.vocabulary]}
    elif issubclass(shape.type, Span) and field.key in _CONTEXT:
        item = {"type": "string"}
    else:
        item = _PLAIN[field.plain or Plain.TEXT]
    if field.key in {"start", "stop"} and field.plain is Plain.INTEGER:
        item = {"type": "integer", "minimum": 0}
    if not field.many:
        return item
    return {"type": "array", "items": item} | ({"minItems": 1} if field.required else {})


_RECORDS = {Cover, *(kind.record_type for kind in KINDS)}
# What the types alone do not say.
_RULES: dict[type, dict[str, Any]] = {
    Assessment: {
        "if": {"properties": {"state": {"const": "scored"}}, "required": ["state"]},
        "then": {"required": ["score"], "properties": {"score": {"enum": [-1, 0, 1]}}},
        "else": {"not": {"required": ["score"]}},
    },
    Scope: {
        "if": {"properties": {"kind": {"const": "pack"}}},
        "else": {"required": ["id"]},
    },
}

"""Whether every reference of a JSON document leads to a record that is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.domain.cover import Cover
from briefing.domain.kinds import BY_NAME, KINDS
from briefing.domain.shape import FieldShape, Plain, Shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.interchange.complaints import Path

_NAMES = {kind.singular: kind.name for kind in KINDS}


def reference_complaints(document: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield place and sentence of every reference that leads nowhere."""
    ids = {kind.name: _ids(document.get(kind.name)) for kind in KINDS}
    if isinstance(document.get("pack"), dict):
        yield from _walk(shape_of(Cover), document["pack"], ("pack",), ids)
    for name, kind in BY_NAME.items():
        rows = document.get(name)
        for index, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, dict):
                yield from _walk(shape_of(kind.record_type), row, (name, index), ids)


def _ids(rows: Any) -> set[str]:
    if not isinstance(rows, list):
        return set()
    return {str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row}


def _walk(
    shape: Shape, item: dict[str, Any], path: Path, ids: dict[str, set[str]]
) -> Iterator[tuple[Path, str]]:
    for field in shape.fields:
        if field.name == "id" or field.key not in item:
            continue
        value, here = item[field.key], (*path, field.key)
        places = (
            tuple(((*here, index), inner) for index, inner in enumerate(value))
            if field.many and isinstance(value, list)
            else ((here, value),)
        )
        for inner_path, inner in places:
            if field.nested is not None and isinstance(inner, dict):
                yield from _walk(field.nested, inner, inner_path, ids)
            elif field.plain is Plain.REFERENCE and isinstance(inner, str):
                yield from _check(field, inner, inner_path, ids)


def _check(
    field: FieldShape, value: str, path: Path, ids: dict[str, set[str]]
) -> Iterator[tuple[Path, str]]:
    if not any(value in ids[_NAMES[target]] for target in field.targets):
        wanted = " or ".join(field.targets)
        yield path, f"names the {wanted} “{value}”, which is not in the document"

"""Whether the references of a JSON document lead to what is in it, and ids name one thing each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.domain.agenda import Matrix
from briefing.domain.cover import Cover
from briefing.domain.exchange import FieldReference
from briefing.domain.kinds import BY_NAME, KINDS
from briefing.domain.prose import Scope
from briefing.domain.shape import FieldShape, Plain, Shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.interchange.complaints import Path

_NAMES = {kind.singular: kind.name for kind in KINDS}


def reference_complaints(document: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield place and sentence of every reference that leads nowhere."""
    ids = {kind.name: _ids(document.get(kind.name)) for kind in KINDS}
    for shape, row, path in _rows(document):
        yield from _walk(shape, row, path, ids)


def revision_complaints(document: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield place and sentence of every source that would be a revision of itself."""
    rows = document.get("sources")
    sources = [row for row in (rows if isinstance(rows, list) else ()) if isinstance(row, dict)]
    circular = _in_circles({str(row.get("id")): row.get("replaces") for row in sources})
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict) and str(row.get("id")) in circular:
            yield ("sources", index, "replaces"), "makes the source a revision of itself"


def _in_circles(older: dict[str, Any]) -> set[str]:
    """Return the ids from which a way leads back to themselves."""
    found: set[str] = set()
    seen: set[str] = set()
    for one in older:
        way: dict[str, int] = {}
        at: Any = one
        while isinstance(at, str) and at in older and at not in seen:
            seen.add(at)
            way[at] = len(way)
            at = older[at]
        if at in way:
            found |= set(list(way)[way[at] :])
    return found


def part_id_complaints(document: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield place and sentence of every part whose id another part of its type has."""
    seen: set[tuple[type, str]] = set()
    for shape, row, path in _rows(document):
        for part, part_id, place in _part_ids(shape, row, path):
            if (part.type, part_id) in seen:
                yield place, f"is “{part_id}”, which another one of its kind has too"
            seen.add((part.type, part_id))


def _part_ids(shape: Shape, item: dict[str, Any], path: Path) -> Iterator[tuple[Shape, str, Path]]:
    for field in shape.fields:
        rows = item.get(field.key)
        if field.nested is None or not field.many or not isinstance(rows, list):
            continue
        for index, row in enumerate(rows):
            if isinstance(row, dict):
                inner = (*path, field.key, index)
                if isinstance(row.get("id"), str):
                    yield field.nested, row["id"], (*inner, "id")
                yield from _part_ids(field.nested, row, inner)


def _rows(document: dict[str, Any]) -> Iterator[tuple[Shape, dict[str, Any], Path]]:
    if isinstance(document.get("pack"), dict):
        yield shape_of(Cover), document["pack"], ("pack",)
    for name, kind in BY_NAME.items():
        rows = document.get(name)
        for index, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, dict):
                yield shape_of(kind.record_type), row, (name, index)


def _ids(rows: Any) -> set[str]:
    if not isinstance(rows, list):
        return set()
    return {str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row}


def _walk(
    shape: Shape, item: dict[str, Any], path: Path, ids: dict[str, set[str]]
) -> Iterator[tuple[Path, str]]:
    if shape.type in {Scope, FieldReference}:
        yield from _check((str(item.get("kind")),), item.get("id"), (*path, "id"), ids)
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
            elif field.plain is Plain.REFERENCE:
                yield from _check(_targets(shape, field, item), inner, inner_path, ids)


def _targets(shape: Shape, field: FieldShape, item: dict[str, Any]) -> tuple[str, ...]:
    if shape.type is Matrix and len(field.targets) > 1:
        return ("topic",) if item.get("form") == "stances" else ("measure",)
    return field.targets


def _check(
    targets: tuple[str, ...], value: Any, path: Path, ids: dict[str, set[str]]
) -> Iterator[tuple[Path, str]]:
    """Yield a sentence where an id names no record of the kind that it should."""
    known = [ids[_NAMES[target]] for target in targets if target in _NAMES]
    if isinstance(value, str) and known and not any(value in one for one in known):
        wanted = " or ".join(targets)
        yield path, f"names the {wanted} “{value}”, which is not in the document"

"""Whether a proposal is about records: it is for one, refers to one, or cites one."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing.domain.kinds import KINDS
from briefing.domain.shape import Plain, Shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from briefing.domain.exchange import Proposal

_ABOUT = frozenset({"record", "scope"})  # what a remark or a section is about
_CITED = re.compile(r"\[@([A-Za-z0-9][A-Za-z0-9_-]*)")
_STEP = re.compile(r"\w+(?=\W*$)")


def mentions(proposal: Proposal, keys: Collection[tuple[str, str]]) -> bool:
    """Tell whether a proposal is for, refers to or cites one of these records (kind, id)."""
    if (proposal.kind, proposal.record) in keys:
        return True
    ids = {record_id for _, record_id in keys}
    step = _STEP.search(re.sub(r"\[[^\]]*\]", "", proposal.field or ""))
    last = step.group() if step else ""
    return any(
        text in ids if key in _reference_keys() else not ids.isdisjoint(_CITED.findall(text))
        for value in (proposal.before, proposal.after)
        for key, text in _strings(read(value), last)
    )


def read(text: str | None) -> Any:
    """Return the value that a proposal keeps as JSON text; what is none is a string."""
    if text is None:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def strings_of(value: Any) -> Iterator[str]:
    """Yield every string of a JSON value, its keys not."""
    return (text for _, text in _strings(value, ""))


def _strings(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one, key)
    elif isinstance(value, dict):
        for inner, one in value.items():
            is_about = inner == "id" and key in _ABOUT
            yield from _strings(one, key if is_about else str(inner))


@cache
def _reference_keys() -> frozenset[str]:
    return frozenset(key for kind in KINDS for key in _keys(shape_of(kind.record_type))) | _ABOUT


def _keys(shape: Shape) -> Iterator[str]:
    for field in shape.fields:
        if field.nested is not None:
            yield from _keys(field.nested)
        elif field.plain is Plain.REFERENCE and field.name != "id":
            yield field.key

"""Ids for what has none yet: random, never counters."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from briefing.domain import ids


def new_id() -> str:
    """Return twelve random letters and digits."""
    return "".join(ids.ALPHABET[byte % 32] for byte in secrets.token_bytes(ids.LENGTH))


def with_ids(item: Any) -> Any:
    """Return a record or part whose parts all have ids, and which has one itself."""
    changed: dict[str, Any] = {}
    for name in item.__dataclass_fields__:
        value = getattr(item, name)
        if isinstance(value, tuple) and value and hasattr(value[0], "__dataclass_fields__"):
            changed[name] = tuple(with_ids(part) for part in value)
    if not item.id:
        changed["id"] = new_id()
    return replace(item, **changed) if changed else item

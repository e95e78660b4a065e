"""What of a record can be searched: paragraphs of texts, and fields that hold words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from briefing.domain.shape import Plain, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.shape import Shape

_SEARCHED = {Plain.TEXT, Plain.MARKDOWN}
_UNSEARCHED = {"id", "by", "prefix", "suffix", "language", "url", "scheme", "code", "currency"}
_PARAGRAPH = re.compile(r"[^\n]+")

Place: TypeAlias = "tuple[str, str | None, int | None, int | None, str]"
"""Field, source, first code point, the one after the last, words."""


def passages_of(kind: str, record: Any) -> Iterator[Place]:
    """Yield the passages of a record: paragraphs of a text, and the words of its fields."""
    if kind == "source":
        for match in _PARAGRAPH.finditer(record.text):
            yield "text", record.id, match.start(), match.end(), match.group()
    source = record.source if kind == "quote" else None
    if kind not in {"proposal", "edition", "release"}:
        yield from _fields(shape_of(type(record)), record, "", source)


def _fields(shape: Shape, item: Any, path: str, source: str | None) -> Iterator[Place]:
    place = (
        getattr(item, "source", source),
        getattr(item, "start", None),
        getattr(item, "stop", None),
    )
    for field in shape.fields:
        value = getattr(item, field.name)
        name = f"{path}{field.key}"
        if value is None or field.key in _UNSEARCHED:
            continue
        if field.nested is not None:
            for part in value if field.many else (value,):
                yield from _fields(field.nested, part, f"{name}.", source)
        elif field.plain in _SEARCHED:
            for words in value if field.many else (value,):
                at = place if field.key == "exact" else (None, None, None)
                if words:
                    yield name, *at, words

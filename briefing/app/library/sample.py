"""The small pack that a shared template shows itself with: the exercise, nobody's content."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.content import Content


@cache
def sample_content() -> Content:
    """Return the content of the exercise."""
    from briefing.app.packs import open_sample

    pack = open_sample()
    try:
        return pack.content
    finally:
        pack.close()


def sample_json() -> bytes:
    """Return the exercise as JSON, without the original bytes of its sources and its editions.

    An edition is sealed over the ids that it was frozen with. The ids of all other parts are drawn
    at random when the exercise is built; here they are counted, so that the same template always
    has the same bytes.
    """
    from briefing.interchange.dumping import as_json

    content = sample_content()
    bare = tuple(replace(source, original=None) for source in content.sources)
    document = as_json(replace(content, sources=bare, editions=()), lambda _: b"")
    numbers = itertools.count(1)
    document["pack"]["id"] = "sample"
    for records in document.values():
        for record in records if isinstance(records, list) else [document["pack"]]:
            for value in record.values():
                _count_ids(value, numbers)
    data = msgspec.json.Encoder(decimal_format="number").encode(document)
    return msgspec.json.format(data, indent=1) + b"\n"


def _count_ids(value: Any, numbers: Iterator[int]) -> None:
    """Give every part below a record the next number as its id."""
    if isinstance(value, list):
        for item in value:
            _count_ids(item, numbers)
    elif isinstance(value, dict):
        if "id" in value and not _is_place(value):
            value["id"] = f"part-{next(numbers)}"
        for item in value.values():
            _count_ids(item, numbers)


def _is_place(value: dict[str, Any]) -> bool:
    """Tell whether an object points to another record by kind and id, instead of having an id."""
    return set(value) <= {"kind", "id"}

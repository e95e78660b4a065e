"""The small pack that a shared template shows itself with: the exercise, nobody's content."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    """Return the exercise as JSON, without the original bytes of its sources."""
    from briefing.interchange.dumping import dump_pack

    content = sample_content()
    bare = tuple(replace(source, original=None) for source in content.sources)
    return dump_pack(replace(content, sources=bare), lambda _: b"")

"""Our engine, writing the form that comes home: every text in a control of its own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ours import proved, template
from resident import serve

from briefing.template.review_form import ReviewForm
from briefing.template.values import Bound, Inline, Origin
from briefing.word.rendering import render
from briefing.word.state import RenderOptions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def warm(data: Any) -> Callable[[Path], None]:
    """Return what writes a document whose texts say where they are from."""
    compiled = template()
    form = ReviewForm(pack="bench", title="Bench", template="bench")
    fields = _bound(data, "data")

    def write(path: Path) -> None:
        path.write_bytes(render(compiled, fields, RenderOptions(review=form)).data)

    return write


def _bound(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {key: _bound(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_bound(each, name) for each in value]
    if not isinstance(value, str) or not value:
        return value
    return Inline((Bound(Origin("record", "bench", name), Inline.of(value)),))


if __name__ == "__main__":
    sys.exit(serve(warm, proved))

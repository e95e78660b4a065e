"""The shareable edition: documents without what their readers must not have, proved in the files.

What is left out of a copy of the pack is left out of its documents (`app.sharing`). Then the files
are looked through: long stretches of what is left out cannot be there at all; names and short
values that stand there, because a text that is shared has them too, are for somebody to decide.
"""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefing.app.editing import dependents, without
from briefing.app.proving import SHAREABLE, Differing, Way
from briefing.app.sharing import Share, plan_share
from briefing.app.unfolding import unfolded
from briefing.changes.change import PACK
from briefing.domain.content import Content
from briefing.domain.kinds import BY_SINGULAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.app.proving import Decisions
    from briefing.app.standing import Standing
    from briefing.domain.base import Record
    from briefing.domain.prose import Line, Section
    from briefing.domain.vocabularies import Disclosure

_AROUND: Final = 40
_MARKUP: Final = re.compile(r"[*_`#>]|\s*\[@[^\]]*\]")
_TAG: Final = re.compile(rb"<[^>]+>")
_END: Final = re.compile(rb"</(?:[a-z]+:)?(?:p|si|c|row|comment)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bare:
    """A content without the original bytes of its sources, which are in no document."""

    content: Content
    path: Path | None = None
    side_files: tuple[Path, ...] = ()

    def original(self, sha256: str, /) -> bytes:
        raise KeyError(sha256)

    def text(self, sha256: str, /) -> str:
        raise KeyError(sha256)


def shareable(content: Content, disclosure: Disclosure, decisions: Decisions) -> Share:
    """Return what may be in documents for some readers, and what must not be in their files.

    Args:
        content: The pack.
        disclosure: What the readers may have: `free`, or `background` as well.
        decisions: What somebody decided about restricted words, by their keys.

    Raises:
        InputRefusedError: Closed records were asked for, or the whole pack is marked otherwise.
    """
    bare = _printed(content)
    planned = plan_share(_Bare(content=bare), disclosure)
    gone = [
        record
        for standing in planned.leaks
        if (decision := decisions.get(_key(standing))) is not None
        and decision.way is Way.LEAVE_OUT
        and (record := _record(bare, standing)) is not None
    ]
    if not gone:
        return planned
    kept = without(bare, (*gone, *dependents(bare, *gone)))
    return plan_share(_Bare(content=kept), disclosure)


def _printed(content: Content) -> Content:
    """Return what of a pack documents are made of: no original bytes, no inbox, no editions."""
    sources = tuple(replace(row, original=None) for row in content.sources)
    return replace(content, sources=sources, editions=(), proposals=())


def restricted(planned: Share, files: Sequence[bytes]) -> Iterator[Differing]:
    """Yield where names, passages and stretches of what is left out stand in finished files.

    Args:
        planned: What may be in them.
        files: Their bytes.
    """
    words = "\n".join(map(printed_words, files))
    found = planned.forbidden.of_text(words)
    for standing in planned.leaks:
        if standing.of in found:
            yield _standing(standing)
    plain = (_MARKUP.sub("", row.markdown).encode() for row in _prose(planned.content))
    traces = planned.traces.but(*plain)
    bare = words.encode()
    for stretch in sorted(set().union(*map(traces.stretches, (*files, bare)))):
        yield _stretch(stretch, bare)


def _standing(standing: Standing) -> Differing:
    what = "The name" if standing.is_name else "A passage"
    is_record = standing.kind != PACK
    return Differing(
        key=_key(standing),
        kind=standing.kind if is_record else "",
        record=standing.id if is_record else "",
        file=SHAREABLE,
        place="",
        expected="",
        found="",
        why=f"{what} of {standing.of}, which is left out, stands in {standing.place}.",
        ways=(Way.LEAVE_OUT, Way.OVERRIDE) if is_record else (Way.OVERRIDE,),
    )


def _stretch(stretch: bytes, printed: bytes) -> Differing:
    at = printed.find(stretch)
    around = printed[max(0, at - _AROUND) : at + len(stretch) + _AROUND] if at >= 0 else stretch
    return Differing(
        key=f"restricted-{hashlib.sha256(stretch).hexdigest()[:8]}",
        kind="",
        record="",
        file=SHAREABLE,
        place="" if at >= 0 else "between the lines",
        expected="",
        found=" ".join(around.decode("utf-8", "ignore").split()),
        why="Words of a record that is left out stand in the file.",
        ways=(Way.OVERRIDE,),
    )


def _prose(content: Content) -> tuple[Section | Line, ...]:
    return (*content.sections, *content.lines)


def printed_words(data: bytes) -> str:
    """Return the words of an office file without its markup, also where runs divide them."""
    parts = [part for part in unfolded(data) if part.lstrip()[:1] == b"<"]
    bare = (_TAG.sub(b"", _END.sub(b"\n", part)).decode("utf-8", "replace") for part in parts)
    return html.unescape("\n".join(bare))


def _key(standing: Standing) -> str:
    told = "\0".join((standing.kind, standing.id, standing.field, standing.of))
    return f"restricted-{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def _record(content: Content, standing: Standing) -> Record | None:
    if standing.kind == PACK:
        return None
    return content.find(BY_SINGULAR[standing.kind].record_type, standing.id)

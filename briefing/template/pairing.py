"""Which tags belong together: each opening tag with its middles and its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from briefing.template.language import CLOSERS, MIDDLES, OPENERS, TagKind
from briefing.template.marking import Mark

Chain: TypeAlias = list[Mark]
Report: TypeAlias = Callable[[Mark, str, str], None]

_OPENER_OF: Final = {TagKind.ENDFOR: TagKind.FOR, TagKind.ENDIF: TagKind.IF}
_END_OF: Final = {opener: closer for closer, opener in _OPENER_OF.items()}
_DEEPEST = 12


def pair(marks: Sequence[Mark], report: Report) -> list[Chain]:
    """Return the chains of block tags of one part, the inner before the outer.

    Args:
        marks: All marks in document order.
        report: Is told each mark that has no partner, with message and hint.
    """
    found: list[Chain] = []
    stack: list[Chain] = []
    for mark in marks:
        kind = mark.tag.kind
        if kind in OPENERS:
            stack.append([mark])
            if len(stack) == _DEEPEST + 1:
                report(mark, "is one block too deep.", f"At most {_DEEPEST} blocks may nest.")
        elif kind in MIDDLES:
            _middle(mark, stack, report)
        elif kind in CLOSERS:
            _close(mark, stack, found, report)
    for chain in stack:
        end = _END_OF[chain[0].tag.kind]
        report(chain[0], "is never closed.", f"Write {{% {end} %}} where the block ends.")
    return found


def _middle(mark: Mark, stack: list[Chain], report: Report) -> None:
    if not stack:
        report(mark, "stands outside of any block.", "Write {% if … %} before it, or remove it.")
        return
    chain = stack[-1]
    if mark.tag.kind is TagKind.ELIF and chain[0].tag.kind is TagKind.FOR:
        report(mark, "stands in a for.", "An elif needs an if; a for can only have an else.")
    elif any(other.tag.kind is TagKind.ELSE for other in chain):
        report(mark, "follows an else of the same block.", "The else comes last, and only once.")
    else:
        chain.append(mark)


def _close(mark: Mark, stack: list[Chain], found: list[Chain], report: Report) -> None:
    wanted = _OPENER_OF[mark.tag.kind]
    if not stack:
        report(
            mark,
            "closes a block that was not opened.",
            f"Remove it, or open the block by {wanted}.",
        )
        return
    if stack[-1][0].tag.kind is wanted:
        found.append([*stack.pop(), mark])
        return
    inner = stack[-1][0]
    if any(chain[0].tag.kind is wanted for chain in stack):
        end = _END_OF[inner.tag.kind]
        report(
            mark,
            f"comes before “{inner.tag.words}” is closed.",
            f"Blocks may not cross: write {{% {end} %}} before it.",
        )
        while stack and stack[-1][0].tag.kind is not wanted:
            stack.pop()
        found.append([*stack.pop(), mark])
        return
    report(
        mark,
        f"stands where “{inner.tag.words}” needs {{% {_END_OF[inner.tag.kind]} %}}.",
        "Correct the word.",
    )
    stack.pop()

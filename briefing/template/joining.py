"""Lets values share the run of the words beside them, so that a document stays small."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from briefing.template.program import (
    Choice,
    Constant,
    Grid,
    Guard,
    Loop,
    Step,
    Steps,
    TextHole,
    WholeParagraph,
)

RUN_END: Final = "</w:t></w:r>"
_TEXT = '<w:t xml:space="preserve">'


def joined(steps: Steps) -> Steps:
    """Return steps with the start and end of every value's run written as constants.

    Where the words before or after a value have the same properties, they share one run with it.
    """
    found: list[Step] = []
    for step in steps:
        if isinstance(step, TextHole):
            _add(found, step.hole.before)
            found.append(step)
            _add(found, step.hole.after)
        elif isinstance(step, Constant):
            _add(found, step.xml)
        else:
            found.append(_inside(step))
    return tuple(step for step in found if not isinstance(step, Constant) or step.xml)


def _add(found: list[Step], xml: str) -> None:
    """Add a constant; a run that goes on where an equal one just ended is not begun again."""
    if not found or not isinstance(found[-1], Constant):
        found.append(Constant(xml))
        return
    before = found[-1].xml
    if before.endswith(RUN_END) and xml.startswith("<w:r>"):
        opening = xml[: xml.find(_TEXT) + len(_TEXT)] if _TEXT in xml else ""
        if opening and "</w:r>" not in opening and _opened(found, before) == opening:
            found[-1] = Constant(before[: -len(RUN_END)] + xml[len(opening) :])
            return
    found[-1] = Constant(before + xml)


def _opened(found: list[Step], before: str) -> str:
    """Return how the run that ends here was opened: `<w:r>…<w:t …>`, or "" when unlike ours."""
    start = before.rfind("<w:r>")
    if start < 0:  # the run began with a value
        value = found[-2] if before.count("<") == RUN_END.count("<") and len(found) > 1 else None
        return value.hole.before if isinstance(value, TextHole) else ""
    run = before[start:]
    at = run.find("<w:t")
    opening = run[:at] + _TEXT
    return opening if run.startswith(opening) and run.count("<w:t") == 1 else ""


def _inside(step: Step) -> Step:
    if isinstance(step, WholeParagraph | Guard | Grid):
        return replace(step, body=joined(step.body))
    if isinstance(step, Loop):
        return replace(step, body=joined(step.body), otherwise=joined(step.otherwise))
    if isinstance(step, Choice):
        branches = tuple((condition, joined(body)) for condition, body in step.branches)
        return replace(step, branches=branches, otherwise=joined(step.otherwise))
    return step

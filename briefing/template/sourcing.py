"""Writes an expression of a template as an expression of Python, out of our own words only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from briefing.template.evaluating import COMPARE_NAMES
from briefing.template.expressions import (
    Comparison,
    Denial,
    Expression,
    Filtered,
    Junction,
    Listing,
    Literal,
    Path,
)
from briefing.template.filters import FILTERS
from briefing.template.forms import FORMS

Constant: TypeAlias = Callable[[str], str]

_KNOWN: Final = {name: name for name in (*FILTERS, *FORMS)}  # never a word of the template's own
READER: Final = "get_"
"""Before the name of a loop's variable: what reads fields of that record."""


def expression_source(expression: Expression, scope: Mapping[str, str], constant: Constant) -> str:
    """Return an expression as Python.

    Args:
        expression: What to evaluate.
        scope: The Python variable of each loop variable; `loop` has those of index and list, of the
            innermost loop first.
        constant: Returns the Python name under which a text can be had; texts with quotes or
            backslashes cannot stand inside an f-string.
    """
    writer = _WRITERS[type(expression)]
    return writer(expression, scope, constant)


def _literal(expression: Literal, _: object, constant: Constant) -> str:
    value = expression.value
    return constant(value) if isinstance(value, str) else repr(value)


def _listing(expression: Listing, scope: Mapping[str, str], constant: Constant) -> str:
    found = (expression_source(value, scope, constant) for value in expression.values)
    return f"({''.join(f'{value}, ' for value in found)})"


def _filtered(expression: Filtered, scope: Mapping[str, str], constant: Constant) -> str:
    each = (expression.value, *expression.arguments)
    arguments = ", ".join(expression_source(value, scope, constant) for value in each)
    return f"F_{_KNOWN[expression.filter]}(s, {arguments})"


def _comparison(expression: Comparison, scope: Mapping[str, str], constant: Constant) -> str:
    left = expression_source(expression.left, scope, constant)
    right = expression_source(expression.right, scope, constant)
    return f"{COMPARE_NAMES[expression.sign]}({left}, {right})"


def _denial(expression: Denial, scope: Mapping[str, str], constant: Constant) -> str:
    return f"(not is_true({expression_source(expression.value, scope, constant)}))"


def _junction(expression: Junction, scope: Mapping[str, str], constant: Constant) -> str:
    values = ", ".join(expression_source(value, scope, constant) for value in expression.values)
    return f"{'either' if expression.word == 'or' else 'both'}({values})"


def _path(expression: Path, scope: Mapping[str, str], constant: Constant) -> str:
    path = expression.names
    if path[0] == "loop" and "loop" in scope:
        return _loop(path[1:], scope["loop"].split())
    variable = scope.get(path[0], "")
    head = variable or f"s.field({constant(path[0])})"
    for at, name in enumerate(path[1:]):
        if variable and not at:
            head = f"{READER}{variable}({constant(name)})"
        else:
            head = f"step({head}, {constant(name)})"
    return head


def is_count(expression: Expression, scope: Mapping[str, str]) -> bool:
    """Tell whether an expression is a number of a loop: `loop.index`."""
    names = expression.names if isinstance(expression, Path) else ("",)
    return names[0] == "loop" and "loop" in scope and names[-1] not in ("first", "last")


def _loop(words: tuple[str, ...], variables: list[str]) -> str:
    while words[0] == "parent":
        words, variables = words[1:], variables[2:]
    index, found = variables[:2]
    return {
        "index": index,
        "index0": f"({index} - 1)",
        "revindex": f"(len({found}) - {index} + 1)",
        "revindex0": f"(len({found}) - {index})",
        "length": f"len({found})",
        "first": f"({index} == 1)",
        "last": f"({index} == len({found}))",
    }[words[0]]


_WRITERS: Final[Mapping[type, Callable[..., str]]] = {
    Literal: _literal,
    Listing: _listing,
    Path: _path,
    Filtered: _filtered,
    Comparison: _comparison,
    Denial: _denial,
    Junction: _junction,
}

"""The closed expression language: what it understands and what it refuses."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.template.expressions import (
    Comparison,
    Denial,
    ExpressionError,
    Filtered,
    Junction,
    Listing,
    Literal,
    Path,
    parse_expression,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("country.name", Path(("country", "name"))),
        ("\u00a0country . name ", Path(("country", "name"))),
        ("“Côte d’Ivoire”", Literal("Côte d’Ivoire")),
        ("'it says \"no\"'", Literal('it says "no"')),
        ("-1", Literal(-1)),
        ("true", Literal(True)),
        ("none", Literal(None)),
        ("1.5", Literal(1.5)),
        ("[1, 'b', c]", Listing((Literal(1), Literal("b"), Path(("c",))))),
        ("a is defined", Comparison(Path(("a",)), "!=", Literal(None))),
        ("a is not none", Comparison(Path(("a",)), "!=", Literal(None))),
        ("a is not defined", Comparison(Path(("a",)), "==", Literal(None))),
        ("coun\u00adtry\u200b.\u200fname", Path(("country", "name"))),
        ("a ≥ 1", Comparison(Path(("a",)), ">=", Literal(1))),
        ("'a\u00a0b\u00ad'", Literal("a\u00a0b\u00ad")),
        ("a|upper", Filtered(Path(("a",)), "upper")),
        (
            "a | join(', ', 'name') | upper",
            Filtered(Filtered(Path(("a",)), "join", (Literal(", "), Literal("name"))), "upper"),
        ),
        ("a == 1", Comparison(Path(("a",)), "==", Literal(1))),
        ("a not in b", Comparison(Path(("a",)), "not in", Path(("b",)))),
        ("not a", Denial(Path(("a",)))),
        (
            "a and not (b or c)",
            Junction("and", (Path(("a",)), Denial(Junction("or", (Path(("b",)), Path(("c",))))))),
        ),
    ],
)
def test_understands(text, expected):
    assert parse_expression(text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a.__class__", "underscore"),
        ("_a", "underscore"),
        ("a()", "calls"),
        ("a.b('x')", "calls"),
        ("a[0]", "square brackets"),
        ("a + 1", "calculates"),
        ("a - b", "calculates"),
        ("a * 2", "calculates"),
        ("a ~ b", "calculates"),
        ("a = 1", "single ="),
        ("a is mapping", "“is”"),
        ("a if b", "“if”"),
        ("a < b < c", "twice"),
        ("", "empty"),
        ("a.", "too early"),
        ("a | ", "too early"),
        ("'open", "partner"),
        ("a b", "“b”"),
        ("a\ufffcb", "picture"),
        ("(" * 40 + "a" + ")" * 40, "brackets"),
        ("a" * 1000, "too long"),
    ],
)
def test_refuses_what_is_not_in_the_language(text, says):
    with pytest.raises(ExpressionError, match=says) as raised:
        parse_expression(text)
    assert raised.value.hint


@given(st.text(max_size=60))
def test_any_text_is_understood_or_refused(text):
    with suppress(ExpressionError):
        parse_expression(text)

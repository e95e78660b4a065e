"""The closed expression language: dotted names, literals, comparisons, and/or/not, filters.

There are no calls, no indexing, no arithmetic and no names that start with `_`; whatever is not
in the grammar is an error. `parse_expression` never evaluates anything.

    choice     = both, { "or", both } ;           both       = denial, { "and", denial } ;
    denial     = "not", denial | comparison ;
    comparison = filtered, [ sign, filtered | "is", [ "not" ], ( "defined" | "none" ) ] ;
    filtered   = primary, { "|", name, [ "(", [ primary, { ",", primary } ], ")" ] } ;
    primary    = path | number | text | "true" | "false" | "none" | "(", choice, ")"
               | "[", [ primary, { ",", primary } ], "]" ;
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from briefing.template.spelling import DOUBLE, QUOTED, SINGLE, plain

_LONGEST = 400
_DEEPEST = 12
_TOKEN = re.compile(
    rf"""\s*(?:
        (?P<text>{QUOTED})
      | (?P<number>-?\d+(?:\.\d+)?(?![\w.]))
      | (?P<name>[^\W\d]\w*)
      | (?P<sign>==|!=|<=|>=|[<>|(),.\[\]])
      | (?P<other>\S)
    )""",
    re.VERBOSE,
)
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in", "not in"})
_RESERVED = frozenset({"and", "or", "not", "in", "if", "else", "for", "is", "import", "set"})
_CONSTANTS = {"true": True, "True": True, "false": False, "False": False, "none": None}
_CONSTANTS["None"] = None


class ExpressionError(Exception):
    """An expression that is not in the language; carries what is wrong and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text, true, false or none."""

    value: str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Listing:
    """Values that are written out: `[1, 2, 3]`."""

    values: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A dotted name: `country.name`."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filtered:
    """A value that goes through a filter: `name | upper`."""

    value: Expression
    filter: str
    arguments: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values and a sign between them."""

    left: Expression
    sign: str
    right: Expression


@dataclass(frozen=True, slots=True)
class Denial:
    """`not` something."""

    value: Expression


@dataclass(frozen=True, slots=True)
class Junction:
    """Several values joined by `and` or by `or`."""

    word: str
    values: tuple[Expression, ...]


Expression: TypeAlias = Literal | Listing | Path | Filtered | Comparison | Denial | Junction


def parse_expression(text: str) -> Expression:
    """Return the expression that `text` is.

    Raises:
        ExpressionError: It is not in the language.
    """
    if len(text) > _LONGEST:
        raise ExpressionError("is too long.", f"Keep it under {_LONGEST} characters.")
    parser = _Parser(_tokens(plain(text)))
    if parser.kind == "end":
        raise ExpressionError("is empty.", "Write the name of a field between the braces.")
    found = parser.choice()
    if parser.kind != "end":
        raise parser.unexpected()
    return found


def _tokens(text: str) -> list[tuple[str, str]]:
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        found.append((kind, match.group(kind)))
    return [*found, ("end", "")]


_FOREIGN = (
    ("[", "has square brackets.", "Write a dotted name, or use the filters first, last, where."),
    ("+-*/%~", "calculates.", "A template prints values; it does not calculate them."),
    ("=", "has a single =.", "Write == to compare."),
    ("{}", "has a brace inside the tag.", "Close the tag before the next one begins."),
    (DOUBLE + SINGLE, "has a quotation mark without its partner.", "Close the text in the tag."),
    ("\ufffc", "has a picture, field or break inside the tag.", "Type the tag again in one go."),
)


class _Parser:
    """Walks the tokens once, from left to right."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    @property
    def kind(self) -> str:
        return self._tokens[self._at][0]

    @property
    def word(self) -> str:
        return self._tokens[self._at][1]

    def unexpected(self) -> ExpressionError:
        kind, word = self._tokens[self._at]
        for signs, message, hint in _FOREIGN:
            if kind in ("other", "sign") and word in signs:
                return ExpressionError(message, hint)
        if kind == "end":
            return ExpressionError("stops too early.", "Complete or shorten it.")
        if word == "(":
            return ExpressionError("calls something.", "Nothing can be called in a template.")
        if word == "is":
            return ExpressionError("uses “is” twice.", "Join two comparisons with “and”.")
        if word == "if":
            return ExpressionError("uses “if” inside a tag.", "Use {% if … %} … {% endif %}.")
        return ExpressionError(f"is not understood at “{word}”.", "See the list of placeholders.")

    def take(self, *words: str) -> str:
        """Step over one of `words` that are not texts, and return it, or return ""."""
        kind, word = self._tokens[self._at]
        if kind in ("name", "sign") and word in words:
            self._at += 1
            return word
        return ""

    def choice(self) -> Expression:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ExpressionError("has too many brackets.", "Split it into several conditions.")
        values = [self._both()]
        while self.take("or"):
            values.append(self._both())
        self._depth -= 1
        return values[0] if len(values) == 1 else Junction("or", tuple(values))

    def _both(self) -> Expression:
        values = [self._denial()]
        while self.take("and"):
            values.append(self._denial())
        return values[0] if len(values) == 1 else Junction("and", tuple(values))

    def _denial(self) -> Expression:
        denials = 0
        while self.take("not"):
            denials += 1
        found = self._comparison()
        for _ in range(denials):
            found = Denial(found)
        return found

    def _comparison(self) -> Expression:
        left = self._filtered()
        if self.take("is"):
            return self._presence(left)
        sign = self.take("==", "!=", "<=", ">=", "<", ">", "in", "not")
        if not sign:
            return left
        if sign == "not":
            if not self.take("in"):
                raise self.unexpected()
            sign = "not in"
        found = Comparison(left, sign, self._filtered())
        if self.kind in ("sign", "name") and self.word in _COMPARISONS:
            raise ExpressionError("compares twice in a row.", "Join two comparisons with “and”.")
        return found

    def _presence(self, value: Expression) -> Expression:
        """Return `is defined` and `is none`, with or without `not`, as a comparison with none."""
        is_denied = bool(self.take("not"))
        word = self.take("defined", "none", "None")
        if not word:
            hint = "Known are is defined, is not defined, is none; else compare by ==."
            raise ExpressionError("uses “is” for something else.", hint)
        is_absent = (word != "defined") is not is_denied
        return Comparison(value, "==" if is_absent else "!=", Literal(None))

    def _filtered(self) -> Expression:
        found = self._primary()
        while self.take("|"):
            if self.kind != "name":
                raise self.unexpected()
            name = self.word
            self._at += 1
            found = Filtered(found, name, self._arguments())
        return found

    def _arguments(self) -> tuple[Expression, ...]:
        return self._listed(")") if self.take("(") else ()

    def _listed(self, closing: str) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while not self.take(closing):
            if found and not self.take(","):
                raise self.unexpected()
            found.append(self._primary())
        return tuple(found)

    def _primary(self) -> Expression:
        kind, word = self._tokens[self._at]
        if kind == "text":
            self._at += 1
            return Literal(word[1:-1])
        if kind == "number":
            self._at += 1
            return Literal(float(word) if "." in word else int(word))
        if self.take("["):
            return Listing(self._listed("]"))
        if self.take("("):
            found = self.choice()
            if not self.take(")"):
                raise self.unexpected()
            return found
        if kind != "name" or word in _RESERVED:
            raise self.unexpected()
        return self._path()

    def _path(self) -> Expression:
        names = [self._name()]
        while self.take("."):
            names.append(self._name())
        if self.word == "(":
            raise self.unexpected()
        if len(names) == 1 and names[0] in _CONSTANTS:
            return Literal(_CONSTANTS[names[0]])
        return Path(tuple(names))

    def _name(self) -> str:
        kind, word = self._tokens[self._at]
        if kind != "name":
            raise self.unexpected()
        if word.startswith("_"):
            raise ExpressionError(
                f"names “{word}”, which starts with an underscore.", "No field has such a name."
            )
        self._at += 1
        return word

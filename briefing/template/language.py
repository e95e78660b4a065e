"""The tags of the template language: finding them in a text and understanding each.

Understood are `{{ value }}`, `{% for x in list %}`, `{% if … %}`, `{% elif … %}`, `{% else %}`,
`{% endfor %}`, `{% endif %}` and `{# remark #}`, with docxtpl's letters `p`, `tr`, `tc` and `r`
directly after the first brace pair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from briefing.errors import InputRefusedError
from briefing.template.expressions import (
    Expression,
    ExpressionError,
    parse_expression,
    plain_spaces,
)

MOST_IN_PARAGRAPH: Final = 200  # in one paragraph: finding each of them takes a walk through all
_OPENING = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LETTER = re.compile(r"\A(p|tr|tc|r)\s+(?=\S)")
_FOR = re.compile(r"for\s+(?P<variable>\w+)\s+in\s+(?P<list>.+)", re.DOTALL)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class TagKind(StrEnum):
    """What a tag does."""

    VALUE = "value"
    FOR = "for"
    IF = "if"
    ELIF = "elif"
    ELSE = "else"
    ENDFOR = "endfor"
    ENDIF = "endif"
    REMARK = "remark"


OPENERS = frozenset({TagKind.FOR, TagKind.IF})
MIDDLES = frozenset({TagKind.ELIF, TagKind.ELSE})
CLOSERS = frozenset({TagKind.ENDFOR, TagKind.ENDIF})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One understood tag.

    Attributes:
        kind: What it does.
        words: The whole tag as it stands in the template.
        level: docxtpl's letter (`p`, `tr`, `tc`, `r`), or "" to find the level from the place.
        expression: The value, list or condition; None where there is none.
        variable: The loop variable of a `for`.
    """

    kind: TagKind
    words: str
    level: str = ""
    expression: Expression | None = None
    variable: str = ""


@dataclass(frozen=True, slots=True)
class FoundTag:
    """Where in a text a tag stands; `stop` is exclusive; an unclosed one has no `inside`."""

    start: int
    stop: int
    sign: str
    inside: str | None


def find_tags(text: str) -> list[FoundTag]:
    """Return every tag in `text`, the broken ones too, from left to right.

    Raises:
        InputRefusedError: There are too many of them.
    """
    found: list[FoundTag] = []
    at = 0
    while match := _OPENING.search(text, at):
        if len(found) == MOST_IN_PARAGRAPH:
            raise InputRefusedError(
                f"The template has more than {MOST_IN_PARAGRAPH} tags in one paragraph, which "
                f"begins “{text[:40]}…”. Divide it."
            )
        start, sign = match.start(), match.group()
        after = match.end()
        closing = _CLOSING.get(sign)
        stop = text.find(closing, after) if closing else -1
        if closing is None or stop < 0 or _another(text, after, stop):
            found.append(FoundTag(start, after, sign, None))
            at = after
        else:
            at = stop + 2
            found.append(FoundTag(start, at, sign, text[after:stop]))
    return found


def _another(text: str, start: int, stop: int) -> bool:
    return any(text.find(sign, start, stop) >= 0 for sign in ("{{", "{%"))


_FOREIGN = {
    "set": "Values cannot be stored; write the field where it is needed.",
    "include": "One template cannot include another.",
    "import": "Nothing can be imported.",
    "macro": "Macros are not part of the language.",
    "vm": "Merged cells are not part of the language.",
    "hm": "Merged cells are not part of the language.",
    "cellbg": "Cell colours come from the table's style or from a drawn table.",
    "colspan": "Merged cells are not part of the language.",
    "with": "Write the whole dotted name instead.",
    "elseif": "Write elif.",
    "end": "Write endfor or endif.",
    "while": "Only for … in … repeats.",
}
_KNOWN = "Known are for, endfor, if, elif, else, endif."


def understand(found: FoundTag, words: str) -> Tag:
    """Return the tag that stands in a text.

    Raises:
        ExpressionError: It is not in the language.
    """
    if found.inside is None:
        raise _unclosed(found.sign)
    if found.sign == "{#":
        return Tag(kind=TagKind.REMARK, words=words)
    inside = plain_spaces(found.inside)
    letter = _LETTER.match(inside)
    level = letter.group(1) if letter else ""
    inside = (inside[letter.end() :] if letter else inside).strip()
    if found.sign == "{{":
        value = parse_expression(inside)
        return Tag(kind=TagKind.VALUE, words=words, level=level, expression=value)
    return _statement(inside, words, level)


def guessed(found: FoundTag, words: str) -> Tag | None:
    """Return the block tag that a broken one was meant to be, so that its partner is not blamed."""
    inside = _LETTER.sub("", plain_spaces(found.inside or ""), count=1).strip(" -")
    word = inside.partition(" ")[0]
    if found.sign != "{%" or word not in (*OPENERS, *MIDDLES, *CLOSERS):
        return None
    names = inside.split()
    variable = names[1] if word == TagKind.FOR and len(names) > 1 else ""
    return Tag(kind=TagKind(word), words=words, variable=variable)


def _unclosed(sign: str) -> ExpressionError:
    if sign in _CLOSING:
        return ExpressionError(
            f"opens with {sign} and is never closed.",
            f"Write {_CLOSING[sign]} in the same paragraph.",
        )
    opening = next(key for key, value in _CLOSING.items() if value == sign)
    return ExpressionError(
        f"closes with {sign}, but nothing was opened.", f"Write {opening} before it, or remove it."
    )


def _statement(inside: str, words: str, level: str) -> Tag:
    if inside.startswith("-") or inside.endswith("-"):
        raise ExpressionError(
            "has a minus sign at its edge.", "Remove it: no empty paragraphs remain anyway."
        )
    word, _, rest = inside.partition(" ")
    if word == "for":
        return _loop(inside, words, level)
    if word in (TagKind.IF, TagKind.ELIF):
        condition = parse_expression(rest)
        return Tag(kind=TagKind(word), words=words, level=level, expression=condition)
    if word in (TagKind.ELSE, TagKind.ENDFOR, TagKind.ENDIF):
        if rest.strip():
            raise ExpressionError(f"has words after {word}.", f"Write {{% {word} %}} alone.")
        return Tag(kind=TagKind(word), words=words, level=level)
    hint = _FOREIGN.get(word, _KNOWN)
    raise ExpressionError(f"is no tag of the language: “{word}”.", hint)


def _loop(inside: str, words: str, level: str) -> Tag:
    match = _FOR.fullmatch(inside)
    if match is None:
        raise ExpressionError(
            "is not a complete for.", "Write {% for country in countries %}: one name, in, a list."
        )
    variable = match.group("variable")
    if not _NAME.fullmatch(variable) or variable == "loop":
        raise ExpressionError(
            f"cannot use “{variable}” as its name.", "Take a letter, then letters and digits."
        )
    value = parse_expression(match.group("list"))
    return Tag(kind=TagKind.FOR, words=words, level=level, expression=value, variable=variable)


def names_in_single_braces(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return what looks like a placeholder that lost a brace: its words and its dotted name."""
    found = []
    for match in re.finditer(r"(?<!\{)\{\s*([A-Za-z][\w.]*)\s*\}(?!\})", text):
        names = tuple(match.group(1).split("."))
        if all(names):
            found.append((match.group(), names))
    return found

"""The tags of the template language: finding them in a text and understanding each.

Understood are `{{ value }}`, `{% for x in list %}`, `{% if … %}`, `{% elif … %}`, `{% else %}`,
`{% endfor %}`, `{% endif %}` and `{# remark #}`; docxtpl's letters `p`, `tr`, `tc` and `r` directly
after the first brace pair, its hyphens (`{%-`, `-%}`), its tags for cells (`cellbg`, `colspan`,
`vm`, `hm`) and its printed braces (`{_{`, `}_}`, `{_%`, `%_}`).
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
    Literal,
    Path,
    parse_expression,
)
from briefing.template.meant import BLOCKS, block_hint, meant_block
from briefing.template.spelling import IGNORED, plain

MOST_IN_PARAGRAPH: Final = 200  # in one paragraph: finding each of them takes a walk through all
_SIGN = re.compile(rf"\{{_[{{%]|[}}%]_\}}|\{{[{IGNORED}]*[{{%#]|[}}%#][{IGNORED}]*\}}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_PRINTED = frozenset({"{_{", "}_}", "{_%", "%_}"})
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
    COLOUR = "cellbg"
    SPAN = "colspan"
    MERGE_DOWN = "vm"
    MERGE_ACROSS = "hm"


OPENERS = frozenset({TagKind.FOR, TagKind.IF})
MIDDLES = frozenset({TagKind.ELIF, TagKind.ELSE})
CLOSERS = frozenset({TagKind.ENDFOR, TagKind.ENDIF})
CELLS = frozenset({TagKind.COLOUR, TagKind.SPAN, TagKind.MERGE_DOWN, TagKind.MERGE_ACROSS})


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
    signs = [(match.start(), match.end(), _sign(match.group())) for match in _SIGN.finditer(text)]
    found: list[FoundTag] = []
    last_end = max((at for at, (*_, sign) in enumerate(signs) if sign == "#}"), default=-1)
    at = 0
    while at < len(signs):
        if len(found) == MOST_IN_PARAGRAPH:
            raise InputRefusedError(
                f"The template has more than {MOST_IN_PARAGRAPH} tags in one paragraph, which "
                f"begins “{text[:40]}…”. Divide it."
            )
        start, after, sign = signs[at]
        at += 1
        if sign in _PRINTED:
            found.append(FoundTag(start, after, sign, ""))
            continue
        is_open = sign in _CLOSING and (sign != "{#" or at <= last_end)
        stop = _closed(signs, at, sign) if is_open else None
        if stop is None:
            found.append(FoundTag(start, after, sign, None))
        else:
            found.append(FoundTag(start, signs[stop][1], sign, text[after : signs[stop][0]]))
            at = stop + 1
    return found


def _sign(found: str) -> str:
    return found if found in _PRINTED else found[0] + found[-1]


def _closed(signs: list[tuple[int, int, str]], at: int, opening: str) -> int | None:
    """Return which sign closes a tag; None when none does before another tag opens."""
    closing = _CLOSING[opening]
    for number in range(at, len(signs)):
        if signs[number][2] == closing:
            return number
        if signs[number][2] in ("{{", "{%") and opening != "{#":
            return None
    return None


def understand(found: FoundTag, words: str) -> Tag:
    """Return the tag that stands in a text.

    Raises:
        ExpressionError: It is not in the language.
    """
    if found.inside is None:
        raise _unclosed(found.sign)
    if found.sign in _PRINTED:
        braces = Literal(found.sign.replace("_", ""))
        return Tag(kind=TagKind.VALUE, words=words, expression=braces)
    if found.sign == "{#":
        return Tag(kind=TagKind.REMARK, words=words, level=_remark_level(found.inside))
    inside = _without_hyphens(plain(found.inside))
    letter = _LETTER.match(inside)
    level = letter.group(1) if letter else ""
    inside = (inside[letter.end() :] if letter else inside).strip()
    if found.sign == "{{" and inside.partition(" ")[0] in BLOCKS:
        raise ExpressionError("is a block tag in the braces of a value.", block_hint(inside))
    if found.sign == "{{":
        value = parse_expression(inside)
        return Tag(kind=TagKind.VALUE, words=words, level=level, expression=value)
    return _statement(inside, words, level)


def joins(found: FoundTag) -> tuple[bool, bool]:
    """Tell whether a tag draws in the paragraph before it and the one after it by a hyphen."""
    inside = plain(found.inside or "").strip() if found.sign in ("{{", "{%") else ""
    is_known = len(inside) > 1
    return is_known and inside[0] == "-" and not inside[1].isdigit(), (
        is_known and inside[-1] == "-"
    )


def reach(text: str, found: FoundTag) -> tuple[int, int]:
    """Return where a tag starts and stops with the spaces and breaks that its hyphens take away.

    No-break spaces stay: docxtpl's authors write them where a space is wanted.
    """
    start, stop = found.start, found.stop
    before, after = joins(found)
    if before:
        start = len(text[:start].rstrip(" \t\n"))
    if after:
        stop = len(text) - len(text[stop:].lstrip(" \t\n"))
    return start, stop


def _without_hyphens(inside: str) -> str:
    head = inside[1:] if re.match(r"[-+](?!\d)", inside) else inside
    return head.rstrip().removesuffix("-")


def _remark_level(inside: str) -> str:
    letter = re.match(r"(tr|tc)\s", plain(inside))
    return letter.group(1) if letter else ""


def guessed(found: FoundTag, words: str) -> Tag | None:
    """Return the block tag that a broken one was meant to be, so that its partner is not blamed."""
    inside = _LETTER.sub("", plain(found.inside or ""), count=1).strip(" -")
    is_block = found.sign == "{%" or (found.sign == "{{" and inside.split(" ")[0] in BLOCKS)
    word = meant_block(inside) if is_block else ""
    if not word:
        return None
    kind = TagKind(word)
    names = inside.split()
    variable = names[1] if kind is TagKind.FOR and len(names) > 1 else ""
    return Tag(kind=kind, words=words, variable=variable)


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
    word, _, rest = inside.partition(" ")
    if word == "for":
        return _loop(inside, words, level)
    if word in (TagKind.IF, TagKind.ELIF):
        condition = parse_expression(rest)
        return Tag(kind=TagKind(word), words=words, level=level, expression=condition)
    if word in (TagKind.ELSE, TagKind.ENDFOR, TagKind.ENDIF):
        if rest.strip():
            hint = f"Write {{% {word} %}} alone."
            is_meant = meant_block(inside) != word
            raise ExpressionError(
                f"has words after {word}.", block_hint(inside) if is_meant else hint
            )
        return Tag(kind=TagKind(word), words=words, level=level)
    if word in CELLS:
        return _cell(TagKind(word), rest, words)
    raise ExpressionError(f"is no tag of the language: “{word}”.", block_hint(inside))


def _cell(kind: TagKind, rest: str, words: str) -> Tag:
    takes_value = kind in (TagKind.COLOUR, TagKind.SPAN)
    if not takes_value and rest.strip():
        raise ExpressionError(f"has words after {kind}.", f"Write {{% {kind} %}} alone.")
    value = parse_expression(rest) if takes_value else Path(("loop", "first"))
    return Tag(kind=kind, words=words, expression=value)


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

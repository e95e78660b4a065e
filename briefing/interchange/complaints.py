"""What is wrong with a JSON document, each thing as one sentence with its place."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, FormatChecker

from briefing.domain.dates import is_date, is_moment
from briefing.domain.ids import is_id
from briefing.domain.text import first_forbidden
from briefing.interchange.schema import pack_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jsonschema.exceptions import ValidationError

Path = tuple["str | int", ...]
_FORMATS = {
    "edtf": (is_date, "a date such as 2026-01-06, 2026-01 or 2026-01-03/2026-01-04"),
    "moment": (is_moment, "a date, or a date and time such as 2026-01-06T21:55:00+03:00"),
    "id": (is_id, "an id of 1 to 40 letters, digits, - and _"),
}
_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
}


def place(path: Iterable[str | int]) -> str:
    """Return a path as it is written in messages: `quotes[3].mode`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text or "the document"


def schema_complaints(document: Any) -> Iterator[tuple[Path, str]]:
    """Yield place and sentence of everything that the schema forbids."""
    checker = FormatChecker(formats=())
    for name, (is_fine, _) in _FORMATS.items():
        checker.checks(name)(_checked(is_fine))
    validator = Draft202012Validator(pack_schema(), format_checker=checker)
    for error in validator.iter_errors(document):
        yield from _explained(error)


def text_complaints(document: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield place and sentence of every character that no pack can hold."""
    if isinstance(document, str):
        found = first_forbidden(document)
        if found is not None:
            at, name = found
            yield path, f"holds the character {name} at position {at}, which cannot be kept"
    elif isinstance(document, dict):
        for key, value in document.items():
            yield from text_complaints(value, (*path, str(key)))
    elif isinstance(document, list):
        for index, value in enumerate(document):
            yield from text_complaints(value, (*path, index))


def _checked(is_fine: Any) -> Any:
    def check(value: object) -> bool:
        return not isinstance(value, str) or bool(is_fine(value))

    return check


def _explained(error: ValidationError) -> Iterator[tuple[Path, str]]:
    path: Path = tuple(error.absolute_path)
    rule = str(error.validator)
    value: Any = error.instance
    wanted: Any = error.validator_value
    schema: Any = error.schema
    if rule == "additionalProperties":
        known = list(schema["properties"])
        for key in value:
            if key not in known:
                yield (*path, str(key)), f"is not a field here{_meant(str(key), known)}"
        return
    if rule == "required":
        for key in wanted:
            if key not in value:
                yield path, f"lacks the field “{key}”"
        return
    yield path, _sentence(rule, wanted, value)


def _sentence(rule: str, wanted: Any, value: Any) -> str:
    explain = _SENTENCES.get(rule)
    if explain is None:
        return f"is {_shown(value)}, which does not fit ({rule})"
    return explain(wanted, value)


def _not_a_code(codes: list[Any], value: Any) -> str:
    words = [str(code) for code in codes]
    if not isinstance(value, str) and str(value) in words:
        return f'is the number {value}; it is a text: write "{value}", in quotation marks'
    return f"is {_shown(value)}; it can be {', '.join(words)}{_meant(str(value), words)}"


_SENTENCES: dict[str, Callable[[Any, Any], str]] = {
    "type": lambda wanted, value: f"should be {_TYPES.get(wanted, wanted)}, not {_shown(value)}",
    "enum": _not_a_code,
    "const": lambda wanted, value: f"is {_shown(value)} where “{wanted}” is expected",
    "format": lambda wanted, value: f"is {_shown(value)}, which is not {_FORMATS[wanted][1]}",
    "pattern": lambda _, value: f"is {_shown(value)}, which is not a SHA-256",
    "minLength": lambda _, __: "is empty; leave the field out where nothing is known",
    "minItems": lambda _, __: "is empty; it needs at least one",
    "minimum": lambda wanted, value: f"is {value}; it cannot be less than {wanted}",
    "maximum": lambda wanted, value: f"is {value}; it cannot be more than {wanted}",
    "not": lambda _, __: "carries a score though it is not scored",
}


def _shown(value: Any) -> str:
    text = f"“{value}”" if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _meant(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f" (did you mean “{close[0]}”?)" if close else ""

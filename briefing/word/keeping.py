"""The compiled form of a template as text, so that a later process need not compile it again.

It is JSON below a check sum of it: reading makes nothing but texts, numbers and lists of them. The
functions in it are run only when `closed_code` finds in them what the compiler writes, and nothing
else.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from briefing.files.zips import StoredPart
from briefing.template.closed_code import is_closed
from briefing.template.holes import Hole
from briefing.template.routine import Routine
from briefing.template.style_sheet import StyleSheet
from briefing.word.compiled import CompiledTemplate, Numbering, TextPart
from briefing.word.numerals import Numerals
from briefing.word.relationships import ContentTypes, Relationship

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
_MOST: Final = 2 * 2**20  # bytes
_NAME: Final = 160  # bytes of a relationship, a style or the surroundings of a value


def kept(template: CompiledTemplate) -> bytes:
    """Return a compiled template as text, or b"" where it is so large that this is no gain."""
    if _weight(template) > _MOST:
        return b""
    text = json.dumps(_plain(template), separators=(",", ":")).encode()
    return b"%d\n%s" % (zlib.crc32(text), text)


def _weight(template: CompiledTemplate) -> int:
    """Return roughly how many bytes of text a template would be."""
    routines = [*(part.routine for part in template.texts), *template.properties.values()]
    written = sum(len(each.source) + sum(map(len, each.constants)) for each in routines)
    named = sum(map(len, template.relationships.values()))
    named += len(template.types.overrides) + len(template.styles.ids)
    named += sum(len(each.holes) + len(each.places) for each in routines)
    return sum(len(part.packed) for part in template.copied) + written + _NAME * named


def _plain(value: object) -> Any:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return [[_plain(key), _plain(each)] for key, each in value.items()]
    if is_dataclass(value):
        return [_plain(getattr(value, each.name)) for each in fields(value)]
    return value


def taken_up(kept_text: bytes) -> CompiledTemplate | None:
    """Return the compiled template of a text, or None where it is not what `kept` has written."""
    check_sum, _, text = kept_text.partition(b"\n")
    if check_sum != b"%d" % zlib.crc32(text):
        return None
    try:
        return _template(*json.loads(text))
    except (ValueError, TypeError):
        return None


def _template(
    texts: Any, copied: Any, relationships: Any, types: Any, styles: Any, numbering: Any, *rest: Any
) -> CompiledTemplate:
    notes, numerals, properties = rest
    ids, *others = styles
    *named, abstract = numbering
    return CompiledTemplate(
        texts=tuple(_made(TextPart, (*head, _routine(each), last)) for *head, each, last in texts),
        copied=tuple(_made(StoredPart, (*rows, b64decode(packed))) for *rows, packed in copied),
        relationships={
            part: tuple(_made(Relationship, each) for each in found)
            for part, found in relationships
        },
        types=_made(ContentTypes, (dict(each) for each in types)),
        styles=_made(StyleSheet, ({(*key,): name for key, name in ids}, *_tables(others))),
        numbering=_made(Numbering, (*named, dict(abstract))),
        notes={kind: (*frame,) for kind, frame in notes},
        numerals={kind: _made(Numerals, each) for kind, each in numerals},
        properties={name: _routine(each) for name, each in properties},
    )


def _tables(values: Iterable[Any]) -> Iterable[Any]:
    return (dict(each) if isinstance(each, list) else each for each in values)


def _routine(values: Any) -> Routine:
    source, constants, holes, places = values
    if not is_closed(source):
        raise ValueError("a function that the compiler did not write")
    return Routine(
        source=source,
        constants=tuple(constants),
        holes=tuple(_made(Hole, each) for each in holes),
        places=tuple(places),
    )


def _made(kind: type[T], values: Iterable[Any]) -> T:
    names = (each.name for each in fields(kind))  # type: ignore[arg-type]  # a dataclass
    return kind(**dict(zip(names, values, strict=True)))

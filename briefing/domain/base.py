"""What every record and every part of a record has, and the types of their plain fields.

The types of the fields are the one table from which the store's columns, the JSON schema, `dump`
and `load` are made: an id type is a reference, `EdtfDate` and `Moment` are dates, a tuple of parts
is a list of objects, a vocabulary is a closed list of codes. A name that Python reserves carries
an underscore at its end, which JSON leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from briefing.domain.ids import SourceId
from briefing.domain.spans import Range, Span
from briefing.domain.vocabularies import Disclosure

EdtfDate = NewType("EdtfDate", str)
"""A date as precise as it is known: `2026-01-06`, `2026-01`, `2026-01~`, an interval."""

Moment = NewType("Moment", str)
"""An EDTF date, or a date with time and offset: `2026-01-06T21:55:00+03:00`."""

Markdown = NewType("Markdown", str)
"""Prose in Markdown; citations are `[@source-id]` or `[@evidence-id]`."""

LongText = NewType("LongText", str)
"""A text that is kept once, under its hash: of a source, or of an edition's content."""

Digest = NewType("Digest", str)
"""A SHA-256 in lower-case hexadecimal digits."""

FreeForm = NewType("FreeForm", str)
"""A JSON value of any shape, kept as its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that lives inside a record; its id is unique within its kind."""

    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RangePart(Range):
    """A part that is a range of its record's source."""

    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanPart(Span):
    """A part that is a passage with its exact words."""

    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """When and by whom a record was last compared with its sources."""

    on: EdtfDate
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record may carry besides its own fields."""

    id: str
    by: str | None = None
    captured: Moment | None = None
    checked: Checked | None = None
    sensitive: bool = False
    disclosure: Disclosure = Disclosure.BACKGROUND
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """A marking: a TLP label or a classification of a scheme."""

    scheme: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(SpanPart):
    """The link from a record to a passage of a source."""

    source: SourceId

"""What a document that comes home remembers; by itself, so that the engine needs no records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewForm:
    """What a document that is to come home remembers of where it is from.

    Attributes:
        pack: The id of the pack.
        title: The pack's title.
        template: The id of the template.
        version: The template's version.
    """

    pack: str
    title: str
    template: str
    version: str = ""

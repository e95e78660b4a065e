"""What is compiled: one text-bearing part of a template, and what all its parts share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from briefing.errors import InputRefusedError
from briefing.template.contract import Contract
from briefing.template.style_sheet import StyleSheet
from briefing.template.widths import A4_TEXT

MOST_TAGS: Final = 8_000  # in a whole template


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSource:
    """One text-bearing part of a template.

    Attributes:
        name: Its name in the file: `word/document.xml`.
        label: What an author calls it: `Body`.
        root: Its tree; it is used up.
        notes: The footnotes and endnotes by (kind, id).
        links: The addresses outside of the file by relationship id.
        has_headings: Whether its headings belong into the contents.
        width: Text width in a part without sections of its own, in twips.
        running: The headers and footers that its sections refer to, by relationship id.
        repeated: Filled in: names of those that are written anew for every round of a loop.
        shared: Filled in: names of those that sections share.
    """

    name: str
    label: str
    root: etree._Element
    notes: Mapping[tuple[str, str], etree._Element] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    has_headings: bool = False
    width: int = A4_TEXT
    running: Mapping[str, PartSource] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)


@dataclass(slots=True)
class TagBudget:
    """Counts the tags of a template down."""

    left: int = MOST_TAGS

    def spend(self, count: int) -> None:
        """Count tags.

        Raises:
            InputRefusedError: The template has too many.
        """
        self.left -= count
        if self.left < 0:
            raise InputRefusedError(
                f"The template has more than {MOST_TAGS:,} tags. Repeat by {{% for … %}} instead."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the parts of one template share.

    Attributes:
        styles: The template's styles.
        contract: The fields that may be named; None checks the language only.
        counting: The numbered lists of the template.
        hiding: The styles whose words are hidden.
        tags: How many tags there may still be.
    """

    styles: StyleSheet
    contract: Contract | None = None
    counting: frozenset[int] = frozenset()
    hiding: frozenset[str] = frozenset()
    tags: TagBudget = field(default_factory=TagBudget)

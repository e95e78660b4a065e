"""The styles of a template as plain data: what a document needs to know of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleSheet:
    """What the engine needs to know of `styles.xml`.

    Attributes:
        ids: Style id by (kind, name in small letters); kind is `paragraph`, `character`, `table`.
        outline: Outline level, from 1, of the paragraph styles that have one.
        lists: Numbering id of the paragraph styles that number or bullet.
        default: Id of the default paragraph style, or "".
    """

    ids: dict[tuple[str, str], str]
    outline: dict[str, int]
    lists: dict[str, int]
    default: str = ""

    def find(self, kind: str, name: str) -> str | None:
        """Return the id of a style by its name in any case, or None."""
        return self.ids.get((kind, name.lower()))

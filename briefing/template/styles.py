"""The styles of a Word template: ids by name, outline levels, the default paragraph style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.template.ooxml import W

if TYPE_CHECKING:
    from lxml import etree


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


def _value(style: etree._Element, path: str) -> str | None:
    found = style.find(path)
    return None if found is None else found.get(f"{W}val")


def _inherited(styles: dict[str, etree._Element], start: str, path: str) -> str | None:
    seen: set[str] = set()
    name: str | None = start
    while name in styles and name not in seen:
        seen.add(name)
        found = _value(styles[name], path)
        if found is not None:
            return found
        name = _value(styles[name], f"{W}basedOn")
    return None


def read_styles(root: etree._Element | None) -> StyleSheet:
    """Return the style sheet of a parsed `styles.xml`; an absent part has no styles."""
    found = [] if root is None else list(root.iter(f"{W}style"))
    by_id = {style.get(f"{W}styleId", ""): style for style in found}
    ids, outline, lists, default = {}, {}, {}, ""
    for name, style in by_id.items():
        kind = style.get(f"{W}type", "paragraph")
        ids[kind, (_value(style, f"{W}name") or name).lower()] = name
        if kind != "paragraph":
            continue
        level = _inherited(by_id, name, f"{W}pPr/{W}outlineLvl")
        if level is not None and level.isdigit() and int(level) < 9:
            outline[name] = int(level) + 1
        number = _inherited(by_id, name, f"{W}pPr/{W}numPr/{W}numId")
        if number is not None and number.isdigit() and number != "0":
            lists[name] = int(number)
        if style.get(f"{W}default") in ("1", "true"):
            default = name
    return StyleSheet(ids=ids, outline=outline, lists=lists, default=default)

"""The styles of a Word template: ids by name, outline levels, the default paragraph style."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from briefing.template.attributes import whole_number
from briefing.template.ooxml import W
from briefing.template.style_sheet import StyleSheet


def _value(style: etree._Element, path: str) -> str | None:
    found = style.find(path)
    return None if found is None else found.get(f"{W}val")


_NO_LEVEL = 9  # the outline level of body text


@dataclass(slots=True)
class _Inherited:
    """What styles say or take over from those that they are based on; each is asked once."""

    styles: dict[str, etree._Element]
    path: str
    _known: dict[str, str | None] = field(default_factory=dict)

    def of(self, start: str) -> str | None:
        """Return the value of a style."""
        passed: list[str] = []
        name: str | None = start
        found = None
        while found is None and name in self.styles and name not in self._known:
            passed.append(name)
            self._known[name] = None  # where they go round in a circle
            found = _value(self.styles[name], self.path)
            name = _value(self.styles[name], f"{W}basedOn")
        if found is None and name is not None:
            found = self._known.get(name)
        self._known.update(dict.fromkeys(passed, found))
        return found


def read_styles(root: etree._Element | None) -> StyleSheet:
    """Return the style sheet of a parsed `styles.xml`; an absent part has no styles."""
    found = [] if root is None else list(root.iter(f"{W}style"))
    by_id = {style.get(f"{W}styleId", ""): style for style in found}
    levels = _Inherited(by_id, f"{W}pPr/{W}outlineLvl")
    numbers = _Inherited(by_id, f"{W}pPr/{W}numPr/{W}numId")
    ids, outline, lists, default = {}, {}, {}, ""
    for name, style in by_id.items():
        kind = style.get(f"{W}type", "paragraph")
        ids[kind, (_value(style, f"{W}name") or name).lower()] = name
        if kind != "paragraph":
            continue
        level = whole_number(levels.of(name), _NO_LEVEL)
        if level < _NO_LEVEL:
            outline[name] = level + 1
        number = whole_number(numbers.of(name))
        if number:
            lists[name] = number
        if style.get(f"{W}default") in ("1", "true"):
            default = name
    return StyleSheet(ids=ids, outline=outline, lists=lists, default=default)

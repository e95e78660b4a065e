"""How the parts of a file refer to each other and outside, and what kinds of part there are."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import Final

from briefing.word.text import attribute

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """One relationship of a part.

    Attributes:
        id: Unique within the part.
        type: The last word of its type: `hyperlink`, `image`.
        full_type: The whole type.
        target: Name of a part, or an address outside of the file.
        is_external: Whether the target is outside.
    """

    id: str
    type: str
    full_type: str
    target: str
    is_external: bool = False


def rels_name(part: str) -> str:
    """Return the name of the part that holds the relationships of `part` ("": of the file)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


@dataclass(slots=True)
class Links:
    """The relationships of a part that is written; new addresses and pictures are added once.

    Attributes:
        part: Name of the part.
        own: Those that the template has.
        added: New ones: id by (type, target, is external).
    """

    part: str
    own: tuple[Relationship, ...] = ()
    added: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def add(self, kind: str, target: str, *, is_external: bool = False) -> str:
        """Return the id of the relationship to a part or an address."""
        key = (f"{OFFICE}/{kind}", target, is_external)
        if key not in self.added:
            known = {each.id for each in self.own}
            name = f"rIdB{len(self.added) + 1}"
            while name in known:  # a template may be made of our own output
                name += "x"
            self.added[key] = name
        return self.added[key]

    def xml(self) -> str:
        """Return the whole part, or "" when there are no relationships."""
        rows = [(each.id, each.full_type, each.target, each.is_external) for each in self.own]
        rows += [(name, *key) for key, name in self.added.items()]
        if not rows:
            return ""
        folder = posixpath.dirname(self.part)
        lines = []
        for name, full_type, target, is_external in rows:
            written = target if is_external else _relative(target, folder)
            mode = ' TargetMode="External"' if is_external else ""
            lines.append(
                f'<Relationship Id="{attribute(name)}" Type="{attribute(full_type)}" '
                f'Target="{attribute(written)}"{mode}/>'
            )
        body = "".join(lines)
        return f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{body}</Relationships>'


def _relative(target: str, folder: str) -> str:
    """Return the way from a folder to a part, without asking where this process stands."""
    steps, wanted = folder.split("/") if folder else [], target.split("/")
    shared = 0
    while shared < min(len(steps), len(wanted) - 1) and steps[shared] == wanted[shared]:
        shared += 1
    return "/".join([".."] * (len(steps) - shared) + wanted[shared:])


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """The kinds of the parts: by ending of the name, and by whole name."""

    defaults: dict[str, str]
    overrides: dict[str, str]

    def of(self, part: str) -> str:
        """Return the kind of a part, or ""."""
        return self.overrides.get(part) or self.defaults.get(part.rpartition(".")[2].lower(), "")

    def xml(self) -> str:
        """Return the whole part `[Content_Types].xml`."""
        lines = [
            f'<Default Extension="{attribute(ending)}" ContentType="{attribute(kind)}"/>'
            for ending, kind in sorted(self.defaults.items())
        ]
        lines += [
            f'<Override PartName="/{attribute(part)}" ContentType="{attribute(kind)}"/>'
            for part, kind in sorted(self.overrides.items())
        ]
        return f'{DECLARATION}<Types xmlns="{TYPES}">{"".join(lines)}</Types>'

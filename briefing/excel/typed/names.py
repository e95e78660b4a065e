"""Records found by the names that are printed for them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from briefing.domain.actors import Actor
from briefing.domain.agenda import Measure, Topic
from briefing.excel.typed.cell import UnfitCellError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.domain.content import Content

_NOUNS: Mapping[type, str] = {Actor: "an actor", Topic: "a topic", Measure: "an action"}


def id_of(content: Content, record_type: type[Actor | Topic | Measure], words: str) -> str:
    """Return the id of the actor, topic or action of a name.

    The printed name counts first, then other forms of an actor's name, whatever the capitals.

    Raises:
        UnfitCellError: There is none of that name, or several.
    """
    rows: Iterable[Actor | Topic | Measure] = content.all(record_type)
    forms = {row.id: _forms(row) for row in rows}
    key = _key(words)
    exact = [one for one, names in forms.items() if _key(names[0]) == key]
    found = exact or [one for one, names in forms.items() if key in map(_key, names)]
    if len(found) == 1:
        return found[0]
    said = f"“{' '.join(words.split())}”"
    if found:
        raise UnfitCellError(
            f"{said} is the name of {len(found)} records of this pack: choose in the window which "
            "one is meant."
        )
    known = {_key(name): name for names in forms.values() for name in names}
    raise UnfitCellError(f"{said} is not {_NOUNS[record_type]} of this pack: {_hint(key, known)}")


def _hint(key: str, known: Mapping[str, str]) -> str:
    if "," in key and all(part.strip() in known for part in key.split(",")):
        return "are several meant? Put semicolons between them."
    near = [known[one] for one in get_close_matches(key, known, n=1, cutoff=0.75)]
    return f"is “{near[0]}” meant?" if near else "add it, then receive the workbook again."


def _forms(row: Actor | Topic | Measure) -> list[str]:
    forms = [row.name]
    for name in row.names if isinstance(row, Actor) else ():
        forms += [form for form in (name.short, name.official, *name.forms) if form]
    return forms


def _key(words: str) -> str:
    return " ".join(words.split()).casefold()

"""What is said of a table before it goes into the inbox: in one sentence, and of each actor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from briefing.app.countries import countries
from briefing.app.tables.known import directory
from briefing.tabular.directory import Directory

if TYPE_CHECKING:
    from briefing.app.tables.proposing import TablePlan
    from briefing.domain.content import Content
    from briefing.tabular.mapping import TableMapping


_CALLED: Final = {
    "sources": ("source", "sources"),
    "actors": ("actor", "actors"),
    "topics": ("topic", "topics"),
    "measures": ("action", "actions"),
    "matrices": ("matrix", "matrices"),
    "commitments": ("commitment", "commitments"),
    "assessments": ("score", "scores"),
}


def summary(plan: TablePlan, *, is_remembered: bool) -> str:
    """Return what a table would bring, in a sentence or two."""
    kinds = [
        f"{count:,} {_CALLED.get(name, (name, name))[count > 1]}"
        for name, count in plan.counted.items()
        if count
    ]
    known = " The mapping is the one kept for these headings." if is_remembered else ""
    rows = f"{plan.rows:,} rows"
    if not kinds:
        return f"{rows}: they bring nothing that is not in the pack already.{known}"
    *most, last = kinds
    found = f"{', '.join(most)} and {last}" if most else last
    return f"{rows} bring {found}.{known} Nothing changes before you accept it in the inbox."


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorWords:
    """What is said of the words for one actor.

    Attributes:
        name: Who is meant.
        how: How that is known.
        look: The colour role of the name: `bad` for nobody, `warn` for a guess.
        choices: Who could be meant: the ISO code of a country or a name, and its words.
    """

    name: str
    how: str
    look: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who may be chosen for the words of a table."""

    directory: Directory
    everybody: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, content: Content) -> Self:
        """Return who may be chosen in a pack: its own actors, then the countries."""
        own = [(actor.iso3 or actor.name, actor.name) for actor in content.actors]
        rest = [(country.iso3, country.name) for country in countries()]
        everybody = tuple(dict((*rest, *own)).items())
        return cls(directory=directory(content), everybody=everybody)

    def said_of(self, words: str, mapping: TableMapping) -> ActorWords:
        """Return what is said of the words for an actor."""
        target = mapping.actors.get(words)
        named = self.directory.look_up(words)
        near = [(one, name) for one, name in self.everybody if name in named.nearest]
        if target is not None:
            near.insert(0, (target, self.directory.name_of(target)))
        first = [("", "Left out"), *near, (words, f"New actor “{words}”")]
        seen = {value for value, _ in first}
        choices = (*first, *(one for one in self.everybody if one[0] not in seen))
        if target is None:
            why = f"not known; {' or '.join(named.nearest)}?" if named.nearest else "not known"
            how, look = ("left out by you", "muted") if words in mapping.actors else (why, "bad")
            return ActorWords(name="Left out", how=how, look=look, choices=choices)
        name = self.directory.name_of(target)
        if words in mapping.confirmed:
            return ActorWords(name=name, how="confirmed", look="", choices=choices)
        if named.is_sure and named.target == target:
            return ActorWords(name=name, how="by its name", look="", choices=choices)
        return ActorWords(name=name, how="a guess: confirm it", look="warn", choices=choices)

"""The sentence of a change in its language: a lead, then how it stood and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.domain.changed import Manner, What
from briefing.template.words import NAMED

if TYPE_CHECKING:
    from briefing.domain.changed import ChangedItem
    from briefing.template.words import Words


def lead(item: ChangedItem, words: Words) -> str:
    """Return the words before the states: `New quote: `, `Stage: `, `Fact no longer held: `."""
    if item.what is What.ADDED:
        return f"{words.say(f'New {item.kind}:')} "
    kind = words.kind(item.kind)
    if item.what is What.REMOVED:
        return f"{words.say(f'{item.kind.capitalize()} no longer held:')} "
    if _is_one_field(item):
        kind = words.say("{kind}, {field}", kind=kind, field=words.field(item.fields[0]))
    return words.say(NAMED, name=kind, value="")


def states(item: ChangedItem, words: Words) -> tuple[str, ...]:
    """Return the states as they follow the lead; between two stands an arrow."""
    found = tuple(filter(None, (item.before, item.after)))
    if _is_one_field(item):
        name = words.say(NAMED, name=words.field(item.fields[0]), value="")
        return tuple(state.removeprefix(name) for state in found)
    if item.manner is not Manner.LABEL:
        return found
    return tuple(map(lowered, found))


def new_ones(kind: str, count: int, words: Words) -> str:
    """Return the words before what several new records of a kind are about: `New quotes: `."""
    return f"{words.count(f'New {kind}:', f'New {kind}s:', count)} "


def lowered(words: str) -> str:
    """Return words of ours for the middle of a sentence."""
    return f"{words[:1].lower()}{words[1:]}"


def _is_one_field(item: ChangedItem) -> bool:
    """Tell whether one field with its name is all there is; the sentence names it once."""
    return item.manner is Manner.DETAIL and len(item.fields) == 1

"""Readers of cells that print a list of parts: parties, conditions, translations."""

from __future__ import annotations

import re
from hashlib import blake2b
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import msgspec

from briefing.changes.values import as_plain
from briefing.domain.actors import Actor
from briefing.domain.ids import ALPHABET, LENGTH
from briefing.domain.vocabularies import ConditionKind, Joint, Translator
from briefing.excel.citations import condition_in_words, party_in_words
from briefing.excel.typed.cell import Edit, Typed, UnfitCellError
from briefing.excel.typed.names import id_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from briefing.domain.commitments import Commitment
    from briefing.domain.statements import Quote, Translation
    from briefing.template.words import Words

_LIMITED: Final = re.compile(r"(.+?) \((.+)\)", re.DOTALL)
_LIMITS: Final = (
    ("from", "from {date}", "date"),
    ("to", "to {date}", "date"),
    ("reservation", "reservation: {text}", "text"),
)
"""The fields of a party with the sentences that print them, in their order."""
_BETWEEN: Final = re.compile(r"(;|\n)")
_TRANSLATED: Final = re.compile(r"^([A-Za-z][A-Za-z0-9-]*), ([^:\n]+): ", re.MULTILINE)


def parties(typed: Typed[Commitment]) -> Iterator[Edit]:
    """Read the parties of a commitment with their dates and reservations."""
    record, content = typed.view.record, typed.view.content
    ours_words = typed.view.words
    jointly = _pattern(ours_words.say("{parties} (jointly)", parties="\0")).fullmatch(
        typed.words.strip()
    )
    words = jointly.group(1) if jointly else typed.words.strip()
    ours = [(party_in_words(content, party, ours_words), party) for party in record.parties]
    named = {actor.name for actor in content.actors}
    known = named | {printed for printed, _ in ours}
    items = list(_items(words, known))
    if not items:
        raise UnfitCellError("A commitment needs a party: name one, or delete the whole row.")

    def made(item: str) -> dict[str, Any]:
        match = None if item in named else _LIMITED.fullmatch(item)
        found = _limits(match.group(2), ours_words) if match else None
        name = match.group(1) if match and found is not None else item
        return {"actor": id_of(content, Actor, name), **(found or {})}

    yield from _edits(record.id, "parties", ours, items, made)
    if len(items) > 1 and (jointly is not None) is not (record.joint is Joint.JOINTLY):
        yield "joint", (Joint.JOINTLY if jointly else Joint.EACH).value


def conditions(typed: Typed[Commitment]) -> Iterator[Edit]:
    """Read the conditions of a commitment, one a line, its kind before a colon."""
    record = typed.view.record
    ours_words = typed.view.words
    ours = [(condition_in_words(one, ours_words), one) for one in record.conditions]
    items = _lines(typed, [printed for printed, _ in ours])

    def made(item: str) -> dict[str, Any]:
        for kind in ConditionKind:
            for label in (ours_words.label(kind), kind.label):
                if item.casefold() == label.casefold():
                    return {"kind": kind.value, "text": ""}
                if item.casefold().startswith(f"{label.casefold()}: "):
                    return {"kind": kind.value, "text": item[len(label) + 2 :]}
        return {"kind": ConditionKind.OTHER.value, "text": item}

    yield from _edits(record.id, "conditions", ours, items, made)


def translations(typed: Typed[Quote]) -> Iterator[Edit]:
    """Read the translations of a quote: `fr, our translation: …`, each from a new line on."""
    record, text = typed.view.record, typed.text or ""
    words = typed.view.words
    ours = [(_translation(one, words), one) for one in record.translations]
    starts = [match.start() for match in _TRANSLATED.finditer(text)]
    if text.strip() and (not starts or text[: starts[0]].strip()):
        raise UnfitCellError(
            "It should begin with language and translator, such as “fr, our translation: …”."
        )
    ends = [*starts[1:], len(text)]
    items = [text[a:b].removesuffix("\n") for a, b in zip(starts, ends, strict=False)]
    for printed, one in ours:
        if one.pieces and printed not in items:
            raise UnfitCellError(
                "A published translation is the words of a source, which nobody may change: "
                "capture it anew from its source."
            )

    def made(item: str) -> dict[str, Any]:
        match = _TRANSLATED.match(item)
        language, by = match.groups() if match else ("", "")
        for translator in Translator:
            names = (words.label(translator).casefold(), translator.label.casefold())
            if by.strip().casefold() in names:
                rest = item[match.end() :] if match else ""
                return {"language": language, "by": translator.value, "text": rest}
        offered = ", ".join(words.label(one).lower() for one in Translator)
        raise UnfitCellError(f"“{by}” is no translator: {offered}.")

    yield from _edits(record.id, "translations", ours, items, made)


def _pattern(sentence: str) -> re.Pattern[str]:
    """Return what matches a printed sentence; U+0000 stands for what is put into it."""
    return re.compile("(.+)".join(map(re.escape, sentence.split("\0"))), re.DOTALL)


def _limits(stated: str, words: Words) -> dict[str, str] | None:
    """Return the dates and the reservation of a party; None where it is something else."""
    found: dict[str, str] = {}
    rest: str | None = stated
    for key, sentence, place in _LIMITS:
        pattern = _pattern(words.say(sentence, **{place: "\0"}))
        one, comma, more = (rest or "").partition(", ")
        if key == "reservation":
            one, comma, more = rest or "", "", ""
        match = pattern.fullmatch(one)
        if match:
            found[key] = match.group(1)
            rest = more if comma else None
    return None if rest else found


def part_id(record: str, key: str, plain: dict[str, Any], taken: Collection[str] = ()) -> str:
    """Return the id of a new part: the same every time it is read, so that it comes only once.

    Args:
        record: The id of its record.
        key: The list that it is in.
        plain: What it says.
        taken: The ids that others have.
    """
    for turn in count():
        data = msgspec.json.encode([record, key, plain, turn])
        digest = blake2b(data, digest_size=LENGTH).digest()
        found = "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest)
        if found not in taken:
            break
    return found


def _translation(one: Translation, words: Words) -> str:
    return f"{one.language}, {words.label(one.by).lower()}: {one.text}"


def named_actors(typed: Typed[Any]) -> list[str]:
    """Return the ids of the actors that are named, a semicolon or a line end between two."""
    content = typed.view.content
    known = {actor.name for actor in content.actors}
    return [id_of(content, Actor, name) for name in _items(typed.words, known)]


def _lines(typed: Typed[Commitment], ours: Sequence[str]) -> list[str]:
    """Return what is typed line by line; what the pack has on several lines stays together."""
    text = typed.text or ""
    if any("\n" in one for one in ours):
        raise UnfitCellError(
            "A condition of it runs over several lines, which a cell cannot tell apart: change it "
            "in the window."
        )
    return [line.strip() for line in text.split("\n") if line.strip()]


def _items(words: str, known: set[str]) -> Iterator[str]:
    """Yield what stands between semicolons or in lines; a name that has one itself stays whole."""
    parts = _BETWEEN.split(words)  # what stands between, then what separates it from the next
    at = 0
    while at < len(parts):
        ends = range(len(parts), at + 1, -2)
        whole = (("".join(parts[at:end]).strip(), end + 1) for end in ends)
        found = next((one for one in whole if one[0] in known), None)
        item, at = found or (parts[at].strip(), at + 2)
        if item:
            yield item


def _edits(
    record: str,
    key: str,
    ours: Sequence[tuple[str, Any]],
    items: Sequence[str],
    made: Callable[[str], dict[str, Any]],
) -> Iterator[Edit]:
    """Yield what makes the parts that a record has the typed ones.

    What is typed as it was printed is the same part; of the others the first typed one is the
    first printed one changed, and so on.
    """
    same, rest = _paired(ours, items)
    order: list[str] = []
    for at, item in enumerate(items):
        if at in same:
            order.append(same[at])
            continue
        plain = made(item)
        if rest:
            old = rest.pop(0)
            rest_of_it = {name: value for name, value in as_plain(old).items() if name in _KEPT}
            order.append(old.id)
            yield f"{key}[{old.id}]", {**rest_of_it, **plain}
        else:
            new = part_id(record, key, plain, taken=(*order, *(part.id for _, part in ours)))
            order.append(new)
            yield f"{key}[{new}]", plain
    for old in rest:
        yield f"{key}[{old.id}]", None
    kept = [part.id for _, part in ours if part.id in order]
    if order != [*kept, *(one for one in order if one not in kept)]:
        yield f"{key}.order", order  # or what is new would come last


def _paired(
    ours: Sequence[tuple[str, Any]], items: Sequence[str]
) -> tuple[dict[int, str], list[Any]]:
    """Return the ids of the parts that are typed as printed, by place, and the other parts."""
    rest, same = list(ours), dict[int, str]()
    for at, item in enumerate(items):
        found = next((pair for pair in rest if pair[0] == item), None)
        if found is not None:
            rest.remove(found)
            same[at] = found[1].id
    return same, [part for _, part in rest]


_KEPT: Final = frozenset({"id", "evidence", "checked_by"})
"""What a changed part keeps of what it was, because a cell does not print it."""

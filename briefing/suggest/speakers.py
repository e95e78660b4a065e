"""Who speaks in a sentence: a name beside a reporting verb, an office, a country, a pronoun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.domain.spans import Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁЄІЇҐ]"
_NAME = re.compile(
    rf"(?<![\w’'])(?:{_CAPITAL}[\w’'-]* |{_CAPITAL}\w{{0,2}}\. )*{_CAPITAL}[\w’-]+"
    rf"(?:(?: (?:van|von|der|de|den|al|bin))+ {_CAPITAL}[\w’-]+)*"
)
_VERBS = re.compile(
    r"\b(?:said|says|say|saying|told|wrote|writes|writing|added|adds|adding|stated|states|stating|"
    r"called|calls|calling|described|describes|argued|argues|arguing|warned|warns|noted|insisted|"
    r"announced|emphasi[sz]ed|stressed|suggested|suggests|indicated|characteri[sz]ed|framed|"
    r"acknowledged|confirmed|denied|declared|explained|replied|reiterated|remarked|posted|read|"
    r"reads|cautioned|urged|promised|pledged|vowed|claimed|asked|answered|rejected|"
    r"ruled out|according to)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:(?:[Tt]he|[Aa]|[Hh]er|[Hh]is|[Tt]heir)(?: [\w’'-]+){0,3} "
    r"(?:presidency|office|adviser|advisor|advisers|spokesperson|spokesman|spokeswoman|officials?|"
    r"ministry|statement|draft statement|declaration|government|chancellery)|"
    rf"{_CAPITAL}[\w’'-]+ officials?)\b"
)
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_TITLES = frozenset(
    [
        "President",
        "Prime",
        "Minister",
        "Chancellor",
        "Foreign",
        "Defence",
        "Defense",
        "Secretary",
        "State",
        "King",
        "Queen",
        "Envoy",
        "Ambassador",
        "Commissioner",
        "General",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Sir",
        "Dame",
        "Lord",
        "High",
        "Representative",
        "Senator",
        "Special",
        "Deputy",
        "Speaker",
        "Chief",
        "Premier",
        "Vice",
    ]
)
# Last words of places, venues and outlets, which do not speak.
_PLACES = frozenset(
    [
        "sea",
        "ocean",
        "river",
        "bay",
        "fort",
        "palace",
        "house",
        "castle",
        "square",
        "street",
        "hall",
        "bridge",
        "ledger",
        "times",
        "post",
        "dispatch",
        "gazette",
        "herald",
        "tribune",
        "today",
        "news",
    ]
)
_NOT_NAMES = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "But",
        "And",
        "For",
        "If",
        "It",
        "He",
        "She",
        "They",
        "We",
        "This",
        "That",
        "Those",
        "These",
        "After",
        "Before",
        "While",
        "Whether",
        "Our",
        "Not",
        "Nothing",
        "Nobody",
        "No",
        "There",
        "All",
        "Both",
        "Some",
        "Many",
        "Each",
        "One",
        "Two",
        "What",
        "When",
        "Preparatory",
        "Tuesday",
        "Monday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Photo",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One person or body that may be speaking.

    Attributes:
        name: As it would stand in a list: without title and possessive.
        named: Where and how the source names it.
        score: The higher the likelier.
    """

    name: str
    named: Range
    score: float


def speakers(
    text: str, sentence: Range, quoted: Sequence[Range], known: Sequence[str]
) -> tuple[Speaker, ...]:
    """Return who may speak in a sentence, the likeliest first.

    A name counts the more the nearer it stands to a reporting verb outside the quotation marks;
    a surname is given back as the full name that the article uses before.

    Args:
        text: The text of the source.
        sentence: The sentence around the selection.
        quoted: The quoted strings in it, whose words nobody outside them speaks.
        known: Names of persons and bodies that the pack has.
    """
    verbs = [
        match.start()
        for match in _VERBS.finditer(text, sentence.start, sentence.stop)
        if not _inside(match.start(), quoted)
    ]
    found: dict[str, Speaker] = {}
    for candidate in _candidates(text, sentence, quoted, known):
        score = candidate.score - _distance(candidate.named, verbs) / 40
        best = found.get(candidate.name)
        if best is None or score > best.score:
            found[candidate.name] = Speaker(name=candidate.name, named=candidate.named, score=score)
    if not found:
        found.update((one.name, one) for one in _before(text, sentence, known))
    return tuple(sorted(found.values(), key=lambda one: (-one.score, one.named.start)))


def _candidates(
    text: str, sentence: Range, quoted: Sequence[Range], known: Sequence[str]
) -> Iterator[Speaker]:
    for match in _OFFICE.finditer(text, sentence.start, sentence.stop):
        if not _inside(match.start(), quoted):
            name = _office_name(text, match, known)
            yield Speaker(name=name, named=_range(match.span()), score=3.0)
    for start, stop, name in _names(text, sentence):
        if not _inside(start, quoted):
            full = _full_name(text, name, start, known)
            score = 2.5 if full in known else 2.0 if " " in full else 0.5
            yield Speaker(name=full, named=Range(start=start, stop=stop), score=score)
    for match in _PRONOUN.finditer(text, sentence.start, sentence.stop):
        if not _inside(match.start(), quoted):
            for one in _before(text, sentence, known):
                yield Speaker(name=one.name, named=_range(match.span()), score=1.8)


def _before(text: str, sentence: Range, known: Sequence[str]) -> Iterator[Speaker]:
    """Yield the person named last before the sentence, to whom *he* or *she* goes back."""
    start = max(0, text.rfind("\n\n", 0, max(0, sentence.start - 2)), sentence.start - 600)
    if start >= sentence.start:
        return
    names = [
        (begin, stop, full)
        for begin, stop, name in _names(text, Range(start=start, stop=sentence.start))
        if " " in (full := _full_name(text, name, begin, known)) or full in known
    ]
    if names:
        begin, stop, full = names[-1]
        yield Speaker(name=full, named=Range(start=begin, stop=stop), score=1.0)


def _names(text: str, within: Range) -> Iterator[tuple[int, int, str]]:
    for match in _NAME.finditer(text, within.start, within.stop):
        words = match.group().split()
        stop = match.end()
        while words and (words[0] in _NOT_NAMES or words[0].rstrip(".") in _TITLES):
            words.pop(0)
        # What is possessed or a title comes first: "Poland's Prime Minister Donald Tusk".
        for index in range(len(words) - 1, -1, -1):
            if re.search(r"[’']s$", words[index]) or words[index].rstrip(".") in _TITLES:
                words = words[index + 1 :]
                break
        # A sentence's first word is capital by its place: it is no name if it is a word elsewhere.
        if len(words) > 1 and re.search(rf"(?<!\w){re.escape(words[0].lower())}(?!\w)", text):
            words = words[1:]
        name = " ".join(words)
        is_place = bool(words) and words[-1].casefold() in _PLACES
        if name and name not in _NOT_NAMES and not name.isupper() and not is_place:
            yield stop - len(name), stop, name


def _full_name(text: str, name: str, at: int, known: Sequence[str]) -> str:
    if " " in name:
        return name
    for one in known:
        if one.split()[-1:] == [name]:
            return one
    pattern = re.compile(
        rf"({_CAPITAL}[\w’-]+(?: (?:van|von|der|de|den|al|bin))* {re.escape(name)})\b"
    )
    for match in pattern.finditer(text, 0, at):
        first = match.group(1).split()[0]
        if first not in _NOT_NAMES and first not in _TITLES and not first.endswith(("'s", "’s")):
            return match.group(1)
    return name


def _office_name(text: str, match: re.Match[str], known: Sequence[str]) -> str:
    words = match.group()
    if re.match(r"(?:her|his|their)\b", words, re.IGNORECASE):
        sentence = Range(start=match.start(), stop=match.end())
        owner = next(_before(text, sentence, known), None)
        rest = words.split(" ", 1)[1]
        return f"{owner.name}’s {rest}" if owner else words
    return words[0].upper() + words[1:]


def _distance(named: Range, verbs: Sequence[int]) -> float:
    return min(
        (abs(verb - named.stop) if verb >= named.stop else named.start - verb for verb in verbs),
        default=80,
    )


def _inside(at: int, quoted: Sequence[Range]) -> bool:
    return any(one.start <= at < one.stop for one in quoted)


def _range(span: tuple[int, int]) -> Range:
    return Range(start=span[0], stop=span[1])

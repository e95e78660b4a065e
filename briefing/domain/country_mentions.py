"""Where a text speaks of a country: by name, alias, demonym, capital or seat of government.

The rules are for English running text and are meant for suggestions, never for silent decisions:

* The longest term at a place wins; it stands between word boundaries and keeps its capitals
  (`US` is a country, `us` is not; `UKRAINE` in a heading counts). Accents may be missing.
* A possessive, a plural and an apostrophe lost in copying (`Britains Prime Minister`) are
  understood; the mention covers the word, without an apostrophe and what follows it.
* A publisher (`Türkiye Today`), an instrument (`Paris Agreement`), a region (`Latin America`) or a
  sum (`US$5`) is not a mention.
* A homonym (`Georgia`, `Jordan`, `Chad`, `Washington`) is none beside another capitalised word that
  makes it a person's name (`Michael Jordan`, `Israel Katz`), unless that word is an office
  (`Jordan Foreign Ministry`); `Georgia` is none where it is the American state.
* A term that several countries share (`Korea`, `Congolese`) or that means much else (`Sofia`,
  `No 10`) counts when the text speaks of exactly one of its countries in another way too.
* `Brussels` alone is none: in this trade it means the European Union or NATO.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from briefing.domain.country_words import (
    BROKEN_AFTER_OF,
    ELSEWHERE,
    HOMONYMS,
    INSTRUMENT,
    NEXT_WORD,
    OFFICES,
    OPENERS,
    PUBLISHER,
    SAID_OF_OTHERS,
    SHARED_BY_NATURE,
    SPELT_WITH_ACCENT,
    STATE_OF_GEORGIA_AFTER,
    STATE_OF_GEORGIA_BEFORE,
    WORD_BEFORE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


class How(StrEnum):
    """By what a country was recognised."""

    NAME = "name"
    ALIAS = "alias"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    SEAT = "seat"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One way to speak of a country; without a country, a phrase that only looks like one."""

    text: str
    iso3: str | None = None
    how: How = How.NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place in a text that speaks of a country; `start` and `stop` count code points."""

    start: int
    stop: int
    iso3: str
    how: How


_LOOK_ALIKES = str.maketrans(
    "\u2018\u2019\u02bc\u02bb\u00b4`\u2010\u2011", "''''''--", "\u00ad\u200b"
)


def fold(text: str) -> str:
    """Return the text without accents, with plain apostrophes and hyphens; capitals stay."""
    if text.isascii():
        return text.translate(_LOOK_ALIKES)
    spread = unicodedata.normalize("NFKD", text.translate(_LOOK_ALIKES))
    return "".join(character for character in spread if not unicodedata.combining(character))


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text as the rules read it, and how to get back to the places of the original."""

    original: str
    plain: str
    origins: tuple[int, ...] | range

    @classmethod
    def of(cls, text: str) -> _Folded:
        if text.isascii():
            return cls(text, fold(text), range(len(text)))
        pieces = [fold(character) for character in text]
        origins = (place for place, piece in enumerate(pieces) for _ in piece)
        return cls(text, "".join(pieces), tuple(origins))

    def place(self, start: int, stop: int) -> tuple[int, int]:
        """Return the range of the original; accents that follow its last letter belong to it."""
        end = self.origins[stop - 1] + 1
        while end < len(self.original) and unicodedata.combining(self.original[end]):
            end += 1
        return self.origins[start], end


_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A term found at a place of the folded text."""

    start: int
    stop: int
    key: str
    terms: tuple[Term, ...]


class MentionFinder:
    """Finds where a text speaks of a country.

    Args:
        terms: All ways to speak of the countries; the first of two equal ones for the same country
            says how it was recognised.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        by_text: dict[str, dict[str | None, Term]] = defaultdict(dict)
        for term in (*terms, *(Term(text=phrase) for phrase in SAID_OF_OTHERS)):
            by_text[fold(term.text)].setdefault(term.iso3, term)
        self._terms = {
            text: (found[None],) if None in found else tuple(found.values())
            for text, found in by_text.items()
        }
        for text in tuple(self._terms):
            if len(text) > 3:
                self._terms.setdefault(text.upper(), self._terms[text])
        self._starting_with: dict[str, list[str]] = defaultdict(list)
        for text in sorted(self._terms, key=len, reverse=True):
            for first in _WORD.findall(text)[:1]:
                self._starting_with[first].append(text)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return the mentions in `text`, in order and without overlap."""
        folded = _Folded.of(text)
        certain: list[Mention] = []
        open_cases: list[_Candidate] = []
        for candidate in self._candidates(folded.plain):
            if not _is_false_friend(folded, candidate):
                if _needs_a_second_witness(candidate):
                    open_cases.append(candidate)
                else:
                    certain.append(_mention(folded, candidate, candidate.terms[0]))
        seen = {mention.iso3 for mention in certain}
        settled = [
            _mention(folded, candidate, *witnessed)
            for candidate in open_cases
            if len(witnessed := [term for term in candidate.terms if term.iso3 in seen]) == 1
        ]
        return tuple(sorted([*certain, *settled], key=lambda found: found.start))

    def _candidates(self, plain: str) -> Iterable[_Candidate]:
        flat = re.sub(r"\s", " ", plain)
        reached = 0
        for word in _WORD.finditer(flat):
            if word.start() < reached or flat[word.start() - 1 : word.start()] in ("@", "/", "_"):
                continue
            candidate = self._longest(plain, flat, word)
            if candidate is not None:
                reached = candidate.stop
                if candidate.terms[0].iso3 is not None:
                    yield candidate

    def _longest(self, plain: str, flat: str, word: re.Match[str]) -> _Candidate | None:
        letters = word.group()
        texts = self._starting_with.get(letters, ())
        if not texts and letters[-1] in "sS":
            texts = self._starting_with.get(letters[:-1], ())
        for text in texts:
            if flat.startswith(text, word.start()):
                stop = _end_of_word(flat, word.start() + len(text))
                if stop is not None and not _runs_over_an_entry(plain, word.start(), stop):
                    return _Candidate(word.start(), stop, text, self._terms[text])
        return None


def _end_of_word(flat: str, stop: int) -> int | None:
    """Return where the word ends, a plural `s` included, or None inside a longer word."""
    if flat[stop : stop + 1] in ("s", "S") and not _continues(flat, stop + 1):
        return stop + 1
    return None if _continues(flat, stop) or flat[stop : stop + 1] == "$" else stop


def _runs_over_an_entry(plain: str, start: int, stop: int) -> bool:
    """Return whether the words join two entries of a list (`Chile, Republic of` - `China`)."""
    is_broken = BROKEN_AFTER_OF.search(plain, start, stop) is not None
    return is_broken and plain[max(0, start - 4) : start].lower() != "the "


def _continues(flat: str, place: int) -> bool:
    following = flat[place : place + 1]
    return following.isalnum() or following == "_"


def _mention(folded: _Folded, candidate: _Candidate, term: Term) -> Mention:
    start, stop = folded.place(candidate.start, candidate.stop)
    return Mention(start=start, stop=stop, iso3=str(term.iso3), how=term.how)


def _needs_a_second_witness(candidate: _Candidate) -> bool:
    return len(candidate.terms) > 1 or candidate.key in SHARED_BY_NATURE


def _is_false_friend(folded: _Folded, candidate: _Candidate) -> bool:
    plain, stop = folded.plain, candidate.stop
    if PUBLISHER.match(plain, stop):
        return True
    if candidate.terms[0].text in SPELT_WITH_ACCENT:
        return fold(written := _written(folded, candidate)) == written
    if candidate.terms[0].how is How.CAPITAL and (
        INSTRUMENT.match(plain, stop) or ELSEWHERE.match(plain, stop)
    ):
        return True
    word = fold(candidate.terms[0].text)
    if word == "Georgia" and _is_the_american_state(plain, candidate):
        return True
    return word in HOMONYMS and _is_in_a_persons_name(plain, candidate)


def _written(folded: _Folded, candidate: _Candidate) -> str:
    start, stop = folded.place(candidate.start, candidate.stop)
    return folded.original[start:stop]


def _is_the_american_state(plain: str, candidate: _Candidate) -> bool:
    before = plain[max(0, candidate.start - 12) : candidate.start]
    return bool(
        STATE_OF_GEORGIA_BEFORE.search(before)
        or STATE_OF_GEORGIA_AFTER.match(plain, candidate.stop)
    )


def _is_in_a_persons_name(plain: str, candidate: _Candidate) -> bool:
    is_heading = candidate.key.isupper()
    following = NEXT_WORD.match(plain, candidate.stop)
    if following and _is_name(following[1], is_heading) and following[1].title() not in OFFICES:
        return True
    before = WORD_BEFORE.search(plain[max(0, candidate.start - 30) : candidate.start])
    return bool(before and _is_name(before[1], is_heading) and before[1].title() not in OPENERS)


def _is_name(word: str, is_heading: bool) -> bool:
    """Return whether capitals make a name of a word; in a heading of capitals they do not."""
    return word[0].isupper() and not (is_heading and word.isupper())

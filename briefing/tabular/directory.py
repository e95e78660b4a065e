"""Which actor the words of a table mean: surely, by a guess to confirm, or not at all."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.domain.country_mentions import How, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from briefing.domain.actors import Actor
    from briefing.domain.countries import Countries, Match

_CLOSE: Final = 0.8
_SHORT: Final = 4
_NO_LETTER: Final = re.compile(r"[^a-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What words mean.

    Attributes:
        target: The ISO code of a country, or the name of another actor; None for nobody known.
        name: How that actor is called.
        is_sure: Whether it was named in full or by its code; else somebody should confirm it.
        nearest: What may have been meant where nobody is known.
    """

    target: str | None
    name: str
    is_sure: bool
    nearest: tuple[str, ...] = ()


class Directory:
    """The actors that a table may name: those of the pack, the countries, the organisations.

    Args:
        countries: The countries.
        organisations: The names of organisations by every way to write them.
        groups: Members of well-known groups, as ISO codes; they tell which Korea is meant.
        actors: The actors of the pack.
        elsewhere: Returns the ISO codes of countries by their names in other languages; asked only
            where a table names somebody whom nothing else knows.
    """

    def __init__(
        self,
        countries: Countries,
        organisations: Mapping[str, str],
        groups: Iterable[frozenset[str]],
        actors: Iterable[Actor] = (),
        elsewhere: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._countries = countries
        self._organisations = {_key(words): (words, name) for words, name in organisations.items()}
        self._groups = tuple(groups)
        self._elsewhere = elsewhere
        self._own: dict[str, str] = {}
        for actor in actors:
            for form in (actor.name, *(form for name in actor.names for form in name.forms)):
                self._own.setdefault(_key(form), actor.iso3 or actor.name)

    def name_of(self, target: str) -> str:
        """Return how the actor is called that an ISO code or a name stands for."""
        return self._countries[target].name if target in self._countries else target

    def look_up(self, words: str, company: Iterable[str] = ()) -> Named:
        """Return what words mean.

        Args:
            words: The words of the table.
            company: The ISO codes of the others that the table names, for words that several
                countries share.
        """
        key = _key(words)
        own = self._own.get(key)
        if own is not None:
            return Named(target=own, name=self.name_of(own), is_sure=True)
        match = self._countries.find(words)
        if match is not None:
            country = match.country
            is_sure = match.how is How.NAME or _is_written_out(words, match)
            return Named(target=country.iso3, name=country.name, is_sure=is_sure)
        body = self._organisations.get(key)
        if body is not None:
            sure = words.strip() == body[0] or _key(words) == _key(body[1])
            return Named(target=body[1], name=body[1], is_sure=sure)
        named = self._elsewhere().get(key)
        if named is not None:
            return Named(target=named, name=self.name_of(named), is_sure=False)
        return self._guess(key, frozenset(company))

    def _guess(self, key: str, company: frozenset[str]) -> Named:
        """Return a guess to confirm, or who may have been meant."""
        found = self._meant(key)
        if len(found) > 1 and company:
            ranked = sorted(((self._shared(one, company), one) for one in found), reverse=True)
            if ranked[0][0] > ranked[1][0]:
                found = [ranked[0][1]]
        if len(found) == 1:
            return Named(target=found[0], name=self.name_of(found[0]), is_sure=False)
        nearest = tuple(self.name_of(one) for one in found) or self._nearest(key)
        return Named(target=None, name="", is_sure=False, nearest=nearest)

    def _meant(self, key: str) -> list[str]:
        """Return the countries that share the words, or that are written so in short."""
        plain = _NO_LETTER.sub("", key)
        found: list[str] = []
        for country in self._countries:
            keys = {_key(one) for one in (country.name, *country.aliases, *country.demonyms)}
            if key in keys or (len(plain) >= _SHORT and plain in _shortened(_key(country.name))):
                found.append(country.iso3)
        return found

    def _shared(self, iso3: str, company: frozenset[str]) -> int:
        """Return how many of the others share the best of its groups with a country."""
        return max((len(group & company) for group in self._groups if iso3 in group), default=0)

    def _nearest(self, key: str) -> tuple[str, ...]:
        names = {_key(country.name): country.name for country in self._countries}
        names |= {key: name for key, (_, name) in self._organisations.items()}
        names |= {key: self.name_of(target) for key, target in self._own.items()}
        close = difflib.get_close_matches(key, names, n=3, cutoff=_CLOSE)
        inside = [name for known, name in names.items() if len(known) > 5 and known in key]
        return tuple(dict.fromkeys([*(names[one] for one in close), *inside]))[:3]


def _is_written_out(words: str, match: Match) -> bool:
    """Tell whether words are a code or alias as it is written; a long one may have any capitals."""
    forms = {match.country.iso3, *match.country.aliases}
    return words.strip() in forms or (match.how is How.ALIAS and len(words.strip()) > _SHORT)


def _key(text: str) -> str:
    return " ".join(fold(text).casefold().split())


def _shortened(name: str) -> set[str]:
    """Return how people cut a name of several words: `safrica`, `southafrica`, `s africa`."""
    words = [_NO_LETTER.sub("", word) for word in name.split()]
    if len(words) < 2:
        return set()
    return {"".join(words), "".join(word[:1] for word in words[:-1]) + words[-1]}

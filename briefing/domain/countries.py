"""The countries of the world as one table: names, codes, capitals, and how people speak of them.

The table itself ships as `countries/countries.tsv`; whoever starts the program reads it and hands
its text to `Countries.parse`. Kosovo has the user-assigned codes XKX and XK.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefing.domain.country_mentions import How, Mention, MentionFinder, Term, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Countries", "Country", "How", "Match", "Mention"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One row of the table.

    `sort_name` is the name that lists are ordered by, `list_as` is `country`, `territory` or
    `entity`, `seats` are places that stand for the government (*Kremlin*), `demonyms` begin with
    the adjective, `notes` explain a choice and can carry the text of an optional footnote.
    """

    iso3: str
    iso2: str
    name: str
    official_name: str
    sort_name: str
    capitals: tuple[str, ...]
    demonyms: tuple[str, ...]
    aliases: tuple[str, ...]
    seats: tuple[str, ...]
    region: str
    subregion: str
    list_as: str
    notes: str

    def terms(self) -> tuple[Term, ...]:
        """Return every way to speak of the country, the plainest first."""
        return tuple(
            Term(text=text, iso3=self.iso3, how=how)
            for how, texts in (
                (How.NAME, (self.name, self.official_name)),
                (How.ALIAS, self.aliases),
                (How.DEMONYM, self.demonyms),
                (How.CAPITAL, self.capitals),
                (How.SEAT, self.seats),
            )
            for text in texts
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A country that a typed name means, and by what it was recognised."""

    country: Country
    how: How


_LISTS = frozenset({"capitals", "demonyms", "aliases", "seats"})
_COLUMNS = tuple(field.name for field in fields(Country))
_ARTICLE = re.compile(r"^the ")
_ENDING = re.compile(r"(?:'s|'|s)$")
_RANKS = MappingProxyType(
    {How.NAME: 0, How.ALIAS: 1, How.CODE: 1, How.CAPITAL: 2, How.DEMONYM: 2, How.SEAT: 2}
)
_INNER_WORD_RANK = 3
_EXACT_RANK = -1


class Countries:
    """The countries in the order of their sort names; found by code, by name and in texts."""

    def __init__(self, rows: Iterable[Country]) -> None:
        self._rows = tuple(sorted(rows, key=lambda country: _key(country.sort_name)))
        self._by_iso3: Mapping[str, Country] = {country.iso3: country for country in self._rows}
        self._by_key: dict[str, dict[str, How]] = defaultdict(dict)
        for country in self._rows:
            for term in country.terms():
                self._by_key[_key(term.text)].setdefault(country.iso3, term.how)
        self._by_code = {
            code: country for country in self._rows for code in (country.iso3, country.iso2)
        }
        self._spellings = {country.iso3: _spellings(country) for country in self._rows}
        self._finder = MentionFinder(term for country in self._rows for term in country.terms())

    @classmethod
    def parse(cls, tsv_text: str) -> Countries:
        """Return the countries of a table with tabs between columns and `|` inside lists.

        Raises:
            ValueError: The shipped table is damaged; the message names the line.
        """
        header, *lines = tsv_text.removesuffix("\n").split("\n")
        if tuple(header.split("\t")) != _COLUMNS:
            raise ValueError(
                f"The table of countries has other columns than {', '.join(_COLUMNS)}."
            )
        return cls(_country(number, line) for number, line in enumerate(lines, start=2))

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Country]:
        return iter(self._rows)

    def __contains__(self, iso3: object) -> bool:
        return iso3 in self._by_iso3

    def __getitem__(self, iso3: str) -> Country:
        return self._by_iso3[iso3]

    def find(self, text: str) -> Match | None:
        """Return the country that a typed name means, or None where none or several are meant.

        Capitals, accents, a leading article, a possessive and a lost apostrophe do not matter;
        a code counts when nothing else is spelt like it.
        """
        key = _key(text)
        for spelling in (key, _ENDING.sub("", key)):
            found = self._by_key.get(spelling)
            if found is not None:
                return self._only(found)
        country = self._by_code.get(text.strip().upper())
        return None if country is None else Match(country=country, how=How.CODE)

    def complete(self, prefix: str, limit: int = 10) -> tuple[Country, ...]:
        """Return at most `limit` countries: what the prefix spells, then names, then others."""
        key = _key(prefix)
        if not key or limit < 1:
            return ()
        ranked = [
            (rank, place, country)
            for place, country in enumerate(self._rows)
            if (rank := _rank(self._spellings[country.iso3], key)) is not None
        ]
        ranked.sort(key=lambda entry: entry[:2])
        return tuple(country for _, _, country in ranked[:limit])

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return where `text` speaks of a country; the rules are those of `country_mentions`."""
        return self._finder.mentions(text)

    def _only(self, found: Mapping[str, How]) -> Match | None:
        if len(found) > 1:
            return None
        ((iso3, how),) = found.items()
        return Match(country=self._by_iso3[iso3], how=how)


def _country(number: int, line: str) -> Country:
    cells = line.split("\t")
    if len(cells) != len(_COLUMNS):
        raise ValueError(
            f"Line {number} of the table has {len(cells)} columns, not {len(_COLUMNS)}."
        )
    row = dict(zip(_COLUMNS, cells, strict=True))
    lists = {name: tuple(filter(None, row.pop(name).split("|"))) for name in sorted(_LISTS)}
    row["sort_name"] = row["sort_name"] or row["name"]
    return Country(**row, **lists)  # type: ignore[arg-type]  # the columns are the fields


def _key(text: str) -> str:
    plain = " ".join(fold(text).casefold().split()).strip(',;:!?"() ')
    return _ARTICLE.sub("", plain)


def _spellings(country: Country) -> tuple[tuple[int, str], ...]:
    """Return what a prefix is compared with: rank and key of every way to name the country."""
    codes = ((_RANKS[How.CODE], code.casefold()) for code in (country.iso3, country.iso2))
    terms = (
        (_RANKS[term.how], _key(term.text))
        for term in country.terms()
        if term.text != country.official_name
    )
    names = (_key(name) for name in (country.name, country.official_name))
    inner = ((_INNER_WORD_RANK, tail) for name in names for tail in _tails(name))
    return tuple(sorted({*codes, *terms, *inner}))


def _tails(name: str) -> Iterator[str]:
    words = name.split(" ")
    return (" ".join(words[place:]) for place in range(len(words)))


def _rank(spellings: tuple[tuple[int, str], ...], key: str) -> int | None:
    if any(spelling == key for _, spelling in spellings):
        return _EXACT_RANK
    return next((rank for rank, spelling in spellings if spelling.startswith(key)), None)

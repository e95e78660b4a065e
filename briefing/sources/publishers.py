"""Who published a text: the site in its title, what its footer says, an address in it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from briefing import assets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MORE_FROM = re.compile(r"^more (?:stories |news )?from (?:the )?(?P<name>.{2,60})$", re.IGNORECASE)
_RIGHTS = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_LEGAL = re.compile(
    r"©|\(c\)|\bcopyright\b|\b(?:19|20)\d\d\b|all rights reserved|"
    r"\b(?:llc|inc|ltd|gmbh|plc|s\.?a)\b\.?|[-–]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://(?:www\.|m\.|amp\.)?(?P<host>[\w.-]+)", re.IGNORECASE)
_CREDIT = re.compile(r"^©\s?(?![\d(]|copyright)", re.IGNORECASE)


class _Outlets(NamedTuple):
    names: dict[str, str]
    domains: dict[str, str]


@cache
def _outlets() -> _Outlets:
    """Read the table once."""
    names: dict[str, str] = {}
    domains: dict[str, str] = {}
    for row in assets.read_text("lexicon/publishers.tsv").splitlines()[1:]:
        name, _, hosts, aliases = row.split("\t")
        names |= {alias.casefold(): name for alias in (name, *aliases.split("; ")) if alias}
        domains |= dict.fromkeys(hosts.split("; "), name)
    return _Outlets(names, domains)


def outlet_named(name: str) -> str | None:
    """Return the known publisher of that name, alias or domain."""
    key = name.strip(" #.|·-–").casefold()
    return _outlets().names.get(key) or outlet_of_host(key)


def outlet_of_host(host: str) -> str | None:
    """Return the known publisher of a host name or of the domain it belongs to."""
    parts = host.casefold().removeprefix("www.").split(".")
    for first in range(len(parts) - 1):
        outlet = _outlets().domains.get(".".join(parts[first:]))
        if outlet:
            return outlet
    return None


def first_address(text: str) -> str | None:
    """Return the address of the page where a text names it in its first or last line."""
    lines = text.strip().split("\n")
    for line in (lines[0], lines[-1]):
        words = line.strip().removeprefix("URL:").removeprefix("Source:").strip()
        if len(words) < 500 and re.fullmatch(r"https?://[^\s]+", words):
            return words
    return None


def publisher_of(
    *,
    site: str,
    url: str | None,
    set_aside: Sequence[str],
    footer: Sequence[str],
    body: Iterable[str],
) -> str | None:
    """Choose the publisher.

    Args:
        site: What stands behind the headline in the page's title.
        url: The address of the page, where it is known.
        set_aside: The lines that are not the article's, captions aside.
        footer: Those of them that stand in the footer.
        body: The lines of the article.
    """
    own = outlet_of_host(_host(url)) if url else None
    if own:
        return own
    return (
        _of_site(site)
        or _of_more_from(set_aside)
        or _of_rights(footer)
        or _of_known_name(footer)
        or _of_addresses((*set_aside, *body))
    )


def _host(url: str) -> str:
    """Return the host name of an address."""
    match = _ADDRESS.match(url)
    return match["host"] if match else ""


def _of_site(site: str) -> str | None:
    """Name the publisher from the end of the page's title."""
    parts = [part.strip(" #") for part in re.split(r" [|•–—-] ", site) if part.strip(" #")]
    for part in reversed(parts):
        outlet = outlet_named(part)
        if outlet:
            return outlet
    short = [part for part in parts if part.count(" ") <= 4]
    return short[-1] if short else None


def _of_more_from(lines: Iterable[str]) -> str | None:
    """Name the publisher from `More From Türkiye Today`."""
    for line in lines:
        match = _MORE_FROM.match(line)
        if match:
            outlet = outlet_named(match["name"])
            return outlet if outlet else match["name"].strip(" :…")
    return None


def _of_rights(lines: Iterable[str]) -> str | None:
    """Name the publisher from its copyright line, not from the credit of a picture."""
    for line in lines:
        if (
            len(line) > 160
            or not _RIGHTS.search(line)
            or not re.search(r"(?:19|20)\d\d|©\s\w", line)
        ):
            continue
        name = " ".join(re.split(r"\.\s", _LEGAL.sub(" ", line))[0].split()).strip(" .,|:/")
        known = outlet_named(name)
        if known:
            return known
        if (
            re.search(r"(?:19|20)\d\d", line)
            and name[:1].isupper()
            and not name.isupper()
            and "," not in name
        ):
            return name
    return None


def _of_known_name(lines: Iterable[str]) -> str | None:
    """Name a known publisher that a footer speaks of at its beginning or as `… material`."""
    for line in lines:
        words = line.split()
        for size in range(min(5, len(words)), 1, -1):
            starts = (0,) if len(words) < 8 else (0, 1, 2, 3)
            for start in starts:
                outlet = _outlets().names.get(" ".join(words[start : start + size]).casefold())
                if outlet and len(words) > 5:
                    return outlet
    return None


def _of_addresses(lines: Iterable[str]) -> str | None:
    """Name the known publisher of the first address that belongs to one."""
    for line in lines:
        for match in _ADDRESS.finditer(line[:4_000]):
            outlet = outlet_of_host(match["host"])
            if outlet:
                return outlet
    return None

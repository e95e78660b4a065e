"""A text as it was read: words, body, what was set aside, and what it says of itself."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.domain.base import Moment
from briefing.domain.sources import SetAside
from briefing.domain.spans import Range
from briefing.domain.vocabularies import SourceKind
from briefing.sources.bylines import author_of
from briefing.sources.datelines import published_on
from briefing.sources.extraction import extract
from briefing.sources.languages import detect
from briefing.sources.lines import Line, lines_of
from briefing.sources.page import Page, partition, read_page
from briefing.sources.publishers import first_address, publisher_of

if TYPE_CHECKING:
    from collections.abc import Iterator

UNTITLED = "No headline was found: the title is the beginning of the text."
"""What is warned of where a text names no title of its own."""
_TITLE_LENGTH = 90
_LEAD_LINES = 6
_LANGUAGE_SAMPLE = 300_000
_KINDS = (
    (SourceKind.COMMUNIQUE, re.compile(r"^(?:joint |final )?communiqué\b|\bcommuniqué$", re.I)),
    (SourceKind.DRAFT, re.compile(r"^draft (?:declaration|statement|text|treaty)\b", re.I)),
    (SourceKind.DECLARATION, re.compile(r"^(?:joint )?declaration\b|\bdeclaration$", re.I)),
    (SourceKind.STATEMENT, re.compile(r"^(?:joint |press )?statement\b|\bstatement$", re.I)),
    (SourceKind.TRANSCRIPT, re.compile(r"\btranscript\b", re.I)),
    (SourceKind.SPEECH, re.compile(r"^(?:speech|remarks|address) (?:by|of|at)\b", re.I)),
    (SourceKind.INTERVIEW, re.compile(r"^interview (?:with|of)\b", re.I)),
    (SourceKind.LETTER, re.compile(r"^(?:open |joint )?letter (?:from|to|of)\b", re.I)),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read; offsets are code points of `text`, which is the text as imported.

    Attributes:
        text: The whole text; nothing is left out of it.
        title: The headline, or the beginning of the text.
        publisher: Outlet or institution; an agency only where it published the text itself.
        author: The author or authors as printed.
        published: EDTF date, with time where its offset is known.
        language: ISO 639-1 code.
        kind: What kind of publication it looks like.
        url: The address, where the text names it.
        body: What is the article's, as ranges.
        set_aside: The rest, with reasons; body and rest cover the text, each code point once.
        warnings: Sentences about what was replaced, guessed or not found.
        media_type: The media type of `data`.
        sha256: Of `data`, in hexadecimal digits.
        data: The bytes as they came; for pasted text, its UTF-8.
        name: The name of the file, or `Pasted text`.
    """

    text: str
    title: str
    publisher: str | None
    author: str | None
    published: Moment | None
    language: str | None
    kind: SourceKind
    url: str | None
    body: tuple[Range, ...]
    set_aside: tuple[SetAside, ...]
    warnings: tuple[str, ...]
    media_type: str
    sha256: str
    data: bytes
    name: str


def reading_of(
    raw: str, *, data: bytes, name: str, media_type: str, warnings: tuple[str, ...]
) -> Reading:
    """Read plain text: take it apart and find what it says of itself.

    Args:
        raw: The characters as decoded; not only white space.
        data: The bytes they came from.
        name: The name of the file.
        media_type: The media type of the bytes.
        warnings: What decoding had to say.
    """
    text, replaced = extract(raw)
    language = detect(_running_text(text))
    page = read_page(text, language)
    body, set_aside = partition(text, page)
    published, dated = _published(text, page, language)
    url = first_address(text)
    title, untitled = _title(page)
    return Reading(
        text=text,
        title=title,
        publisher=_publisher(page, url),
        author=_author(page),
        published=None if published is None else Moment(published),
        language=language,
        kind=_kind(title),
        url=url,
        body=body,
        set_aside=set_aside,
        warnings=(*warnings, *replaced, *untitled, *dated),
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        name=name,
    )


def _running_text(text: str) -> Iterator[str]:
    """Yield the lines that read as prose, or all lines of a text that has none."""
    lines = lines_of(text[:_LANGUAGE_SAMPLE])
    prose = [line.words for line in lines if line.prose]
    yield from prose or (line.words for line in lines)


def _title(page: Page) -> tuple[str, tuple[str, ...]]:
    """Return the headline, or the beginning of the body with a warning."""
    if page.headline.words:
        return page.headline.words.removeprefix("# ").strip(), ()
    words = next(
        (line.words for line, reason in zip(page.lines, page.reasons, strict=True) if not reason),
        page.lines[0].words,
    )
    if len(words) > _TITLE_LENGTH:
        words = words[:_TITLE_LENGTH].rpartition(" ")[0] or words[:_TITLE_LENGTH]
        words = words.rstrip(" ,;:.–—-") + "…"
    return words, (UNTITLED,)


def _published(text: str, page: Page, language: str | None) -> tuple[str | None, tuple[str, ...]]:
    """Choose the date of publication from the lines around the article."""
    start = page.headline.at or 0
    under = page.lines[start : page.core + _LEAD_LINES]
    above = page.lines[max(0, start - _LEAD_LINES) : start]
    behind = _outside_links(page)
    return published_on((under, above, behind), text, page.headline.words, language)


def _outside_links(page: Page) -> list[Line]:
    """Return the lines behind the article that are not links to others."""
    return [
        page.lines[index]
        for index in range(page.tail, len(page.lines))
        if page.reasons[index] in {"", "footer", "date line"}
    ]


def _publisher(page: Page, url: str | None) -> str | None:
    """Choose the publisher from what the page says of itself."""
    known = [
        (line.words, reason)
        for line, reason in zip(page.lines, page.reasons, strict=True)
        if reason not in {"caption", "repeated line"}
    ]
    return publisher_of(
        site=page.headline.site,
        url=url,
        set_aside=[words for words, reason in known if reason],
        footer=[words for words, reason in known if reason in {"footer", "cookie notice"}],
        body=(words for words, reason in known if not reason),
    )


def _author(page: Page) -> str | None:
    """Find the author between the headline and the first paragraphs, then right above it."""
    if page.headline.at is None:
        return None
    start = page.headline.at
    under = [
        line.words
        for line, reason in zip(
            page.lines[start + 1 : page.core], page.reasons[start + 1 :], strict=False
        )
        if reason not in {"caption", "share links"}
    ]
    above = [line.words for line in reversed(page.lines[max(0, start - 3) : start])]
    return author_of(under, above)


def _kind(title: str) -> SourceKind:
    """Guess the kind from the headline; news about a declaration is an article."""
    return next((kind for kind, pattern in _KINDS if pattern.search(title)), SourceKind.ARTICLE)

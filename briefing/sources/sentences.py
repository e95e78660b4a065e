"""Paragraphs and sentences: the sentence around a selection, with quotations left whole."""

from __future__ import annotations

import re
from bisect import bisect_right

from briefing.domain.spans import Range
from briefing.sources.quotations import quotation_ranges
from briefing.sources.wordlists import word_list

_WRAP_LEAST = 40
_WRAP_MOST = 100
_STOP = re.compile(r"[.!?…。！？]+[\"'”’»“)\]›]*")  # noqa: RUF001 - typographic marks are looked for
_WIDE = frozenset("。！？")  # noqa: RUF001 - these need no space behind them
_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’«»„(\[]+$")


def paragraphs(text: str) -> tuple[Range, ...]:
    """Return the paragraphs, without white space around them.

    A line is a paragraph, as on web pages; a block of lines broken at about the same width, going
    on in lower case, is one paragraph, as in mail and old text files.
    """
    found: list[Range] = []
    block: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        stop = start + len(line)
        if line.strip():
            block.append((start, stop))
        elif block:
            found += _paragraphs_of(text, block)
            block = []
        start = stop + 1
    return (*found, *_paragraphs_of(text, block))


def sentences(text: str, within: Range) -> tuple[Range, ...]:
    """Return the sentences of one paragraph, without white space around them.

    A quotation is never cut: full stops in it end nothing, unless it closes a sentence itself.

    Args:
        text: The whole text.
        within: The paragraph.
    """
    words = within.of(text)
    quoted = [
        (r.start - within.start, r.stop - within.start) for r in quotation_ranges(text, within)
    ]
    starts = [start for start, _ in quoted]
    found, start = [], 0
    for match in _STOP.finditer(words):
        stop = match.end()
        holder = bisect_right(starts, match.start()) - 1
        if holder >= 0 and match.start() < quoted[holder][1]:
            if stop < quoted[holder][1]:
                continue
            stop = max(stop, quoted[holder][1])
            if not _ends_quoted(words, match.group(), stop):
                continue
        elif not _ends(words, match.start(), stop):
            continue
        found.append((start, stop))
        start = stop
    found.append((start, len(words)))
    return tuple(
        trimmed
        for first, last in found
        if (trimmed := _trimmed(text, within.start + first, within.start + last)) is not None
    )


def sentence_at(text: str, offset: int) -> Range | None:
    """Return the sentence that a code point belongs to.

    White space belongs to the sentence before it in its paragraph; a code point outside every
    paragraph (a blank line) has none.

    Args:
        text: The whole text; only the block of lines around the offset is looked at.
        offset: 0 to the length of the text.
    """
    if not 0 <= offset <= len(text):
        return None
    first, last = _block_around(text, offset)
    for paragraph in paragraphs(text[first:last]):
        start, stop = paragraph.start + first, paragraph.stop + first
        if start <= offset <= stop:
            parts = sentences(text, Range(start=start, stop=stop))
            before = bisect_right([part.start for part in parts], offset) - 1
            return parts[before]
    return None


def _block_around(text: str, offset: int) -> tuple[int, int]:
    """Return the lines around an offset, up to the blank lines on both sides."""
    first = text.rfind("\n", 0, offset) + 1
    while first > 0:
        above = text.rfind("\n", 0, first - 1) + 1
        if not text[above : first - 1].strip() or first - above > _WRAP_MOST + 1:
            break
        first = above
    last = _line_end(text, offset)
    while last < len(text):
        below = _line_end(text, last + 1)
        if not text[last:below].strip() or below - last > _WRAP_MOST + 1:
            break
        last = below
    return first, last


def _line_end(text: str, offset: int) -> int:
    """Return where the line of an offset ends."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _paragraphs_of(text: str, block: list[tuple[int, int]]) -> list[Range]:
    """Cut a block of lines without a blank one into paragraphs."""
    if _is_wrapped(text, block):
        block = [(block[0][0], block[-1][1])]
    ranges = (_trimmed(text, start, stop) for start, stop in block)
    return [one for one in ranges if one is not None]


def _is_wrapped(text: str, block: list[tuple[int, int]]) -> bool:
    """Tell whether a block is one paragraph broken into lines of about the same width."""
    if len(block) < 2:
        return False
    if any(not _WRAP_LEAST <= stop - start <= _WRAP_MOST for start, stop in block[:-1]):
        return False
    if block[-1][1] - block[-1][0] > _WRAP_MOST:
        return False
    going_on = sum(1 for start, _ in block[1:] if text[start : start + 1].islower())
    return going_on >= 0.3 * (len(block) - 1)


def _trimmed(text: str, start: int, stop: int) -> Range | None:
    """Return a range without white space around it, or None when nothing is left."""
    words = text[start:stop]
    start += len(words) - len(words.lstrip())
    stop -= len(words) - len(words.rstrip())
    return Range(start=start, stop=stop) if start < stop else None


def _ends(words: str, at: int, stop: int) -> bool:
    """Tell whether the mark at `at` outside quotations ends a sentence."""
    if words[at] in _WIDE or stop == len(words):
        return True
    if not words[stop].isspace():
        return False
    following = (
        words[stop:].lstrip()[:1] if len(words) < 400 else words[stop : stop + 40].lstrip()[:1]
    )
    if following.islower():
        return False
    return words[at] != "." or not _is_abbreviated(words, at, stop)


def _is_abbreviated(words: str, at: int, stop: int) -> bool:
    """Tell whether a full stop belongs to an abbreviation, an initial or a German ordinal."""
    match = _WORD_BEFORE.search(words, max(0, at - 30), at)
    if match is None or words[at : at + 2] == "..":
        return False
    word = match.group().casefold()
    if word.isdigit():
        after = re.match(r"[^\W\d_]+", words[stop : stop + 40].lstrip())
        named = after.group().casefold() if after else ""
        return len(word) <= 2 and (
            named in word_list("ordinal months") or named in word_list("ordinal nouns")
        )
    return word in word_list("abbreviations") or (len(word) == 1 and word.isalpha() and word != "i")


def _ends_quoted(words: str, mark: str, stop: int) -> bool:
    """Tell whether a mark right before the end of a quotation ends the sentence around it."""
    rest = words[stop : stop + 80]
    if not rest.strip():
        return True
    if not rest[0].isspace() or rest.lstrip()[:1].islower():
        return False
    following = re.findall(r"[^\W\d_]+", rest)[:4]
    return mark[0] == "." or not any(word.casefold() in word_list("saying") for word in following)

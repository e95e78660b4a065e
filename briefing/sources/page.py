"""Which lines of a web page as pasted are the article, and why the others are set aside."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from briefing.domain.sources import SetAside
from briefing.domain.spans import Range
from briefing.sources.captions import captions
from briefing.sources.datelines import date_of_line
from briefing.sources.headlines import Headline, headline_of
from briefing.sources.lines import Line, lines_of
from briefing.sources.phrases import Phrase, is_symbol, phrase_of

_MANY = 8
_NEAR = 3
_FEW_LINKS = 12
_FEW_WORDS = 5
_ENDING = frozenset(
    {"footer", "newsletter", "share links", "cookie notice", "menu", "related links"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A text taken apart; nothing is lost, every line is either body or set aside.

    Attributes:
        lines: The lines that are not blank.
        reasons: For each, why it is set aside; empty for the body.
        headline: The headline.
        core: Index of the first line of running text under the headline.
        tail: Index of the first line behind the running text.
    """

    lines: tuple[Line, ...]
    reasons: tuple[str, ...]
    headline: Headline
    core: int
    tail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    """What is known of each line by itself."""

    lines: tuple[Line, ...]
    phrases: tuple[Phrase | None, ...]
    captions: frozenset[int]
    dates: frozenset[int]
    counts: Counter[str]

    def prose(self, index: int) -> bool:
        """Tell whether a line is running text."""
        return self.lines[index].prose and not self.is_known(index)

    def is_known(self, index: int) -> bool:
        """Tell whether a line is page furniture by its own words."""
        return self.phrases[index] is not None or index in self.captions or index in self.dates

    def repeats_the_line_before(self, index: int) -> bool:
        """Tell whether a long line comes twice in a row."""
        line = self.lines[index]
        return line.size >= _MANY and line.words == self.lines[index - 1].words

    def own_reason(self, index: int) -> str:
        """Return why a line is set aside by its own words, or the empty string."""
        if index in self.captions:
            return "caption"
        phrase = self.phrases[index]
        return phrase.reason if phrase else ""


def read_page(text: str, language: str | None) -> Page:
    """Take a text apart.

    The article is the stretch of lines with the largest sum of weights (long running text counts
    for it, short lines and page furniture against it), so that a block of links in the middle does
    not end it. Source of the sum: Kadane's algorithm, see Bentley, Programming Pearls, CACM 27(9).
    """
    marks = _mark(text, language)
    core, tail = _core(marks)
    usable = [
        not marks.is_known(index) and not is_symbol(line.key)
        for index, line in enumerate(marks.lines)
    ]
    headline = headline_of(marks.lines, usable, core)
    core = _first_prose(marks, headline, core)
    reasons = [""] * len(marks.lines)
    start = _set_head_aside(reasons, marks, headline, core)
    _set_lead_aside(reasons, marks, range(start, core), headline)
    _set_middle_aside(reasons, marks, range(core, tail))
    _set_tail_aside(reasons, marks, tail)
    _set_dates_aside(reasons, marks, range(start, core), tail)
    return Page(lines=marks.lines, reasons=tuple(reasons), headline=headline, core=core, tail=tail)


def partition(text: str, page: Page) -> tuple[tuple[Range, ...], tuple[SetAside, ...]]:
    """Return body and set-aside ranges; together they cover the text, each code point once.

    Blank lines belong to what stands before them.
    """
    why = {line.start: reason for line, reason in zip(page.lines, page.reasons, strict=True)}
    body: list[Range] = []
    aside: list[SetAside] = []
    start, current = 0, page.reasons[0] if page.reasons else ""
    for line in (*page.lines, None):
        stop = len(text) if line is None else line.start
        if line is not None and why[line.start] == current:
            continue
        if start < stop:
            if current:
                aside.append(SetAside(start=start, stop=stop, reason=current))
            else:
                body.append(Range(start=start, stop=stop))
            start = stop
        current = "" if line is None else why[line.start]
    return tuple(body), tuple(aside)


def _mark(text: str, language: str | None) -> _Marks:
    """Look at each line by itself."""
    lines = tuple(lines_of(text))
    phrases = [phrase_of(line.key) for line in lines]
    pictures = [
        phrase is not None and phrase.reason == "caption" and line.size <= 3
        for phrase, line in zip(phrases, lines, strict=True)
    ]
    return _Marks(
        lines=lines,
        phrases=tuple(phrases),
        captions=frozenset(captions(lines, pictures)),
        dates=frozenset(
            index
            for index, line in enumerate(lines)
            if date_of_line(line.words, language) is not None
        ),
        counts=Counter(line.words for line in lines),
    )


def _core(marks: _Marks) -> tuple[int, int]:
    """Return first and one behind the last line of the heaviest stretch of running text."""
    best, first, last = 0, 0, 0
    total, began = 0, 0
    for index in range(len(marks.lines)):
        weight = _weight(marks, index)
        if total <= 0:
            total, began = 0, index
        total += weight
        if total > best:
            best, first, last = total, began, index + 1
    return (first, _without_last_links(marks, first, last)) if best else (0, len(marks.lines))


def _without_last_links(marks: _Marks, first: int, last: int) -> int:
    """Return where the article ends if its last lines are a few links that read like prose."""
    for index in range(last - 1, max(first, last - _NEAR) - 1, -1):
        phrase = marks.phrases[index]
        if phrase and phrase.after == "end" and phrase.whole and last - first > 2 * _MANY:
            return index
    return last


def _first_prose(marks: _Marks, headline: Headline, core: int) -> int:
    """Return the first paragraph under the headline, a standfirst above the date line aside."""
    if headline.at is None:
        return core
    prose = [
        index
        for index in range(headline.at + 1, core)
        if marks.prose(index) and marks.counts[marks.lines[index].words] <= 2
    ]
    if prose and any(
        marks.is_known(index) for index in range(prose[0] + 1, min(core, prose[0] + _NEAR + 2))
    ):
        prose = prose[1:]
    return prose[0] if prose else core


def _weight(marks: _Marks, index: int) -> int:
    """Weigh one line: running text up to 60, short lines and page furniture below nought."""
    phrase = marks.phrases[index]
    if phrase:
        return -40 if phrase.after == "end" else -8
    if index in marks.dates:
        return -10
    line = marks.lines[index]
    if not marks.prose(index) or marks.counts[line.words] > 2:
        return 0 if line.size >= _MANY and marks.counts[line.words] == 1 else -3
    beside = any(
        0 <= other < len(marks.lines) and marks.prose(other) for other in (index - 1, index + 1)
    )
    return min(line.size, 60) if beside else max(4, min(line.size, 60) // 3)


def _set_head_aside(reasons: list[str], marks: _Marks, headline: Headline, core: int) -> int:
    """Set the menus above the headline aside; return where the article begins."""
    start = core if headline.at is None else headline.at
    known = sum(1 for index in range(start) if marks.phrases[index] or index in marks.captions)
    short = sum(1 for index in range(start) if marks.lines[index].size <= _FEW_WORDS)
    is_menu = known > 0 or short >= max(_MANY, 0.8 * start)
    for index in range(start):
        line = marks.lines[index]
        own = marks.own_reason(index)
        if own:
            reasons[index] = own
        elif index in marks.dates and start - index <= _NEAR:
            reasons[index] = "date line"
        elif headline.words and line.words.startswith(headline.words):
            reasons[index] = "repeated line"
        elif headline.repeated or (is_menu and line.size < _MANY and not marks.prose(index)):
            reasons[index] = "menu"
    if headline.at is None and not is_menu:
        return 0
    return start


def _set_lead_aside(reasons: list[str], marks: _Marks, lead: range, headline: Headline) -> None:
    """Set aside what stands between the headline and the first paragraph."""
    for index in lead:
        line = marks.lines[index]
        own = marks.own_reason(index)
        if own:
            reasons[index] = own
        elif line.words == headline.words:
            continue
        elif marks.counts[line.words] > 1 and not marks.prose(index):
            reasons[index] = "repeated line"
        elif is_symbol(line.key) and headline.at is not None:
            reasons[index] = "menu"


def _set_middle_aside(reasons: list[str], marks: _Marks, middle: range) -> None:
    """Set page furniture within the article aside; links pause it until running text resumes."""
    links_left = 0
    for index in middle:
        phrase = marks.phrases[index]
        own = marks.own_reason(index)
        if phrase and phrase.after:
            links_left = _FEW_LINKS if phrase.whole else 0
        elif marks.prose(index):
            links_left = 0
        if own:
            reasons[index] = own
        elif links_left:
            reasons[index] = "related links"
            links_left -= 1
        elif index > middle.start and marks.repeats_the_line_before(index):
            reasons[index] = "repeated line"


def _set_tail_aside(reasons: list[str], marks: _Marks, tail: int) -> None:
    """Set aside everything from the first piece of page furniture behind the article."""
    section = ""
    for index in range(tail, len(marks.lines)):
        phrase = marks.phrases[index]
        if phrase and (phrase.after or phrase.reason in _ENDING):
            section = phrase.reason
        if section:
            reasons[index] = phrase.reason if phrase else section
        else:
            reasons[index] = marks.own_reason(index)


def _set_dates_aside(reasons: list[str], marks: _Marks, lead: range, tail: int) -> None:
    """Set aside the date lines under the headline, and the same ones behind the article."""
    dated = {marks.lines[index].words for index in lead if index in marks.dates}
    for index in (*lead, *range(tail, len(marks.lines))):
        is_free = index in lead or not reasons[index]
        if is_free and index in marks.dates and marks.lines[index].words in dated:
            reasons[index] = "date line"

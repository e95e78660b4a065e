"""The proof of finished files: quotations against sources, and decisions where they differ."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from briefing.app.editing import without
from briefing.domain.sources import Source
from briefing.domain.statements import Quote
from briefing.domain.vocabularies import Mode
from briefing.domain.wording import is_mark, printed, translated, wording
from briefing.errors import InputRefusedError, OutputNotWrittenError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.domain.content import Content
    from briefing.word.proof import Difference
    from briefing.word.state import Placed


SHAREABLE: Final = "shareable edition"
"""The file of restricted words: whichever is written for others."""
_OTHERS: Final = "The finished file has other words."
_MARKED_OTHERWISE: Final = "Its passage is marked with other words than the source has there."


class Way(StrEnum):
    """What becomes of a quotation that differs."""

    PARAPHRASE = "paraphrase"
    LEAVE_OUT = "leave-out"
    OVERRIDE = "override"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decided about one quotation for one export.

    Attributes:
        way: What becomes of it.
        reason: Why it is printed although it differs; only for an override, which needs one.
    """

    way: Way
    reason: str = ""


Decisions = Mapping[str, Decision]
"""Decisions by the key of what they are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """Words between quotation marks that are not their source's.

    Attributes:
        key: What a decision names: the quote's id, or one made of words that are no captured quote.
        kind: The kind of the record to go to, or "" where none is known.
        record: Its id.
        file: `Word file`, `workbook`, or `SHAREABLE`.
        place: The heading under which it stands, or "".
        expected: What the source has.
        found: What is printed.
        why: What is wrong, as a sentence.
        ways: What can be decided.
    """

    key: str
    kind: str
    record: str
    file: str
    place: str
    expected: str
    found: str
    why: str
    ways: tuple[Way, ...] = tuple(Way)

    @property
    def sentence(self) -> str:
        """Return the whole of it in words."""
        place = f" under “{self.place}”" if self.place else ""
        if not (self.expected or self.found):
            return f"{self.key} in the {self.file}{place}: {self.why}"
        return (
            f"{self.key} in the {self.file}{place}: {self.why} The source has “{self.expected}”, "
            f"the page “{self.found}”."
        )


class QuotationsDifferError(OutputNotWrittenError):
    """The finished document has words between quotation marks that the source has not.

    Attributes:
        differing: Each of them.
    """

    def __init__(self, differing: tuple[Differing, ...]) -> None:
        super().__init__("\n".join(one.sentence for one in differing))
        self.differing = differing


def decided(content: Content, decisions: Decisions) -> Content:
    """Return the content as it is printed after decisions: without quotes, or as paraphrases.

    Raises:
        InputRefusedError: An override has no reason.
    """
    for key, decision in decisions.items():
        if decision.way is Way.OVERRIDE and not decision.reason.strip():
            raise InputRefusedError(f"{key} can only be printed as it is with a reason: write one.")
    chosen = [
        (quote, decision.way)
        for key, decision in decisions.items()
        if (quote := content.find(Quote, key)) is not None
    ]
    told = {quote.id: _told(content, quote) for quote, way in chosen if way is Way.PARAPHRASE}
    changed = replace(content, quotes=tuple(told.get(quote.id, quote) for quote in content.quotes))
    return without(changed, [quote for quote, way in chosen if way is Way.LEAVE_OUT])


def _told(content: Content, quote: Quote) -> Quote:
    """Return a quote as words of ours: no quotation marks stand around them."""
    words = quote.text or wording(quote, content.get(Source, quote.source).text)
    return replace(quote, mode=Mode.PARAPHRASE, text=words)


def ledger_differences(content: Content, ledger: Iterable[Placed]) -> Iterator[Differing]:
    """Yield the quotations that were placed in a document with other words than their source's.

    Args:
        content: The pack; words are derived from its passages anew.
        ledger: What was placed.
    """
    for placed in ledger:
        quote = content.find(Quote, placed.id)
        if quote is None:
            continue
        expected = _words(content, quote, placed.language)
        why = _spoilt(content, quote) if not placed.language else ""
        if not why and placed.text not in expected:
            why = "The template changed the words."
        if why:
            yield _of_quote(quote, "Word file", why, next(iter(expected), ""), placed.text)


def file_differences(found: Iterable[Difference]) -> Iterator[Differing]:
    """Yield the quotations that a finished document does not hold as they were placed."""
    for one in found:
        yield Differing(
            key=one.id,
            kind="quote",
            record=one.id,
            file="Word file",
            place="",
            expected=one.expected,
            found=one.found,
            why=_OTHERS,
        )


def sheet_differences(content: Content, data: bytes) -> Iterator[Differing]:
    """Yield the quotes whose words stand in no cell of a finished workbook.

    Args:
        content: What the workbook was made of.
        data: Its bytes.
    """
    from briefing.excel.proof import CellTexts

    cells = CellTexts(data)
    for quote in content.quotes:
        expected = printed(quote, content.get(Source, quote.source).text)
        why = _spoilt(content, quote) if quote.mode is not Mode.PARAPHRASE else ""
        if not why and not cells.have(expected):
            why = _OTHERS
        if why:
            yield _of_quote(quote, "workbook", why, expected, "")
    for kind, record, passage in content.resting:
        text = content.get(Source, passage.source).text
        if not passage.matches(text):
            yield Differing(
                key=passage.id,
                kind=kind,
                record=record.id,
                file="workbook",
                place="",
                expected=text[passage.start : passage.stop],
                found=passage.exact,
                why=_MARKED_OTHERWISE,
                ways=(Way.OVERRIDE,),
            )


def _of_quote(quote: Quote, file: str, why: str, expected: str, found: str) -> Differing:
    return Differing(
        key=quote.id,
        kind="quote",
        record=quote.id,
        file=file,
        place="",
        expected=expected,
        found=found,
        why=why,
    )


def _words(content: Content, quote: Quote, language: str) -> tuple[str, ...]:
    """Return what a quote says: in its own language, or in each translation into another."""
    if not language:
        return (wording(quote, content.get(Source, quote.source).text),)
    return tuple(
        translated(row, content.get(Source, row.source or quote.source).text)
        for row in quote.translations
        if row.language == language
    )


def _spoilt(content: Content, quote: Quote) -> str:
    """Return why a quote's words are not its source's, whatever is printed of it; or nothing."""
    text = content.get(Source, quote.source).text
    if not all(piece.matches(text) for piece in quote.pieces):
        return _MARKED_OTHERWISE
    if not all(is_mark(edit.text) for edit in quote.edits):
        return "Words in it were changed without … or [brackets]."
    return ""


def key_of(words: str) -> str:
    """Return the key of words that are no captured quote: the same words have the same key."""
    return f"words-{hashlib.sha256(words.encode()).hexdigest()[:8]}"

"""A quote's words, derived from its source and never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.domain.vocabularies import Mode, Translator

if TYPE_CHECKING:
    from briefing.domain.spans import Range
    from briefing.domain.statements import Quote, Translation, WordEdit

ELLIPSIS = "…"
GAP = f" {ELLIPSIS} "


def wording(quote: Quote, text: str) -> str:
    """Return the words that are printed between quotation marks.

    Pieces are joined by ` … `; marked edits (an ellipsis, words in brackets) are applied.

    Args:
        quote: The quote.
        text: The text of its source.

    Raises:
        SpanOutOfRangeError: A piece ends beyond the text.
    """
    return GAP.join(_edited(piece, quote.edits, text) for piece in quote.pieces)


def is_mark(words: str) -> bool:
    """Tell whether a reader sees that words are not the source's: `…`, or [square brackets]."""
    return words == ELLIPSIS or (len(words) > 2 and words[0] == "[" and words[-1] == "]")


def printed(quote: Quote, text: str) -> str:
    """Return what stands for the quote on paper: its words, or a paraphrase's own text."""
    if quote.mode is Mode.PARAPHRASE and quote.text:
        return quote.text
    return wording(quote, text)


def translated(translation: Translation, text: str) -> str:
    """Return the words of a translation: those of its passages, where it was published.

    Args:
        translation: The translation.
        text: The text of the source in which it was published; not asked for without passages.

    Raises:
        SpanOutOfRangeError: A piece ends beyond the text.
    """
    if not translation.pieces:
        return translation.text
    return GAP.join(piece.of(text) for piece in translation.pieces)


def is_unchecked(translation: Translation) -> bool:
    """Tell whether a machine translated and nobody looked at it since."""
    return translation.by is Translator.MACHINE and not translation.checked_by


def _edited(piece: Range, edits: tuple[WordEdit, ...], text: str) -> str:
    piece.of(text)
    inside = sorted((edit for edit in edits if piece.contains(edit)), key=lambda edit: edit.start)
    words: list[str] = []
    at = piece.start
    for edit in inside:
        if edit.start >= at:
            words += (text[at : edit.start], edit.text)
            at = edit.stop
    return "".join((*words, text[at : piece.stop]))

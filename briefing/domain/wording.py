"""A quote's words, derived from its source and never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.domain.vocabularies import Mode

if TYPE_CHECKING:
    from briefing.domain.spans import Range
    from briefing.domain.statements import Quote, WordEdit

GAP = " … "


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


def printed(quote: Quote, text: str) -> str:
    """Return what stands for the quote on paper: its words, or a paraphrase's own text."""
    if quote.mode is Mode.PARAPHRASE and quote.text:
        return quote.text
    return wording(quote, text)


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

"""The reader of a quote's words, which are its source's and which nobody may type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.domain.vocabularies import Mode
from briefing.excel.typed.cell import Edit, Typed, UnfitCellError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.statements import Quote


def words(typed: Typed[Quote]) -> Iterator[Edit]:
    """Read the text of a paraphrase; the words of any other quote are refused."""
    record = typed.view.record
    if record.mode is not Mode.PARAPHRASE or not record.text:
        raise UnfitCellError(
            "A quote's words are those of its source and cannot be edited: mark other words in the "
            "source, or make it a paraphrase in the window."
        )
    if typed.text is None:
        raise UnfitCellError("A paraphrase needs words: type them, or delete the whole row.")
    yield "text", typed.text

"""Whether quotes say whose words they are, and may stand in quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.checks.problem import Problem, Severity
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Mode
from briefing.domain.wording import is_mark, is_unchecked, translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.content import Content
    from briefing.domain.statements import Quote

_SENTENCE_WORDS = 5


def missing_speakers(content: Content) -> Iterator[Problem]:
    """Find quotes of nobody."""
    for quote in content.quotes:
        if quote.speaker is None and quote.speaker_as_named is None:
            yield _problem(
                quote,
                "quote.no_speaker",
                Severity.WARNING,
                f"Nobody is named for “{_words(quote)}”: say who spoke, or mark how the source "
                "names the speaker.",
                "speaker",
            )


def partial_as_sentence(content: Content) -> Iterator[Problem]:
    """Find fragments that are marked as whole sentences."""
    for quote in content.quotes:
        first = quote.pieces[0].exact if quote.pieces else ""
        if quote.mode is Mode.DIRECT and first and len(first.split()) < _SENTENCE_WORDS:
            yield _problem(
                quote,
                "quote.fragment",
                Severity.NOTE,
                f"“{_words(quote)}” is a fragment but marked as a direct quote: mark it as "
                "partial, so that it is not printed as a sentence.",
                "mode",
            )


def withdrawn_sources(content: Content) -> Iterator[Problem]:
    """Find quotes of sources that no longer stand."""
    for quote in content.quotes:
        source = content.find(Source, quote.source)
        if source is not None and source.withdrawn is not None:
            yield _problem(
                quote,
                "quote.source_withdrawn",
                Severity.ERROR,
                f"“{_words(quote)}” is from “{source.title}”, withdrawn on "
                f"{source.withdrawn.on}: {source.withdrawn.reason}. Find another source or remove "
                "the quote.",
                "source",
            )


def unmarked_edits(content: Content) -> Iterator[Problem]:
    """Find words inside a quote that are not its source's, and do not look it."""
    for quote in content.quotes:
        for edit in quote.edits:
            if not is_mark(edit.text):
                yield _problem(
                    quote,
                    "quote.unmarked_edit",
                    Severity.ERROR,
                    f"In “{_words(quote)}” the words “{edit.text}” take the place of the source's "
                    "without a sign: write … for what is left out, [brackets] around what is put "
                    "in.",
                    "edits",
                )


def unchecked_translations(content: Content) -> Iterator[Problem]:
    """Find machine translations that nobody checked."""
    for quote in content.quotes:
        for translation in quote.translations:
            if is_unchecked(translation):
                yield _problem(
                    quote,
                    "quote.machine_translation",
                    Severity.ERROR,
                    f"The translation of “{_words(quote)}” was made by a machine and checked by "
                    "nobody: have it checked before it stands in quotation marks.",
                    "translations",
                )


def differing_translations(content: Content) -> Iterator[Problem]:
    """Find translations whose words are not those of the passage where they were published."""
    for quote in content.quotes:
        for translation in quote.translations:
            source = content.find(Source, translation.source or quote.source)
            pieces = translation.pieces
            if source is None or not all(piece.matches(source.text) for piece in pieces):
                continue  # another rule says so
            if translation.text != translated(translation, source.text):
                yield _problem(
                    quote,
                    "quote.translation_differs",
                    Severity.ERROR,
                    f"The translation of “{_words(quote)}” into {translation.language} is not what "
                    f"“{source.title}” has: mark the passage again, or call it our translation.",
                    "translations",
                )


def _problem(quote: Quote, code: str, severity: Severity, sentence: str, field: str) -> Problem:
    return Problem(
        code=code, severity=severity, sentence=sentence, kind="quote", id=quote.id, field=field
    )


def _words(quote: Quote) -> str:
    words = " ".join(quote.pieces[0].exact.split()) if quote.pieces else ""
    return words if len(words) <= 60 else f"{words[:59]}…"

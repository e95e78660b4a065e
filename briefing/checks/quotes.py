"""Whether quotes say whose words they are, and may stand in quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.checks.problem import Problem, Severity
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Mode, Translator

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


def unchecked_translations(content: Content) -> Iterator[Problem]:
    """Find machine translations that nobody checked."""
    for quote in content.quotes:
        for translation in quote.translations:
            if translation.by is Translator.MACHINE and not translation.checked_by:
                yield _problem(
                    quote,
                    "quote.machine_translation",
                    Severity.ERROR,
                    f"The translation of “{_words(quote)}” was made by a machine and checked by "
                    "nobody: have it checked before it stands in quotation marks.",
                    "translations",
                )


def _problem(quote: Quote, code: str, severity: Severity, sentence: str, field: str) -> Problem:
    return Problem(
        code=code, severity=severity, sentence=sentence, kind="quote", id=quote.id, field=field
    )


def _words(quote: Quote) -> str:
    words = " ".join(quote.pieces[0].exact.split()) if quote.pieces else ""
    return words if len(words) <= 60 else f"{words[:59]}…"

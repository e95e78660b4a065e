"""The fields of a quote: its words with marks and footnote, its speaker, its circumstances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.domain.actors import Actor
from briefing.domain.sources import Source
from briefing.domain.statements import Quote, Translation
from briefing.domain.vocabularies import Mode, Translator
from briefing.domain.wording import is_unchecked, printed, translated
from briefing.template.bound import own
from briefing.template.contract import FLAG, QUOTED, TEXT
from briefing.template.fields_record import Entry, RecordKind
from briefing.template.fields_walk import Walk, use_of
from briefing.template.values import Citation, Inline, Piece, Quotation, Text

if TYPE_CHECKING:
    from briefing.domain.content import Content

_MARKS = {
    "fr": ("«\u00a0", "\u00a0»"),
    "de": ("„", "“"),
    "it": ("«", "»"),
    "uk": ("«", "»"),
    "ar": ("«", "»"),
}
_ENGLISH = ("“", "”")
_PREFERRED = (Translator.OFFICIAL, Translator.HOUSE, Translator.OUTLET, Translator.MACHINE)


def speaker(content: Content, quote: Quote) -> str:
    """Return who speaks, as the source names them where no actor is known."""
    found = content.find(Actor, quote.speaker)
    if found is not None:
        return found.name
    named = quote.speaker_as_named
    return named.of(content.get(Source, quote.source).text) if named else ""


def _speaker(walk: Walk, quote: Quote) -> str:
    return speaker(walk.content, quote)


def _for(walk: Walk, quote: Quote) -> str:
    return walk.actor(quote.speaks_for)


def _role(walk: Walk, quote: Quote) -> str:
    return quote.role or ""


def marks(language: str | None) -> tuple[str, str]:
    """Return the quotation marks of a language."""
    return _MARKS.get((language or "")[:2].lower(), _ENGLISH)


def quoted(walk: Walk, quote: Quote) -> Inline:
    """Return a quote's words between marks with their note."""
    words = printed(quote, walk.content.get(Source, quote.source).text)
    pieces: tuple[Piece, ...]
    if quote.mode is Mode.PARAPHRASE:
        pieces = walk.own(quote, "text", words).pieces if quote.text else (Text(words),)
    else:
        opening, closing = marks(walk.language)
        who = _speaker(walk, quote)
        # The dots stand outside the marks: nothing of ours is between them.
        before = walk.words.say("{who}: … ", who=who) if who else "… "
        lead = before if quote.mode is Mode.PARTIAL else ""
        pieces = (Text(f"{lead}{opening}"), Quotation(quote.id, words), Text(closing))
    note = walk.citer.cite([quote.source])
    return Inline((*pieces, note) if note else pieces)


def _uncited(walk: Walk, quote: Quote) -> Inline:
    pieces = quoted(walk, quote).pieces
    return Inline(tuple(piece for piece in pieces if not isinstance(piece, Citation)))


def _attribution(walk: Walk, quote: Quote) -> str:
    who = "" if quote.mode is Mode.PARTIAL else _speaker(walk, quote)
    when = walk.date(quote.said)
    return walk.words.say(", ").join(filter(None, (who, quote.role, quote.venue, when)))


def _best(walk: Walk, quote: Quote) -> Translation | None:
    if not quote.language or quote.language[:2] == walk.language[:2]:
        return None
    fitting = [row for row in quote.translations if row.language[:2] == walk.language[:2]]
    return min(fitting, key=lambda row: _PREFERRED.index(row.by), default=None)


def _translation(walk: Walk, quote: Quote) -> Inline:
    found = _best(walk, quote)
    if found is None:
        return Inline()
    words = translated(found, walk.content.get(Source, found.source or quote.source).text)
    label = walk.words.label(found.by)
    if is_unchecked(found):
        # What no person has read may not look like somebody's words.
        return Inline.of(walk.words.say("{label}, not checked: {words}", label=label, words=words))
    if quote.mode is Mode.PARAPHRASE:
        return Inline.of(f"{words} ({label.lower()})")
    opening, closing = marks(walk.language)
    quotation = Quotation(quote.id, words, language=found.language)
    return Inline.of(opening, quotation, f"{closing} ({label.lower()})")


def _topic(walk: Walk, quote: Quote) -> str:
    return walk.topic(quote.topic)


def _said(walk: Walk, quote: Quote) -> str:
    return walk.date(quote.said)


QUOTE: Final = RecordKind[Quote](
    "quote",
    Entry(
        "words", QUOTED,
        "The words between quotation marks with their footnote; a partial quote after its speaker "
        "and an ellipsis, a paraphrase without marks", "“We will send monitors.”", quoted,
    ),
    Entry(
        "uncited", QUOTED, "The same without its footnote", "“We will send monitors.”", _uncited,
    ),
    Entry(
        "translation", QUOTED,
        "The words in the pack's language and who translated them, or nothing",
        "“We are ready” (our translation)", _translation,
    ),
    Entry(
        "attribution", TEXT, "Speaker, role, venue and date in one line",
        "Aino Salmi, Prime Minister, Helsinki, 2 March 2027", _attribution,
    ),
    Entry("speaker", TEXT, "Who speaks", "Aino Salmi", _speaker),
    Entry("speaks_for", TEXT, "For whom", "Finland", _for),
    Entry("role", TEXT, "The speaker's office on that day", "Prime Minister", own("role", _role)),
    Entry("said", TEXT, "When it was said", "2 March 2027", own("said", _said)),
    Entry("venue", TEXT, "Where", "Helsinki", own("venue", lambda _, quote: quote.venue or "")),
    Entry("topic", TEXT, "On which topic", "Monitoring", _topic),
    Entry(
        "mode", TEXT, "Direct, partial or paraphrase", "Direct",
        lambda walk, quote: walk.words.label(quote.mode),
    ),
    Entry(
        "basis", TEXT, "What it rests on", "Remarks on the record",
        own("basis", lambda walk, quote: walk.words.label(quote.basis)),
    ),
    Entry("key", FLAG, "Whether it is a key quote", "true", lambda _, quote: quote.key),
    Entry("use", TEXT, "“Our information only”, or nothing", "Our information only", use_of),
)  # fmt: skip

"""What the capture bar shows: drafts of records, filled from the sentence around the selection."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.app.countries import countries
from briefing.domain.actors import Actor
from briefing.domain.country_mentions import How
from briefing.domain.ids import SourceId
from briefing.domain.sources import Source
from briefing.domain.spans import Range
from briefing.domain.statements import Quote
from briefing.domain.vocabularies import (
    ActorKind,
    Basis,
    ConditionKind,
    Joint,
    Mode,
    Polarity,
    SourceKind,
    Stage,
    Stance,
)
from briefing.sources.quotations import quotation_ranges, quoted_strings
from briefing.sources.sentences import sentence_at
from briefing.suggest.speakers import Speaker, speakers
from briefing.suggest.statements import clues

if TYPE_CHECKING:
    from briefing.domain.base import EdtfDate
    from briefing.domain.content import Content
    from briefing.domain.ids import QuoteId

_PARTIAL_WORDS = 6
_ACTING = frozenset(
    ["government", "officials", "ministers", "minister", "leaders", "forces", "troops", "envoys"]
)
_PRIMARY = {
    SourceKind.DECLARATION: Basis.SIGNED_TEXT,
    SourceKind.COMMUNIQUE: Basis.ADOPTED_TEXT,
    SourceKind.DRAFT: Basis.DRAFT_TEXT,
    SourceKind.STATEMENT: Basis.OFFICIAL_STATEMENT,
    SourceKind.SPEECH: Basis.REMARKS,
    SourceKind.TRANSCRIPT: Basis.REMARKS,
    SourceKind.INTERVIEW: Basis.REMARKS,
    SourceKind.LETTER: Basis.LETTER,
    SourceKind.POST: Basis.SOCIAL_POST,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteDraft:
    """A quote as the bar shows it; names are as typed."""

    source: SourceId
    ranges: tuple[Range, ...]
    speaker: str = ""
    speaker_as_named: Range | None = None
    speaks_for: str = ""
    role: str = ""
    mode: Mode = Mode.DIRECT
    basis: Basis | None = None
    said: str = ""
    venue: str = ""
    topic: str = ""
    key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionDraft:
    """A position as the bar shows it."""

    source: SourceId
    ranges: tuple[Range, ...]
    actor: str = ""
    topic: str = ""
    stance: Stance | None = None
    summary: str = ""
    condition: str = ""
    since: str = ""
    basis: Basis | None = None
    expressed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionDraft:
    """A condition as the bar shows it."""

    kind: ConditionKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentDraft:
    """A commitment as the bar shows it."""

    source: SourceId
    ranges: tuple[Range, ...]
    parties: tuple[str, ...] = ()
    measure: str = ""
    text: str = ""
    polarity: Polarity = Polarity.UNDERTAKES
    conditions: tuple[ConditionDraft, ...] = ()
    stage: Stage = Stage.PLEDGED
    date: str = ""
    basis: Basis | None = None
    topic: str = ""
    joint: Joint = Joint.EACH


@dataclass(frozen=True, slots=True, kw_only=True)
class FactDraft:
    """A fact as the bar shows it."""

    source: SourceId
    ranges: tuple[Range, ...]
    actor: str = ""
    label: str = ""
    value: str = ""
    as_of: str = ""


Draft = QuoteDraft | PositionDraft | CommitmentDraft | FactDraft


def draft_quote(content: Content, source: SourceId, ranges: tuple[Range, ...]) -> QuoteDraft:
    """Return a quote of the selection with the speaker that its sentence names."""
    text, sentence = _sentence(content, source, ranges)
    record = content.get(Source, source)
    speaker = _speaker(content, text, sentence)
    basis = _PRIMARY.get(record.kind) or clues(sentence.of(text)).basis
    return QuoteDraft(
        source=source,
        ranges=_without_marks(text, ranges),
        speaker=speaker.name if speaker else "",
        speaker_as_named=speaker.named if speaker else None,
        speaks_for=_country_of(content, speaker.name, text, sentence) if speaker else "",
        mode=_mode(text, ranges),
        basis=basis,
        said=_day(record),
        topic=_only_topic(content),
    )


def draft_position(content: Content, source: SourceId, ranges: tuple[Range, ...]) -> PositionDraft:
    """Return a position of the actor that the selection names first."""
    text, sentence = _sentence(content, source, ranges)
    record, words = content.get(Source, source), _joined(text, ranges)
    hints = clues(words)
    return PositionDraft(
        source=source,
        ranges=ranges,
        actor=next(iter(_actors(content, text, ranges, sentence)), ""),
        topic=_only_topic(content),
        stance=hints.stance,
        condition=hints.condition[1] if hints.condition else "",
        since=_day(record),
        basis=_PRIMARY.get(record.kind) or hints.basis,
    )


def draft_commitment(
    content: Content,
    source: SourceId,
    ranges: tuple[Range, ...],
    after: QuoteId | None = None,
) -> CommitmentDraft:
    """Return a commitment of the actors that the selection names.

    Args:
        content: The pack.
        source: The source.
        ranges: The selection.
        after: A quote just captured: its passage and its actor are taken over.
    """
    quote = content.find(Quote, after)
    if quote is not None:
        ranges = tuple(Range(start=piece.start, stop=piece.stop) for piece in quote.pieces)
    text, sentence = _sentence(content, source, ranges)
    record, words = content.get(Source, source), _joined(text, ranges)
    hints = clues(words)
    actor = content.find(Actor, (quote.speaks_for or quote.speaker) if quote else None)
    parties = (actor.name,) if actor else _actors(content, text, ranges, sentence)
    condition = (
        (ConditionDraft(kind=hints.condition[0], text=hints.condition[1]),)
        if (hints.condition)
        else ()
    )
    return CommitmentDraft(
        source=source,
        ranges=ranges,
        parties=parties,
        measure="",
        polarity=hints.polarity,
        conditions=condition,
        stage=hints.stage,
        date=_day(record),
        basis=_PRIMARY.get(record.kind) or hints.basis,
        topic=_only_topic(content),
        joint=Joint.JOINTLY if len(parties) > 1 else Joint.EACH,
    )


def draft_fact(content: Content, source: SourceId, ranges: tuple[Range, ...]) -> FactDraft:
    """Return a fact about the actor that the sentence names, the selection as its value."""
    text, sentence = _sentence(content, source, ranges)
    return FactDraft(
        source=source,
        ranges=ranges,
        actor=next(iter(_actors(content, text, ranges, sentence)), ""),
        value=" ".join(_joined(text, ranges).split()),
        as_of=_day(content.get(Source, source)),
    )


def _sentence(content: Content, source: SourceId, ranges: tuple[Range, ...]) -> tuple[str, Range]:
    text = content.get(Source, source).text
    first, last = sentence_at(text, ranges[0].start), sentence_at(text, ranges[-1].stop - 1)
    start = first.start if first else ranges[0].start
    stop = last.stop if last else ranges[-1].stop
    return text, Range(start=min(start, ranges[0].start), stop=max(stop, ranges[-1].stop))


def _joined(text: str, ranges: tuple[Range, ...]) -> str:
    return " ".join(one.of(text) for one in ranges)


def _day(source: Source) -> EdtfDate | str:
    return (source.published or "")[:10]


def _only_topic(content: Content) -> str:
    return content.topics[0].name if len(content.topics) == 1 else ""


def _speaker(content: Content, text: str, sentence: Range) -> Speaker | None:
    known = [actor.name for actor in content.actors if actor.kind is not ActorKind.COUNTRY]
    quoted = quotation_ranges(text, sentence)
    return next(iter(speakers(text, sentence, quoted, known)), None)


def _country_of(content: Content, name: str, text: str, sentence: Range) -> str:
    """Return the country that the named person is known, or said beside the name, to speak for."""
    return _known_country(content, name) or _country_beside(name, text, sentence)


def _known_country(content: Content, name: str) -> str:
    person = next((actor for actor in content.actors if actor.name == name), None)
    if person is None:
        return ""
    spoken = [q.speaks_for for q in content.quotes if q.speaker == person.id and q.speaks_for]
    affiliation = person.roles[-1].affiliation if person.roles else None
    home = content.find(Actor, affiliation or (spoken[-1] if spoken else person.part_of))
    return home.name if home else ""


def _country_beside(name: str, text: str, sentence: Range) -> str:
    # "Prime Minister Ana Ruiz of Spain"
    behind = re.search(rf"{re.escape(name)} of ([^.,;:\n]{{3,40}})", text)
    named = countries().mentions(behind.group(1)) if behind else ()
    if named and named[0].start < len("the Xx"):
        return countries()[named[0].iso3].name
    # "Poland's Prime Minister Donald Tusk", "Italian Prime Minister Giorgia Meloni".
    first = text.find(name, max(0, sentence.start - 4000))
    for at in (text.rfind(name, 0, sentence.stop), first):
        before = text[max(0, at - 40) : max(0, at)]
        for mention in reversed(countries().mentions(before)):
            if not set(before[mention.stop :]) & set("\n.,;:"):
                return countries()[mention.iso3].name
    return ""


def _actors(
    content: Content, text: str, ranges: tuple[Range, ...], sentence: Range
) -> tuple[str, ...]:
    """Return who is named in the selection; places (in, to, for a capital) do not act."""
    for scope in (*ranges[:1], sentence):
        words = scope.of(text)
        head = _head(words)
        named = [
            mention
            for mention in countries().mentions(words)
            if not (mention.how is How.CAPITAL and _is_place(words, mention.start))
            and not (mention.how is How.DEMONYM and not _is_of_somebody(words, mention.stop))
        ]
        acting = [mention for mention in named if mention.start < head] or named[:1]
        if acting:
            return tuple(dict.fromkeys(countries()[one.iso3].name for one in acting))
    speaker = _speaker(content, text, sentence)
    return (speaker.name,) if speaker else ()


def _head(words: str) -> int:
    """Return where the first verb of promising or refusing stands; actors come before it."""
    lowered = words.lower()
    found = [
        at
        for verb in (" sign", " commit", " pledg", " will ", " would ", " rul", " reject", " has ")
        if (at := lowered.find(verb)) > 0
    ]
    return min(found, default=len(words))


def _is_of_somebody(words: str, stop: int) -> bool:
    """Tell whether a demonym names who acts (*Italian Prime Minister*), not what it is about."""
    following = words[stop:].split(maxsplit=1)
    if not following:
        return True
    word = following[0].strip(".,;:")
    return word[:1].isupper() or word.lower() in _ACTING


def _is_place(words: str, at: int) -> bool:
    before = words[:at].rstrip().rsplit(" ", 1)[-1].lower()
    return before in {"in", "to", "for", "from", "at", "near", "into"}


def _without_marks(text: str, ranges: tuple[Range, ...]) -> tuple[Range, ...]:
    """Return the ranges without quotation marks that were selected along with the words."""
    marks = set("\"“”„«»‘’'")
    kept = []
    for one in ranges:
        start, stop = one.start, one.stop
        inner = quoted_strings(text, one)
        if len(inner) == 1 and not text[start : inner[0].start].strip("\"“„«‘' "):
            start, stop = max(start, inner[0].start), min(stop, inner[0].stop)
        while start < stop - 1 and text[start] in marks and text[start] not in "'’":
            start += 1
        kept.append(Range(start=start, stop=stop))
    return tuple(kept)


def _mode(text: str, ranges: tuple[Range, ...]) -> Mode:
    """Return *partial* for a few words or a fragment, *paraphrase* for words without marks."""
    first = _without_marks(text, ranges)[0]
    if not any(one.contains(first) or first.contains(one) for one in quoted_strings(text)):
        return Mode.PARAPHRASE
    words = first.of(text).split()
    if len(words) < _PARTIAL_WORDS or not words[0][0].isupper():
        return Mode.PARTIAL
    return Mode.DIRECT

"""The value of a field as a document prints it, and such words back as the value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from briefing.changes.change import PACK, Change
from briefing.domain.cover import Cover
from briefing.domain.kinds import KINDS
from briefing.domain.shape import FieldShape, Plain, shape_of
from briefing.domain.text import first_forbidden
from briefing.errors import BriefingError
from briefing.template.fields_dates import date_in_words
from briefing.template.read_words import code_read, date_read, labels, without_marks
from briefing.template.words import words_of
from briefing.word.review.controls import QUOTE, TRANSLATION, WORDS
from briefing.word.review.stream import NOTE, OBJECT

if TYPE_CHECKING:
    from briefing.domain.base import Record
    from briefing.domain.vocabularies import Vocabulary

_SHOWN: Final = 60
_TAG: Final = re.compile(r"([a-z]+)/([A-Za-z0-9_-]{1,40})/([a-z_]+)(?:#(\d{1,6}))?")
_TYPES: Final[dict[str, type[Record] | type[Cover]]] = {
    kind.singular: kind.record_type for kind in KINDS
} | {PACK: Cover}
COME_HOME: Final[dict[str, frozenset[str]]] = {
    kind: frozenset(fields.split())
    for kind, fields in (
        (PACK, "title subtitle department brief_number"),
        ("actor", "name address pronunciation"),
        ("topic", "name proposition likelihood"),
        ("meeting", "title kind place objective"),
        ("agenda", "likelihood"),
        ("position", "stance summary condition since basis confidence"),
        ("commitment", "text polarity deadline"),
        ("fact", "label value as_of"),
        ("section", "heading markdown"),
        ("line", "kind variant markdown"),
        (QUOTE, f"text role venue said basis {WORDS} {TRANSLATION}"),
    )
}
"""What documents print as it is, by kind; whatever else a file names is not listened to."""


class UnfitWordsError(BriefingError):
    """What was written into a value cannot be its field's; the sentence says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a tag names.

    Attributes:
        kind: The kind of the record, singular; `pack` for the pack itself.
        id: Its id.
        field: The field.
        part: Which paragraph of its prose, from 1, or 0.
    """

    kind: str
    id: str
    field: str
    part: int = 0

    @property
    def shape(self) -> FieldShape | None:
        """The shape of the field, None for what is none, such as the words of a quote."""
        fields = shape_of(_TYPES[self.kind]).fields
        return next((one for one in fields if one.key == self.field and not one.many), None)

    def change(self, *, before: Any, after: Any) -> Change:
        """Return a change of the field."""
        record = None if self.kind == PACK else self.id
        return Change(kind=self.kind, record=record, field=self.field, before=before, after=after)


def named(tag: str) -> Named | None:
    """Return what a tag names, or None where that is nothing that documents print."""
    match = _TAG.fullmatch(tag)
    if match is None or match[3] not in COME_HOME.get(match[1], ()):
        return None
    return Named(kind=match[1], id=match[2], field=match[3], part=int(match[4] or 0))


def said(field: FieldShape, plain: Any, language: str) -> str:
    """Return how a document prints a field's value."""
    if plain is None:
        return ""
    if field.vocabulary is not None:
        return words_of(language).label(field.vocabulary(plain))
    if field.plain is Plain.DATE:
        return without_marks(date_in_words(str(plain), language))
    return _as_read(str(plain))


def plain_of(field: FieldShape, words: str, language: str) -> Any:
    """Return the value that words stand for; None for no words at all.

    Raises:
        UnfitWordsError: The field cannot have such a value.
    """
    text = without_marks(words).strip()
    _refuse_unfit(text)
    if not text:
        if field.required or (field.vocabulary is not None and field.default is not None):
            raise UnfitWordsError("It was emptied, and the record cannot be without it.")
        return None
    if field.vocabulary is not None:
        return _code(field.vocabulary, text, language)
    if field.plain is Plain.DATE:
        return _date(text, language)
    if field.plain is not Plain.TEXT:
        raise UnfitWordsError("It is worked out from the record and not typed: change it there.")
    return text


def _refuse_unfit(text: str) -> None:
    if OBJECT in text or NOTE in text:
        raise UnfitWordsError(
            "A picture, a symbol or a footnote was put into it: the field takes words alone."
        )
    found = first_forbidden(text)
    if found is not None:
        raise UnfitWordsError(f"It holds the character {found[1]}, which cannot be kept.")


def _code(vocabulary: type[Vocabulary], text: str, language: str) -> str:
    code = code_read(vocabulary, text, language)
    if code is None:
        known = labels(vocabulary, language)
        raise UnfitWordsError(f"“{text[:_SHOWN]}” is none of the words for it: {known}.")
    return code


def _date(text: str, language: str) -> str:
    found = date_read(text, language)
    if found is None:
        raise UnfitWordsError(
            f"“{text[:_SHOWN]}” is no date that can be read: write it as it was, or like "
            "2027-03-05."
        )
    return found


def _as_read(text: str) -> str:
    """Return a text as it is read from a document."""
    return without_marks(text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")

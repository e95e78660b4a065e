"""The fixed words of a document in its language: vocabularies, marks and short sentences.

    words = words_of("fr")
    words.label(Stage.PLEDGED)                     # "Promis"
    words.say("Facts as of {date}.", date="…")     # "Données au …."

    words.count("{count} passage", "{count} passages", 3)      # "3 passages"

English is what the program itself says; other languages have one table each in
`resources/words`, and what a table lacks is said in English. How many forms a counted sentence
has is the language's own: Ukrainian has three, Arabic six.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from briefing import assets

if TYPE_CHECKING:
    from briefing.domain.marks import Mark
    from briefing.domain.vocabularies import Vocabulary

ENGLISH: Final = "en"
NAMED: Final = "{name}: {value}"
"""How every language joins a name to what bears it."""
_FOLDER: Final = "words"
_CAPITAL: Final = re.compile(r"(?<!^)(?=[A-Z])")
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur", "yi"})
_OTHER: Final = "other"


def is_right_to_left(language: str) -> bool:
    """Tell whether a language is written from right to left."""
    return language[:2].lower() in _RIGHT_TO_LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The fixed words of one language.

    Attributes:
        language: Its code, two letters.
        labels: Words of the vocabularies by name of the vocabulary and code.
        sentences: Sentences by what they are in English, with places in braces.
        counted: The forms of sentences with a number, by what they are in English for many: by
            the plural category of CLDR, `other` for those that are not named, and `=2` for that
            number alone.
    """

    language: str = ENGLISH
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)
    counted: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def label(self, member: Vocabulary | None) -> str:
        """Return the word for a member of a vocabulary, or nothing for none."""
        if member is None:
            return ""
        table = self.labels.get(table_of(type(member).__name__), {})
        return table.get(member.value, member.label)

    def mark(self, mark: Mark) -> str:
        """Return the word of a mark."""
        return self.labels.get("mark", {}).get(mark.code, mark.label)

    def short(self, mark: Mark) -> str:
        """Return what takes the word's place where there is no room for it."""
        return self.labels.get("short", {}).get(mark.code, mark.short)

    def kind(self, kind: str) -> str:
        """Return the word for a kind of record: `Position`."""
        return self.labels.get("kind", {}).get(kind, kind.capitalize())

    def field(self, name: str) -> str:
        """Return the word for a field of a record: `expressed by`."""
        return self.labels.get("field", {}).get(name, name.replace("_", " "))

    def say(self, sentence: str, **values: str) -> str:
        """Return a sentence with values in its places.

        Args:
            sentence: What it is in English.
            values: What stands in its places.
        """
        return self.sentences.get(sentence, sentence).format(**values)

    def count(self, one: str, many: str, count: int, **values: str) -> str:
        """Return a sentence in the form that its number asks for.

        Args:
            one: What it is in English for one.
            many: What it is in English for any other number.
            count: The number, which stands at `{count}`.
            values: What stands in the other places.
        """
        forms = self.counted.get(many)
        if forms is None:
            return (one if count == 1 else many).format(count=count, **values)
        form = forms.get(f"={count}") or forms.get(_category(self.language, count), forms[_OTHER])
        return form.format(count=count, **values)


ENGLISH_WORDS: Final = Words()
"""The words of the program itself."""


def table_of(vocabulary: str) -> str:
    """Return the name of a vocabulary's table: `LineKind` is `line_kind`."""
    return _CAPITAL.sub("_", vocabulary).lower()


def languages() -> tuple[str, ...]:
    """Return the languages that have words: English and those with a table."""
    found = sorted(path.stem for path in (assets.folder() / _FOLDER).glob("*.toml"))
    return (ENGLISH, *found)


@cache
def words_of(language: str) -> Words:
    """Return the words of a language; one without a table has those of English."""
    code = language[:2].lower()
    if code not in languages()[1:]:
        return ENGLISH_WORDS
    import tomllib  # noqa: PLC0415  # English, the most asked for, has no table

    table = tomllib.loads(assets.read_text(f"{_FOLDER}/{code}.toml"))
    return Words(
        language=code,
        labels=table["labels"],
        sentences=table["sentences"],
        counted=table["counted"],
    )


@cache
def _category(language: str, count: int) -> str:
    """Return the plural category that a language has for a number, as CLDR names it."""
    from babel import Locale  # noqa: PLC0415  # heavy, and only counting needs it

    return str(Locale.parse(language).plural_form(count))

"""What is different in another version of a template: fields, options, parts, words."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from typing import TYPE_CHECKING, Final

from briefing.app.library.card import card_of
from briefing.app.word_files import done
from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.app.library.card import Card
    from briefing.template.manifest import Option
    from briefing.template.package import Package

_ABOUT: Final = {
    "name": "name",
    "version": "version",
    "language": "language",
    "author": "author",
    "licence": "licence",
    "description": "description",
}
_MOST_WORDS: Final = 40


@dataclass(frozen=True, slots=True)
class TemplateChange:
    """One difference between two versions.

    Attributes:
        kind: `about`, `field`, `option`, `limit`, `link`, `part` or `words`.
        before: What it was; "" where it is new.
        after: What it is; "" where it is gone.
    """

    kind: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """Return it in words."""
        noun = _NOUNS[self.kind]
        if not self.before:
            return f"New {noun}: {self.after}"
        if not self.after:
            return f"Gone {noun}: {self.before}"
        return f"Changed {noun}: {self.before} → {self.after}"


_NOUNS: Final = {
    "about": "entry",
    "field": "field asked for",
    "option": "option",
    "limit": "page limit",
    "link": "address outside",
    "part": "part",
    "words": "words",
}


def changes(before: Package, after: Package, card: Card) -> tuple[TemplateChange, ...]:
    """Return what is different in another version.

    Args:
        before: The version that is there.
        after: The version that comes.
        card: What there is to know of the one that comes.
    """
    try:
        old = card_of(before)
        fields, links = old.fields, old.links
    except InputRefusedError:
        fields, links = (), ()
    return (
        *_about(before, after),
        *_set_changes("field", fields, card.fields),
        *_options(before.info.options, after.info.options),
        *_set_changes("limit", _limits(before), _limits(after)),
        *_set_changes("link", links, card.links),
        *_parts(before, after),
        *_words(before, after),
    )


def _about(before: Package, after: Package) -> Iterator[TemplateChange]:
    for name, words in _ABOUT.items():
        old, new = str(getattr(before.info, name)), str(getattr(after.info, name))
        if old != new:
            yield TemplateChange(
                "about", f"{words} {old}" if old else "", f"{words} {new}" if new else ""
            )


def _set_changes(
    kind: str, before: Iterable[str], after: Iterable[str]
) -> Iterator[TemplateChange]:
    old, new = dict.fromkeys(before), dict.fromkeys(after)
    yield from (TemplateChange(kind, "", each) for each in new if each not in old)
    yield from (TemplateChange(kind, each, "") for each in old if each not in new)


def _options(before: tuple[Option, ...], after: tuple[Option, ...]) -> Iterator[TemplateChange]:
    old, new = ({option.name: option for option in each} for each in (before, after))
    for name in dict.fromkeys((*old, *new)):
        was, is_ = old.get(name), new.get(name)
        if was != is_:
            yield TemplateChange("option", _option(was), _option(is_))


def _option(option: Option | None) -> str:
    if option is None:
        return ""
    values = option.of or ", ".join(choice.value for choice in option.choices)
    return f"{option.name} ({values}; {option.default})"


def _limits(package: Package) -> list[str]:
    pages = package.info.pages
    return [f"{pages.most} for each {pages.per}"] if pages else []


def _parts(before: Package, after: Package) -> Iterator[TemplateChange]:
    for name in sorted({*before.parts, *after.parts}):
        old, new = before.info.parts.get(name, ""), after.info.parts.get(name, "")
        if old != new:
            yield TemplateChange(
                "part", f"{name} {old[:12]}" if old else "", f"{name} {new[:12]}" if new else ""
            )


def _words(before: Package, after: Package) -> Iterator[TemplateChange]:
    lines = unified_diff(_paragraphs(before), _paragraphs(after), lineterm="", n=0)
    found = 0
    for line in lines:
        if line.startswith(("+++", "---", "@@")):
            continue
        found += 1
        if found > _MOST_WORDS:
            return
        words = line[1:]
        yield TemplateChange("words", *((words, "") if line.startswith("-") else ("", words)))


def _paragraphs(package: Package) -> list[str]:
    """Return the paragraphs that hold words, tags and all, headers and footers too."""
    from briefing.word.tasks import READ

    found = [done(READ, form, form).paragraphs for form in package.forms.values()]
    return [" ".join(each.text.split()) for form in found for each in form if each.text.strip()]

"""The languages of the house forms: their fixed words, and the direction in which they run.

A form is built once, in English. Another language has a table `words/LANGUAGE.toml` of every text
that the builders write, tags and all; a text that it lacks stops the build.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docx.oxml.parser import parse_xml

if TYPE_CHECKING:
    from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMES: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FOLDER: Final = Path(__file__).resolve().parent / "words"
_TAG: Final = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")
_SPOKEN_IN_TAG: Final = re.compile(r"default\('([^']*)'\)")
_BETWEEN_IN_TAG: Final = re.compile(r"(?<=join\(')[^']*(?=')")
_PLACES: Final = {"fr": "fr-FR", "uk": "uk-UA", "ar": "ar-SA"}
_RIGHT_TO_LEFT: Final = frozenset({"ar"})


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """One language of the forms.

    Attributes:
        language: Its code, two letters.
        words: What each English text is in it.
        signs: What it puts between words, such as the items of a list, by what English puts there.
        missing: Texts that were asked for and that the table lacks.
        used: Texts that were asked for.
    """

    language: str = "en"
    words: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    @property
    def runs_left(self) -> bool:
        """Tell whether it is written from right to left."""
        return self.language in _RIGHT_TO_LEFT

    @property
    def place(self) -> str:
        """Return the language with its country, as Word names it."""
        return _PLACES.get(self.language, "en-GB")

    def say(self, text: str) -> str:
        """Return a text in this language; one without words is the same in all."""
        if self.language == "en":
            return text
        if not _has_words(text):
            said = "".join(map(self._between, _TAG.split(text)))
        else:
            self.used.add(text)
            if text not in self.words:
                self.missing[text] = None
            said = self.words.get(text, text)
        return _BETWEEN_IN_TAG.sub(lambda found: self.signs.get(found[0], found[0]), said)

    def _between(self, part: str) -> str:
        """Return what stands between two tags with the signs of this language."""
        return part if _TAG.fullmatch(part) else self.signs.get(part, part)

    def put(self, block: etree._Element) -> etree._Element:
        """Return a paragraph or table in this language and its direction."""
        for node in list(block.iter(f"{W}t")):
            node.text = self.say(node.text or "")
        for node in block.iter(f"{W}tblCaption"):
            node.set(f"{W}val", self.say(str(node.get(f"{W}val"))))
        if self.runs_left:
            _mirror(block)
        return block

    def finish(self, form: str) -> None:
        """Stop where a word of a form is missing.

        Raises:
            ValueError: The table lacks texts; they are named.
        """
        if self.missing:
            named = "\n".join(self.missing)
            raise ValueError(f"words/{self.language}.toml lacks texts of {form}:\n{named}")


ENGLISH: Final = Tongue()


def tongue(language: str) -> Tongue:
    """Return a language of the forms."""
    if language == "en":
        return ENGLISH
    table = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return Tongue(language=language, words=table["words"], signs=table["signs"])


def tongues() -> tuple[Tongue, ...]:
    """Return English and every language that has a table."""
    return tuple(map(tongue, ("en", *sorted(path.stem for path in _FOLDER.glob("*.toml")))))


def _has_words(text: str) -> bool:
    spoken = " ".join(_SPOKEN_IN_TAG.findall(text))
    return any(letter.isalpha() for letter in _TAG.sub("", text) + spoken)


def _mirror(block: etree._Element) -> None:
    for run in list(block.iter(f"{W}r")):
        _direct(run)
    for properties in block.iter(f"{W}tblPr"):
        properties.insert(1, parse_xml(f"<w:bidiVisual {_NAMES}/>"))  # after the style


def _direct(run: etree._Element) -> None:
    """Let the words of a run read from right to left, but not what a tag puts among them."""
    node = run.find(f"{W}t")
    if node is None:
        return
    parts = [part for part in _TAG.split(node.text or "") if part]
    for part in parts[1:][::-1]:
        words = parse_xml(f'<w:t {_NAMES} xml:space="preserve"/>')
        words.text = part
        later = parse_xml(f"<w:r {_NAMES}/>")
        later.append(words)
        style = run.find(f"{W}rPr/{W}rStyle")
        if style is not None:
            name = style.get(f"{W}val")
            later.insert(0, parse_xml(f'<w:rPr {_NAMES}><w:rStyle w:val="{name}"/></w:rPr>'))
        for sibling in list(node.itersiblings()):
            later.append(sibling)
        _say_rtl(later, part)
        run.addnext(later)
    if parts:
        node.text = parts[0]
        _say_rtl(run, parts[0])


def _say_rtl(run: etree._Element, text: str) -> None:
    if _TAG.fullmatch(text):
        return
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = parse_xml(f"<w:rPr {_NAMES}/>")
        run.insert(0, properties)
    properties.append(parse_xml(f"<w:rtl {_NAMES}/>"))

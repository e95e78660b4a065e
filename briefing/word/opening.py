"""Opens a .docx made by an author and compiles it into the form from which packs are written."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from briefing.errors import InputRefusedError
from briefing.template.compiling import compile_part
from briefing.template.hidden import hiding_styles
from briefing.template.numbering import numbered
from briefing.template.ooxml import W
from briefing.template.part_source import PartSource, Setting
from briefing.template.problems import Spot, TemplateProblem, TemplateRefusedError
from briefing.template.styles import read_styles
from briefing.template.texts import compile_text
from briefing.template.widths import A4_TEXT, section_width
from briefing.word.active import active_elements, active_relationships, has_tag, has_value, refuse
from briefing.word.compiled import CompiledTemplate, TextPart
from briefing.word.copying import CLEANED, kept, packed, part_faults, pictures
from briefing.word.elsewhere import may_hold_tag, misplaced_tags
from briefing.word.frames import notes_frame, numbering_frame
from briefing.word.numerals import Numerals, note_numerals
from briefing.word.package import (
    open_package,
    parse_xml,
    read_content_types,
    read_relationships,
)
from briefing.word.preparing import is_printed, prepare, put_in_order
from briefing.word.properties import CORE_PART
from briefing.word.property_values import compile_properties
from briefing.word.relationships import (
    DECLARATION,
    ContentTypes,
    Relationship,
)
from briefing.word.supplements import add_styles, missing_styles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.files.zips import StoredPart
    from briefing.template.contract import Contract
    from briefing.template.routine import Routine

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN_TYPES = (f"{_WORD}document.main+xml", f"{_WORD}template.main+xml")
_LABELS = {"header": "Header", "footer": "Footer"}
_NOTES = ("footnote", "endnote")
_CUSTOM = "custom-properties"


def compile_template(data: bytes, contract: Contract | None = None) -> CompiledTemplate:
    """Return the compiled form of a .docx.

    Args:
        data: The file.
        contract: The fields that may be named; None checks the language only.

    Raises:
        InputRefusedError: The file is damaged or could do harm.
        TemplateRefusedError: The template has mistakes; the error holds all of them.
    """
    opening = _Opening(data, contract)
    found = opening.compile()
    if found is None:
        raise TemplateRefusedError(tuple(opening.problems))
    return found


def language_problems(data: bytes, contract: Contract | None = None) -> tuple[TemplateProblem, ...]:
    """Return every mistake in the tags of a template, whatever else there is in the file.

    Nothing is refused for content that acts by itself: `briefing.word.inspection` lists that.

    Raises:
        InputRefusedError: The file is damaged or no Word document.
    """
    opening = _Opening(data, contract, lists_all=True)
    with suppress(TemplateRefusedError):  # so many mistakes that the search was given up
        opening.texts()
    return opening.numbered_problems()


class _Opening:
    """The steps from a file to its compiled form."""

    def __init__(self, data: bytes, contract: Contract | None, *, lists_all: bool = False) -> None:
        self.problems: list[TemplateProblem] = []
        self._comments: frozenset[str] = frozenset()
        self._lists_all = lists_all
        self._numbers: dict[str, list[list[tuple[int, int]]]] = {}
        self._repeated: frozenset[str] = frozenset()  # headers and footers of repeated sections
        self._contents: dict[str, bytes] = {}
        self._parts = open_package(data)
        self._types = read_content_types(self._parts)
        self._relationships = self._reachable()
        self._pictures = pictures(self._relationships, self._types)
        self._main = self._main_part()
        self._by_type = {each.type: each.target for each in self._relationships[self._main]}
        self._styles = self._tree(self._by_type.get("styles", ""))
        self._setting = Setting(
            styles=read_styles(self._styles),
            contract=contract,
            counting=numbered(self._tree(self._by_type.get("numbering", ""))),
            hiding=hiding_styles(self._styles),
        )

    def _reachable(self) -> dict[str, tuple[Relationship, ...]]:
        """Return the kept parts with their relationships; what nothing refers to is left out."""
        found: dict[str, tuple[Relationship, ...]] = {}
        waiting = [""]
        while waiting:
            part = waiting.pop()
            if part in found:
                continue
            relationships = read_relationships(self._parts, part)
            if not self._lists_all:
                content = self._content(part) if relationships and part in self._parts else b""
                refuse(active_relationships(relationships, part, content))
            found[part] = kept(relationships, self._parts)
            waiting += [each.target for each in found[part] if not each.is_external]
        return found

    def _content(self, name: str) -> bytes:
        """Return the content of a part; several steps ask for it."""
        if name not in self._contents:
            self._contents[name] = self._parts[name].content()
        return self._contents[name]

    def _main_part(self) -> str:
        main = [each.target for each in self._relationships[""] if each.type == "officeDocument"]
        kind = self._types.of(main[0]) if len(main) == 1 else ""
        if "macroEnabled" in kind and not self._lists_all:
            raise InputRefusedError(
                "The Word file cannot be used: it may hold macros. Save it as .docx."
            )
        if kind not in _MAIN_TYPES and "macroEnabled" not in kind:
            raise InputRefusedError(
                "The Word file cannot be used: it is no Word document, or a strict one. Save it "
                "as Word document (.docx)."
            )
        self._types.overrides[main[0]] = _MAIN_TYPES[0]
        return main[0]

    def _tree(self, name: str) -> etree._Element | None:
        if name not in self._parts:
            return None
        content = self._content(name)
        root = parse_xml(content, name)
        if self._lists_all:
            numbers = {paragraph: at for at, paragraph in enumerate(root.iter(f"{W}p"))}
        else:
            numbers = {}
            refuse(active_elements(root, content))
        joints = prepare(root, content, self._comments)
        self._numbers[name] = [
            [(at, numbers[one]) for at, one in joints.get(each, [(0, each)])]
            for each in root.iter(f"{W}p")
            if each in numbers
        ]
        return root

    def numbered_problems(self) -> tuple[TemplateProblem, ...]:
        """Return the mistakes with the numbers that their paragraphs have in the file itself."""
        return tuple(
            each if each.spot is None else replace(each, spot=self._in_file(each.part, each.spot))
            for each in self.problems
        )

    def _in_file(self, part: str, spot: Spot) -> Spot:
        """Return a spot where its words stand before paragraphs were joined."""
        joined = self._numbers[part][spot.paragraph]
        offset, number = next(each for each in reversed(joined) if each[0] <= spot.start)
        start, stop = spot.start - offset, spot.stop - offset
        return replace(spot, paragraph=number, start=start, stop=stop)

    def compile(self) -> CompiledTemplate | None:
        """Return the compiled form, or None when there are problems."""
        texts, properties = self.texts()
        return None if self.problems else self._compiled(texts, properties)

    def texts(self) -> tuple[list[TextPart], dict[str, Routine]]:
        """Return the parts and properties that are written anew; mistakes become problems."""
        notes = self._notes()
        self._comments = frozenset(number for kind, number in notes if kind == "comment")
        body = self._tree(self._main)
        if body is None or body.tag != f"{W}document":
            raise InputRefusedError("The Word file cannot be used: it is no Word document.")
        width = section_width(body.find(f"{W}body/{W}sectPr"))
        running = {
            each.id: source
            for each in self._relationships[self._main]
            if (source := self._running(each.target, width)) is not None
        }
        main = self._source(self._main, "Body", body, A4_TEXT)
        main = replace(main, notes=notes, has_headings=True, running=running)
        texts = [self._text(main)]
        others = [self._running(name, width) for name in sorted(self._relationships)]
        sources = [source for source in others if source is not None]
        texts += [
            self._text(source)
            for source in sources
            if source.name in main.shared or source.name not in main.repeated
        ]
        self._repeated = frozenset(main.repeated - main.shared)
        texts.append(self._custom_properties())
        properties = self._properties()
        self._look_elsewhere({source.name for source in sources})
        return [text for text in texts if text is not None], properties

    def _running(self, name: str, width: int) -> PartSource | None:
        """Return a header or footer, or None for any other part."""
        label = _LABELS.get(self._types.of(name).removeprefix(_WORD).removesuffix("+xml"))
        root = self._tree(name) if label else None
        return self._source(name, label, root, width) if label and root is not None else None

    def _source(self, name: str, label: str, root: etree._Element, width: int) -> PartSource:
        links = {each.id: each.target for each in self._relationships[name] if each.is_external}
        values = {key: target for key, target in links.items() if has_tag(target)}
        return PartSource(name=name, label=label, root=root, links=values, width=width)

    def _text(self, source: PartSource) -> TextPart | None:
        routine = compile_part(source, self._setting, self.problems)
        if routine is None:
            return None
        is_body = source.has_headings
        return TextPart(name=source.name, label=source.label, routine=routine, is_body=is_body)

    def _custom_properties(self) -> TextPart | None:
        """Return the custom properties when values stand in them."""
        found = [each.target for each in self._relationships[""] if each.type == _CUSTOM]
        root = self._tree(found[0]) if found else None
        xml = "" if root is None else etree.tostring(root, encoding="unicode")
        if "{{" not in xml:
            return None
        label = "Custom property"
        routine = compile_text(f"{DECLARATION}{xml}", label, self._setting, self.problems)
        return None if routine is None else TextPart(name=found[0], label=label, routine=routine)

    def _notes(self) -> dict[tuple[str, str], etree._Element]:
        found = {}
        for kind in _NOTES:
            root = self._tree(self._by_type.get(f"{kind}s", ""))
            for note in root.iter(f"{W}{kind}") if root is not None else ():
                found[kind, note.get(f"{W}id", "")] = note
        for comment in self._comment_part()[1]:
            if is_printed(comment):
                found["comment", comment.get(f"{W}id", "")] = comment
        return found

    def _comment_part(self) -> tuple[str, etree._Element]:
        """Return the comments; only those with values stay, the others are the author's own."""
        every = read_relationships(self._parts, self._main)
        name = next((each.target for each in every if each.type == "comments"), "")
        root = self._tree(name)
        return name, etree.Element(f"{W}comments") if root is None else root

    def _look_elsewhere(self, running: set[str]) -> None:
        """Complain of tags in the parts that are copied as they are."""
        known = {self._main, *running, *(self._by_type.get(f"{kind}s", "") for kind in _NOTES)}
        known |= {each.target for each in self._relationships[""] if each.type == _CUSTOM}
        for name in sorted(set(self._relationships) - known - {""}):
            content = self._content(name) if name.endswith(".xml") else b""
            if may_hold_tag(content):
                self.problems += misplaced_tags(name, parse_xml(content, name))

    def _properties(self) -> dict[str, Routine]:
        core = next((name for name in self._parts if name.lower() == CORE_PART.lower()), "")
        return compile_properties(self._tree(core), self._setting, self.problems)

    def _compiled(
        self, texts: Iterable[TextPart], properties: dict[str, Routine]
    ) -> CompiledTemplate:
        texts = tuple(texts)
        written = {part.name for part in texts} | {
            self._by_type[f"{kind}s"]
            for kind in ("footnote", "endnote")
            if f"{kind}s" in self._by_type
        }
        names = set(self._relationships) - {""}
        unchanged = names - written - self._repeated
        copied = tuple(self._changed(name) for name in sorted(unchanged))
        types = ContentTypes(
            dict(self._types.defaults),
            {name: kind for name, kind in self._types.overrides.items() if name in names},
        )
        relationships = {
            part: tuple(each for each in found if self._stays(each))
            for part, found in self._relationships.items()
        }
        numbering = self._by_type.get("numbering", "")
        styles = self._setting.styles
        if missing_styles(styles):  # they were added when their part was changed
            styles = read_styles(self._styles)
        return CompiledTemplate(
            texts=texts,
            copied=copied,
            relationships=relationships,
            types=types,
            styles=styles,
            numbering=numbering_frame(numbering, self._tree(numbering)),
            notes={kind: self._notes_frame(kind) for kind in ("footnote", "endnote", "comment")},
            numerals=self._numerals(),
            properties=properties,
        )

    def _stays(self, each: Relationship) -> bool:
        """Tell whether documents have a relationship of the template as it is."""
        return not has_value(each.target) and each.target not in self._repeated

    def _numerals(self) -> dict[str, Numerals]:
        names = (self._by_type.get("settings", ""), self._main)
        said = [self._content(name) for name in names if name in self._parts]
        return {kind: note_numerals(kind, said) for kind in ("footnote", "endnote")}

    def _notes_frame(self, kind: str) -> tuple[str, str, int]:
        folder = self._main.rpartition("/")[0]
        name = self._by_type.get(f"{kind}s", "")
        if kind == "comment":
            name, root = self._comment_part()
            return notes_frame(kind, name or f"{folder}/comments.xml".lstrip("/"), root)
        return notes_frame(kind, name or f"{folder}/{kind}s.xml".lstrip("/"), self._tree(name))

    def _changed(self, name: str) -> StoredPart:
        """Return a part that stays, without its editing traces."""
        stored = self._parts[name]
        is_styles = name == self._by_type.get("styles")
        if is_styles and self._styles is not None and missing_styles(self._setting.styles):
            add_styles(self._styles, self._setting.styles)
            return packed(name, self._styles)
        if name == self._by_type.get("numbering"):
            numbering = parse_xml(self._content(name), name)
            return packed(name, numbering) if put_in_order(numbering) else stored
        for kind, clean in CLEANED.items():
            root = self._tree(name) if self._by_type.get(kind) == name else None
            if root is not None:
                clean(root)
                return packed(name, root)
        if name not in self._numbers:  # nobody has looked at it yet
            refuse(part_faults(stored, self._types.of(name), is_picture=name in self._pictures))
        return stored

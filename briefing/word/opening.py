"""Opens a .docx made by an author and compiles it into the form from which packs are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from briefing.errors import InputRefusedError
from briefing.template.compiling import compile_part
from briefing.template.ooxml import W
from briefing.template.part_source import PartSource, Setting
from briefing.template.problems import TemplateProblem, TemplateRefusedError
from briefing.template.styles import StyleSheet, read_styles
from briefing.template.texts import compile_text
from briefing.template.widths import A4_TEXT, section_width
from briefing.word.archive import pack
from briefing.word.compiled import CompiledTemplate, TextPart
from briefing.word.frames import notes_frame, numbering_frame
from briefing.word.numerals import Numerals, note_numerals
from briefing.word.package import StoredPart, open_package, parse_xml
from briefing.word.preparing import prepare
from briefing.word.relationships import (
    DECLARATION,
    ContentTypes,
    Relationship,
    read_content_types,
    read_relationships,
    refuse_outside,
)
from briefing.word.supplements import add_styles, missing_styles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.template.contract import Contract
    from briefing.template.generating import Routine

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN_TYPES = (f"{_WORD}document.main+xml", f"{_WORD}template.main+xml")
_LABELS = {"header": "Header", "footer": "Footer"}
_DROPPED: Final = frozenset(
    {
        "thumbnail", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people",
        "printerSettings", "core-properties", "extended-properties", "attachedTemplate",
        "customXml", "recipientData", "keyMapCustomizations", "glossaryDocument", "vbaProject",
    }
)  # fmt: skip
_REFUSED = {
    "vbaProject": "it holds macros",
    "oleObject": "it holds an embedded program object",
    "control": "it holds an ActiveX control",
    "aFChunk": "it holds a whole other file",
    "subDocument": "it is made of several files",
}
_CUSTOM = "custom-properties"
_CORE = "docProps/core.xml"
_PROPERTIES = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "subject": "{http://purl.org/dc/elements/1.1/}subject",
    "description": "{http://purl.org/dc/elements/1.1/}description",
    "keywords": "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords",
    "category": "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}category",
}


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


def check_template(data: bytes, contract: Contract | None = None) -> tuple[TemplateProblem, ...]:
    """Return every mistake of a template, in the order of its parts.

    Raises:
        InputRefusedError: The file is damaged or could do harm.
    """
    opening = _Opening(data, contract)
    opening.compile()
    return tuple(opening.problems)


class _Opening:
    """The steps from a file to its compiled form."""

    def __init__(self, data: bytes, contract: Contract | None) -> None:
        self.problems: list[TemplateProblem] = []
        self._parts = open_package(data)
        self._types = read_content_types(self._parts)
        self._relationships = self._reachable()
        self._main = self._main_part()
        self._by_type = {each.type: each.target for each in self._relationships[self._main]}
        styles = self._tree(self._by_type.get("styles", ""))
        self._setting = Setting(styles=read_styles(styles), contract=contract)

    def _reachable(self) -> dict[str, tuple[Relationship, ...]]:
        """Return the kept parts with their relationships; what nothing refers to is left out."""
        found: dict[str, tuple[Relationship, ...]] = {}
        waiting = [""]
        while waiting:
            part = waiting.pop()
            if part in found:
                continue
            relationships = read_relationships(self._parts, part)
            _refuse_active(relationships, part)
            refuse_outside(relationships, part or "the file")
            found[part] = tuple(
                each
                for each in relationships
                if each.type not in _DROPPED and (each.is_external or each.target in self._parts)
            )
            waiting += [each.target for each in found[part] if not each.is_external]
        return found

    def _main_part(self) -> str:
        main = [each.target for each in self._relationships[""] if each.type == "officeDocument"]
        kind = self._types.of(main[0]) if main else ""
        if "macroEnabled" in kind:
            raise InputRefusedError(
                "The Word file cannot be used: it may hold macros. Save it as .docx."
            )
        if kind not in _MAIN_TYPES:
            raise InputRefusedError(
                "The Word file cannot be used: it is no Word document, or a strict one. Save it "
                "as Word document (.docx)."
            )
        self._types.overrides[main[0]] = _MAIN_TYPES[0]
        return main[0]

    def _tree(self, name: str) -> etree._Element | None:
        stored = self._parts.get(name)
        if stored is None:
            return None
        root = parse_xml(stored.content(), name)
        prepare(root)
        return root

    def compile(self) -> CompiledTemplate | None:
        """Return the compiled form, or None when there are problems."""
        notes = self._notes()
        body = self._tree(self._main)
        if body is None or body.tag != f"{W}document":
            raise InputRefusedError("The Word file cannot be used: it is no Word document.")
        width = section_width(body.find(f"{W}body/{W}sectPr"))
        texts = [self._text(self._main, "Body", body, notes, A4_TEXT)]
        for name in sorted(self._relationships):
            label = _LABELS.get(self._types.of(name).removeprefix(_WORD).removesuffix("+xml"))
            root = self._tree(name) if label else None
            if label and root is not None:
                texts.append(self._text(name, label, root, {}, width))
        texts.append(self._custom_properties())
        properties = self._properties()
        if self.problems:
            return None
        return self._compiled([text for text in texts if text is not None], properties)

    def _text(
        self,
        name: str,
        label: str,
        root: etree._Element,
        notes: dict[tuple[str, str], etree._Element],
        width: int,
    ) -> TextPart | None:
        links = {each.id: each.target for each in self._relationships[name] if each.is_external}
        is_body = label == "Body"
        source = PartSource(
            name=name,
            label=label,
            root=root,
            notes=notes,
            links={key: target for key, target in links.items() if _has_value(target)},
            has_headings=is_body,
            width=width,
        )
        routine = compile_part(source, self._setting, self.problems)
        if routine is None:
            return None
        return TextPart(name=name, label=label, routine=routine, is_body=is_body)

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
        for kind in ("footnote", "endnote"):
            root = self._tree(self._by_type.get(f"{kind}s", ""))
            for note in root.iter(f"{W}{kind}") if root is not None else ():
                found[kind, note.get(f"{W}id", "")] = note
        return found

    def _properties(self) -> dict[str, Routine]:
        core = next((name for name in self._parts if name.lower() == _CORE.lower()), "")
        root = self._tree(core)
        found = {}
        for name, tag in _PROPERTIES.items():
            element = None if root is None else root.find(f".//{tag}")
            text = "" if element is None else element.text or ""
            if text:
                place = f"Property {name}"
                escaped = etree.tostring(_holder(text), encoding="unicode")[3:-4]
                routine = compile_text(escaped, place, self._setting, self.problems)
                if routine is not None:
                    found[name] = routine
        return found

    def _compiled(
        self, texts: Iterable[TextPart], properties: dict[str, Routine]
    ) -> CompiledTemplate:
        texts = tuple(texts)
        written = {part.name for part in texts} | {
            self._by_type[f"{kind}s"]
            for kind in ("footnote", "endnote")
            if f"{kind}s" in self._by_type
        }
        kept = set(self._relationships) - {""}
        changed = {name: self._changed(name) for name in sorted(kept - written)}
        copied = tuple(changed.values())
        types = ContentTypes(
            dict(self._types.defaults),
            {name: kind for name, kind in self._types.overrides.items() if name in kept},
        )
        relationships = {
            part: tuple(each for each in found if not _has_value(each.target))
            for part, found in self._relationships.items()
        }
        numbering = self._by_type.get("numbering", "")
        return CompiledTemplate(
            texts=texts,
            copied=copied,
            relationships=relationships,
            types=types,
            styles=self._final_styles(),
            numbering=numbering_frame(numbering, self._tree(numbering)),
            notes={kind: self._notes_frame(kind) for kind in ("footnote", "endnote")},
            numerals=self._numerals(),
            properties=properties,
        )

    def _numerals(self) -> dict[str, Numerals]:
        names = (self._by_type.get("settings", ""), self._main)
        said = [self._parts[name].content() for name in names if name in self._parts]
        return {kind: note_numerals(kind, said) for kind in ("footnote", "endnote")}

    def _notes_frame(self, kind: str) -> tuple[str, str, int]:
        folder = self._main.rpartition("/")[0]
        name = self._by_type.get(f"{kind}s", "")
        return notes_frame(kind, name or f"{folder}/{kind}s.xml".lstrip("/"), self._tree(name))

    def _changed(self, name: str) -> StoredPart:
        """Return a part that stays, without its editing traces."""
        stored = self._parts[name]
        if name == self._by_type.get("styles"):
            root = self._tree(name)
            if root is not None and missing_styles(self._setting.styles):
                add_styles(root, self._setting.styles)
                return _packed(name, root)
        if name == self._by_type.get("settings"):
            root = self._tree(name)
            if root is not None:
                _clean_settings(root)
                return _packed(name, root)
        return stored

    def _final_styles(self) -> StyleSheet:
        root = self._tree(self._by_type.get("styles", ""))
        if root is not None:
            add_styles(root, self._setting.styles)
        return read_styles(root)


def _refuse_active(relationships: tuple[Relationship, ...], part: str) -> None:
    for each in relationships:
        is_embedded = each.type == "package" and "/charts/" not in part
        reason = "it holds an embedded file" if is_embedded else _REFUSED.get(each.type)
        if reason:
            raise InputRefusedError(
                f"The Word file cannot be used: {reason} ({each.target}). Remove it in Word and "
                "save the file again."
            )


def _has_value(target: str) -> bool:
    return "{{" in target or "%7b%7b" in target.lower()


def _holder(text: str) -> etree._Element:
    holder = etree.Element("t")
    holder.text = text
    return holder


def _clean_settings(root: etree._Element) -> None:
    for name in ("attachedTemplate", "docVars", "updateFields", "trackRevisions", "mailMerge"):
        for found in root.findall(f"{W}{name}"):
            root.remove(found)


def _packed(name: str, root: etree._Element) -> StoredPart:
    content = etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
    return pack(name, content)

"""Writes a document from a compiled template: a pure function of template, fields and options."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.template.cited_as import CitedAs
from briefing.word.archive import pack, write_archive
from briefing.word.part import PartWriter
from briefing.word.properties import (
    APP_PART,
    APP_RELATION,
    APP_TYPE,
    CORE_PART,
    CORE_RELATION,
    CORE_TYPE,
    CUSTOM_TYPE,
    app_xml,
    core_xml,
)
from briefing.word.relationships import ContentTypes, Links, Relationship, rels_name
from briefing.word.state import DocumentState, Heading, Placed, RenderOptions
from briefing.word.text import encoded, unescaped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.files.zips import StoredPart
    from briefing.template.routine import Routine
    from briefing.word.compiled import CompiledTemplate

_NOTE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A finished document.

    Attributes:
        data: The file.
        ledger: The quotations that were placed, in order, for the proof.
        headings: The headings of the body with their bookmarks, for page numbers.
        empty_count: How many values were empty.
        notices: What the build report should say, for instance missing styles.
    """

    data: bytes
    ledger: tuple[Placed, ...]
    headings: tuple[Heading, ...]
    empty_count: int
    notices: tuple[str, ...]


def render(
    template: CompiledTemplate,
    fields: Mapping[str, object],
    options: RenderOptions | None = None,
) -> Rendered:
    """Return the document for a pack.

    Args:
        template: The compiled template.
        fields: The values at the root of the contract; may compute them when asked.
        options: Language, properties, page numbers of the contents.

    Raises:
        BriefingError: A value does not fit its place, or cannot be stored in a Word file.
    """
    state, written = _texts(template, fields, options or RenderOptions())
    written += _note_parts(state)
    written += state.copies.values()
    written += _memory_parts(state, written)
    parts = [*(part for part in template.copied if part.name != template.numbering.name), *written]
    parts += _numbering(state)
    parts += _properties(state)
    parts += [_media(name, data) for data, (name, _) in state.media.items()]
    parts += _relationships(state, {part.name for part in parts})
    parts.append(_pack(state, "[Content_Types].xml", _types(state, parts).xml()))
    return Rendered(
        data=write_archive(parts),
        ledger=tuple(state.ledger),
        headings=tuple(state.headings),
        empty_count=state.empty_count,
        notices=tuple(state.notices),
    )


def _texts(
    template: CompiledTemplate, fields: Mapping[str, object], options: RenderOptions
) -> tuple[DocumentState, list[StoredPart]]:
    state = DocumentState(template=template, fields=fields, options=options)
    written = [_text_part(state, number) for number in range(len(template.texts))]
    if not state.citing.entries or state.citing.has_annex:
        return state, written
    state, written = _texts(template, fields, replace(options, citations=CitedAs.ENDNOTES))
    state.notice(
        "The template has no place for an annex of references ({{ references }}): what is cited "
        "stands in endnotes."
    )
    return state, written


def _pack(state: DocumentState, name: str, xml: str) -> StoredPart:
    return pack(name, encoded(xml, name), state.options.level)


def _media(name: str, data: bytes) -> StoredPart:
    packed = pack(name, data, 1)
    return packed if len(packed.packed) < len(data) else replace(packed, method=0, packed=data)


def _text_part(state: DocumentState, number: int) -> StoredPart:
    text = state.template.texts[number]
    writer = PartWriter(state, text.name, text.label, is_body=text.is_body)
    text.routine.run(writer)
    return writer.finish()


def _note_parts(state: DocumentState) -> list[StoredPart]:
    found = []
    known = state.template.relationships
    for kind, notes in state.notes.items():
        name, head, _ = state.template.notes[kind]
        if notes or name in known:
            xml = "".join(
                ['<?xml version="1.0" encoding="UTF-8"?>\n', head, *notes, f"</w:{kind}s>"]
            )
            found.append(_pack(state, name, xml))
        if notes and name not in known:
            state.links_of(state.template.body).add(f"{kind}s", name)
    return found


def _memory_parts(state: DocumentState, written: list[StoredPart]) -> list[StoredPart]:
    if state.options.review is None:
        return []
    from briefing.word.review.remembering import memory_parts  # noqa: PLC0415  # seldom asked for

    return memory_parts(state, state.options.review, written)


def _numbering(state: DocumentState) -> list[StoredPart]:
    numbering = state.template.numbering
    if not numbering.name:
        return []
    if not state.lists:
        return [part for part in state.template.copied if part.name == numbering.name]
    lists = "".join(
        f'<w:num w:numId="{each.id}"><w:abstractNumId w:val="{each.abstract}"/><w:lvlOverride '
        f'w:ilvl="{each.level}"><w:startOverride w:val="{each.start}"/></w:lvlOverride></w:num>'
        for each in state.lists
    )
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n{numbering.head}{lists}{numbering.tail}'
    return [_pack(state, numbering.name, xml)]


def _text_of(state: DocumentState, routine: Routine, name: str) -> str:
    writer = PartWriter(state, CORE_PART, f"Property {name}")
    routine.run(writer)
    return unescaped("".join(writer.buffer))


def _properties(state: DocumentState) -> list[StoredPart]:
    values = {
        name: _text_of(state, routine, name) for name, routine in state.template.properties.items()
    }
    options = state.options
    own = {"title": options.title, "subject": options.subject, "keywords": options.keywords}
    values.update({name: text for name, text in own.items() if text})
    values["language"] = options.language
    links = state.links_of("")
    links.own += (
        Relationship(id="rIdCore", type="", full_type=CORE_RELATION, target=CORE_PART),
        Relationship(id="rIdApp", type="", full_type=APP_RELATION, target=APP_PART),
    )
    return [_pack(state, CORE_PART, core_xml(values)), _pack(state, APP_PART, app_xml())]


def _relationships(state: DocumentState, written: set[str]) -> list[StoredPart]:
    found = []
    for part in sorted({"", *state.template.relationships, *state.links}):
        if part and part not in written:
            continue
        links = state.links.get(part) or Links(part, state.template.relationships[part])
        xml = links.xml()
        if xml:
            found.append(_pack(state, rels_name(part), xml))
    return found


def _types(state: DocumentState, parts: list[StoredPart]) -> ContentTypes:
    template = state.template
    defaults = {**template.types.defaults, "rels": _RELS_TYPE, "xml": "application/xml"}
    overrides = dict(template.types.overrides)
    overrides |= {CORE_PART: CORE_TYPE, APP_PART: APP_TYPE}
    overrides |= {part.name: CUSTOM_TYPE for part in parts if "customXml/itemProps" in part.name}
    overrides |= {name: overrides.get(own, "") for name, own in state.originals.items()}
    for kind in state.notes:
        overrides[template.notes[kind][0]] = _NOTE_TYPE.format(kind=kind)
    for name, media_type in state.media.values():
        defaults.setdefault(name.rpartition(".")[2], media_type)
    names = {part.name for part in parts}
    endings = {name.rpartition(".")[2].lower() for name in names}
    return ContentTypes(
        {ending: kind for ending, kind in defaults.items() if ending in {*endings, "rels", "xml"}},
        {name: kind for name, kind in overrides.items() if name in names},
    )

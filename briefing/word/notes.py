"""Writes citations: as footnotes, as endnotes, or as numbers of an annex with its list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.template.cited_as import CitedAs
from briefing.template.values import Citation, Inline, Piece, Text
from briefing.template.words import words_of
from briefing.word.crossing import anchored, field, linked
from briefing.word.ordering import PARAGRAPH, with_child
from briefing.word.text import attribute, runs, styled

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.template.values import Reference
    from briefing.word.citing import Mark
    from briefing.word.state import DocumentState

_KINDS: Final = {
    CitedAs.FOOTNOTES: "footnote",
    CitedAs.ENDNOTES: "endnote",
    CitedAs.ANNEX: "footnote",  # a note with words of its own is none of the annex's sources
}
_HANGING_TWIPS: Final = 567
_TAB: Final = "\t"


def as_words(citation: Citation) -> Inline:
    """Return a citation as the words that stand in brackets where no note can be."""
    pieces: list[Piece] = []
    for reference in citation.references:
        pieces += (Text("; "),) if pieces else ()
        pieces += reference.full.pieces
    return Inline(tuple(pieces))


class NoteWriter:
    """Writes the notes of one document.

    Args:
        state: The document.
        write: Writes rich text as runs into the part of that name.
    """

    def __init__(self, state: DocumentState, write: Callable[[Inline, str], str]) -> None:
        self._state = state
        self._write = write
        self._kind = _KINDS[state.options.citations]

    def cite(self, citation: Citation, run: str) -> str:
        """Return the runs that lead to what is cited.

        Args:
            citation: The sources.
            run: `<w:rPr>…</w:rPr>` of the surroundings, or "".
        """
        if self._state.options.citations is CitedAs.ANNEX:
            between = runs(", ", run)
            numbers = between.join(self._numbered(each, run) for each in citation.references)
            return f"{runs(' [', run)}{numbers}{runs(']', run)}"
        between = runs(", ", self._mark_run())
        return between.join(map(self._noted, citation.references))

    def note(self, content: Inline) -> str:
        """Return the run that refers to a new note with words of its own."""
        self._state.citing.interrupt()
        return self._note(self._words(content))

    def _numbered(self, reference: Reference, run: str) -> str:
        entries = self._state.citing.entries
        if reference.id not in entries:
            entries[reference.id] = (reference, self._state.mark(str(len(entries) + 1)))
        mark = entries[reference.id][1]
        return linked(runs(mark.number, run), mark.bookmark)

    def _noted(self, reference: Reference) -> str:
        citing = self._state.citing
        here = citing.here(reference, self._state.headings)
        if here is not None and here.number:
            return field(rf"NOTEREF {here.bookmark} \f \h", here.number, self._mark_run())
        numerals = self._state.template.numerals[self._kind]
        mark = self._state.mark(numerals.said(len(self._state.notes[self._kind]) + 1))
        words = self._naming(reference)
        citing.name(reference, mark)
        return anchored(self._note(words), mark.bookmark, self._state.next_id())

    def _naming(self, reference: Reference) -> str:
        """Return the runs of a new note that names a source."""
        citing = self._state.citing
        first = citing.first(reference)
        if first is None or reference.full == reference.short:
            return f"{self._words(reference.full)}{runs('.')}"
        if self._state.options.ibid and citing.is_next(reference):
            return runs(self._said("Ibid."))
        return f"{self._words(reference.short)}{self._as_note(first)}{runs('.')}"

    def _as_note(self, mark: Mark) -> str:
        if not mark.number:
            return ""
        before, after = self._said(", as note {number}").split("{number}")
        number = field(rf"NOTEREF {mark.bookmark} \h", mark.number)
        return runs(before) + number + (runs(after) if after else "")

    def _said(self, words: str) -> str:
        return words_of(self._state.options.language).sentences.get(words, words)

    def _words(self, content: Inline) -> str:
        return self._write(content, self._state.template.notes[self._kind][0])

    def _note(self, words: str) -> str:
        kind = self._kind
        style = self._state.template.styles.find("paragraph", f"{kind} text") or ""
        notes = self._state.notes[kind]
        number = self._state.template.notes[kind][2] + len(notes)
        notes.append(
            f'<w:{kind} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{attribute(style)}"/></w:pPr>'
            f"<w:r>{self._mark_run()}<w:{kind}Ref/></w:r>{runs(' ')}{words}</w:p></w:{kind}>"
        )
        return f'<w:r>{self._mark_run()}<w:{kind}Reference w:id="{number}"/></w:r>'

    def _mark_run(self) -> str:
        style = self._state.template.styles.find("character", f"{self._kind} reference")
        return styled("", bold=False, italic=False, style=style)


def annex_xml(state: DocumentState, write: Callable[[Inline], str], properties: str) -> str:
    """Return the numbered list of what was cited.

    Args:
        state: The document.
        write: Writes rich text as runs.
        properties: The children of `w:pPr` of the paragraph in whose place it stands.
    """
    hanging = f'<w:ind w:left="{_HANGING_TWIPS}" w:hanging="{_HANGING_TWIPS}"/>'
    children = with_child(properties, "ind", hanging, PARAGRAPH)
    found = []
    for reference, mark in state.citing.entries.values():
        number = anchored(runs(f"[{mark.number}]"), mark.bookmark, state.next_id())
        words = f"{write(reference.full)}{runs('.')}"
        found.append(f"<w:p><w:pPr>{children}</w:pPr>{number}{runs(_TAB)}{words}</w:p>")
    return "".join(found)

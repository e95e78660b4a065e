"""Rich text within a paragraph as runs: emphasis, links, quotations, notes, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.template.values import (
    Bound,
    Citation,
    Inline,
    Link,
    Note,
    Origin,
    Picture,
    Piece,
    Quotation,
    Text,
)
from briefing.template.words import words_of
from briefing.word.notes import NoteWriter, as_words
from briefing.word.pictures import picture_run
from briefing.word.review.controls import QUOTE, TRANSLATION, WORDS, Control
from briefing.word.state import DocumentState, Placed
from briefing.word.text import attribute, runs, styled

if TYPE_CHECKING:
    from collections.abc import Callable


class InlineWriter:
    """Writes rich text into one part; notes go where the part can have them.

    Attributes:
        part: Name of the part that is written.
        has_notes: Whether it may refer to notes; only such a part has values that come home.
    """

    def __init__(self, state: DocumentState, part: str, *, has_notes: bool) -> None:
        self.state = state
        self.part = part
        self.has_notes = has_notes
        self._writers: dict[type, Callable[..., str]] = {
            Text: self._text,
            Bound: self._bound,
            Quotation: self._quotation,
            Link: self._link,
            Note: self._note,
            Citation: self._citation,
            Picture: self._picture,
        }

    def write(self, content: Inline | str, run: str = "", *, is_linked: bool = False) -> str:
        """Return runs.

        Args:
            content: What to print.
            run: `<w:rPr>…</w:rPr>` of the surroundings, or "".
            is_linked: Whether they stand in a hyperlink already.
        """
        if isinstance(content, str):
            return runs(content, run) if content else ""
        return "".join(self._piece(piece, run, is_linked) for piece in content.pieces)

    def _piece(self, piece: Piece, run: str, is_linked: bool) -> str:
        return self._writers[type(piece)](piece, run, is_linked)

    def _text(self, piece: Text, run: str, _is_linked: object) -> str:
        if not piece.text:
            return ""
        if not (piece.bold or piece.italic or piece.style):
            return runs(piece.text, run)
        style = self._character_style(piece.style) if piece.style else None
        return runs(piece.text, styled(run, bold=piece.bold, italic=piece.italic, style=style))

    def _character_style(self, name: str) -> str | None:
        found = self.state.template.styles.find("character", name)
        if found is None:
            self.state.notice(f"The template has no character style “{name}”.")
        return found

    def _quotation(self, piece: Quotation, run: str, is_linked: object) -> str:
        if not piece.text:
            return ""
        self.state.ledger.append(
            Placed(id=piece.id, text=piece.text, part=self.part, language=piece.language)
        )
        if piece.italic:
            run = styled(run, bold=False, italic=True, style=None)
        field = TRANSLATION if piece.language else WORDS
        return self._controlled(
            runs(piece.text, run), Origin(QUOTE, piece.id, field), run, is_linked
        )

    def _bound(self, piece: Bound, run: str, is_linked: bool) -> str:
        written = self.write(piece.content, run, is_linked=is_linked)
        return self._controlled(written, piece.origin, run, is_linked, piece.prose)

    def _controlled(
        self, written: str, origin: Origin, run: str, is_linked: object, prose: str = ""
    ) -> str:
        """Return runs that come home, where the document and the place are made for it."""
        state = self.state
        if state.options.review is None or not self.has_notes or is_linked:
            return written
        name = state.unused_name(f"_b{len(state.controls) + 1}")
        control = Control.of(origin, name, words_of(state.options.language), run=run, prose=prose)
        state.controls.append(control)
        return control.around(written, state.next_id(), state.next_id())

    def _link(self, piece: Link, run: str, is_linked: object) -> str:
        if is_linked or not piece.is_safe or not piece.text:
            return runs(piece.text, run) if piece.text else ""
        style = self.state.template.styles.find("character", "Hyperlink")
        look = styled(run, bold=piece.bold, italic=piece.italic, style=style)
        found = self.state.links_of(self.part).add("hyperlink", piece.url, is_external=True)
        tip = f' w:tooltip="{attribute(piece.tip)}"' if piece.tip else ""
        return (
            f'<w:hyperlink r:id="{attribute(found)}"{tip} w:history="1">'
            f"{runs(piece.text, look)}</w:hyperlink>"
        )

    def _note(self, piece: Note, run: str, is_linked: object) -> str:
        if self.has_notes and not is_linked:
            return self.note(piece.content)
        return self._bracketed(piece.content, run)

    def _citation(self, piece: Citation, run: str, is_linked: object) -> str:
        if self.has_notes and not is_linked:
            return self._notes().cite(piece, run)
        return self._bracketed(as_words(piece), run)

    def _bracketed(self, content: Inline, run: str) -> str:
        return runs(" (", run) + self.write(content, run, is_linked=True) + runs(")", run)

    def note(self, content: Inline) -> str:
        """Return the run that refers to a new note with this content."""
        return self._notes().note(content)

    def _notes(self) -> NoteWriter:
        return NoteWriter(self.state, self._in_note)

    def _in_note(self, content: Inline, part: str) -> str:
        return InlineWriter(self.state, part, has_notes=False).write(content)

    def _picture(self, piece: Picture, _run: str, _is_linked: object) -> str:
        return self.picture(piece)

    def picture(self, picture: Picture) -> str:
        """Return the run that shows a picture."""
        relationship = self.state.add_picture(picture, self.part)
        return picture_run(picture, relationship, self.state.next_id())

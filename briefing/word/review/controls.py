"""A value as an inline content control inside of a hidden bookmark.

Word and newer LibreOffice keep the control's tag, older LibreOffice keeps only the bookmark; text
typed at the end of a bookmark falls outside of it, but not outside of the control.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.template.words import NAMED
from briefing.word.crossing import anchored
from briefing.word.text import attribute

if TYPE_CHECKING:
    from briefing.template.values import Origin
    from briefing.template.words import Words

QUOTE: Final = "quote"
WORDS: Final = "words"
"""What a document calls the words of a quote, which are no field: they are those of a source."""
TRANSLATION: Final = "translation"
_LONGEST_TAG: Final = 64
_ON: Final = {"b": re.compile(r"<w:b/>"), "i": re.compile(r"<w:i/>")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One value of a document that comes home.

    Attributes:
        tag: What its control is called, such as `position/hf3pt7mtggdf/summary`.
        bookmark: The name of the bookmark around it.
        label: What Word shows above it.
        emphasis: `b` and `i` where all of it is bold or italic because of the place it stands in.
        prose: The whole Markdown that it is a paragraph of, or "".
        is_fixed: Whether nobody may change it.
    """

    tag: str
    bookmark: str
    label: str
    emphasis: str = ""
    prose: str = ""
    is_fixed: bool = False

    @classmethod
    def of(cls, origin: Origin, bookmark: str, words: Words, *, run: str, prose: str) -> Control:
        """Return the control of a value.

        Args:
            origin: Of which field it is the value.
            bookmark: The name of its bookmark.
            words: The fixed words of the document.
            run: `<w:rPr>…</w:rPr>` of the place it stands in, or "".
            prose: The whole Markdown that it is a paragraph of, or "".
        """
        return cls(
            tag=origin.tag[:_LONGEST_TAG],
            bookmark=bookmark,
            label=_label(origin, words, is_prose=bool(prose))[:_LONGEST_TAG],
            emphasis="".join(sign for sign, found in _ON.items() if found.search(run)),
            prose=prose,
            is_fixed=origin.kind == QUOTE and origin.field in (WORDS, TRANSLATION),
        )

    def around(self, runs: str, number: int, bookmark_number: int) -> str:
        """Return runs within the control.

        Args:
            runs: The value.
            number: The id of the control.
            bookmark_number: The id of the bookmark.
        """
        lock = '<w:lock w:val="contentLocked"/>' if self.is_fixed else ""
        control = (
            f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(self.label)}"/>'
            f'<w:tag w:val="{attribute(self.tag)}"/><w:id w:val="{number}"/>{lock}</w:sdtPr>'
            f"<w:sdtContent>{runs}</w:sdtContent></w:sdt>"
        )
        return anchored(control, self.bookmark, bookmark_number)


def _label(origin: Origin, words: Words, *, is_prose: bool) -> str:
    field = words.field("text" if is_prose else origin.field)
    if origin.part > 1:
        field = words.say("{field}, paragraph {number}", field=field, number=str(origin.part))
    return words.say(NAMED, name=words.kind(origin.kind), value=field)

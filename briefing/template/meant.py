"""What a block tag that is not in the language was probably meant to be."""

from __future__ import annotations

import re
from typing import Final

from briefing.template.spelling import nearest

BLOCKS: Final = ("for", "if", "elif", "else", "endfor", "endif")
_OPENING: Final = ("for", "if", "elif")  # words follow these
_CLOSE: Final = 0.75
_GLUED: Final = re.compile(rf"(p|tr|tc|r)({'|'.join(BLOCKS)})\b")
_SAID_OTHERWISE: Final = {
    "else if": "elif",
    "elseif": "elif",
    "elsif": "elif",
    "end for": "endfor",
    "end if": "endif",
    "foreach": "for",
    "for each": "for",
}
_FOREIGN: Final = {
    "set": "Values cannot be stored; write the field where it is needed.",
    "include": "One template cannot include another.",
    "import": "Nothing can be imported.",
    "macro": "Macros are not part of the language.",
    "with": "Write the whole dotted name instead.",
    "end": "Write endfor or endif.",
    "while": "Only for … in … repeats.",
}
_KNOWN: Final = (
    "Known are for, endfor, if, elif, else, endif; in tables cellbg, colspan, vm, hm. A value "
    "stands between {{ and }}."
)


def meant_block(inside: str) -> str:
    """Return the word of the block tag that the inside of a tag was meant to be, or ""."""
    small = " ".join(inside.lower().split())
    for typed, word in _SAID_OTHERWISE.items():
        if small == typed or small.startswith(f"{typed} "):
            return word
    glued = _GLUED.match(small)
    word = glued.group(2) if glued else small.partition(" ")[0]
    if word in BLOCKS or word in _FOREIGN:
        return word if word in BLOCKS else ""
    return nearest(word, BLOCKS, _CLOSE)


def block_hint(inside: str) -> str:
    """Return what to write in the place of the inside of a tag."""
    glued = _GLUED.match(inside)
    if glued:
        return (
            f"Write a space after the letter: {{%{glued.group(1)} {_written(glued.group(2))} %}}."
        )
    word = meant_block(inside)
    if word:
        return f"Write {{% {_written(word)} %}}."
    return _FOREIGN.get(inside.partition(" ")[0], _KNOWN)


def _written(word: str) -> str:
    return f"{word} …" if word in _OPENING else word

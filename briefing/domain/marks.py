"""How a matrix cell looks everywhere: symbol, word, code, fill, and its form in one ink."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from briefing.domain.vocabularies import CellState, Stage, Stance

INK: Final = "#1B2430"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The appearance of one state of a cell.

    Attributes:
        code: The code of the vocabulary.
        symbol: One sign, never the only carrier of the meaning.
        label: The word, enough by itself.
        short: What takes the word's place in a narrow cell.
        fill: Background, `#RRGGBB`.
        ink: Colour of the words, `#RRGGBB`.
        bold: Whether the words are bold.
        italic: Whether the words are italic with a dashed edge: not yet more than words.
        struck: Whether the words are struck through on a diagonal pattern: no longer so.
        dashed: Whether the cell has a dashed edge.
        rank: Orders stages reached on one day; higher is further.
    """

    code: str
    symbol: str
    label: str
    short: str
    fill: str
    ink: str = INK
    bold: bool = False
    italic: bool = False
    struck: bool = False
    dashed: bool = False
    rank: int = 0


MUTED: Final = "#55606E"

STAGES: Final = {
    Stage(mark.code): mark
    for mark in (
        Mark(code="done", symbol="●", label="Completed", short="Dn", fill="#BFE3CB", rank=11),
        Mark(code="delivering", symbol="◕", label="Under way", short="Uw", fill="#CFEAD8", rank=10),
        Mark(code="allocated", symbol="◑", label="Allocated", short="Al", fill="#DDF0E3", rank=9),
        Mark(code="authorised", symbol="◑", label="Authorised", short="Au", fill="#D6E9F2", rank=8),
        Mark(code="agreed", symbol="◔", label="Agreed", short="Ag", fill="#D9E6F5", rank=7),
        Mark(code="pledged", symbol="○", label="Pledged", short="Pl", fill="#E6EEF8", rank=6),
        Mark(
            code="draft",
            symbol="◌",
            label="Draft only",
            short="Dr",
            fill="#F1EBD8",
            italic=True,
            dashed=True,
            rank=5,
        ),
        Mark(
            code="floated",
            symbol="·",
            label="Floated",
            short="Fl",
            fill="#F6F2E6",
            italic=True,
            dashed=True,
            rank=4,
        ),
        Mark(code="suspended", symbol="‖", label="Suspended", short="Su", fill="#F3DFC4", rank=12),
        Mark(
            code="withdrawn",
            symbol="⊘",
            label="Withdrawn",
            short="Wi",
            fill="#EED7D7",
            struck=True,
            rank=14,
        ),
        Mark(
            code="lapsed",
            symbol="⊘",
            label="Lapsed",
            short="La",
            fill="#EED7D7",
            struck=True,
            rank=13,
        ),
    )
}

RULED_OUT: Final = Mark(
    code="excludes", symbol="✕", label="Rules out", short="X", fill=INK, ink="#FFFFFF", bold=True
)

STATES: Final = {
    CellState(mark.code): mark
    for mark in (
        Mark(
            code="searched_none",
            symbol="–",
            label="None found",
            short="–",
            fill="#FFFFFF",
            ink=MUTED,
        ),
        Mark(
            code="not_applicable", symbol="n/a", label="Not applicable", short="n/a", fill="#ECEEF1"
        ),
        Mark(
            code="not_assessed",
            symbol="?",
            label="Not assessed",
            short="?",
            fill="#F7F7F7",
            dashed=True,
        ),
        Mark(code="not_due", symbol="…", label="Not due", short="…", fill="#ECEEF1"),
    )
}

STANCES: Final = {
    Stance(mark.code): mark
    for mark in (
        Mark(code="support", symbol="●", label="Support", short="S", fill="#BFE3CB"),
        Mark(
            code="conditional",
            symbol="◑",
            label="Support with conditions",
            short="S if",
            fill="#DDF0E3",
        ),
        Mark(code="neutral", symbol="○", label="Declared neutral", short="N", fill="#F7F7F7"),
        Mark(
            code="partly_oppose", symbol="◐", label="Oppose in part", short="O pt", fill="#F3DFC4"
        ),
        Mark(
            code="oppose", symbol="✕", label="Oppose", short="O", fill=INK, ink="#FFFFFF", bold=True
        ),
        Mark(
            code="silent",
            symbol="–",
            label="Has avoided the question",
            short="av",
            fill="#ECEEF1",
            italic=True,
            dashed=True,
        ),
        Mark(
            code="unclear",
            symbol="?",
            label="Unclear or contradictory",
            short="un",
            fill="#F6F2E6",
            italic=True,
            dashed=True,
        ),
    )
}

SCORES: Final = {
    1: Mark(code="1", symbol="●", label="Full compliance", short="+1", fill="#BFE3CB"),
    0: Mark(code="0", symbol="◐", label="Partial compliance", short="0", fill="#F1EBD8"),
    -1: Mark(
        code="-1",
        symbol="✕",
        label="Non-compliance",
        short="−1",
        fill=INK,
        ink="#FFFFFF",
        bold=True,
    ),
}

"""The fields of the capture bar, as data: one tuple for each kind of record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.app import capture, drafts
from briefing.domain.vocabularies import Basis, Joint, Mode, Polarity, Stage, Stance, Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class BarField:
    """One field of the bar.

    Attributes:
        name: The field of the draft.
        label: What stands above it.
        kind: `actor`, `actors`, `topic`, `measure`, `text`, `choice`, `conditions` or `flag`.
        row: In which row it stands.
        span: How many of the twelve columns it takes.
        vocabulary: The closed list of a choice.
        unset: The words for *nothing chosen*.
        hint: What an empty line says.
        wanted: Whether it is the first to be filled in when it is empty.
        folded: Whether it is seen only after *More*.
    """

    name: str
    label: str
    kind: str
    row: int
    span: int
    vocabulary: type[Vocabulary] | None = None
    unset: str = ""
    hint: str = ""
    wanted: bool = False
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BarKind:
    """One kind of record that the bar captures.

    Attributes:
        name: The kind's singular.
        title: Its name in the window.
        letter: Its key.
        fields: Its fields, in the order of the Tab key.
        draft: Makes the draft of a selection.
        capture: Stores the draft as one edit.
    """

    name: str
    title: str
    letter: str
    fields: tuple[BarField, ...]
    draft: Callable[..., drafts.Draft]
    capture: Callable[..., str]


_BASIS = "Not stated"
_DATE = "2026-01-06"

QUOTE = (
    BarField(name="speaker", label="Speaker", kind="actor", row=0, span=4, hint="As named"),
    BarField(name="speaks_for", label="For whom", kind="actor", row=0, span=3),
    BarField(name="mode", label="Mode", kind="choice", row=0, span=2, vocabulary=Mode),
    BarField(
        name="basis", label="Basis", kind="choice", row=0, span=3, vocabulary=Basis, unset=_BASIS
    ),
    BarField(name="role", label="Role", kind="text", row=1, span=3, folded=True),
    BarField(name="said", label="Said on", kind="text", row=1, span=2, hint=_DATE, folded=True),
    BarField(name="venue", label="Where", kind="text", row=1, span=3, folded=True),
    BarField(name="topic", label="Topic", kind="topic", row=1, span=3, folded=True),
    BarField(name="key", label="Key quote", kind="flag", row=1, span=1, folded=True),
)
POSITION = (
    BarField(name="actor", label="Actor", kind="actor", row=0, span=4, wanted=True),
    BarField(name="topic", label="Topic", kind="topic", row=0, span=5, wanted=True),
    BarField(
        name="stance",
        label="Stance",
        kind="choice",
        row=0,
        span=3,
        vocabulary=Stance,
        unset="Unclear",
    ),
    BarField(name="summary", label="Summary", kind="text", row=1, span=12, wanted=True),
    BarField(name="condition", label="Condition", kind="text", row=2, span=6),
    BarField(name="since", label="Since", kind="text", row=2, span=3, hint=_DATE),
    BarField(
        name="basis", label="Basis", kind="choice", row=2, span=3, vocabulary=Basis, unset=_BASIS
    ),
    BarField(name="expressed_by", label="Expressed by", kind="actor", row=3, span=6, folded=True),
)
COMMITMENT = (
    BarField(name="parties", label="Parties", kind="actors", row=0, span=5, wanted=True),
    BarField(name="measure", label="Action", kind="measure", row=0, span=5, wanted=True),
    BarField(name="polarity", label="Promise", kind="choice", row=0, span=2, vocabulary=Polarity),
    BarField(name="conditions", label="Condition", kind="conditions", row=1, span=6),
    BarField(name="stage", label="Stage", kind="choice", row=1, span=2, vocabulary=Stage),
    BarField(name="date", label="Date", kind="text", row=1, span=2, hint=_DATE),
    BarField(
        name="basis", label="Basis", kind="choice", row=1, span=2, vocabulary=Basis, unset=_BASIS
    ),
    BarField(
        name="text",
        label="Summary",
        kind="text",
        row=2,
        span=6,
        hint="The words of the passage",
        folded=True,
    ),
    BarField(name="topic", label="Topic", kind="topic", row=2, span=4, folded=True),
    BarField(
        name="joint",
        label="Together",
        kind="choice",
        row=2,
        span=2,
        vocabulary=Joint,
        folded=True,
    ),
)
FACT = (
    BarField(name="actor", label="Actor", kind="actor", row=0, span=4, wanted=True),
    BarField(
        name="label",
        label="Label",
        kind="text",
        row=0,
        span=5,
        hint="Defence spending",
        wanted=True,
    ),
    BarField(name="as_of", label="As of", kind="text", row=0, span=3, hint=_DATE),
    BarField(name="value", label="Value", kind="text", row=1, span=12, wanted=True),
)

KINDS = (
    BarKind(
        name="quote",
        title="Quote",
        letter="Q",
        fields=QUOTE,
        draft=drafts.draft_quote,
        capture=capture.capture_quote,
    ),
    BarKind(
        name="position",
        title="Position",
        letter="P",
        fields=POSITION,
        draft=drafts.draft_position,
        capture=capture.capture_position,
    ),
    BarKind(
        name="commitment",
        title="Commitment",
        letter="C",
        fields=COMMITMENT,
        draft=drafts.draft_commitment,
        capture=capture.capture_commitment,
    ),
    BarKind(
        name="fact",
        title="Fact",
        letter="F",
        fields=FACT,
        draft=drafts.draft_fact,
        capture=capture.capture_fact,
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}

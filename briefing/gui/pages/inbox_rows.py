"""What waits in the inbox in words: a group per received file, a row per proposal."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication

from briefing.app.stage_entries import corrected_entry
from briefing.app.wordings import headline
from briefing.changes.change import PACK
from briefing.changes.paths import NoSuchFieldError, field_named, steps_of
from briefing.changes.wording import Piece, told_apart
from briefing.domain.cover import Cover
from briefing.domain.dates import in_short
from briefing.domain.exchange import FieldReference
from briefing.domain.kinds import KINDS
from briefing.domain.prose import Scope
from briefing.domain.shape import shape_of
from briefing.domain.vocabularies import ProposalState
from briefing.gui.passages import record_of
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.domain.content import Content
    from briefing.domain.exchange import Proposal
    from briefing.domain.shape import FieldShape, Shape

NOTHING: Final = "–"
UNDECIDED: Final = frozenset({ProposalState.WAITING, ProposalState.CONFLICT, ProposalState.REFUSED})
_NAMING: Final = ("name", "title", "heading", "text", "summary", "label", "markdown")
_CALLED: Final = {
    "markdown": QT_TRANSLATE_NOOP("Inbox", "text"),
    "scope": QT_TRANSLATE_NOOP("Inbox", "about"),
}
_UNTOLD: Final = frozenset({"id", "order", "captured", "base64"})
_OF_WORDS: Final = frozenset({"exact", "start", "stop", "prefix", "suffix"})
"""What the words of a passage say by themselves."""
_PART: Final = re.compile(r"\[[^\[\]]*\]")
_SHOWN: Final = 160
_LEAD: Final = 24  # characters before what differs that a cell shows
_LONGEST: Final = 2000  # of a value in full: a label takes seconds for a text of a megabyte


class InboxRow:
    """One proposal in words, which are found when it is looked at: thousands may wait.

    Args:
        proposal: The proposal.
        words: Finds words.
    """

    def __init__(self, proposal: Proposal, words: _Words) -> None:
        self.proposal = proposal
        self._words = words

    @cached_property
    def record(self) -> str:
        """What the record is called, with its kind."""
        if is_of_nothing(self.proposal):
            return QCoreApplication.translate("Inbox", "In no record")
        name = self._words.name(self.proposal, self._whole)
        kind = self.proposal.kind.title()
        return f"{kind}: {name}" if name else kind

    @property
    def field(self) -> str:
        """Which field, or that the record is new or would go."""
        if self.proposal.field is not None:
            return _field_words(_PART.sub("", self.proposal.field)).replace(".", " · ")
        if is_of_nothing(self.proposal):
            return ""
        if self.proposal.after is None:
            return QCoreApplication.translate("Inbox", "removed")
        return QCoreApplication.translate("Inbox", "new")

    @cached_property
    def before(self) -> str:
        """What the pack has."""
        return self._words.value(self.proposal, self._values[0])

    @cached_property
    def after(self) -> str:
        """What is proposed."""
        return self._words.value(self.proposal, self._values[1])

    @cached_property
    def told_apart(self) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """What the pack has and what is proposed, with what differs between them."""
        if NOTHING in (self.before, self.after):
            return (Piece(self.before),), (Piece(self.after),)
        before, after = self._values
        is_text = isinstance(before, str) and isinstance(after, str)
        if is_text and self.before[:_SHOWN] == before[:_SHOWN]:  # no code that stands for a word
            return told_apart(before, after)
        return told_apart(self.before, self.after)

    @cached_property
    def note(self) -> str:
        """What accepting it does to the history of stages; empty for all but changed stages."""
        return self._words.note(self.proposal)

    @property
    def title(self) -> str:
        """Return what it is about, where it stands and who wants it, in one line."""
        one = self.proposal
        return " · ".join(filter(None, (self.record, self.field, one.place, one.by)))

    @property
    def cells(self) -> tuple[str, ...]:
        """Return what stands under the headings."""
        state = self.proposal.state.label
        sides = (_from_first_difference(pieces) for pieces in self.told_apart)
        short = (_cut(text) for text in (self.record, self.field, *sides))
        return (*short, self.proposal.place or "", state)

    @cached_property
    def _values(self) -> tuple[Any, Any]:
        return _read(self.proposal.before), _read(self.proposal.after)

    @property
    def _whole(self) -> Any:
        before, after = self._values
        return after if isinstance(after, dict) and self.proposal.field is None else before


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxGroup:
    """What one received file proposes."""

    origin: str
    rows: tuple[InboxRow, ...]

    @property
    def title(self) -> str:
        """Return the file's name with how much of it waits."""
        states = [row.proposal.state for row in self.rows]
        conflicts = states.count(ProposalState.CONFLICT)
        refused = states.count(ProposalState.REFUSED)
        count = len(self.rows) - refused
        words = QCoreApplication.translate("Inbox", "{origin} · {count} changes")
        if count == 1:
            words = QCoreApplication.translate("Inbox", "{origin} · 1 change")
        if conflicts:
            words += QCoreApplication.translate("Inbox", " · {conflicts} in conflict")
        if refused:
            words += QCoreApplication.translate("Inbox", " · {refused} cannot be applied")
        return words.format(origin=self.origin, count=count, conflicts=conflicts, refused=refused)


def inbox_groups(content: Content) -> tuple[InboxGroup, ...]:
    """Return what nobody has decided on, a group per origin, in the order of arrival."""
    undecided = [one for one in content.proposals if one.state in UNDECIDED]
    words = _Words(content, undecided)
    groups: dict[str, list[InboxRow]] = {}
    for proposal in undecided:
        groups.setdefault(proposal.origin, []).append(InboxRow(proposal, words))
    return tuple(InboxGroup(origin=name, rows=tuple(rows)) for name, rows in groups.items())


class _Words:
    """Finds words for proposals: for values, and for records that are still to come."""

    def __init__(self, content: Content, proposals: Sequence[Proposal]) -> None:
        self._content = content
        self._coming = {
            (one.kind, one.record or _id_in(one.after)): one
            for one in proposals
            if one.field is None and one.after is not None
        }

    def value(self, proposal: Proposal, value: Any) -> str:
        """Return a value of a proposal in lines."""
        return "\n".join(self._lines(value, *_shapes(proposal)))

    def note(self, proposal: Proposal) -> str:
        """Return which entry of a history a proposal corrects."""
        entry = corrected_entry(self._content, proposal)
        if entry is None:
            return ""
        words = QCoreApplication.translate(
            "Inbox",
            "Corrects the entry of {date}. Where the stage was reached later, choose Change and "
            "give the date: then an entry is added and this one stays.",
        )
        if entry.date is None:
            words = QCoreApplication.translate(
                "Inbox",
                "Corrects the entry without a date. Where the stage was reached later, choose "
                "Change and give the date: then an entry is added and this one stays.",
            )
        return words.format(date=in_short(entry.date or ""))

    def name(self, proposal: Proposal, whole: Any) -> str:
        """Return what the record of a proposal is called."""
        record = record_of(self._content, proposal.kind, proposal.record or "")
        if record is not None:
            return headline(self._content, record)
        known = isinstance(whole, dict)
        return self._called(whole if known else self._new(proposal.kind, proposal.record or ""))

    def _new(self, kind: str, record_id: str) -> dict[str, Any]:
        """Return a record that is still to come; empty where none is."""
        coming = self._coming.get((kind, record_id))
        value = _read(coming.after) if coming is not None else None
        return value if isinstance(value, dict) else {}

    def _called(self, value: dict[str, Any]) -> str:
        for key in _NAMING:
            if isinstance(value.get(key), str) and value[key]:
                return str(value[key])
        pieces = value.get("pieces")
        if isinstance(pieces, list):
            return " … ".join(str(one.get("exact", "")) for one in pieces if isinstance(one, dict))
        return ""

    def _lines(
        self, value: Any, shape: Shape | None, field: FieldShape | None = None
    ) -> Iterator[str]:
        """Yield a value in lines; of a record or part a line for each of its fields."""
        if not isinstance(value, dict):
            yield self._shown(value, field)
            return
        known = {one.key: one for one in shape.fields} if shape else {}
        untold = _UNTOLD
        if value.get("exact"):
            yield f"“{self._shown(value['exact'], None)}”"
            untold |= _OF_WORDS
        for key, inner in value.items():
            if key not in untold and inner not in (None, "", [], {}):
                yield f"{_field_words(key)}: {self._shown(inner, known.get(key))}"

    def _shown(self, value: Any, field: FieldShape | None) -> str:
        if value is None or value == "":
            return NOTHING
        if isinstance(value, bool):
            words = ("Inbox", "yes") if value else ("Inbox", "no")
            return QCoreApplication.translate(*words)
        if isinstance(value, list):
            return "; ".join(self._shown(one, field) for one in value) or NOTHING
        if isinstance(value, dict):
            return self._part(value, field.nested if field else None)
        text = str(value)
        return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else self._named(text, field)

    def _part(self, value: dict[str, Any], shape: Shape | None) -> str:
        """Return a part in words: the record that it names, or its fields."""
        if shape is None or shape.type not in (FieldReference, Scope):
            return ", ".join(self._lines(value, shape)) or NOTHING
        if value.get("kind") == PACK:
            return self._content.cover.title
        record = record_of(self._content, str(value.get("kind")), str(value.get("id")))
        return headline(self._content, record) if record is not None else str(value.get("id"))

    def _named(self, text: str, field: FieldShape | None) -> str:
        """Return a code's word, or what a record is called that is referred to, else the text."""
        if field is not None and field.vocabulary is not None:
            return next((one.label for one in field.vocabulary if one.value == text), text)
        for kind in field.targets if field else ():
            if (kind, text) in self._coming:
                return self._called(self._new(kind, text)) or text
            record = record_of(self._content, kind, text)
            if record is not None:
                return headline(self._content, record)
        return text


def _field_words(field: str) -> str:
    """Return what a field is called in the window."""
    if field in _CALLED:
        return QCoreApplication.translate("Inbox", _CALLED[field])
    return field.replace("_", " ")


def _from_first_difference(pieces: Sequence[Piece]) -> str:
    """Return words from shortly before what differs, which a narrow column would cut else."""
    text = "".join(piece.text for piece in pieces)
    equal = next((piece.text for piece in pieces[:1] if not piece.differs), "")
    if len(pieces) == 1 or len(equal) <= _LEAD:
        return text
    words = equal[-_LEAD:].partition(" ")[2]
    return f"… {words}{text[len(equal) :]}"


def is_of_nothing(proposal: Proposal) -> bool:
    """Tell whether a proposal is about no record, such as words typed beside a table."""
    return proposal.kind == PACK and proposal.field is None


def _shapes(proposal: Proposal) -> tuple[Shape | None, FieldShape | None]:
    """Return the shape of what is proposed, and the field that it is for; a stranger's has none."""
    kind = next((kind for kind in KINDS if kind.singular == proposal.kind), None)
    whole = shape_of(kind.record_type if kind else Cover)
    if proposal.field is None:
        return whole, None
    shape, field = whole, None
    try:
        for step in steps_of(proposal.field):
            field = field_named(shape, step.key)
            shape = field.nested or shape
    except NoSuchFieldError:
        return None, None
    return field.nested if field else None, field


def _read(text: str | None) -> Any:
    if text is None:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _id_in(after: str | None) -> str:
    value = _read(after)
    return str(value.get("id", "")) if isinstance(value, dict) else ""


def _cut(text: str) -> str:
    line = " ".join(text[: _SHOWN * 2].split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"

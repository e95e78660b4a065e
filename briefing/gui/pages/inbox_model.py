"""What waits in the inbox as a tree: a group per received file, a row per proposal."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont
from typing_extensions import override

from briefing.app.wordings import headline
from briefing.changes.change import PACK
from briefing.changes.paths import NoSuchFieldError, field_named, steps_of
from briefing.domain.cover import Cover
from briefing.domain.exchange import FieldReference, Proposal
from briefing.domain.kinds import KINDS
from briefing.domain.shape import shape_of
from briefing.domain.vocabularies import ProposalState
from briefing.gui.icons import drawing
from briefing.gui.passages import record_of
from briefing.gui.theme import theme
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.domain.content import Content
    from briefing.domain.shape import FieldShape, Shape

Index = QModelIndex | QPersistentModelIndex

NOTHING: Final = "–"
UNDECIDED: Final = frozenset({ProposalState.WAITING, ProposalState.CONFLICT, ProposalState.REFUSED})
_ROLES: Final = {ProposalState.CONFLICT: "warn", ProposalState.REFUSED: "bad"}
_TITLES: Final = (
    QT_TRANSLATE_NOOP("Columns", "Record"),
    QT_TRANSLATE_NOOP("Columns", "Field"),
    QT_TRANSLATE_NOOP("Columns", "Here"),
    QT_TRANSLATE_NOOP("Columns", "Proposed"),
    QT_TRANSLATE_NOOP("Columns", "Where"),
    QT_TRANSLATE_NOOP("Columns", "State"),
)
WHERE: Final = 4
"""The column that says where in a workbook a change stands."""
_NAMING: Final = ("name", "title", "heading", "text", "summary", "label", "markdown")
_UNTOLD: Final = frozenset({"id", "order", "captured", "base64"})
_PART: Final = re.compile(r"\[[^\[\]]*\]")
_SHOWN: Final = 160

_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_DECORATION: Final = int(Qt.ItemDataRole.DecorationRole)
_TOOL_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_FONT: Final = int(Qt.ItemDataRole.FontRole)
_INK: Final = int(Qt.ItemDataRole.ForegroundRole)
_ACCESSIBLE: Final = int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """One proposal in words.

    Attributes:
        proposal: The proposal.
        record: What the record is called, with its kind.
        field: Which field, or that the record is new or would go.
        before: What the pack has.
        after: What is proposed.
    """

    proposal: Proposal
    record: str
    field: str
    before: str
    after: str

    @property
    def title(self) -> str:
        """Return what it is about, where it stands and who wants it, in one line."""
        one = self.proposal
        return " · ".join(filter(None, (self.record, self.field, one.place, one.by)))

    @property
    def cells(self) -> tuple[str, ...]:
        """Return what stands under the headings."""
        state = self.proposal.state.label
        short = (_cut(text) for text in (self.record, self.field, self.before, self.after))
        return (*short, self.proposal.place or "", state)


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
        groups.setdefault(proposal.origin, []).append(words.row(proposal))
    return tuple(InboxGroup(origin=name, rows=tuple(rows)) for name, rows in groups.items())


class _Words:
    """Finds words for proposals: for values, and for records that are still to come."""

    def __init__(self, content: Content, proposals: Sequence[Proposal]) -> None:
        self._content = content
        self._coming = {
            (one.kind, value["id"]): value
            for one in proposals
            if one.field is None and isinstance(value := _read(one.after), dict) and "id" in value
        }

    def row(self, proposal: Proposal) -> InboxRow:
        """Return a proposal in words."""
        before, after = _read(proposal.before), _read(proposal.after)
        if proposal.field is not None:
            field = _PART.sub("", proposal.field).replace("_", " ").replace(".", " · ")
        elif is_of_nothing(proposal):
            field = ""
        elif proposal.after is None:
            field = QCoreApplication.translate("Inbox", "removed")
        else:
            field = QCoreApplication.translate("Inbox", "new")
        shape, place = _shapes(proposal)
        whole = after if isinstance(after, dict) and proposal.field is None else before
        name = self._name(proposal, whole)
        kind = proposal.kind.title()
        if is_of_nothing(proposal):
            kind = QCoreApplication.translate("Inbox", "In no record")
        return InboxRow(
            proposal=proposal,
            record=f"{kind}: {name}" if name else kind,
            field=field,
            before="\n".join(self._lines(before, shape, place)),
            after="\n".join(self._lines(after, shape, place)),
        )

    def _name(self, proposal: Proposal, whole: Any) -> str:
        record = record_of(self._content, proposal.kind, proposal.record or "")
        if record is not None:
            return headline(self._content, record)
        coming = (
            whole
            if isinstance(whole, dict)
            else self._coming.get((proposal.kind, proposal.record or ""), {})
        )
        return self._called(coming)

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
        for key, inner in value.items():
            if key not in _UNTOLD and inner not in (None, "", [], {}):
                yield f"{key.replace('_', ' ')}: {self._shown(inner, known.get(key))}"

    def _shown(self, value: Any, field: FieldShape | None) -> str:
        if value is None or value == "":
            return NOTHING
        if isinstance(value, bool):
            words = ("Inbox", "yes") if value else ("Inbox", "no")
            return QCoreApplication.translate(*words)
        if isinstance(value, list):
            return "; ".join(self._shown(one, field) for one in value) or NOTHING
        if (
            isinstance(value, dict)
            and field
            and field.nested
            and field.nested.type is FieldReference
        ):
            record = record_of(self._content, str(value.get("kind")), str(value.get("id")))
            return headline(self._content, record) if record is not None else str(value.get("id"))
        if isinstance(value, dict):
            return ", ".join(self._lines(value, field.nested if field else None)) or NOTHING
        return self._named(str(value), field)

    def _named(self, text: str, field: FieldShape | None) -> str:
        """Return a code's word, or what a record is called that is referred to, else the text."""
        if field is not None and field.vocabulary is not None:
            return next((one.label for one in field.vocabulary if one.value == text), text)
        for kind in field.targets if field else ():
            if (kind, text) in self._coming:
                return self._called(self._coming[kind, text]) or text
            record = record_of(self._content, kind, text)
            if record is not None:
                return headline(self._content, record)
        return text


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


def _cut(text: str) -> str:
    line = " ".join(text[: _SHOWN * 2].split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


class InboxModel(QAbstractItemModel):
    """The inbox as a tree of two levels."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[InboxGroup, ...] = ()

    @property
    def groups(self) -> tuple[InboxGroup, ...]:
        """Return what is shown."""
        return self._groups

    def show_groups(self, groups: tuple[InboxGroup, ...]) -> None:
        """Show other groups."""
        self.beginResetModel()
        self._groups = groups
        self.endResetModel()

    def group_at(self, index: Index) -> InboxGroup | None:
        """Return the group that stands at a place, or None for a proposal's row."""
        if not index.isValid() or index.internalId():
            return None
        return self._groups[index.row()]

    def row_at(self, index: Index) -> InboxRow | None:
        """Return the row of the proposal at a place, or None for a group."""
        if not index.isValid() or not index.internalId():
            return None
        return self._groups[index.internalId() - 1].rows[index.row()]

    def place_of(self, proposal: str) -> QModelIndex:
        """Return where a proposal stands; an invalid place when it is not shown."""
        for at, group in enumerate(self._groups):
            for row, one in enumerate(group.rows):
                if one.proposal.id == proposal:
                    return self.createIndex(row, 0, at + 1)
        return QModelIndex()

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    @override
    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # Qt overloads it with the owner
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if not parent.isValid():
            return len(self._groups)
        group = self.group_at(parent) if parent.column() == 0 else None
        return 0 if group is None else len(group.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return len(_TITLES)

    @override
    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        group, row = self.group_at(index), self.row_at(index)
        if group is not None:
            return _group_data(group, index.column(), int(role))
        return None if row is None else _row_data(row, index.column(), int(role))

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        is_title = orientation == Qt.Orientation.Horizontal and 0 <= section < len(_TITLES)
        if is_title and int(role) == _DISPLAY:
            return QCoreApplication.translate("Columns", _TITLES[section])
        return None


def _group_data(group: InboxGroup, column: int, role: int) -> Any:
    if column:
        return None
    if role in {_DISPLAY, _TOOL_TIP, _ACCESSIBLE}:
        return group.title
    if role == _FONT:
        font = QFont()
        font.setBold(True)
        return font
    return theme().icon("inbox") if role == _DECORATION else None


def _row_data(row: InboxRow, column: int, role: int) -> Any:
    is_reason = role == _TOOL_TIP and bool(row.proposal.reason)
    if role in {_DISPLAY, _TOOL_TIP}:
        return row.proposal.reason if is_reason else row.cells[column]
    if role == _ACCESSIBLE:
        return f"{QCoreApplication.translate('Columns', _TITLES[column])}: {row.cells[column]}"
    if role == _INK and column == len(_TITLES) - 1 and row.proposal.state in _ROLES:
        return theme().colour(_ROLES[row.proposal.state])
    if role == _DECORATION and column == 0:
        names = (row.proposal.kind, f"{row.proposal.kind}s")
        return theme().icon(next((name for name in names if drawing(name)), "edit"))
    return None

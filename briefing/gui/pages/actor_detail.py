"""One actor: flag and names, memberships, facts and sections to edit, and its records below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from briefing.app import editing
from briefing.app.countries import countries
from briefing.domain.base import Markdown
from briefing.domain.ids import FactId, SectionId
from briefing.domain.prose import Fact, Scope, Section
from briefing.domain.vocabularies import ActorKind, ScopeKind
from briefing.gui.fields import FieldSpec, vocabulary
from briefing.gui.forms import RecordForm
from briefing.gui.icons import flag
from briefing.gui.pages.actor_records import groups_of, memberships
from briefing.gui.pages.choices import actor_choices
from briefing.gui.pages.record_detail import RecordDetail
from briefing.gui.pages.record_lines import grouped
from briefing.gui.parts import button, column, label, row, rule
from briefing.gui.theme import theme
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from briefing.domain.actors import Actor
    from briefing.domain.base import Record
    from briefing.gui.session import Session

_ACTOR: Final = (
    FieldSpec(name="name", title=QT_TRANSLATE_NOOP("Fields", "Name"), required=True),
    FieldSpec(
        name="kind",
        title=QT_TRANSLATE_NOOP("Fields", "Kind"),
        kind="choice",
        choices=vocabulary(ActorKind),
        required=True,
    ),
    FieldSpec(
        name="part_of",
        title=QT_TRANSLATE_NOOP("Fields", "Part of"),
        kind="choice",
        choices=actor_choices,
    ),
    FieldSpec(
        name="address",
        title=QT_TRANSLATE_NOOP("Fields", "Form of address"),
        hint=QT_TRANSLATE_NOOP("Fields", "For example: Prime Minister"),
    ),
    FieldSpec(name="pronunciation", title=QT_TRANSLATE_NOOP("Fields", "Pronunciation")),
    FieldSpec(name="name_note", title=QT_TRANSLATE_NOOP("Fields", "Note on the name")),
)
_FACT: Final = (
    FieldSpec(name="label", title=QT_TRANSLATE_NOOP("Fields", "Fact"), required=True, stretch=4),
    FieldSpec(name="value", title=QT_TRANSLATE_NOOP("Fields", "Value"), required=True, stretch=5),
    FieldSpec(
        name="as_of",
        title=QT_TRANSLATE_NOOP("Fields", "As of"),
        kind="date",
        hint="2026-01-06",
        stretch=3,
    ),
)
_SECTION: Final = (
    FieldSpec(name="heading", title=QT_TRANSLATE_NOOP("Fields", "Heading"), required=True),
    FieldSpec(
        name="markdown",
        title=QT_TRANSLATE_NOOP("Fields", "Text"),
        kind="text",
        hint=QT_TRANSLATE_NOOP("Fields", "Markdown; [@source] cites a source"),
        required=True,
        lines=5,
    ),
)


class OwnedForms(QWidget):
    """The facts, or the sections, of an actor: a form each, and a button that adds one.

    Args:
        session: The open pack.
        name: The object name.
        title: The heading.
        fields: The fields of each form.
        add: The words of the button.
    """

    def __init__(
        self, session: Session, name: str, title: str, fields: tuple[FieldSpec, ...], add: str
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._session = session
        self._fields = fields
        self._actor: Actor | None = None
        self._forms: dict[str, RecordForm] = {}
        self._inner = column(gap=4)
        add_button = button(add, f"{name}.add", self.add_one, look="link", icon="add")
        heading = row(label(title, "heading"), 1, add_button)
        layout = column(heading, rule(), self._inner, gap=4)
        layout.setContentsMargins(0, 8, 0, 0)
        self.setLayout(layout)

    def rows(self, actor: Actor) -> tuple[Record, ...]:
        """Return the records that belong to an actor."""
        raise NotImplementedError

    def new(self, actor: Actor) -> Record:
        """Return a new record that belongs to an actor."""
        raise NotImplementedError

    def show_actor(self, actor: Actor) -> None:
        """Show what belongs to an actor; forms that stay keep what is being typed."""
        self._actor = actor
        rows = self.rows(actor)
        if list(self._forms) != [row.id for row in rows]:
            self._rebuild(rows)
        for record in rows:
            self._forms[record.id].show_record(record, self._session.content)

    def add_one(self) -> None:
        """Add a record and put the keyboard into it."""
        if self._actor is None:
            return
        record = self.new(self._actor)
        kind = type(record).__name__
        self._session.attempt(editing.add, self._session.pack, record, f"Add {kind}")
        form = self._forms.get(record.id)
        if form is not None:
            form.focus_first()

    def _rebuild(self, rows: tuple[Record, ...]) -> None:
        for form in self._forms.values():
            form.commit()
            self._inner.removeWidget(form)
            form.hide()
            form.deleteLater()
        self._forms = {}
        for record in rows:
            is_dense = not any(field.kind == "text" for field in self._fields)
            name = f"{self.objectName()}.{record.id}"
            form = RecordForm(self._fields, name, 3 if is_dense else 1, has_captions=not is_dense)
            form.committed.connect(self._on_committed)
            self._forms[record.id] = form
            self._inner.addWidget(form)

    def _on_committed(self, record: Record, field: str, value: Any) -> None:
        self._session.change(record, **{field: value})


class FactForms(OwnedForms):
    """The facts of an actor."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(session, name, self.tr("Facts"), _FACT, self.tr("Add a fact"))

    @override
    def rows(self, actor: Actor) -> tuple[Record, ...]:
        return tuple(fact for fact in self._session.content.facts if fact.actor == actor.id)

    @override
    def new(self, actor: Actor) -> Record:
        order = max((fact.order for fact in self._session.content.facts), default=0) + 1
        return Fact(
            id=FactId(self._session.pack.new_id()),
            actor=actor.id,
            label=self.tr("New fact"),
            value="–",
            order=order,
        )


class SectionForms(OwnedForms):
    """The sections of prose about an actor."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(session, name, self.tr("Sections"), _SECTION, self.tr("Add a section"))

    @override
    def rows(self, actor: Actor) -> tuple[Record, ...]:
        scope = Scope(kind=ScopeKind.ACTOR, id=actor.id)
        return tuple(row for row in self._session.content.sections if row.scope == scope)

    @override
    def new(self, actor: Actor) -> Record:
        order = max((row.order for row in self._session.content.sections), default=0) + 1
        return Section(
            id=SectionId(self._session.pack.new_id()),
            scope=Scope(kind=ScopeKind.ACTOR, id=actor.id),
            heading=self.tr("New section"),
            markdown=Markdown("–"),
            order=order,
        )


class ActorDetail(RecordDetail):
    """All that the pack holds about one actor.

    Args:
        session: The open pack.
        name: The object name.
    """

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(session, _ACTOR, name, form_last=True)
        self._flag = QLabel()
        self._official = label("", "muted", wraps=True)
        self._groups = label("", "small", wraps=True)
        self._facts = FactForms(session, f"{name}.facts")
        self._sections = SectionForms(session, f"{name}.sections")
        self._flag.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.head.insertWidget(0, self._flag)
        self.names.addWidget(self._official)
        self.names.addWidget(self._groups)
        self.middle.addWidget(self._facts)
        self.middle.addWidget(self._sections)

    def show_actor(self, actor: Actor | None) -> None:
        """Show an actor; None empties the detail."""
        self.show_record(actor, actor.name if actor is not None else "")
        if actor is None:
            self.show_more()
            return
        self._show_names(actor)
        self._facts.show_actor(actor)
        self._sections.show_actor(actor)
        self.show_more(*grouped(groups_of(self._session.content, actor), self._session))

    def _show_names(self, actor: Actor) -> None:
        picture = flag(actor.iso3).pixmap(theme().scaled(48), theme().scaled(36))
        has_flag = actor.show_flag and not picture.isNull()
        self._flag.setVisible(has_flag)
        if has_flag:
            self._flag.setPixmap(picture)
            self._flag.setAccessibleName(self.tr("Flag of {name}").format(name=actor.name))
        official = next((name.official for name in actor.names if name.official), None)
        if official is None and actor.iso3 is not None and actor.iso3 in countries():
            official = countries()[actor.iso3].official_name
        self._official.setText(official or actor.kind.label)
        groups = memberships(self._session.content, actor)
        self._groups.setText(self.tr("Member of {groups}").format(groups=", ".join(groups)))
        self._groups.setVisible(bool(groups))

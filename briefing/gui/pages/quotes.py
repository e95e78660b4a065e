"""The register of quotes: one row a quote, its proof, its star, and a cited copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from briefing.app.wordings import quote_words, speaker_name
from briefing.domain.agenda import Topic
from briefing.domain.dates import sort_key
from briefing.domain.sources import Source
from briefing.domain.statements import Quote
from briefing.domain.vocabularies import Basis, Mode
from briefing.gui.fields import FieldSpec, vocabulary
from briefing.gui.forms import RecordForm
from briefing.gui.pages.choices import actor_choices, topic_choices
from briefing.gui.pages.list_page import ListPage, ListSetup
from briefing.gui.parts import button, column, frame, label, readable, row, scrolling
from briefing.gui.tables import CENTRE, Column
from briefing.gui.words import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from briefing.domain.base import Record
    from briefing.domain.content import Content
    from briefing.gui.session import Session

_STATES: Final = {
    "verified": (QT_TRANSLATE_NOOP("Quotes", "Verified"), "good"),
    "differs": (QT_TRANSLATE_NOOP("Quotes", "Differs"), "bad"),
    "withdrawn": (QT_TRANSLATE_NOOP("Quotes", "Source withdrawn"), "warn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """A quote with what the register says about it."""

    quote: Quote
    words: str
    speaker: str
    role: str
    topic: str
    source: Source
    state: str

    @property
    def marked_words(self) -> str:
        """Return the words between quotation marks; a paraphrase has none."""
        return self.words if self.quote.mode is Mode.PARAPHRASE else f"“{self.words}”"

    @property
    def citation(self) -> str:
        """Return where the words stand: publisher, title, date."""
        date = (self.source.published or "")[:10]
        parts = (self.source.publisher, f"“{self.source.title}”", date, self.source.url)
        return ", ".join(part for part in parts if part)

    @property
    def cited(self) -> str:
        """Return the quote as it is copied: words, speaker, source."""
        said = ", ".join(filter(None, (self.speaker, self.role, self.quote.said)))
        return f"{self.marked_words}\n– {said}\n({self.citation})"


def quote_rows(content: Content) -> tuple[QuoteRow, ...]:
    """Return the rows of the register, in the order of the pack."""
    return tuple(_row(content, quote) for quote in content.quotes)


def _row(content: Content, quote: Quote) -> QuoteRow:
    source = content.get(Source, quote.source)
    topic = content.find(Topic, quote.topic)
    sound = all(piece.matches(source.text) for piece in quote.pieces)
    state = ("withdrawn" if source.withdrawn else "verified") if sound else "differs"
    return QuoteRow(
        quote=quote,
        words=quote_words(content, quote),
        speaker=speaker_name(content, quote),
        role=quote.role or "",
        topic=topic.name if topic else "",
        source=source,
        state=state,
    )


_COLUMNS: Final[tuple[Column[QuoteRow], ...]] = (
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Key"),
        value=lambda row: "★" if row.quote.key else "",
        sort=lambda row: not row.quote.key,
        spoken=lambda row: "key quote" if row.quote.key else "not a key quote",
        width=40,
        alignment=CENTRE,
    ),
    Column(title=QT_TRANSLATE_NOOP("Columns", "Speaker"), value=lambda row: row.speaker, width=120),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Words"), value=lambda row: row.marked_words, width=0
    ),
    Column(title=QT_TRANSLATE_NOOP("Columns", "Topic"), value=lambda row: row.topic, width=110),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Said"),
        value=lambda row: row.quote.said or "",
        sort=lambda row: sort_key(row.quote.said),
        width=88,
    ),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Proof"),
        value=lambda row: QCoreApplication.translate("Quotes", _STATES[row.state][0]),
        role=lambda row: _STATES[row.state][1],
        width=80,
    ),
)

_SETUP: Final[ListSetup[QuoteRow]] = ListSetup(
    name=QT_TRANSLATE_NOOP("Pages", "Quotes"),
    kind="quote",
    columns=_COLUMNS,
    rows=quote_rows,
    key=lambda row: row.quote.id,
    is_stacked=True,
    empty=QT_TRANSLATE_NOOP(
        "Pages",
        "Quotes in their speakers' exact words stand here. Select words in a source and press Q.",
    ),
)


_FIELDS: Final = (
    FieldSpec(
        name="speaker",
        title=QT_TRANSLATE_NOOP("Fields", "Speaker"),
        kind="choice",
        choices=actor_choices,
    ),
    FieldSpec(
        name="speaks_for",
        title=QT_TRANSLATE_NOOP("Fields", "Speaks for"),
        kind="choice",
        choices=actor_choices,
    ),
    FieldSpec(name="role", title=QT_TRANSLATE_NOOP("Fields", "Role")),
    FieldSpec(
        name="mode",
        title=QT_TRANSLATE_NOOP("Fields", "Mode"),
        kind="choice",
        choices=vocabulary(Mode),
        required=True,
    ),
    FieldSpec(
        name="basis",
        title=QT_TRANSLATE_NOOP("Fields", "Basis"),
        kind="choice",
        choices=vocabulary(Basis),
    ),
    FieldSpec(
        name="said", title=QT_TRANSLATE_NOOP("Fields", "Said on"), kind="date", hint="2026-01-06"
    ),
    FieldSpec(name="venue", title=QT_TRANSLATE_NOOP("Fields", "Venue")),
    FieldSpec(
        name="topic",
        title=QT_TRANSLATE_NOOP("Fields", "Topic"),
        kind="choice",
        choices=topic_choices,
    ),
    FieldSpec(name="key", title=QT_TRANSLATE_NOOP("Fields", "Key quote"), kind="check"),
)


class QuoteDetail(QWidget):
    """The chosen quote under the register: its words, its fields, what can be done with it.

    Signals:
        copy_asked(): Put it on the clipboard with its source.
        sentence_asked(): Show it in its source.
    """

    copy_asked = Signal()
    sentence_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("quote.detail")
        self._session = session
        self._words = readable("")
        self._attribution = label("", "small", wraps=True)
        self._proof = label("", "small")
        self._form = RecordForm(_FIELDS, "quote.form", columns=2)
        self._form.committed.connect(self._on_committed)
        words = column(self._words, self._attribution, self._proof, gap=4)
        words.setContentsMargins(12, 0, 0, 0)
        actions = row(
            button(self.tr("Go to source"), "quote.go", self.sentence_asked.emit, icon="go-to"),
            button(self.tr("Copy as cited quote"), "quote.copy", self.copy_asked.emit, icon="copy"),
            1,
        )
        inner = QWidget()
        inner.setProperty("look", "sheet")
        inner.setLayout(
            column(frame("quotation", words), actions, self._form, 1, margins=16, gap=12)
        )
        self.setLayout(column(scrolling(inner, "quote.scroll", self.tr("Quote"))))
        self.setMinimumHeight(160)

    def show_quote(self, chosen: QuoteRow | None) -> None:
        """Show a quote of the register."""
        self.setEnabled(chosen is not None)
        if chosen is None:
            return
        self._words.setText(chosen.marked_words)
        speaker = chosen.speaker or self.tr("Speaker unknown")
        self._attribution.setText(f"{speaker} · {chosen.citation}")
        words, role = _STATES[chosen.state]
        self._proof.setText(QCoreApplication.translate("Quotes", words))
        self._proof.setProperty("look", role)
        self._proof.style().polish(self._proof)
        self._form.show_record(chosen.quote, self._session.content)

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self._form.focus_first()

    def _on_committed(self, record: Record, field: str, value: object) -> None:
        self._session.change(record, **{field: value})


class QuotesPage(ListPage[QuoteRow]):
    """The register of quotes.

    Args:
        session: The open pack.
        parent: The stack of pages.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._quote = QuoteDetail(session)
        super().__init__(session, _SETUP, self._quote, parent)
        self._quote.copy_asked.connect(self.copy_cited)
        self._quote.sentence_asked.connect(self._on_sentence_asked)

    @override
    def show_detail(self, record_row: QuoteRow | None) -> None:
        self._quote.show_quote(record_row)

    def copy_cited(self) -> None:
        """Put the chosen quote on the clipboard: words, speaker, source."""
        chosen = self._view.current
        if chosen is None:
            self._session.tell(self.tr("Choose a quote first."))
            return
        QApplication.clipboard().setText(chosen.cited)
        self._session.tell(self.tr("Copied with speaker and source."))

    def _on_sentence_asked(self) -> None:
        chosen = self._view.current
        if chosen is not None:
            piece = chosen.quote.pieces[0]
            self._session.show_place(chosen.quote.source, piece.start, piece.stop)

"""The sheet *Import a Table*: what its columns mean, whom it names, what is odd, and the cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from briefing.app.tables.known import directory
from briefing.app.tables.wordings import summary
from briefing.domain.vocabularies import MatrixForm, Round, Stage
from briefing.gui.foreign.choices import ChoiceModel, ChoiceView
from briefing.gui.foreign.mapped import DOUBTS, actor_rows, column_rows
from briefing.gui.foreign.preview import PreviewModel, PreviewView
from briefing.gui.parts import button, column, frame, label, named, row
from briefing.gui.sheets import Sheet
from briefing.gui.tables import Column
from briefing.gui.theme import theme
from briefing.gui.words import QT_TRANSLATE_NOOP
from briefing.tabular.guessing import with_actors
from briefing.tabular.irregularities import Irregularity
from briefing.tabular.mapping import Role

if TYPE_CHECKING:
    from briefing.app.tables.importing import ReadTable
    from briefing.app.tables.proposing import TablePlan
    from briefing.domain.content import Content
    from briefing.tabular.mapping import TableMapping

_WIDTH: Final = 1120
_EDGE: Final = 24
_ODD: Final[tuple[Column[Irregularity], ...]] = (
    Column(title=QT_TRANSLATE_NOOP("Columns", "Cell"), value=lambda odd: odd.cell, width=96),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Kind"),
        value=lambda odd: odd.kind.one[:1].upper() + odd.kind.one[1:],
        width=184,
    ),
    Column(
        title=QT_TRANSLATE_NOOP("Columns", "Value"),
        value=lambda odd: " ".join(odd.value.split()),
        width=120,
    ),
    Column(title=QT_TRANSLATE_NOOP("Columns", "Reason"), value=lambda odd: odd.reason, width=0),
)
_COLUMNS: Final = (
    QT_TRANSLATE_NOOP("Columns", "Column"),
    QT_TRANSLATE_NOOP("Columns", "Heading"),
    QT_TRANSLATE_NOOP("Columns", "What it says"),
    QT_TRANSLATE_NOOP("Columns", "For example"),
)
_ACTORS: Final = (
    QT_TRANSLATE_NOOP("Columns", "In the table"),
    QT_TRANSLATE_NOOP("Columns", "Who it is"),
    QT_TRANSLATE_NOOP("Columns", "How it is known"),
)


class TableSheet(Sheet[Irregularity]):
    """What a table means, to be looked at and changed before it goes into the inbox.

    Args:
        content: The pack, whose actors a table may name.
        read: The table with its mapping.

    Signals:
        mapped(mapping): Something means something else now.
        sheet_chosen(name): Another sheet of the workbook should be shown.
        wanted(): Put it into the inbox.
        source_wanted(): Only take it as a source.
    """

    mapped = Signal(object)
    sheet_chosen = Signal(str)
    wanted = Signal()
    source_wanted = Signal()

    def __init__(self, content: Content, read: ReadTable) -> None:
        super().__init__("table", "", _ODD)
        self._content = content
        self._read = read
        self._mapping = read.guess.mapping
        title = self.tr("Import “{name}”").format(name=read.file.name)
        self.title.setText(title)
        self.setAccessibleName(title)
        self.view.setAccessibleName(self.tr("What is irregular"))
        self._fill_options()
        self._connect()
        self.show_table(read)

    # ------------------------------------------------------------------ parts

    @override
    def _lay_out(self) -> None:
        self._make_options()
        self._make_tabs()
        self._put = button(
            self.tr("Put into the inbox"),
            "table.put",
            self.wanted.emit,
            look="primary",
            icon="inbox",
        )
        source = button(
            self.tr("Only as a source"), "table.as_source", self.source_wanted.emit, icon="sources"
        )
        self.buttons = row(source, 1, self.close_button, self._put, gap=8)
        options = row(gap=8)
        for box, words in self._words_of.items():
            words.setBuddy(box)
            options.addWidget(words)
            options.addWidget(box, 1 if box in {self._sheets, self._name} else 0)
        inner = column(self.title, self.words, options, self._tabs, self.buttons, gap=12)
        inner.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        inner.setStretchFactor(self._tabs, 1)
        card = frame("sheet", inner)
        card.setMaximumWidth(theme().scaled(_WIDTH))
        layout = QVBoxLayout(self)
        middle = row(1, card, 1)
        middle.setStretch(1, 16)
        layout.addLayout(middle)

    def _make_options(self) -> None:
        self._sheets = named(QComboBox(), "table.sheet", self.tr("Sheet"))
        self._name = named(QLineEdit(), "table.title", self.tr("Title of the matrix"))
        self._cells = named(QComboBox(), "table.cells", self.tr("What its cells are"))
        self._rounds = named(QComboBox(), "table.round", self.tr("Round"))
        self._stages = named(QComboBox(), "table.stage", self.tr("Stage"))
        self._currency = named(QLineEdit(), "table.currency", self.tr("Currency of the amounts"))
        self._currency.setPlaceholderText("EUR")
        self._currency.setMaxLength(3)
        self._currency.setFixedWidth(theme().scaled(64))
        self._words_of: dict[QWidget, QLabel] = {
            box: label(words, "muted")
            for box, words in (
                (self._sheets, self.tr("Sheet")),
                (self._name, self.tr("Matrix")),
                (self._cells, self.tr("Cells")),
                (self._rounds, self.tr("Round")),
                (self._stages, self.tr("Stage")),
                (self._currency, self.tr("Currency")),
            )
        }

    def _make_tabs(self) -> None:
        self._columns = ChoiceModel(_COLUMNS, 2)
        self._actors = ChoiceModel(_ACTORS, 1)
        self._cells_shown = PreviewModel()
        self._first = ChoiceView(
            self._columns, "table.columns", self.tr("What the columns say"), (72, 240, 200, 0)
        )
        actors = ChoiceView(
            self._actors, "table.actors", self.tr("Whom the table names"), (280, 320, 0)
        )
        self._preview = PreviewView(
            self._cells_shown, "table.preview", self.tr("The table as it is")
        )
        self._tabs = named(QTabWidget(), "table.tabs", self.tr("About the table"))
        for part in (self._first, actors, self.view, self._preview):
            self._tabs.addTab(part, "")

    def _fill_options(self) -> None:
        self._sheets.addItems(list(self._read.file.sheets))
        for form in (MatrixForm.SCORES, MatrixForm.STAGES):
            self._cells.addItem(form.label, form)
        for one in Round:
            self._rounds.addItem(one.label, one)
        for stage in Stage:
            self._stages.addItem(stage.label, stage)

    def _connect(self) -> None:
        self._sheets.textActivated.connect(self.sheet_chosen)
        self._name.editingFinished.connect(self._on_named)
        self._currency.editingFinished.connect(self._on_currency)
        self._cells.activated.connect(self._on_options)
        self._rounds.activated.connect(self._on_options)
        self._stages.activated.connect(self._on_options)
        self._columns.chosen.connect(self._on_role)
        self._actors.chosen.connect(self._on_actor)
        self.view.row_opened.connect(self._on_irregularity)

    # ------------------------------------------------------- what the flow asks

    @property
    def mapping(self) -> TableMapping:
        """Return what the table means as it is shown."""
        return self._mapping

    @property
    def read(self) -> ReadTable:
        """Return the table that is shown."""
        return self._read

    def focus_first(self) -> None:
        """Put the keyboard on the columns."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._first.selectRow(0)

    def show_table(self, read: ReadTable) -> None:
        """Show a table, such as another sheet of the workbook."""
        self._read = read
        self._mapping = read.guess.mapping
        self._sheets.setCurrentText(read.table.sheet)
        self._show_mapping()
        self._put.setEnabled(False)
        self._cells_shown.show_table(read.table, self._mapping.headings, read.guess.noticed)

    def show_plan(self, plan: TablePlan) -> None:
        """Show what the table would bring."""
        self.words.setText(summary(plan, is_remembered=self._read.is_remembered))
        self.show_rows(plan.irregularities)
        count = len(plan.irregularities)
        self._tabs.setTabText(2, self.tr("Irregularities ({count})").format(count=f"{count:,}"))
        self._put.setEnabled(bool(plan.changes))
        self._cells_shown.show_table(self._read.table, self._mapping.headings, plan.irregularities)

    def show_refusal(self, sentence: str) -> None:
        """Show why nothing can be made of the table as it is mapped."""
        self.words.setText(sentence)
        self.show_rows(())
        self._tabs.setTabText(2, self.tr("Irregularities"))
        self._put.setEnabled(False)

    # ---------------------------------------------------------------- handlers

    def _on_role(self, key: str, value: str) -> None:
        role, _, stage = value.partition(":")
        changed = self._mapping.with_role(int(key), Role(role), Stage(stage) if stage else None)
        self._take(with_actors(changed, self._read.table, directory(self._content)))

    def _on_actor(self, words: str, target: str) -> None:
        actors = {**self._mapping.actors, words: target or None}
        confirmed = self._mapping.confirmed | {words}
        self._take(replace(self._mapping, actors=actors, confirmed=confirmed))

    def _on_named(self) -> None:
        title = " ".join(self._name.text().split())
        if title and title != self._mapping.title:
            self._take(replace(self._mapping, title=title))

    def _on_currency(self) -> None:
        currency = self._currency.text().strip().upper() or None
        if currency != self._mapping.currency:
            self._take(replace(self._mapping, currency=currency))

    def _on_options(self, _at: int) -> None:
        changed = replace(
            self._mapping,
            cells=self._cells.currentData(),
            round=self._rounds.currentData(),
            stage=self._stages.currentData(),
        )
        if changed != self._mapping:
            self._take(changed)

    def _on_irregularity(self, odd: Irregularity) -> None:
        """Show the cell in the table."""
        place = self._cells_shown.place_of(odd.cell)
        if place.isValid():
            self._tabs.setCurrentWidget(self._preview)
            self._preview.setCurrentIndex(place)
            self._preview.scrollTo(place)
            self._preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, mapping: TableMapping) -> None:
        self._mapping = mapping
        self._put.setEnabled(False)  # until it is known what it brings now
        self._show_mapping()
        self.mapped.emit(mapping)

    # ----------------------------------------------------------------- showing

    def _show_mapping(self) -> None:
        mapping = self._mapping
        self._name.setText(mapping.title)
        self._currency.setText(mapping.currency or "")
        for box, value in (
            (self._cells, mapping.cells),
            (self._rounds, mapping.round),
            (self._stages, mapping.stage),
        ):
            box.setCurrentIndex(box.findData(value))
        self._show_options(mapping)
        columns = column_rows(self._read, mapping)
        actors = actor_rows(self._content, self._read, mapping)
        self._columns.show_rows(columns)
        self._actors.show_rows(actors)
        used = sum(one.value != Role.IGNORED for one in columns)
        words = self.tr("Columns ({used} of {all})")
        self._tabs.setTabText(0, words.format(used=used, all=len(columns)))
        doubts = sum(one.look in DOUBTS for one in actors)
        words = self.tr("Actors ({count})")
        if doubts:
            words = self.tr("Actors ({count}, {doubts} to look at)")
        self._tabs.setTabText(1, words.format(count=len(actors), doubts=doubts))
        self._tabs.setTabText(3, self.tr("The table"))

    def _show_options(self, mapping: TableMapping) -> None:
        """Show the options that matter for what the columns say."""
        amounts = mapping.of_role(Role.AMOUNT)
        lacks_currency = mapping.first(Role.CURRENCY) is None and any(
            one.currency is None for one in amounts
        )
        is_scored = mapping.form is MatrixForm.SCORES
        has_cells = mapping.first(Role.CELLS) is not None
        options: tuple[tuple[QWidget, bool], ...] = (
            (self._sheets, bool(self._read.file.sheets)),
            (self._cells, has_cells),
            (self._rounds, is_scored),
            (self._stages, not is_scored and mapping.first(Role.STAGE) is None),
            (self._currency, lacks_currency),
        )
        for part, shown in options:
            part.setVisible(shown)
            self._words_of[part].setVisible(shown)

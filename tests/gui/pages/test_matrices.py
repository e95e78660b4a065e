"""The matrix says who does what under which condition, as it stood on any day."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton, QSplitter

from briefing.app import editing
from briefing.app.packs import create_pack
from briefing.domain.agenda import Matrix
from briefing.domain.cells import Grid
from briefing.domain.commitments import Commitment
from briefing.domain.dates import last_day
from briefing.domain.marks import RULED_OUT, SCORES, STAGES, STANCES, STATES
from briefing.domain.picking import says_yes
from briefing.domain.vocabularies import CellState
from briefing.gui.pages.matrices import MatricesPage
from briefing.gui.pages.matrix_delegate import cell_colours
from briefing.gui.pages.matrix_model import ONLY, REGION, MatrixModel, Turn, tally
from briefing.gui.pages.matrix_symbols import draw_symbol
from briefing.gui.theme import theme
from tests.gui.contrast import contrast
from tests.gui.desk import Desk, K, matrix_desk

MARKS = (*STAGES.values(), RULED_OUT, *STATES.values(), *STANCES.values(), *SCORES.values())


@pytest.fixture
def desk(qtbot, sample):
    return matrix_desk(qtbot, sample)


@pytest.fixture
def page(desk):
    return desk.page


def cells(model):
    return [cell for line in model.lines for cell in line.cells]


def open_cell(page):
    """The first cell that nobody has assessed."""
    return next(one for one in cells(page.model) if one.mark.code == CellState.NOT_ASSESSED)


def test_the_table_shows_what_the_pack_derives(desk, page):
    grid = Grid(content=desk.content, matrix=page.matrix)
    shown = [[cell.words for cell in line.cells] for line in page.model.lines]
    assert shown == [[cell.words for cell in row] for row in grid.cells]
    index = page.model.index(0, 0)
    assert index.data() == grid.cells[0][0].words
    assert grid.actors[0].name in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_as_of_date_turns_the_matrix_back(desk, page):
    page.tools.as_of.setText("2027-01-20")
    grid = Grid(content=desk.content, matrix=page.matrix, as_of=last_day("2027-01-20"))
    then = [cell.words for row in grid.cells for cell in row]
    assert [cell.words for cell in cells(page.model)] == then
    page.tools.as_of.clear()
    assert [cell.words for cell in cells(page.model)] != then


def test_a_wrong_date_is_marked_and_changes_nothing(page):
    before = [cell.words for cell in cells(page.model)]
    page.tools.as_of.setText("last week")
    assert page.tools.as_of.property("wrong") is True
    assert [cell.words for cell in cells(page.model)] == before


def test_only_those_who_say_no_are_shown(page):
    page.tools.only.setCurrentIndex(1)
    rows = [line for line in page.model.lines if line.actor]
    assert rows
    assert all(any(cell.mark.code == "excludes" for cell in line.cells) for line in rows)
    assert len(rows) < len(page.matrix.rows)


@pytest.mark.parametrize("which", range(len(ONLY)))
def test_every_filter_keeps_exactly_the_rows_that_have_such_a_cell(page, which):
    everybody = [line for line in page.model.lines if line.actor]
    page.tools.only.setCurrentIndex(which)
    kept = [line.title for line in page.model.lines if line.actor]
    assert kept == [line.title for line in everybody if any(map(ONLY[which][1], line.cells))]


def test_groups_stand_between_the_rows_and_lose_nobody(page):
    page.tools.by.setCurrentIndex(page.tools.by.findData(REGION))
    heads = [line.title for line in page.model.lines if line.actor is None]
    assert "Europe" in heads
    assert len(page.model.lines) == len(page.matrix.rows) + len(heads)
    place = page.model.lines.index(next(line for line in page.model.lines if not line.actor))
    assert page.table.columnSpan(place, 0) == len(page.model.columns)
    assert page.model.cell_at(page.model.index(place, 0)) is None


def test_arrow_keys_move_and_the_detail_follows(desk, page):
    page.table.setFocus()
    page.table.choose(page.matrix.rows[0], page.matrix.columns[0])
    desk.press(K.Key_Down, K.Key_Right)
    cell = page.table.cell
    assert (cell.actor.id, cell.column.id) == (page.matrix.rows[1], page.matrix.columns[1])


def test_go_to_source_shows_the_passage_of_the_stage(desk, page):
    asked = []
    desk.session.place_requested.connect(lambda *place: asked.append(place))
    cell = next(one for one in cells(page.model) if one.evidence)
    page.table.choose(cell.actor.id, cell.column.id)
    page.detail.findChild(QPushButton, "matrix.go_to_source").click()
    evidence = page.table.cell.commitments[0].stages[-1].evidence
    assert asked[0][0] in {item.source for item in (*cell.evidence, *evidence)}


def test_closing_the_search_marks_the_chosen_empty_cells_as_one_edit(desk, page):
    cell = open_cell(page)
    page.table.choose(cell.actor.id, cell.column.id)
    before = desk.pack.history_at
    page.close_search()
    form = page.search_form
    assert len(form.sources.ids()) == len(desk.content.sources)
    form.date.set_value("2027-03-09")
    desk.press(K.Key_Return)
    assert desk.pack.history_at == before + 1
    assert page.table.cell.words == "None found, 9 Mar 2027"
    assert not form.isVisible()
    desk.pack.undo()
    assert page.table.cell.mark.code == CellState.NOT_ASSESSED


def test_a_row_is_closed_at_once_and_its_commitments_stay(desk, page):
    row = page.matrix.rows[0]
    place = page.model.place_of(row, page.matrix.columns[0]).row()
    page.table.selectRow(place)
    page.close_search()
    page.search_form.save()
    line = page.model.lines[place]
    assert all(cell.is_assessed for cell in line.cells)
    assert any(cell.commitments for cell in line.cells)


def test_a_full_cell_cannot_be_closed(desk, page):
    cell = next(one for one in cells(page.model) if one.commitments)
    page.table.choose(cell.actor.id, cell.column.id)
    page.close_search()
    assert desk.notices
    assert not page.search_form.isVisible()


def test_a_stage_is_added_from_the_cell_by_keyboard(desk, page):
    cell = next(one for one in cells(page.model) if one.mark.code == "pledged" and not one.more)
    page.table.choose(cell.actor.id, cell.column.id)
    page.table.setFocus()
    desk.press(K.Key_Return)
    form = page.stage_form
    assert form.isVisible()
    form.stage.setCurrentIndex(form.stage.findData("done"))
    form.date.set_value("2027-03-20")
    form.date.setFocus()
    desk.press(K.Key_Return)
    assert page.table.cell.mark.code == "done"
    assert desk.pack.undo_name == "Add Stage"
    assert page.table.hasFocus()


def test_a_commitment_is_added_to_an_empty_cell(desk, page):
    cell = open_cell(page)
    page.table.choose(cell.actor.id, cell.column.id)
    page.add_commitment()
    page.commitment_form.text.set_value("Two ships")
    desk.press(K.Key_Return)
    assert page.table.cell.commitments[0].text == "Two ships"
    assert desk.pack.undo_name == "Add Commitment"


def test_a_stage_with_a_wrong_date_is_told_and_the_form_stays(desk, page):
    cell = next(one for one in cells(page.model) if one.commitments)
    page.add_stage(cell.commitments[0].id)
    page.stage_form.date.set_value("soon")
    page.stage_form.save()
    assert "soon" in desk.notices[-1]
    assert page.stage_form.isVisible()


def test_a_pinned_commitment_leads_its_cell(desk, page):
    cell = next(one for one in cells(page.model) if one.more)
    page.table.choose(cell.actor.id, cell.column.id)
    second = cell.commitments[1].id
    page.pin(second)
    assert page.table.cell.commitments[0].id == second
    page.pin(second)
    assert not desk.content.get(Commitment, second).lead


def test_ticks_choose_rows_and_columns(desk, page):
    page.choose_axes()
    items = page.axis_form.columns.model()
    first = page.matrix.columns[0]
    items.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert first not in page.matrix.columns
    assert desk.pack.undo_name == "Change Columns"
    page.axis_form.rows.model().item(0).setCheckState(Qt.CheckState.Unchecked)
    assert desk.pack.undo_name == "Change Rows"
    page.axis_form.new_column.setText("Send a field hospital")
    page.axis_form.new_column.returnPressed.emit()
    assert page.model.columns[-1].name == "Send a field hospital"


def test_stances_are_a_matrix_of_topics(desk, page):
    stances = next(row for row in desk.content.matrices if row.form == "stances")
    assert page.show_record("matrix", stances.id)
    assert [row.id for row in page.model.columns] == list(stances.columns)
    cell = next(one for one in cells(page.model) if one.position)
    page.table.choose(cell.actor.id, cell.column.id)
    assert desk.session.selected == ("position", cell.position.id)


def test_a_new_matrix_has_every_action_and_whoever_committed(desk, page):
    page.new_matrix()
    assert len(desk.content.matrices) == 3
    assert page.matrix.columns == tuple(row.id for row in desk.content.measures)
    acting = {party.actor for row in desk.content.commitments for party in row.parties}
    assert set(page.matrix.rows) <= acting
    page.new_stances()
    assert page.matrix.form == "stances"


def test_an_empty_pack_offers_a_matrix_and_says_what_is_missing(qtbot):
    desk = Desk(qtbot, MatricesPage, create_pack("Empty"))
    shown = [one.text() for one in desk.page.findChildren(QPushButton) if one.isVisible()]
    assert shown == ["New matrix of all actions", "New matrix of stances"]
    desk.page.new_matrix()
    assert "no actions" in desk.notices[-1]
    assert desk.content.matrices == ()


def test_counts_say_who_will_and_who_will_not(page):
    line = next(line for line in page.model.lines if line.title == "Germany")
    yes = sum(map(says_yes, line.cells))
    assert tally(page.matrix.form, line.cells) == f"{yes} will do · 1 rules out"
    assert tally(page.matrix.form, ()) == "–"


def test_the_model_is_sound_however_it_is_turned(sample):
    content, _ = sample
    model = MatrixModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    group = next(actor for actor in content.actors if actor.members)
    for matrix in content.matrices:
        for turn in (Turn(), Turn(by=REGION), Turn(only=1), Turn(by=group.id, within=group.id)):
            model.show(content, matrix, turn)
            assert model.columnCount() == len(matrix.columns)
    model.show(content, None, Turn())
    assert tester.model() is model
    assert model.rowCount() == 0


@pytest.mark.parametrize("name", ["light", "dark", "high_contrast"])
def test_every_mark_can_be_read_in_every_theme(qtbot, name):
    theme().apply(name, 100)
    for mark in MARKS:
        fill, ink = cell_colours(mark)
        assert contrast(fill.name(), ink.name()) >= 4.5, mark.label
    ruled_out, done = cell_colours(RULED_OUT)[0], cell_colours(STAGES["done"])[0]
    assert contrast(ruled_out.name(), done.name()) > 3
    theme().apply("light", 100)


def test_every_symbol_is_drawn_and_none_like_another(qtbot):
    drawn = {}
    for mark in MARKS:
        image = QImage(20, 20, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        draw_symbol(painter, mark.symbol, QRectF(0, 0, 20, 20), QColor("black"))
        painter.end()
        drawn[mark.symbol] = bytes(image.constBits())
    assert len(set(drawn.values())) == len(drawn)


@pytest.mark.parametrize("width", ["words", "codes", "fit"])
def test_cells_are_painted_in_words_and_codes(page, width):
    page.tools.wide.setCurrentIndex(page.tools.wide.findData(width))
    image = page.table.grab().toImage()
    colours = {image.pixelColor(x, image.height() // 2).name() for x in range(image.width())}
    assert len(colours) > 5


def test_the_detail_moves_below_the_table_where_there_is_no_room_beside(page):
    splitter = page.findChild(QSplitter)
    assert splitter.orientation() == Qt.Orientation.Horizontal
    theme().apply("light", 150)
    page.window().resize(1100, 1000)
    assert splitter.orientation() == Qt.Orientation.Vertical
    theme().apply("light", 100)
    page.window().resize(1100, 800)
    assert splitter.orientation() == Qt.Orientation.Horizontal


def test_a_removed_matrix_leaves_the_next_one(desk, page):
    editing.remove(desk.pack, desk.content.get(Matrix, page.matrix.id))
    assert page.matrix.form == "stances"
    editing.remove(desk.pack, page.matrix)
    assert page.matrix is None
    assert page.model.rowCount() == 0

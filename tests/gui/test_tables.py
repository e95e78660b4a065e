"""The one item model keeps Qt's rules, whatever is sorted, filtered and refreshed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from briefing.gui.tables import RIGHT, Column, RecordModel, RecordView


@dataclass(frozen=True)
class Town:
    id: str
    name: str
    people: int


COLUMNS = (
    Column(title="Name", value=lambda town: town.name, width=0),
    Column(
        title="People",
        value=lambda town: str(town.people),
        sort=lambda town: town.people,
        alignment=RIGHT,
    ),
)
TOWNS = (Town("a", "Århus", 290), Town("b", "Bergen", 29), Town("c", "Çanakkale", 180))


def names(model):
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


@pytest.fixture
def model(qapp):
    made = RecordModel(COLUMNS, lambda town: town.id)
    made.show_rows(TOWNS)
    return made


@pytest.fixture
def view(qtbot):
    made = RecordView(RecordModel(COLUMNS, lambda town: town.id), "towns", "Towns")
    qtbot.addWidget(made)
    made.show_rows(TOWNS)
    return made


def test_the_model_keeps_the_rules_of_qt(model):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.set_filter("a")
    model.show_rows(TOWNS[1:])
    model.sort(-1)
    assert tester.model() is model


def test_a_column_sorts_by_its_values_not_by_their_words(model):
    model.sort(1)
    assert names(model) == ["Bergen", "Çanakkale", "Århus"]


def test_words_sort_without_their_accents(model):
    model.sort(0)
    assert names(model) == ["Århus", "Bergen", "Çanakkale"]


def test_the_filter_ignores_accents_and_capitals(model):
    model.set_filter("ARHUS")
    assert names(model) == ["Århus"]
    assert model.total == 3


def test_the_filter_wants_all_words_in_any_column(model):
    model.set_filter("29 berg")
    assert names(model) == ["Bergen"]


def test_a_persistent_index_follows_its_row_through_a_sort(model):
    from PySide6.QtCore import QPersistentModelIndex

    kept = QPersistentModelIndex(model.index(0, 0))
    model.sort(1)
    assert kept.row() == 2
    assert kept.data() == "Århus"


@given(st.lists(st.integers(0, 5), max_size=8), st.integers(-1, 1), st.booleans())
def test_sorting_loses_no_row(people, column, descending):
    rows = [Town(str(place), f"t{place}", number) for place, number in enumerate(people)]
    model = RecordModel(COLUMNS, lambda town: town.id)
    model.show_rows(rows)
    order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
    model.sort(column, order)
    assert sorted(names(model)) == sorted(row.name for row in rows)


def test_numbers_are_aligned_right_under_a_heading_aligned_right(model):
    role = Qt.ItemDataRole.TextAlignmentRole
    assert model.data(model.index(0, 1), int(role)) == int(RIGHT)
    assert model.headerData(1, Qt.Orientation.Horizontal, int(role)) == int(RIGHT)


def test_the_chosen_row_stays_chosen_through_a_refresh(view):
    view.choose("b")
    view.show_rows(tuple(reversed(TOWNS)))
    assert view.current.id == "b"
    assert view.currentIndex().row() == 1


def test_a_refresh_does_not_announce_a_choice_again(qtbot, view):
    view.choose("b")
    with qtbot.assertNotEmitted(view.row_chosen):
        view.show_rows(TOWNS)


def test_a_chosen_row_that_is_gone_is_no_longer_current(view):
    view.choose("b")
    view.show_rows(TOWNS[2:])
    assert view.current is None


def test_enter_opens_a_row(qtbot, view):
    view.choose("c")
    with qtbot.waitSignal(view.row_opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [TOWNS[2]]

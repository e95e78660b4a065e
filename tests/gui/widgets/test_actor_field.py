"""A name is completed from what the pack and the world's countries know, and never refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from briefing.app import editing
from briefing.app.packs import create_pack
from briefing.domain.actors import Actor
from briefing.domain.vocabularies import ActorKind
from briefing.gui.widgets.actor_field import ActorField, ActorsField

K = Qt.Key


@pytest.fixture
def pack():
    made = create_pack("Names")
    merz = Actor(id="merz", kind=ActorKind.PERSON, name="Friedrich Merz")
    editing.add(made, merz, "Add Actor")
    return made


@pytest.fixture
def place(qtbot):
    """A window in which a field stands between two others."""
    window = QWidget()
    window.resize(500, 400)
    qtbot.addWidget(window)
    QVBoxLayout(window)
    return window


def field_in(qtbot, place, pack, made=ActorField):
    field = made(lambda: pack.content, name="actor", label="Actor")
    place.layout().addWidget(field)
    place.layout().addStretch(1)
    with qtbot.waitActive(place):
        place.show()
        place.activateWindow()
    field.setFocus()
    return field


def test_a_capital_completes_its_country(qtbot, place, pack):
    field = field_in(qtbot, place, pack)
    QTest.keyClicks(field, "Berl")
    assert field.listed[0] == "Germany"
    QTest.keyClick(field, K.Key_Return)
    assert field.value() == "Germany"
    assert not field.is_listing


def test_actors_of_the_pack_come_first_and_a_new_name_last(qtbot, place, pack):
    field = field_in(qtbot, place, pack)
    QTest.keyClicks(field, "Me")
    assert field.listed[0] == "Friedrich Merz"
    assert field.listed[-1] == "Me"
    QTest.keyClick(field, K.Key_Up)
    QTest.keyClick(field, K.Key_Return)
    assert field.value() == "Me"


def test_enter_takes_the_completion_first_and_commits_then(qtbot, place, pack):
    field = field_in(qtbot, place, pack)
    QTest.keyClicks(field, "Me")
    with qtbot.assertNotEmitted(field.committed):
        QTest.keyClick(field, K.Key_Return)
    with qtbot.waitSignal(field.committed):
        QTest.keyClick(field, K.Key_Return)


def test_escape_closes_the_list_and_keeps_what_was_typed(qtbot, place, pack):
    field = field_in(qtbot, place, pack)
    QTest.keyClicks(field, "Me")
    QTest.keyClick(field, K.Key_Escape)
    assert not field.is_listing
    assert field.value() == "Me"
    QTest.keyClick(field, K.Key_Down)
    assert field.is_listing


def test_tab_takes_the_completion_and_moves_on(qtbot, place, pack):
    field = field_in(qtbot, place, pack)
    other = ActorField(lambda: pack.content, name="other", label="Other")
    place.layout().addWidget(other)
    other.show()
    QTest.keyClicks(field, "Me")
    QTest.keyClick(field, K.Key_Tab)
    assert field.value() == "Friedrich Merz"
    assert other.hasFocus()


def test_a_click_takes_a_completion(qtbot, place, pack):
    field = field_in(qtbot, place, pack)
    QTest.keyClicks(field, "Me")
    view = place.findChild(QListView)
    spot = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))
    assert field.value() == "Friedrich Merz"


def test_an_unknown_name_offers_nothing_and_is_kept(qtbot, place, pack):
    field = field_in(qtbot, place, pack)
    QTest.keyClicks(field, "Zzyzx Person")
    assert not field.is_listing
    assert field.value() == "Zzyzx Person"


def test_several_actors_are_completed_one_after_the_other(qtbot, place, pack):
    field = field_in(qtbot, place, pack, ActorsField)
    QTest.keyClicks(field, "Fra")
    QTest.keyClick(field, K.Key_Return)
    QTest.keyClicks(field, ", Spa")
    QTest.keyClick(field, K.Key_Return)
    assert field.value() == ("France", "Spain")


def test_a_name_with_a_comma_is_kept_whole(qtbot, place, pack):
    field = field_in(qtbot, place, pack, ActorsField)
    for names in (("Korea, South",), ("Korea, South", "Japan"), ("Japan", "Italy"), ()):
        field.set_value(names)
        assert field.value() == names


def test_the_list_is_a_sound_model_with_a_name(qtbot, place, pack):
    field = field_in(qtbot, place, pack)
    QTest.keyClicks(field, "Me")
    view = place.findChild(QListView)
    assert view.accessibleName() == "Suggestions"
    tester = QAbstractItemModelTester(
        view.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    QTest.keyClicks(field, "r")
    assert tester.model() is view.model()
    assert view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Friedrich Merz, Person"
    )

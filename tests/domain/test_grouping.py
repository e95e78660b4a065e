"""Who belongs to a group on a day, where a row stands, and which rows are picked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefing.domain.actors import Actor, Membership
from briefing.domain.cells import Grid
from briefing.domain.grouping import Group, group_at, members_of
from briefing.domain.picking import PICKS, says_no, says_yes
from briefing.domain.vocabularies import ActorKind, MatrixForm, Round
from tests.excel.packs import compliance, summit

CLUB = Actor(
    id="club",
    kind=ActorKind.GROUP,
    name="Club",
    members=(
        Membership(id="1", actor="old", from_="1990", to="2020-01-31"),
        Membership(id="2", actor="new", from_="2020-02-01"),
        Membership(id="3", actor="always"),
    ),
)


def test_members_are_those_of_the_day():
    assert members_of(CLUB, date(2020, 1, 31)) == {"old", "always"}
    assert members_of(CLUB, date(2020, 2, 1)) == {"new", "always"}
    assert members_of(CLUB, None) == {"new", "always"}
    assert members_of(None, None) == frozenset()


def test_a_row_stands_in_the_first_group_that_has_it_and_else_behind_all():
    groups = (
        Group(name="a", members=frozenset({"x"})),
        Group(name="b", members=frozenset({"x", "y"})),
    )
    assert [group_at(groups, actor) for actor in "xyz"] == [0, 1, 2]


def test_every_pick_finds_some_cells_and_not_all():
    content = summit(12, 12)
    cells = [c for row in Grid(content=content, matrix=content.matrices[0]).cells for c in row]
    cells.append(replace(cells[0], disagrees=True))
    for picks in PICKS.values():
        assert 0 < sum(map(picks, cells)) < len(cells)
    assert not any(says_yes(cell) and says_no(cell) for cell in cells)


def test_the_final_round_counts_where_there_are_two_and_the_interim_one_where_there_is_none():
    content = compliance(4, 4)
    matrix = content.matrices[0]
    assert matrix.form is MatrixForm.SCORES
    both = Grid(content=content, matrix=matrix)
    final = Grid(content=content, matrix=matrix, round=Round.FINAL)
    interim = Grid(content=content, matrix=matrix, round=Round.INTERIM)
    for rows in zip(both.cells, final.cells, interim.cells, strict=True):
        for shown, last, first in zip(*rows, strict=True):
            assert shown.assessment == (last.assessment or first.assessment)

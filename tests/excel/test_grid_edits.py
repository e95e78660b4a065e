"""A cell of the grid that somebody changed: what it means in each form of matrix."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.domain.agenda import Matrix
from briefing.domain.commitments import Party
from briefing.domain.vocabularies import CellState, Joint, MatrixForm, Round, Stage
from briefing.excel import WorkbookOptions, write_matrix
from briefing.excel.edited_book import read_edited
from briefing.excel.homecoming import come_home
from briefing.excel.options import Shown
from tests.excel.editing import Editor, put
from tests.excel.packs import summit

STAGES = summit(5, 5)
STANCES = summit(4, 3, form=MatrixForm.STANCES)
SCORES = summit(5, 3, form=MatrixForm.SCORES)
BOOKS = {id(one): write_matrix(one, WorkbookOptions()) for one in (STAGES, STANCES, SCORES)}
FIRST = "Deploy force on the territory"
SECOND = "Lead a sector"


def home(content, *typed, later=None):
    """Type into the grid of a pack's workbook and receive it in the pack as it is later."""
    editor = Editor(BOOKS.get(id(content)) or write_matrix(content, WorkbookOptions()))
    for actor, title, words in typed:
        editor.type("Grid", actor, title, words)
    ours = later or content
    return come_home(ours, ours, read_edited(editor.saved())).brought


def plain(brought):
    return [
        (one.change.kind, one.change.record, one.change.field, one.change.after)
        for one in brought
        if not one.reason
    ]


def without_ids(value):
    if isinstance(value, dict):
        return {key: without_ids(inner) for key, inner in value.items() if key != "id"}
    return [without_ids(one) for one in value] if isinstance(value, list) else value


def test_another_stage_is_the_stage_of_the_commitment_that_leads_the_cell():
    found = home(STAGES, ("actor001", FIRST, "◔ Agreed, unnamed official"))
    assert plain(found) == [("commitment", "com001x000", "stages[s1-0].stage", "agreed")]
    assert found[0].place == "Grid!B6"
    assert plain(home(STAGES, ("actor001", FIRST, "agreed"))) == plain(found)


def test_the_same_word_without_what_followed_it_changes_nothing():
    assert home(STAGES, ("actor001", FIRST, "● Completed")) == ()


def test_to_rule_out_and_to_promise_are_the_polarity_and_the_stage():
    (out,) = plain(home(STAGES, ("actor001", FIRST, "✕ Rules out")))
    assert out == ("commitment", "com001x000", "polarity", "excludes")
    found = plain(home(STAGES, ("actor002", "Guard critical sites", "◕ Under way")))
    record = found[0][1]
    stage = next(row for row in STAGES.commitments if row.id == record).stages[0].id
    assert found == [
        ("commitment", record, "polarity", "undertakes"),
        ("commitment", record, f"stages[{stage}].stage", "delivering"),
    ]


def test_a_stage_in_an_empty_cell_is_a_new_commitment():
    (found,) = home(STAGES, ("actor000", FIRST, "○ Pledged"))
    assert found.change.record is None
    assert without_ids(found.change.after) == {
        "parties": [{"actor": "actor000"}],
        "measure": "measure000",
        "text": FIRST,
        "polarity": "undertakes",
        "stages": [{"stage": "pledged"}],
    }
    (ruled_out,) = home(STAGES, ("actor000", FIRST, "Rules out"))
    assert ruled_out.change.after["polarity"] == "excludes"
    assert "stages" not in ruled_out.change.after


def test_a_state_is_that_of_the_assessment_or_a_new_one():
    searched = next(row for row in STAGES.assessments if row.state is CellState.SEARCHED_NONE)
    column = next(m.name for m in STAGES.measures if m.id == searched.measure)
    assert plain(home(STAGES, (searched.actor, column, "n/a Not applicable"))) == [
        ("assessment", searched.id, "state", "not_applicable")
    ]
    rest = replace(STAGES, assessments=())
    (made,) = plain(home(rest, (searched.actor, column, "… Not due")))
    assert made == (
        "assessment",
        None,
        None,
        {"actor": searched.actor, "measure": searched.measure, "state": "not_due"},
    )


def test_a_joint_commitment_is_changed_by_any_of_its_parties_and_once():
    row = replace(
        STAGES.commitments[0],
        parties=(Party(id="a", actor="actor000"), Party(id="b", actor="actor001")),
        joint=Joint.JOINTLY,
    )
    content = replace(STAGES, commitments=(row,), assessments=())
    column = next(m.name for m in STAGES.measures if m.id == row.measure)
    cells = [(actor, column, "● Completed") for actor in ("actor000", "actor001")]
    (one,) = plain(home(content, *cells))
    assert one[1:] == (row.id, f"stages[{row.stages[0].id}].stage", "done")
    each = replace(content, commitments=(replace(row, joint=Joint.EACH),))
    (refused,) = home(each, cells[0])
    assert "binds 2 parties" in refused.reason


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("nonsense", "is not one of its words"),
        (None, "is never empty"),
        ("● Completed if it rains", "only symbol and word are read"),
        ("n/a Not applicable", "A commitment or position stands there"),
    ],
)
def test_what_a_cell_cannot_say_is_refused_with_its_place(words, why):
    (refused,) = home(STAGES, ("actor001", FIRST, words))
    assert why in refused.reason
    assert refused.place == "Grid!B6"
    assert (refused.change.record, refused.change.field) == ("actor001", FIRST)


def test_names_and_counts_are_only_for_reading():
    renamed, counted = home(STAGES, ("actor001", "Actor", "Oz"), ("actor001", "Pledged", 12))
    assert renamed.reason == "The names of actors are changed on the actors' page."
    assert counted.reason.startswith("Counts are computed")


def test_a_stance_is_that_of_the_position_or_a_new_one():
    position = next(row for row in STANCES.positions if row.topic == "topic1")
    typed = (position.actor, "Air and sea", "✕ Oppose")
    found = plain(home(STANCES, typed))
    assert found == [("position", position.id, "stance", "oppose")]
    bare = replace(STANCES, positions=(), assessments=())
    (made,) = plain(home(bare, typed))
    assert made[3] == {"actor": position.actor, "topic": "topic1", "stance": "oppose"}
    (state,) = plain(home(bare, (position.actor, "Air and sea", "Not applicable")))
    assert state[3] == {
        "actor": position.actor,
        "topic": "topic1",
        "state": "not_applicable",
    }


@pytest.mark.parametrize("typed", [-1, "-1", "−1", "✕ Non-compliance", "non-compliance"])
def test_a_score_may_be_typed_as_a_figure_or_a_word(typed):
    row = next(row for row in SCORES.assessments if row.score == 1)
    column = next(m.name for m in SCORES.measures if m.id == row.measure)
    found = plain(home(SCORES, (row.actor, column, typed)))
    assert found == [("assessment", row.id, "score", -1)]


def test_a_score_that_goes_takes_its_state_along():
    row = next(row for row in SCORES.assessments if row.score == 1)
    column = next(m.name for m in SCORES.measures if m.id == row.measure)
    assert plain(home(SCORES, (row.actor, column, "Not due"))) == [
        ("assessment", row.id, "state", "not_due"),
        ("assessment", row.id, "score", None),
    ]
    for number, shown in ((2, "2"), (0.5, "0.5"), ("+3", "+3")):
        (refused,) = home(SCORES, (row.actor, column, number))
        assert refused.reason == f"“{shown}” is no score: type 1, 0 or -1."


@pytest.mark.parametrize("typed", ["n/a", "N/A", "Not applicable"])
def test_a_symbol_or_the_code_of_a_narrow_cell_is_enough(typed):
    row = next(row for row in SCORES.assessments if row.score == 1)
    column = next(m.name for m in SCORES.measures if m.id == row.measure)
    found = plain(home(SCORES, (row.actor, column, typed)))
    assert found[0] == ("assessment", row.id, "state", "not_applicable")


def test_a_symbol_that_two_words_share_is_refused_and_their_codes_are_not():
    for typed, stage in (("·", "floated"), ("uw", "delivering"), ("Au", "authorised")):
        (change,) = plain(home(STAGES, ("actor001", FIRST, typed)))
        assert change[3] == stage
    (refused,) = home(STAGES, ("actor001", FIRST, "◑"))
    assert refused.reason.startswith("“◑” is not one of its words")


def test_a_score_in_an_empty_cell_is_a_new_assessment():
    bare = replace(SCORES, assessments=())
    (made,) = plain(home(bare, ("actor001", SECOND, "0")))
    assert made[3] == {
        "actor": "actor001",
        "measure": "measure001",
        "state": "scored",
        "score": 0,
    }


def test_rows_and_columns_may_stand_anywhere():
    editor = Editor(write_matrix(STAGES, WorkbookOptions()))
    sheet, last = editor.book["Grid"], editor.book["Grid"].max_column
    editor.type("Grid", "actor001", FIRST, "◔ Agreed")
    rows = [
        [sheet.cell(row, column).value for column in range(1, last + 1)] for row in range(4, 10)
    ]
    order = [0, 4, 3, 2, 1, *range(5, last)]
    for row, at in zip(range(4, 10), [0, 5, 4, 3, 2, 1], strict=True):
        for column, source in enumerate(order, start=1):
            put(sheet.cell(row, column), rows[at][source])
    found = come_home(STAGES, STAGES, read_edited(editor.saved())).brought
    assert plain(found) == [("commitment", "com001x000", "stages[s1-0].stage", "agreed")]


def test_a_cell_that_changed_here_too_is_a_conflict():
    row = STAGES.commitments[0]
    column = next(m.name for m in STAGES.measures if m.id == row.measure)
    later = replace(row, stages=(replace(row.stages[0], stage=Stage.DONE),))
    ours = replace(STAGES, commitments=(later, *STAGES.commitments[1:]))
    (found,) = home(STAGES, ("actor000", column, "· Floated"), later=ours)
    assert found.is_conflict
    assert (found.change.before, found.change.after) == ("done", "floated")


def test_a_grid_whose_matrix_is_gone_is_not_read():
    second = Matrix(id="other", title="Other", rows=("actor000",), columns=("measure000",))
    editor = Editor(write_matrix(STAGES, WorkbookOptions()))
    editor.type("Grid", "actor001", FIRST, "◔ Agreed")
    found = come_home(
        replace(STAGES, matrices=(second,)),
        replace(STAGES, matrices=(second,)),
        read_edited(editor.saved()),
    )
    assert found.brought == ()
    assert "no longer in the pack" in found.notes[0]


def test_an_actor_that_was_renamed_here_is_not_taken_for_an_edit():
    actors = tuple(replace(row, name=f"New {row.name}") for row in STAGES.actors)
    assert home(STAGES, later=replace(STAGES, actors=actors)) == ()


def test_two_rounds_side_by_side_are_read_apart():
    options = WorkbookOptions(shown=Shown(rounds=(Round.INTERIM, Round.FINAL)))
    editor = Editor(write_matrix(SCORES, options))
    assert come_home(SCORES, SCORES, read_edited(editor.saved())).brought == ()
    editor.type("Grid", "actor001", f"{FIRST} (interim)", 1)
    editor.type("Grid", "actor001", f"{FIRST} (final)", -1)
    made, changed = plain(come_home(SCORES, SCORES, read_edited(editor.saved())).brought)
    assert made[3] == {
        "actor": "actor001",
        "measure": "measure000",
        "state": "scored",
        "round": "interim",
        "score": 1,
    }
    assert changed == ("assessment", "ass001x000", "score", -1)


def test_without_its_memory_a_cell_with_the_same_word_is_not_taken_for_an_edit():
    editor = Editor(BOOKS[id(STANCES)])
    del editor.book["About"]
    rows = tuple(replace(row, condition="it rains") for row in STANCES.positions)
    ours = replace(STANCES, positions=rows)
    found = come_home(ours, ours, read_edited(editor.saved())).brought
    assert [one for one in found if one.place.startswith("Grid!")] == []

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from briefing.domain.agenda import Matrix
from briefing.domain.cells import (
    Cell,
    Grid,
    conditions_in_short,
    current_position,
    is_live,
    is_party,
    matrices_of,
    stage_as_of,
)
from briefing.domain.commitments import Assessment, Commitment, Condition, Party, StageEntry
from briefing.domain.marks import RULED_OUT, SCORES, STAGES, STANCES, STATES
from briefing.domain.statements import Position
from briefing.domain.vocabularies import (
    Basis,
    CellState,
    ConditionKind,
    MatrixForm,
    Polarity,
    Stage,
    Stance,
)
from tests.good_content import good_content

if TYPE_CHECKING:
    from briefing.domain.content import Content

MATRIX = Matrix(id="one", title="One", rows=("poland",), columns=("boats",))


def promise(name: str, *stages: tuple[str, str | None], **fields) -> Commitment:
    """A commitment of Poland to send boats that reached these stages on these dates."""
    entries = tuple(
        StageEntry(id=f"{name}-{count}", stage=Stage(stage), date=when)
        for count, (stage, when) in enumerate(stages)
    )
    values = {"parties": (Party(id=name, actor="poland"),), "measure": "boats", "text": name}
    return Commitment(**{"id": name, "stages": entries} | values | fields)


def content_of(*commitments: Commitment, **lists) -> Content:
    return replace(good_content(), commitments=commitments, **{"assessments": ()} | lists)


def cell_of(*commitments: Commitment, as_of: date | None = None, **lists) -> Cell:
    grid = Grid(content=content_of(*commitments, **lists), matrix=MATRIX, as_of=as_of)
    return grid.cells[0][0]


def lead_of(*commitments: Commitment, as_of: date | None = None) -> str:
    lead = cell_of(*commitments, as_of=as_of).commitments[0].id
    assert lead == cell_of(*commitments[::-1], as_of=as_of).commitments[0].id
    return lead


# ------------------------------------------------------------------ the lead


def test_the_newest_dated_stage_leads():
    old = promise("old", ("agreed", "2026-01-01"))
    new = promise("new", ("floated", "2026-02-01"))
    assert lead_of(old, new) == "new"


def test_of_two_stages_on_one_day_the_higher_one_leads():
    low = promise("low", ("pledged", "2026-01-01"))
    high = promise("high", ("agreed", "2026-01-01"))
    assert lead_of(low, high) == "high"


def test_a_dated_stage_leads_before_an_undated_one():
    undated = promise("undated", ("done", None))
    assert lead_of(undated, promise("dated", ("floated", "2020"))) == "dated"


def test_a_partly_known_date_counts_by_its_end():
    exact = promise("exact", ("pledged", "2026-01-20"))
    assert lead_of(exact, promise("month", ("pledged", "2026-01"))) == "month"


def test_a_live_exclusion_leads_before_a_newer_promise():
    ruled_out = promise("no", ("pledged", "2026-01-01"), polarity=Polarity.EXCLUDES)
    assert lead_of(ruled_out, promise("yes", ("agreed", "2026-02-01"))) == "no"
    assert cell_of(ruled_out).mark is RULED_OUT


@pytest.mark.parametrize("end", ["withdrawn", "lapsed"])
def test_an_exclusion_that_ended_gives_way_to_a_promise(end):
    ended = promise(
        "no", ("pledged", "2026-01-01"), (end, "2026-01-05"), polarity=Polarity.EXCLUDES
    )
    assert lead_of(ended, promise("yes", ("pledged", "2026-01-06"))) == "yes"
    assert cell_of(ended).mark is STAGES[Stage(end)]


def test_a_pin_leads_before_everything():
    pinned = promise("pinned", ("floated", "2020"), lead=True)
    ruled_out = promise("no", ("pledged", "2026-01-01"), polarity=Polarity.EXCLUDES)
    assert lead_of(pinned, ruled_out, promise("new", ("done", "2026-02-01"))) == "pinned"


def test_what_stands_beside_the_lead_is_counted():
    rows = [promise(f"c{count}", ("pledged", f"2026-01-0{count}")) for count in (1, 2, 3)]
    cell = cell_of(*rows)
    assert cell.more == 2
    assert cell.words == "Pledged +2"
    assert cell_of(rows[0]).more == 0


def test_only_commitments_of_the_actor_and_the_measure_stand_in_a_cell():
    other = promise("other", ("done", "2026"), measure="money")
    foreign = promise("foreign", ("done", "2026"), parties=(Party(id="p", actor="norway"),))
    assert cell_of(other, foreign).commitments == ()
    assert not cell_of(other, foreign).is_assessed


def test_a_joint_commitment_gives_a_cell_to_each_party():
    grid = Grid(content=good_content(), matrix=good_content().matrices[0])
    found = [
        [cell.commitments[0].id if cell.commitments else "" for cell in row] for row in grid.cells
    ]
    assert found == [
        ["boats-poland", "ashore-poland", "money-joint"],
        ["", "", "money-joint"],
        ["", "", ""],
    ]


# -------------------------------------------------------- disagreement and stages


def test_a_live_promise_beside_a_live_exclusion_disagrees():
    yes = promise("yes", ("pledged", "2026-01-02"))
    no = promise("no", ("pledged", "2026-01-01"), polarity=Polarity.EXCLUDES)
    cell = cell_of(yes, no)
    assert cell.disagrees
    assert cell.words == "Rules out +1 ⚠"
    assert not cell_of(yes).disagrees
    assert not cell_of(no).disagrees


def test_what_was_withdrawn_does_not_disagree():
    yes = promise("yes", ("pledged", "2026-01-02"), ("withdrawn", "2026-01-03"))
    no = promise("no", ("pledged", "2026-01-01"), polarity=Polarity.EXCLUDES)
    assert not cell_of(yes, no).disagrees


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_a_mark_and_prints_its_word(stage):
    cell = cell_of(promise("c", (stage.value, "2026-01-01")))
    assert cell.mark is STAGES[stage]
    assert cell.words == STAGES[stage].label
    assert cell.mark.symbol
    assert cell.mark.short


def test_a_commitment_without_a_stage_counts_as_floated_and_live():
    cell = cell_of(promise("c"))
    assert cell.mark is STAGES[Stage.FLOATED]
    assert (cell.entry, cell.basis, cell.date) == (None, None, None)
    assert is_live(None)


def test_the_higher_of_two_stages_on_one_day_is_reached():
    both = promise("c", ("agreed", "2026-01-01"), ("pledged", "2026-01-01"))
    assert stage_as_of(both).stage is Stage.AGREED


# ------------------------------------------------------------------- as it stood


def test_a_date_turns_the_stage_back():
    row = promise("c", ("pledged", "2026-01-01"), ("done", "2026-03-01"))
    assert cell_of(row).mark is STAGES[Stage.DONE]
    assert cell_of(row, as_of=date(2026, 2, 28)).mark is STAGES[Stage.PLEDGED]
    assert cell_of(row, as_of=date(2026, 3, 1)).mark is STAGES[Stage.DONE]


def test_a_date_before_the_first_stage_empties_the_cell():
    row = promise("c", ("pledged", "2026-01-01"))
    assert cell_of(row, as_of=date(2025, 12, 31)).mark is STATES[CellState.NOT_ASSESSED]


def test_a_partly_known_date_counts_from_its_first_day():
    row = promise("c", ("pledged", "2026-01"))
    assert cell_of(row, as_of=date(2026, 1, 1)).commitments


def test_a_date_turns_the_lead_back():
    no = promise("no", ("pledged", "2026-02-01"), polarity=Polarity.EXCLUDES)
    yes = promise("yes", ("pledged", "2026-01-01"))
    assert lead_of(no, yes) == "no"
    assert lead_of(no, yes, as_of=date(2026, 1, 15)) == "yes"


@pytest.mark.parametrize(
    ("day", "bound"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_party_is_bound_from_its_first_to_its_last_day(day, bound):
    party = Party(id="p", actor="poland", from_="2026-03", to="2026")
    row = promise("c", ("pledged", "2026-01-01"), parties=(party,))
    assert is_party(row, "poland", day) is bound
    assert bool(cell_of(row, as_of=day).commitments) is bound
    assert is_party(row, "poland")
    assert not is_party(row, "norway")


def test_an_assessment_counts_from_its_date():
    found = Assessment(
        id="a", actor="poland", measure="boats", state=CellState.NOT_APPLICABLE, as_of="2026-02-01"
    )
    assert cell_of(assessments=(found,)).mark is STATES[CellState.NOT_APPLICABLE]
    early = cell_of(assessments=(found,), as_of=date(2026, 1, 31))
    assert early.mark is STATES[CellState.NOT_ASSESSED]


# ------------------------------------------------------------------------ words


@pytest.mark.parametrize("basis", Basis)
def test_the_basis_is_named_unless_it_is_firm(basis):
    entry = StageEntry(id="s", stage=Stage.PLEDGED, date="2026-01-01", basis=basis)
    words = cell_of(promise("c", stages=(entry,))).words
    firm = {Basis.SIGNED_TEXT, Basis.ADOPTED_TEXT, Basis.OFFICIAL_STATEMENT}
    assert words == ("Pledged" if basis in firm else f"Pledged, {basis.label.lower()}")


def test_conditions_are_named_once_each_and_other_ones_in_their_own_words():
    kinds = (ConditionKind.CEASEFIRE, ConditionKind.CEASEFIRE, ConditionKind.OTHER)
    conditions = tuple(
        Condition(id=str(count), kind=kind, text="the weather holds")
        for count, kind in enumerate(kinds)
    )
    row = promise("c", ("pledged", "2026-01-01"), conditions=conditions)
    assert conditions_in_short(row) == "if ceasefire and the weather holds"
    assert cell_of(row).words == "Pledged if ceasefire and the weather holds"
    assert conditions_in_short(promise("c")) == ""


def test_words_name_condition_basis_count_and_disagreement_in_this_order():
    entry = StageEntry(id="s", stage=Stage.PLEDGED, date="2026-01-01", basis=Basis.REMARKS)
    condition = Condition(id="c", kind=ConditionKind.MANDATE, text="a mandate")
    lead = promise("lead", stages=(entry,), conditions=(condition,), lead=True)
    no = promise("no", ("pledged", "2026-01-02"), polarity=Polarity.EXCLUDES)
    assert cell_of(lead, no).words == "Pledged if mandate, remarks on the record +1 ⚠"


def test_a_search_that_found_nothing_says_when():
    cell = Grid(content=good_content(), matrix=good_content().matrices[0]).cells[2][0]
    assert cell.words == "None found, 11 Mar 2026"
    assert cell.is_assessed


def test_a_cell_rests_on_the_passages_of_its_lead():
    grid = Grid(content=good_content(), matrix=good_content().matrices[0])
    assert [item.id for item in grid.cells[0][0].evidence] == ["ev-1"]
    assert grid.cells[1][0].evidence == ()
    stances = Grid(content=good_content(), matrix=good_content().matrices[1])
    assert [item.id for item in stances.cells[1][0].evidence] == ["ev-4"]


# ------------------------------------------------------------- scores and stances


@pytest.mark.parametrize("state", [state for state in CellState if state is not CellState.SCORED])
def test_every_reason_of_an_empty_cell_has_a_mark(state):
    row = Assessment(id="a", actor="poland", measure="boats", state=state)
    assert cell_of(assessments=(row,)).mark is STATES[state]


@pytest.mark.parametrize("score", [-1, 0, 1])
def test_a_score_has_its_mark(score):
    row = Assessment(id="a", actor="poland", measure="boats", state=CellState.SCORED, score=score)
    matrix = replace(MATRIX, form=MatrixForm.SCORES)
    cell = Grid(content=content_of(assessments=(row,)), matrix=matrix).cells[0][0]
    assert cell.mark is SCORES[score]
    assert cell.words == SCORES[score].label


def test_a_matrix_of_scores_shows_no_commitments():
    matrix = replace(MATRIX, form=MatrixForm.SCORES)
    grid = Grid(content=content_of(promise("c", ("done", "2026"))), matrix=matrix)
    assert grid.cells[0][0].mark is STATES[CellState.NOT_ASSESSED]


@pytest.mark.parametrize("stance", Stance)
def test_every_stance_has_a_mark(stance):
    position = Position(id="p", actor="poland", topic="mission", stance=stance)
    content = replace(good_content(), positions=(position,))
    cell = Grid(content=content, matrix=content.matrices[1]).cells[0][0]
    assert cell.mark is STANCES[stance]
    assert cell.position == position


def test_a_stance_names_its_condition_and_its_basis():
    grid = Grid(content=good_content(), matrix=good_content().matrices[1])
    words = "Support with conditions if there is a ceasefire, remarks on the record"
    assert grid.cells[2][0].words == words
    assert grid.cells[0][0].mark is STATES[CellState.NOT_ASSESSED]


def held(name: str, since: str | None, **fields) -> Position:
    return Position(
        id=name, actor="poland", topic="mission", stance=Stance.NEUTRAL, since=since, **fields
    )


def current(*positions: Position, as_of: date | None = None) -> str | None:
    content = replace(good_content(), positions=positions)
    found = current_position(content, "poland", "mission", as_of)
    return found.id if found else None


def test_the_newest_position_is_held():
    assert current(held("old", "2026-01"), held("new", "2026-02")) == "new"
    assert current(held("old", None), held("new", "2020")) == "new"
    assert current() is None


def test_a_superseded_position_falls_out_even_when_it_looks_newer():
    assert current(held("old", "2026-03"), held("new", "2026-02", supersedes="old")) == "new"


def test_a_date_brings_a_superseded_position_back():
    rows = (held("old", "2026-01-01"), held("new", "2026-02-01", supersedes="old"))
    assert current(*rows, as_of=date(2026, 1, 31)) == "old"
    assert current(*rows, as_of=date(2026, 2, 1)) == "new"
    assert current(*rows, as_of=date(2025, 12, 31)) is None


def test_of_two_positions_of_one_day_the_later_in_order_is_held():
    assert current(held("a", "2026-01-01", order=2), held("b", "2026-01-01", order=1)) == "a"


# ------------------------------------------------------------- a pack without a matrix


def test_a_pack_without_a_matrix_has_that_of_its_parties_and_actions():
    (whole,) = matrices_of(replace(good_content(), matrices=()))
    assert whole.rows == ("estonia", "poland")
    assert whole.columns == ("boats", "ashore", "money")
    assert Grid(content=good_content(), matrix=whole).cells[1][0].commitments


def test_the_matrices_that_a_pack_has_are_taken_as_they_are():
    assert matrices_of(good_content()) == good_content().matrices


@pytest.mark.parametrize("missing", ["measures", "commitments"])
def test_without_actions_or_commitments_there_is_no_matrix(missing):
    assert matrices_of(replace(good_content(), **{"matrices": (), missing: ()})) == ()

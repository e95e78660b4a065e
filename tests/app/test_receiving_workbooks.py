"""An edited workbook comes home: exported, edited, received, decided on, exported again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.app import editing, packs
from briefing.app.deciding import accept, accept_all, accept_changed, open_proposals, reject
from briefing.app.exporting import disclosed_of
from briefing.app.receiving import receive
from briefing.app.stage_entries import corrected_entry
from briefing.domain.actors import Actor
from briefing.domain.commitments import Amount, Commitment
from briefing.domain.exchange import Proposal
from briefing.domain.vocabularies import (
    Basis,
    Binding,
    Confidence,
    Disclosure,
    Joint,
    MatrixForm,
    Mode,
    Polarity,
    ProposalState,
    Stage,
)
from briefing.errors import InputRefusedError
from briefing.excel import Form, WorkbookOptions, write_matrix
from briefing.excel.prints import printed
from briefing.excel.workbook import matrix_sheets, plan_of
from tests.excel.editing import Editor, through_libreoffice
from tests.excel.packs import summit, with_text
from tests.good_content import good_content

WAITING, CONFLICT, REFUSED = (
    ProposalState.WAITING,
    ProposalState.CONFLICT,
    ProposalState.REFUSED,
)
CONTENT = summit(5, 5)
SEARCHED = next(row.id for row in CONTENT.assessments)


def exported(content, **options):
    return write_matrix(disclosed_of(content), WorkbookOptions(**options))


BOOK = exported(CONTENT)


@pytest.fixture
def pack():
    made = packs.restored(CONTENT, {})
    yield made
    made.close()


@pytest.fixture
def editor():
    return Editor(BOOK)


def come_home(pack, workbook, folder, name="review.xlsx"):
    path = folder / name
    path.write_bytes(workbook)
    return receive(pack, path)


def brought(pack):
    """What is in the inbox: state by place, in the order of the places."""
    return {row.place: row.state for row in pack.content.proposals}


def only(pack):
    (found,) = pack.content.proposals
    return found


def ten_edits(editor):
    """Make ten edits, move a row and put the columns in another order.

    Returns:
        The state that each should arrive in, by the sheet and its row's id.
    """
    editor.type("Register", "com000x001", "Commitment", "Albania will lead two sectors.")
    editor.type("Register", "com000x002", "Deadline", date(2027, 3, 1))
    editor.type("Register", "com000x003", "Stage", "Completed")
    editor.type("Register", "com001x000", "Binding", "Legally binding")
    editor.type("Grid", "actor002", "Provide a reserve brigade", "○ Pledged")
    editor.type("Positions", "pos001x0", "Summary", "Said otherwise.")
    editor.type("Assessments", SEARCHED, "Reason", "Read again.")
    editor.type("Register", "com002x000", "Deadline", "next summer")
    editor.type("Quotes", "quote001", "Words", "We will not take part.")
    editor.type("Register", "com003x000", "Commitment", "Theirs.")
    sheet = editor.book["Register"]
    columns = [*range(sheet.max_column, 1, -1), 1]
    rows = [*range(3, sheet.max_row + 1), 2]
    editor.arrange("Register", columns, rows)


def test_ten_edits_come_home_as_ten_entries_also_through_libreoffice(pack, editor, tmp_path):
    ten_edits(editor)
    typed = editor.saved()
    lead = pack.content.get(Commitment, "com003x000")
    editing.change(pack, lead, "Change", text="Ours.")
    before = statements(pack.content)
    saved = through_libreoffice({"review": typed}, tmp_path)["review"]
    received = come_home(pack, saved, tmp_path)
    rows = [pack.content.get(Proposal, one) for one in received.added]
    assert sorted(row.state for row in rows) == [CONFLICT, *[REFUSED] * 2, *[WAITING] * 7]
    assert statements(pack.content) == before
    conflict = pack.content.get(Proposal, received.conflicts[0])
    assert (conflict.before, conflict.after) == ('"Ours."', '"Theirs."')
    refused = {row.record: row.reason for row in rows if row.state is REFUSED}
    assert refused["com002x000"].startswith("“next summer” is not a date")
    assert refused["quote001"].startswith("A quote's words are those of its source")
    assert all(row.place for row in rows)
    assert come_home(pack, typed, tmp_path).added == ()
    assert len(accept_all(pack).accepted) == 7
    assert pack.content.get(Commitment, "com003x000").text == "Ours."
    assert pack.content.get(Commitment, "com000x002").deadline == "2027-03-01"
    assert come_home(pack, typed, tmp_path).added == ()


def test_a_stage_typed_into_the_grid_corrects_its_entry_or_adds_one_with_a_date(
    pack, editor, tmp_path
):
    editor.type("Grid", "actor001", "Provide a reserve brigade", "Agreed")
    typed = editor.saved()
    come_home(pack, typed, tmp_path)
    one = only(pack)
    corrected = corrected_entry(pack.content, one)
    before = pack.content.get(Commitment, one.record).stages
    assert corrected in before
    accept_changed(pack, one.id, {"date": "2027-02-01"})
    after = pack.content.get(Commitment, one.record).stages
    assert after[:-1] == before
    assert (after[-1].stage, after[-1].date) == (Stage.AGREED, "2027-02-01")
    assert come_home(pack, typed, tmp_path).added == ()


def statements(content):
    return replace(content, proposals=())


@pytest.mark.parametrize("form", list(MatrixForm))
def test_an_untouched_workbook_proposes_nothing_whoever_saved_it(form, tmp_path):
    content = with_text(summit(3, 3, form=form), "=1 \t_x000D_  two\nlines ")
    ours = exported(content)
    as_script = Editor(ours).saved()
    books = {"ours": ours, "script": as_script}
    if form is MatrixForm.STAGES:  # each run of the office suite takes seconds
        books |= through_libreoffice({"office": ours, "both": as_script}, tmp_path)
    for name, data in books.items():
        pack = packs.restored(content, {})
        received = come_home(pack, data, tmp_path)
        assert received.added == (), name
        assert received.sentences == ("review.xlsx says the same as this pack.",)
        pack.close()


def test_what_was_rejected_is_not_proposed_again(pack, editor, tmp_path):
    editor.type("Register", "com000x001", "Commitment", "Theirs.")
    added = come_home(pack, editor.saved(), tmp_path).added
    reject(pack, added)
    again = come_home(pack, editor.saved(), tmp_path)
    assert again.added == ()
    assert again.sentences == ("review.xlsx brings nothing that was not received before.",)


def test_receiving_is_one_edit_that_can_be_undone(pack, editor, tmp_path):
    editor.type("Register", "com000x001", "Commitment", "Theirs.")
    editor.type("Register", "com000x002", "Deadline", "never")
    before = pack.content
    come_home(pack, editor.saved(), tmp_path)
    assert pack.undo() == "Receive Workbook"
    assert pack.content == before


def test_what_cannot_be_applied_is_not_accepted_and_says_why(pack, editor, tmp_path):
    editor.type("Register", "com000x002", "Deadline", "never")
    (one,) = come_home(pack, editor.saved(), tmp_path).added
    assert open_proposals(pack.content) == ()
    with pytest.raises(InputRefusedError, match="“never” is not a date"):
        accept(pack, [one])
    assert reject(pack, [one]) == (one,)


def test_a_new_row_becomes_a_commitment_that_comes_last_and_only_once(pack, editor, tmp_path):
    place = editor.add_row(
        "Register",
        Parties="Austria; Belgium (jointly)",
        Action="Lead a sector",
        Commitment="They will lead together.",
        Conditions="Mandate: of the organisation\nAfter the winter",
        Stage="Pledged",
        Stage_date="2026-02",
        Basis="Letter",
        Amount=12.5,
        Currency="eur",
    )
    received = come_home(pack, editor.saved(), tmp_path)
    assert [pack.content.get(Proposal, one).place for one in received.added] == [place]
    accept_all(pack)
    made = pack.content.commitments[-1]
    assert made.text == "They will lead together."
    assert [party.actor for party in made.parties] == ["actor002", "actor003"]
    assert made.joint is Joint.JOINTLY
    assert made.measure == "measure001"
    assert [(c.kind, c.text) for c in made.conditions] == [
        ("mandate", "of the organisation"),
        ("other", "After the winter"),
    ]
    (stage,) = made.stages
    assert (stage.stage, stage.date, stage.basis) == (Stage.PLEDGED, "2026-02", Basis.LETTER)
    assert stage.amount == Amount(value=Decimal("12.5"), currency="EUR")
    assert come_home(pack, editor.saved(), tmp_path).added == ()
    again = exported(pack.content)
    assert come_home(pack, again, tmp_path).added == ()


def test_a_deleted_row_is_proposed_to_be_removed(pack, editor, tmp_path):
    sheet = editor.book["Register"]
    sheet.delete_rows(editor.row("Register", "com000x001"))
    (one,) = come_home(pack, editor.saved(), tmp_path).added
    proposal = pack.content.get(Proposal, one)
    assert (proposal.record, proposal.field, proposal.after) == ("com000x001", None, None)
    accept_all(pack)
    assert pack.content.find(Commitment, "com000x001") is None
    assert come_home(pack, editor.saved(), tmp_path).added == ()


def test_a_row_deleted_there_and_changed_here_is_a_conflict(pack, editor, tmp_path):
    editing.change(pack, pack.content.get(Commitment, "com000x001"), "Change", text="Ours.")
    editor.book["Register"].delete_rows(editor.row("Register", "com000x001"))
    assert len(come_home(pack, editor.saved(), tmp_path).conflicts) == 1


def test_what_was_added_here_since_is_not_proposed_to_be_removed(pack, tmp_path):
    ours = exported(CONTENT)
    row = pack.content.get(Commitment, "com000x001")
    editing.add(pack, replace(row, id="later", stages=()), "Add")
    assert come_home(pack, ours, tmp_path).added == ()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (exported(CONTENT, form=Form.ISSUE), "was made to be read"),
        (exported(good_content()), f"belongs to “{good_content().cover.title}”"),
        (b"PK not a zip", "no .xlsx workbook, or it is damaged"),
        (b"", "no .xlsx workbook, or it is damaged"),
    ],
)
def test_what_is_no_workbook_of_this_pack_is_refused_in_a_sentence(pack, tmp_path, data, sentence):
    before = pack.content
    with pytest.raises(InputRefusedError, match=sentence):
        come_home(pack, data, tmp_path)
    assert pack.content is before


def test_a_workbook_that_is_far_too_large_is_not_read(pack, tmp_path):
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(300 * 2**20)
    with pytest.raises(InputRefusedError, match="has 300 MiB"):
        receive(pack, path)


def test_a_workbook_without_its_ending_is_known_by_its_bytes(pack, editor, tmp_path):
    editor.type("Register", "com000x001", "Commitment", "Theirs.")
    assert len(come_home(pack, editor.saved(), tmp_path, name="review").added) == 1


# ------------------------------------------------- random edits, typed by Hypothesis

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp", "Zs"]),
    min_size=1,
    max_size=12,
).filter(lambda text: "_x" not in text)
DAYS = st.one_of(
    st.dates(date(2026, 2, 1), date(2030, 1, 1)).map(lambda day: day.isoformat()),
    st.dates(date(2026, 2, 1), date(2030, 1, 1)),
    st.sampled_from(["2026-03", "2027", "2026-03~", "2026-03-01/2026-04"]),
)
NAMES = [actor.name for actor in CONTENT.actors]


def label_of(vocabulary, *without):
    return st.sampled_from([one.label for one in vocabulary if one not in without])


COLUMNS = {
    ("Register", "Parties"): st.lists(
        st.sampled_from(NAMES), min_size=1, max_size=3, unique=True
    ).map("; ".join),
    ("Register", "Will do or rules out"): label_of(Polarity),
    ("Register", "Commitment"): TEXT,
    ("Register", "Binding"): label_of(Binding) | st.none(),
    ("Register", "Conditions"): st.lists(TEXT, max_size=3).map("\n".join),
    ("Register", "Deadline"): DAYS | st.none(),
    ("Register", "Stage"): label_of(Stage),
    ("Register", "Stage date"): DAYS,
    ("Register", "Basis"): label_of(Basis) | st.none(),
    ("Register", "Use"): label_of(Disclosure, Disclosure.CLOSED),
    ("Register", "Checked"): DAYS | st.none(),
    ("Quotes", "Speaker"): st.sampled_from(NAMES),
    ("Quotes", "Role"): TEXT | st.none(),
    ("Quotes", "Said"): DAYS | st.none(),
    ("Quotes", "Venue"): TEXT | st.none(),
    ("Quotes", "Mode"): label_of(Mode, Mode.PARAPHRASE),
    ("Quotes", "Key"): st.sampled_from(["Key", None]),
    ("Quotes", "Translation"): TEXT.map(lambda text: f"de, our translation: {text}") | st.none(),
    ("Positions", "Summary"): TEXT | st.none(),
    ("Positions", "Condition"): TEXT | st.none(),
    ("Positions", "Since"): DAYS,
    ("Positions", "Towards"): st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(
        "; ".join
    ),
    ("Positions", "Confidence"): label_of(Confidence) | st.none(),
    ("Assessments", "Reason"): TEXT | st.none(),
    ("Assessments", "As of"): DAYS,
    ("Sources", "Title"): TEXT,
    ("Sources", "Grade"): st.sampled_from(["A1", "C3", "F6"]),
    ("Sources", "Published"): DAYS | st.none(),
}
RECORDS = {
    "Register": [row.id for row in CONTENT.commitments],
    "Quotes": [row.id for row in CONTENT.quotes],
    "Positions": [row.id for row in CONTENT.positions],
    "Assessments": [row.id for row in CONTENT.assessments],
    "Sources": [row.id for row in CONTENT.sources],
}


@st.composite
def edits(draw):
    """Draw cells to be typed over: what is typed, by sheet, record and heading."""
    found = {}
    for _ in range(draw(st.integers(1, 6))):
        name, title = draw(st.sampled_from(sorted(COLUMNS)))
        record = draw(st.sampled_from(RECORDS[name]))
        found[name, record, title] = draw(COLUMNS[name, title])
    return found


@given(edits(), st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_random_edits_are_in_the_next_workbook_as_they_were_typed(tmp_path_factory, typed, chance):
    pack = packs.restored(CONTENT, {})
    editor = Editor(BOOK)
    for (name, record, title), value in typed.items():
        editor.type(name, record, title, value)
    for name in {name for name, _, _ in typed}:
        sheet = editor.book[name]
        columns = list(range(1, sheet.max_column + 1))
        rows = list(range(2, sheet.max_row + 1))
        chance.shuffle(columns)
        chance.shuffle(rows)
        editor.arrange(name, columns, rows)
    try:
        received = come_home(pack, editor.saved(), tmp_path_factory.mktemp("home"))
        assert (received.refused, received.conflicts) == ({}, ())
        assert accept_all(pack).refused == {}
        words = said(pack.content)
        for (name, record, title), value in typed.items():
            assert words[name][record][title] == as_printed(value), (record, title)
    finally:
        pack.close()


def said(content):
    """Return what the registers of a pack say, by sheet, record and heading."""
    shown, options = disclosed_of(content), WorkbookOptions()
    return {
        sheet.name: {
            record: dict(zip(sheet.table.columns, words, strict=True))
            for record, words in printed(sheet).items()
        }
        for sheet in matrix_sheets(shown, plan_of(shown, options), options)
        if sheet.table.keys
    }


def as_printed(value):
    return "" if value is None else str(value)


def test_a_workbook_of_an_earlier_day_is_compared_with_that_day(pack, tmp_path):
    earlier = exported(CONTENT, as_of=date(2025, 12, 1))
    assert come_home(pack, earlier, tmp_path).added == ()
    editor = Editor(earlier)
    editor.type("Register", "com001x000", "Stage", "Draft only")
    come_home(pack, editor.saved(), tmp_path)
    assert (only(pack).field, only(pack).after) == ("stages[t1-0].stage", '"draft"')


def test_what_must_not_be_disclosed_is_neither_compared_nor_found_by_name(pack, tmp_path):
    secret = pack.content.get(Actor, "actor004")
    editing.change(pack, secret, "Change", sensitive=True)
    row = pack.content.get(Commitment, "com001x000")
    editing.change(pack, row, "Change", disclosure=Disclosure.CLOSED)
    own = Editor(exported(pack.content))
    assert come_home(pack, own.saved(), tmp_path).added == ()
    own.type("Register", "com002x000", "Parties", secret.name)
    come_home(pack, own.saved(), tmp_path)
    assert only(pack).reason.startswith(f"“{secret.name}” is not an actor of this pack")

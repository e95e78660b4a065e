"""An edited workbook comes home: exported, edited, received, decided on, exported again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.app import editing, packs
from briefing.app.deciding import accept, accept_all, open_proposals, reject
from briefing.app.exporting import disclosed_of
from briefing.app.receiving import receive
from briefing.domain.agenda import Matrix
from briefing.domain.commitments import Amount, Assessment, Commitment
from briefing.domain.dates import is_date
from briefing.domain.exchange import Proposal
from briefing.domain.statements import Position, Quote
from briefing.domain.vocabularies import (
    Basis,
    Binding,
    CellState,
    Confidence,
    Disclosure,
    Joint,
    MatrixForm,
    Mode,
    Polarity,
    ProposalState,
    Stage,
    Stance,
)
from briefing.errors import InputRefusedError
from briefing.excel import Form, WorkbookOptions, write_matrix
from briefing.excel.counts import marks_of, opening
from briefing.excel.prints import printed
from briefing.excel.reading import read_book
from briefing.excel.workbook import matrix_sheets
from tests.excel.editing import Editor, through_libreoffice
from tests.excel.packs import summit, with_text

WAITING, CONFLICT, REFUSED = (
    ProposalState.WAITING,
    ProposalState.CONFLICT,
    ProposalState.REFUSED,
)
CONTENT = summit(6, 6)
SEARCHED = next(row.id for row in CONTENT.assessments)


def exported(content, **options):
    return write_matrix(disclosed_of(content), WorkbookOptions(**options))


@pytest.fixture
def pack():
    made = packs.restored(CONTENT, {})
    yield made
    made.close()


@pytest.fixture
def editor():
    return Editor(exported(CONTENT))


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


def statements(content):
    return replace(content, proposals=())


def test_an_untouched_workbook_proposes_nothing_whoever_saved_it(tmp_path):
    hostile = with_text(summit(3, 3), "=1 \t_x000D_  two\nlines ")
    contents = {
        "plain": CONTENT,
        "hostile": hostile,
        "scores": summit(3, 3, form=MatrixForm.SCORES),
    }
    contents["stances"] = summit(4, 3, form=MatrixForm.STANCES)
    books = {name: exported(content) for name, content in contents.items()}
    books |= {f"{name}-as-script": Editor(data).saved() for name, data in books.items()}
    books |= {f"{name}-office": d for name, d in through_libreoffice(books, tmp_path).items()}
    for name, data in books.items():
        pack = packs.restored(contents[name.partition("-")[0]], {})
        received = come_home(pack, data, tmp_path)
        assert (received.added, received.sentences) == (
            (),
            ("review.xlsx says the same as this pack.",),
        ), name
        pack.close()

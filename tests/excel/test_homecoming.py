"""What people do to a workbook, and what it means for the pack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from openpyxl.comments import Comment

from briefing.domain.commitments import Condition, Party
from briefing.domain.statements import Translation
from briefing.domain.vocabularies import ConditionKind, Joint, Mode, Polarity, Stage, Translator
from briefing.excel import WorkbookOptions, write_matrix
from briefing.excel.edited_book import read_edited
from briefing.excel.homecoming import come_home
from briefing.excel.reading.values import letters
from briefing.excel.registers import REGISTERS
from tests.excel.editing import Editor, put
from tests.excel.packs import STATEMENT, summit

CONTENT = summit(4, 4)
BOOK = write_matrix(CONTENT, WorkbookOptions())


@pytest.fixture
def editor():
    return Editor(BOOK)


def home(editor, content=CONTENT):
    return come_home(content, content, read_edited(editor.saved()))


def changes(found):
    """What can be applied: what is proposed, by record and field."""
    return {
        (one.change.record, one.change.field): one.change.after
        for one in found.brought
        if not one.reason
    }


def reasons(found):
    """Why the rest cannot, by place."""
    return {one.place: one.reason for one in found.brought if one.reason}


def test_a_column_is_either_read_or_says_why_not():
    for register in REGISTERS:
        for field in register.fields:
            assert (field.read is None) is bool(field.fixed), field.title
        assert (register.blank is None) is bool(register.unmade)


def test_every_title_of_a_register_is_its_own():
    for register in REGISTERS:
        titles = [field.title for field in register.fields]
        assert len(titles) == len(set(titles))
        assert set(register.needed) <= set(titles)


# ------------------------------------------------------- what is done to sheets


def test_sheets_are_known_by_their_headings_whatever_they_are_called(editor):
    editor.type("Register", "com000x001", "Commitment", "New.")
    editor.book["Register"].title = "Old stuff"
    editor.book["Grid"].title = "Register"
    found = home(editor)
    assert changes(found) == {("com000x001", "text"): "New."}
    assert found.brought[0].place == "Old stuff!E2"
    assert reasons(found) == {}


def test_rows_above_the_headings_and_between_move_nothing(editor):
    sheet = editor.book["Register"]
    sheet.insert_rows(1, 3)
    sheet.insert_rows(8, 2)
    editor.type("Register", "com001x002", "Commitment", "New.")
    assert changes(home(editor)) == {("com001x002", "text"): "New."}


def test_a_renamed_heading_is_recognised_by_what_stands_below(editor):
    sheet = editor.book["Register"]
    editor.type("Register", "com000x001", "Commitment", "New.")
    put(sheet["E1"], "What they say")
    found = home(editor)
    assert changes(found) == {("com000x001", "text"): "New."}
    assert reasons(found) == {}


def test_a_lost_column_of_ids_is_made_up_for_by_what_the_rows_say(editor):
    sheet = editor.book["Register"]
    columns = editor.columns(sheet)
    row = editor.row("Register", "com000x001")
    put(sheet.cell(row, columns["Deadline"]), "2029")
    sheet.delete_cols(columns["Id"])
    found = home(editor)
    assert changes(found) == {("com000x001", "deadline"): "2029"}
    assert any("lost its column of ids" in note for note in found.notes)


def test_a_removed_column_or_sheet_changes_nothing(editor):
    sheet = editor.book["Register"]
    sheet.delete_cols(editor.columns(sheet)["Commitment"])
    del editor.book["Quotes"]
    found = home(editor)
    assert found.brought == ()
    assert found.notes == (
        "“Register” has lost columns: “Commitment”. What they said stays.",
        "The sheet “Quotes” is not in the workbook: its records stay.",
    )


def test_hidden_and_filtered_rows_are_read_like_others(editor):
    editor.type("Register", "com000x001", "Commitment", "New.")
    sheet = editor.book["Register"]
    sheet.row_dimensions[editor.row("Register", "com000x001")].hidden = True
    sheet.column_dimensions["E"].hidden = True
    assert changes(home(editor)) == {("com000x001", "text"): "New."}


def test_without_its_memory_a_workbook_is_compared_with_the_pack_as_it_is(editor):
    del editor.book["About"]
    editor.type("Register", "com000x001", "Commitment", "New.")
    editor.type("Register", "com000x002", "Binding", None)
    editor.book["Register"].delete_rows(editor.row("Register", "com000x003"))
    found = home(editor)
    assert changes(found) == {("com000x001", "text"): "New."}
    assert found.notes[0].startswith("The workbook no longer remembers")


def test_without_its_memory_what_is_only_for_reading_is_not_compared(editor):
    del editor.book["About"]
    sources = tuple(replace(row, publisher="Another office") for row in CONTENT.sources)
    found = home(editor, replace(CONTENT, sources=sources))
    assert {one.change.field for one in found.brought} == {"publisher"}


def test_a_second_copy_of_a_sheet_is_left_aside(editor):
    editor.book.copy_worksheet(editor.book["Register"]).title = "Register (2)"
    editor.type("Register", "com000x001", "Commitment", "New.")
    found = home(editor)
    assert changes(found) == {("com000x001", "text"): "New."}
    assert list(reasons(found)) == ["Register (2)"]


# ------------------------------------------------------------ what is done to rows


def test_a_copied_row_is_a_new_record_and_the_first_stays(editor):
    sheet = editor.book["Register"]
    row, last = editor.row("Register", "com000x001"), sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        put(sheet.cell(last, column), sheet.cell(row, column).value)
    put(sheet.cell(last, 5), "Another one.")
    (one,) = home(editor).brought
    assert (one.change.record, one.change.before) == (None, None)
    assert one.change.after["text"] == "Another one."
    put(sheet.cell(last, 5), sheet.cell(row, 5).value)
    assert home(editor).brought == ()


def test_a_row_that_lost_its_id_is_known_by_what_it_says(editor):
    editor.type("Register", "com000x001", "Commitment", "New.")
    editor.type("Register", "com000x001", "Id", None)
    assert changes(home(editor)) == {("com000x001", "text"): "New."}


def test_a_row_that_was_cut_and_put_elsewhere_is_not_deleted(editor):
    sheet = editor.book["Register"]
    row = editor.row("Register", "com000x001")
    cells = [sheet.cell(row, column).value for column in range(1, sheet.max_column + 1)]
    sheet.delete_rows(row)
    spare = editor.book.create_sheet("Spare")
    for column, value in enumerate(cells, start=1):
        put(spare.cell(1, column), value)
    found = home(editor)
    assert changes(found) == {}


def test_a_new_row_that_says_too_little_is_refused_with_what_is_wrong(editor):
    place = editor.add_row("Register", Parties="Narnia", Commitment="It will help.")
    found = home(editor)
    assert changes(found) == {}
    assert reasons(found)[place].startswith(
        "A new commitment needs Parties and Commitment. Parties: “Narnia” is not an actor"
    )


def test_what_is_wrong_in_a_new_row_is_refused_and_the_rest_proposed(editor):
    editor.add_row(
        "Positions", Actor="Austria", Topic="Money", Stance="Oppose", Since="soon", Summary="No."
    )
    found = home(editor)
    assert list(changes(found).values()) == [
        {
            "actor": "actor002",
            "topic": "topic3",
            "stance": "oppose",
            "summary": "No.",
        }
    ]
    assert [reason.partition(":")[0] for reason in reasons(found).values()] == [
        "“soon” is not a date"
    ]


@pytest.mark.parametrize(
    ("name", "words", "why"),
    [
        ("Quotes", {"Speaker": "Austria", "Words": "We will."}, "mark them there"),
        ("Sources", {"Title": "A statement"}, "import it"),
    ],
)
def test_what_cannot_be_typed_is_no_new_row(editor, name, words, why):
    place = editor.add_row(name, **words)
    assert why in reasons(home(editor))[place]


def test_a_row_of_what_is_gone_here_is_told_only_when_it_was_edited(editor):
    rest = tuple(row for row in CONTENT.commitments if row.id != "com000x001")
    ours = replace(CONTENT, commitments=rest)
    assert home(editor, ours).brought == ()
    place = editor.type("Register", "com000x001", "Commitment", "New.")
    assert reasons(home(editor, ours))["Register!A2"].startswith(
        "The commitment “com000x001” is no longer in what the pack prints"
    )
    assert place == "Register!E2"


# ---------------------------------------------------------- what is typed into cells


@pytest.mark.parametrize(
    ("title", "typed", "field", "after"),
    [
        ("Action", "lead a SECTOR", "measure", "measure001"),
        ("Topic", "Diplomacy", "topic", "topic4"),
        ("Will do or rules out", "rules out", "polarity", "excludes"),
        ("Binding", "legally_binding", "binding", "legally_binding"),
        ("Deadline", date(2027, 3, 1), "deadline", "2027-03-01"),
        ("Deadline", 2027, "deadline", "2027"),
        ("Deadline", "2027-03~", "deadline", "2027-03~"),
        ("Stage", "Lapsed", "stages[s1-0].stage", "lapsed"),
        ("Stage date", "2027-01", "stages[s1-0].date", "2027-01"),
        ("Basis", None, "stages[s1-0].basis", None),
        ("Use", "Free to use", "disclosure", "free"),
        ("Checked", "2027-01-01", "checked", {"on": "2027-01-01"}),
    ],
)
def test_a_typed_cell_is_read_back_to_its_field(editor, title, typed, field, after):
    editor.type("Register", "com001x000", title, typed)
    assert changes(home(editor)) == {("com001x000", field): after}


@pytest.mark.parametrize(
    ("name", "record", "title", "typed", "why"),
    [
        ("Register", "com001x000", "Stage", "Pledgd", "“Pledgd” is not one of its words: Floated"),
        ("Register", "com001x000", "Stage", None, "A stage cannot be emptied"),
        ("Register", "com001x000", "Commitment", "  ", "It cannot be empty"),
        ("Register", "com001x000", "Commitment", "a\u0085b", "It holds the character U+0085"),
        ("Register", "com001x000", "Parties", "Austira", "is “Austria” meant?"),
        ("Register", "com001x000", "Parties", None, "A commitment needs a party"),
        ("Register", "com001x000", "Currency", "EUR", "There is a currency without an amount"),
        ("Register", "com001x000", "Amount", 5, "An amount needs its currency"),
        ("Register", "com001x000", "History", "x", "it is made of all stages"),
        ("Register", "com001x000", "Evidence", "x", "it is made of the passages"),
        ("Quotes", "quote001", "Words", "x", "A quote's words are those of its source"),
        ("Quotes", "quote001", "Publisher", "x", "it belongs to the source"),
        ("Quotes", "quote001", "Key", "perhaps", "is neither “Key” nor nothing"),
        ("Quotes", "quote001", "Translation", "Hallo", "language and translator"),
        ("Positions", "pos001x0", "Stance", "● Support maybe", "is more than the word “Support”"),
        ("Sources", "source0", "Grade", "G7", "is no grade"),
        ("Sources", "source0", "Marking", "TLP:CLEAR", "decided in the window"),
    ],
)
def test_what_cannot_be_used_is_refused_with_reason_and_place(
    editor, name, record, title, typed, why
):
    place = editor.type(name, record, title, typed)
    found = home(editor)
    assert changes(found) == {}
    assert why in reasons(found)[place]
    (one,) = found.brought
    assert (one.change.record, one.change.field) == (record, title)


def test_a_formula_or_an_error_is_never_read(editor):
    cell = editor.book["Register"]["E2"]
    cell.value = "=1+1"
    editor.book["Register"]["E3"].value = "#N/A"
    found = reasons(home(editor))
    assert found["Register!E2"].startswith("A formula stands there")
    assert found["Register!E3"].startswith("An error value stands there")


def test_amount_and_currency_are_one_sum(editor):
    editor.type("Register", "com001x000", "Amount", 2.5)
    editor.type("Register", "com001x000", "Currency", "usd")
    found = changes(home(editor))
    assert {key: str(value) for key, value in found.items()} == {
        ("com001x000", "stages[s1-0].amount"): "{'value': Decimal('2.5'), 'currency': 'USD'}"
    }


def test_a_commitment_without_a_stage_gets_its_first_with_all_that_is_typed():
    bare = replace(CONTENT.commitments[0], stages=())
    content = replace(CONTENT, commitments=(bare,))
    editor = Editor(write_matrix(content, WorkbookOptions()))
    editor.type("Register", bare.id, "Stage date", "2027")
    assert list(reasons(home(editor, content)).values()) == [
        "There is no stage that it could belong to: choose a stage as well."
    ]
    editor.type("Register", bare.id, "Stage", "Pledged")
    ((_, field),) = changes(home(editor, content))
    assert changes(home(editor, content))[bare.id, field] == {
        "id": field.removeprefix("stages[").removesuffix("]"),
        "stage": "pledged",
        "date": "2027",
    }


def parties_of(*parties, joint=Joint.EACH):
    row = replace(CONTENT.commitments[0], parties=parties, joint=joint)
    return replace(CONTENT, commitments=(row,))


def test_parties_keep_what_they_are_when_others_come_and_go():
    content = parties_of(
        Party(id="a", actor="actor000", from_="2026", reservation="not at sea; never"),
        Party(id="b", actor="actor001"),
    )
    editor = Editor(write_matrix(content, WorkbookOptions()))
    record = content.commitments[0].id
    first = "Albania (from 2026, reservation: not at sea; never)"
    editor.type("Register", record, "Parties", f"{first}; Austria (to 2027) (jointly)")
    assert changes(home(editor, content)) == {
        (record, "parties[b]"): {"id": "b", "actor": "actor002", "to": "2027"},
        (record, "joint"): "jointly",
    }
    editor.type("Register", record, "Parties", "Australia")
    assert changes(home(editor, content)) == {(record, "parties[a]"): None}
    editor.type("Register", record, "Parties", f"Australia; {first}")
    assert changes(home(editor, content)) == {(record, "parties.order"): ["b", "a"]}


def test_conditions_are_read_line_by_line():
    row = replace(
        CONTENT.commitments[0],
        conditions=(
            Condition(id="a", kind=ConditionKind.CEASEFIRE, text=""),
            Condition(id="b", kind=ConditionKind.OTHER, text="If it thaws"),
        ),
    )
    content = replace(CONTENT, commitments=(row,))
    editor = Editor(write_matrix(content, WorkbookOptions()))
    editor.type("Register", row.id, "Conditions", "Ceasefire\nmandate: of the UN")
    assert changes(home(editor, content)) == {
        (row.id, "conditions[b]"): {"id": "b", "kind": "mandate", "text": "of the UN"}
    }


def test_a_translation_of_ours_can_be_typed_and_a_published_one_not():
    house = CONTENT.quotes[0].translations[0]
    quote = replace(CONTENT.quotes[0], translations=(house,))
    content = replace(CONTENT, quotes=(quote,))
    editor = Editor(write_matrix(content, WorkbookOptions()))
    editor.type("Quotes", quote.id, "Translation", "fr, our translation: Nous serons là.\nOui.")
    assert changes(home(editor, content)) == {
        (quote.id, "translations[t]"): {
            "id": "t",
            "language": "fr",
            "by": "house",
            "text": "Nous serons là.\nOui.",
        }
    }


def test_a_paraphrase_can_be_typed():
    quote = replace(CONTENT.quotes[0], mode=Mode.PARAPHRASE, text="He would come.")
    content = replace(CONTENT, quotes=(quote,))
    editor = Editor(write_matrix(content, WorkbookOptions()))
    editor.type("Quotes", quote.id, "Words", "He would not come.")
    assert changes(home(editor, content)) == {(quote.id, "text"): "He would not come."}


def test_a_text_over_many_cells_comes_home_whole():
    long = "".join(f"{n:06} " for n in range(12_000))
    row = replace(CONTENT.commitments[0], text=long)
    content = replace(CONTENT, commitments=(row, *CONTENT.commitments[1:]))
    editor = Editor(write_matrix(content, WorkbookOptions()))
    assert home(editor, content).brought == ()
    editor.type("Register", f"{row.id}#2", "Commitment", "short ")
    (after,) = changes(home(editor, content)).values()
    assert after.startswith(long[:16_000] + "short ")
    assert len(after) == len(long) - 16_000 + 6


# ----------------------------------------------------------------- what is left over


def test_what_belongs_to_nothing_is_listed_with_its_place(editor):
    sheet = editor.book["Register"]
    last = sheet.max_column + 1
    put(sheet.cell(1, last), "Comment")
    put(sheet.cell(2, last), "Really?")
    place = f"Register!{letters(last)}2"
    put(editor.book["Grid"]["B60"], "Who wrote this?")
    put(editor.book["Grid"]["A2"], "Our subtitle")
    put(editor.book["About"]["B2"], "Another title")
    put(editor.book.create_sheet("Notes")["A1"], "Call Anna")
    found = home(editor)
    assert changes(found) == {}
    told = reasons(found)
    assert told.keys() == {place, "Grid!B60", "Grid!A2", "About!B2", "Notes"}
    assert told[place].startswith("There is no column “Comment” in this table.")
    asked = next(one.change for one in found.brought if one.place == place)
    assert (asked.kind, asked.record, asked.after) == ("commitment", "com000x001", "Really?")


def test_the_words_of_a_source_are_nowhere_in_the_memory():
    data = write_matrix(CONTENT, WorkbookOptions())
    sheet = Editor(data).book["About"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    memory = [text for text in texts if text.startswith("briefing:")]
    assert len(memory) == 1
    assert not any(word in memory[0] for word in STATEMENT.split() if len(word) > 4)


def test_both_changed_is_a_conflict_and_changed_alike_is_nothing(editor):
    editor.type("Register", "com000x001", "Commitment", "Theirs.")
    row = next(row for row in CONTENT.commitments if row.id == "com000x001")

    def ours(text):
        rows = (replace(one, text=text) if one is row else one for one in CONTENT.commitments)
        return replace(CONTENT, commitments=tuple(rows))

    (one,) = home(editor, ours("Ours.")).brought
    assert one.is_conflict
    assert (one.change.before, one.change.after) == ("Ours.", "Theirs.")
    assert home(editor, ours("Theirs.")).brought == ()


def test_a_translation_with_passages_is_refused():
    quote = CONTENT.quotes[0]
    piece = quote.pieces[0]
    published = Translation(
        id="t",
        language="fr",
        text="Nous y serons.",
        by=Translator.OFFICIAL,
        source="source0",
        pieces=(piece,),
    )
    content = replace(CONTENT, quotes=(replace(quote, translations=(published,)),))
    editor = Editor(write_matrix(content, WorkbookOptions()))
    place = editor.type("Quotes", quote.id, "Translation", "fr, official translation: Oui.")
    assert "words of a source" in reasons(home(editor, content))[place]


def test_a_note_on_a_row_is_a_remark_on_its_record(editor):
    sheet = editor.book["Register"]
    row = editor.row("Register", "com000x001")
    sheet.cell(row, 5).comment = Comment("Is this still so?", "Anna")
    editor.book["Grid"]["A2"].comment = Comment("Nice.", "Anna")
    editor.book["Grid"]["B6"].comment = Comment("Since when?", "")
    lost, other, remarked = sorted(home(editor).brought, key=lambda one: one.place)
    assert (remarked.place, remarked.change.kind) == ("Register!E2", "remark")
    assert remarked.change.after == {
        "record": {"kind": "commitment", "id": "com000x001"},
        "text": "Is this still so?",
        "author": "Anna",
    }
    assert lost.reason == "A note on no record: read it, then reject this."
    assert (other.place, other.change.after["record"]) == (
        "Grid!B6",
        {"kind": "commitment", "id": "com001x000"},
    )


@pytest.mark.parametrize("language", ["fr", "uk", "ar"])
def test_a_workbook_in_another_language_comes_home_in_its_words(language):
    options = WorkbookOptions(language=language)
    words = options.words
    say, record = words.say, CONTENT.commitments[1].id
    editor = Editor(write_matrix(CONTENT, options))
    assert home(editor).brought == ()
    name = say("Register")
    editor.type(name, record, say("Stage"), words.label(Stage.SUSPENDED))
    editor.type(name, record, say("Will do or rules out"), words.label(Polarity.EXCLUDES))
    kind = words.label(ConditionKind.MANDATE)
    editor.type(name, record, say("Conditions"), f"{kind}: x")
    both = "; ".join(actor.name for actor in CONTENT.actors[:2])
    editor.type(name, record, say("Parties"), say("{parties} (jointly)", parties=both))
    typed = [after for (_, field), after in changes(home(editor)).items()]
    assert "suspended" in typed
    assert "excludes" in typed
    assert "jointly" in typed
    assert any(isinstance(one, dict) and one.get("kind") == "mandate" for one in typed)
    assert reasons(home(editor)) == {}
    refused = editor.type(name, record, say("Deadline"), "?")
    assert reasons(home(editor))[refused].startswith("“?” is not a date")

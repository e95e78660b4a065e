"""The registers, the coding guide and the sheet *About*."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from briefing.domain import vocabularies
from briefing.domain.changed import ChangedActor, ChangedItem, Manner, Since, What
from briefing.domain.commitments import Amount
from briefing.domain.exchange import Edition
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Disclosure, Mode
from briefing.domain.wording import printed
from briefing.excel import WorkbookOptions, definitions, write_matrix
from briefing.excel.grid_plan import GridPlan
from briefing.excel.guide_sheet import about_sheet
from tests.excel.packs import STATEMENT, summit
from tests.excel.reading import in_libreoffice, opened, table_rows


def test_the_sheets_stand_in_reading_order():
    assert opened(write_matrix(summit(2, 2), WorkbookOptions())).sheetnames == [
        "Grid",
        "Register",
        "Quotes",
        "Positions",
        "Assessments",
        "Sources",
        "Coding guide",
        "About",
    ]


def test_the_register_has_a_row_for_each_commitment_with_its_history():
    content = summit(4, 4)
    rows = table_rows(opened(write_matrix(content, WorkbookOptions()))["Register"])
    assert [row["Id"] for row in rows] == [row.id for row in content.commitments]
    row = next(row for row in rows if row["Id"] == "com000x002")
    assert row["History"].startswith("2025-11-20 Floated (media report)\n2026-01-06 ")
    assert row["Evidence"] == STATEMENT[0:67]
    assert row["Grade"] == "B2"
    assert row["Use"] == "Our information only"


def test_an_amount_is_a_number_unless_a_number_cannot_hold_it():
    content = summit(10, 4)
    amount = Amount(value=Decimal("12345678901234567.89"), currency="EUR")
    first = content.commitments[0]
    long = replace(first, stages=(replace(first.stages[0], amount=amount),))
    book = opened(write_matrix(replace(content, commitments=(long,)), WorkbookOptions()))
    assert table_rows(book["Register"])[0]["Amount"] == "12345678901234567.89"
    sheet = opened(write_matrix(content, WorkbookOptions()))["Register"]
    held = [cell for cell in sheet["L"] if cell.data_type == "n" and cell.value is not None]
    assert {cell.value for cell in held} == {1500000.5}


def test_a_citation_names_the_day_and_no_clock_time():
    rows = table_rows(opened(write_matrix(summit(3, 2), WorkbookOptions()))["Register"])
    cited = [row["Source"] for row in rows if row["Source"]]
    assert cited
    assert all("2026-01-06 (" in line and "T21:55" not in line for line in cited)


def test_quotes_are_the_words_without_added_marks():
    content = summit(3, 2)
    rows = table_rows(opened(write_matrix(content, WorkbookOptions()))["Quotes"])
    for row, quote in zip(rows, content.quotes, strict=True):
        assert row["Words"] == printed(quote, STATEMENT)
        assert row["Translation"] == "fr, our translation: Nous y serons."


def test_a_paraphrase_is_its_own_text():
    content = summit(1, 1)
    quote = replace(content.quotes[0], mode=Mode.PARAPHRASE, text="He said they would come.")
    book = opened(write_matrix(replace(content, quotes=(quote,)), WorkbookOptions()))
    assert table_rows(book["Quotes"])[0]["Words"] == "He said they would come."


def test_only_plain_web_addresses_become_links():
    content = summit(1, 1)
    addresses = (
        "https://example.org/a?b=1&c=2",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://name@example.org/",
        "https://exa mple.org/",
    )
    sources = tuple(
        replace(source, url=url) for source, url in zip(content.sources, addresses, strict=True)
    )
    sheet = opened(write_matrix(replace(content, sources=sources), WorkbookOptions()))["Sources"]
    cells = [row[7] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == list(addresses)
    assert [cell.hyperlink.target if cell.hyperlink else None for cell in cells] == [
        addresses[0],
        None,
        None,
        None,
        None,
    ]


def test_ids_stand_in_a_hidden_column():
    book = opened(write_matrix(summit(3, 3), WorkbookOptions()))
    for name in ("Grid", "Register", "Quotes", "Positions", "Assessments", "Sources"):
        (table,) = book[name].tables.values()
        header, *_ = book[name][table.ref]
        assert header[-1].value == "Id"
        assert book[name].column_dimensions[header[-1].column_letter].hidden


def test_words_from_a_scale_are_chosen_from_a_list():
    sheet = opened(write_matrix(summit(3, 3), WorkbookOptions()))["Register"]
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists[f"D2:D{sheet.max_row}"].startswith('"Will do,Rules out')
    assert all(len(formula) <= 257 for formula in lists.values())


def test_every_code_of_every_scale_has_a_definition():
    defined = {
        *definitions.STAGES,
        *definitions.STATES,
        *definitions.STANCES,
        *(code for scale in definitions.OTHER.values() for code in scale),
    }
    for scale in (
        vocabularies.Stage,
        vocabularies.CellState,
        vocabularies.Stance,
        vocabularies.Basis,
        vocabularies.Binding,
        vocabularies.ConditionKind,
        vocabularies.Confidence,
        vocabularies.Credibility,
        vocabularies.Disclosure,
        vocabularies.Instrument,
        vocabularies.Joint,
        vocabularies.Mode,
        vocabularies.Polarity,
        vocabularies.Reliability,
        vocabularies.Translator,
    ):
        assert set(scale) - {vocabularies.CellState.SCORED} <= defined


def test_the_coding_guide_holds_scales_and_the_packs_own_actions():
    rows = table_rows(opened(write_matrix(summit(2, 2), WorkbookOptions()))["Coding guide"])
    words = {(row["Scale"], row["Symbol"], row["Word"]) for row in rows}
    assert ("Stage of a commitment", "✕", "Rules out") in words
    assert ("Action of this pack", "", "Lead a sector") in words
    assert all(row["Definition"] for row in rows)


EDITION = Edition(
    id="e1", number=3, addendum=1, issued="2027-03-06T09:00:00+01:00", content="{}",
    content_sha256="0" * 64,
)  # fmt: skip
ITEM = ChangedItem(
    kind="stage", what=What.CHANGED, record="c1", title="Monitors", before="Pledged (3 March 2027)",
    after="=1+1", manner=Manner.LABEL, fields=(), date="2027-03-04", sources=("s1", "s2", "s3"),
    disclosure=Disclosure.FREE,
)  # fmt: skip


def test_changes_name_record_states_day_and_sources_but_no_closed_one():
    sources = {
        "s1": Source(id="s1", title="A letter", text="x", disclosure=Disclosure.FREE),
        "s2": Source(id="s2", title="Secret", text="x", disclosure=Disclosure.CLOSED),
        "s3": Source(
            id="s3", title="Secret", text="x", disclosure=Disclosure.CLOSED, public_label="A report"
        ),
    }
    told = (ChangedActor(actor="fi", name="Finland", items=(ITEM,)),)
    since = Since(edition=EDITION, actors=told, told=told, sources=sources)
    book = opened(write_matrix(summit(), WorkbookOptions(since=since)))
    (row,) = table_rows(book["Changes"])
    assert list(row.values()) == [
        "Finland", "Stage", "changed", "Monitors", "Pledged (3 March 2027)", "=1+1", "2027-03-04",
        "A letter (F6)\nsource not to be named\nA report",
    ]  # fmt: skip
    assert {cell.data_type for cell in book["Changes"][2]} == {"s"}
    facts = {row["Item"]: row["Value"] for row in table_rows(book["About"])}
    assert facts["Changes since"] == "Edition 3.1 of 2027-03-06T09:00:00+01:00"


def test_where_nothing_changed_the_sheet_says_so_and_without_an_edition_there_is_none():
    book = opened(write_matrix(summit(), WorkbookOptions(since=Since(edition=EDITION))))
    (row,) = table_rows(book["Changes"])
    assert row["Record"] == "Nothing changed since edition 3.1."
    assert "Changes" not in opened(write_matrix(summit(), WorkbookOptions())).sheetnames


def test_about_names_pack_event_and_counts():
    content = summit(4, 3)
    sheet = opened(write_matrix(content, WorkbookOptions(draft="DRAFT 2")))["About"]
    facts = {row["Item"]: row["Value"] for row in table_rows(sheet)}
    assert facts["Pack"] == "Meeting of the coalition, January 2026"
    assert facts["Place"] == "Paris"
    assert facts["State"] == "DRAFT 2"
    assert facts["Rows of the grid"] == "4"
    assert facts["Commitments in the pack"] == str(len(content.commitments))


def test_about_counts_the_grid_of_the_day():
    content = summit(4, 3)
    options = WorkbookOptions()
    plan = GridPlan(content=content, matrix=content.matrices[0], options=options)
    sheet = about_sheet(content, plan, options)
    assert ("Columns of the grid", "3") in [
        (row.entries[0].text, row.entries[1].text) for row in sheet.rows
    ]


def test_libreoffice_shows_the_register_word_for_word(tmp_path):
    content = summit(5, 4)
    nasty = (
        *("=1+1", "+A1", "-1", "@SUM(A1)", "#N/A", "＝1", "_x0041_", "_x005F_x0041_", "_x005F_"),
        *(" a\nb\t", "12", "TRUE", "2026-01-06", "1e9", "'x"),
    )
    commitments = tuple(
        replace(row, text=nasty[at % len(nasty)]) for at, row in enumerate(content.commitments)
    )
    workbook = write_matrix(replace(content, commitments=commitments), WorkbookOptions())
    header, *rows = in_libreoffice(workbook, 2, tmp_path)
    assert [name for name in header if name][4] == "Commitment"
    assert [row[4] for row in rows] == [row.text for row in commitments]
    known = table_rows(opened(workbook)["Register"])
    at = header.index("History")
    assert [row[at] for row in rows] == [row["History"] for row in known]

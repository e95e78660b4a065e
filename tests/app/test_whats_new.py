"""What changed since an edition: the same in Word and in Excel, and the same whenever rendered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from openpyxl import load_workbook

from briefing.app import earlier, editing, issuing, packs
from briefing.app.checking import problems
from briefing.app.cleaning import purge
from briefing.app.exporting import ExportRequest, export
from briefing.app.frozen import freeze, known_again
from briefing.app.purging import PurgeTarget
from briefing.app.whats_new import changed_since, since_edition
from briefing.domain.base import Checked, LongText
from briefing.domain.changed import Manner, What
from briefing.domain.commitments import Commitment, StageEntry
from briefing.domain.exchange import Edition, label
from briefing.domain.sources import Source
from briefing.domain.statements import Position
from briefing.domain.vocabularies import ActorKind, Basis, Disclosure, Mode, Stage
from briefing.errors import InputRefusedError
from briefing.template.changes_told import lead, states
from briefing.template.fields_disclosed import hidden_in
from briefing.template.words import ENGLISH_WORDS, words_of
from briefing.word.reading import read_document
from tests.changes.edits import copies
from tests.good_content import good_content

SECTION = "What changed since edition 1 (6 March 2027)"


@pytest.fixture(autouse=True)
def _no_office(monkeypatch):
    """Page numbers have tests of their own; these need no office suite."""
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)


@pytest.fixture
def pack(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))  # other tests have packs open
    made = packs.open_sample()
    yield made
    made.close()


@pytest.fixture
def first(pack):
    return pack.content.get(Edition, "edition-1")


def written(content, tmp_path, **options):
    word, excel = tmp_path / "pack.docx", tmp_path / "matrix.xlsx"
    request = ExportRequest(word=word, excel=excel, options=options)
    return export(content, request), word, excel


def edition_of(content):
    """Return an edition that froze a content."""
    words = freeze(content)
    return Edition(id="e", number=1, issued="2027-03-01", content=words, content_sha256="0" * 64)


def texts(word):
    return [paragraph.text for paragraph in read_document(word.read_bytes()).body]


def word_changes(word):
    """Return the changes of the section: (country, words), in their order."""
    body = read_document(word.read_bytes()).body
    tables = {row.table for row in body if row.table and row.text == "What changed"}
    rows = [row for row in body if row.table in tables and row.row > 1 and row.text]
    # The notes of a country stand behind its name, divided by commas.
    names = {row.row: row.text.rstrip(", ") for row in rows if row.column == 1}
    return [(names[row.row], row.text) for row in rows if row.column == 2]


def sheet_changes(excel):
    head, *rows = load_workbook(excel)["Changes"].iter_rows(values_only=True)
    return [dict(zip(head, (value or "" for value in row), strict=True)) for row in rows]


def only_item(pack, edition):
    (actor,) = changed_since(pack.content, edition, "en")
    (item,) = actor.items
    return item


def issued(pack, **options):
    return issuing.issue(pack, issuing.IssueRequest(**options)).edition


def test_word_and_excel_tell_the_same_changes_in_the_same_order(pack, tmp_path):
    _, word, excel = written(pack.content, tmp_path)
    told, listed = word_changes(word), sheet_changes(excel)
    assert len(told) == len(listed) > 20
    for (country, words), row in zip(told, listed, strict=True):
        assert country == row["Country"]
        assert words.startswith(f"{row['Record']}  ·  ")
        for column in ("Kind", "Before", "After"):
            assert row[column].removeprefix("evidence: ").casefold() in words.casefold()
        assert ("New " in words) == (row["What"] == "new")


def test_a_stage_is_told_with_the_one_before_it_and_the_days_of_both(pack, tmp_path):
    _, word, _ = written(pack.content, tmp_path)
    sentence = "Stage: pledged (14 October 2026) → withdrawn (3 March 2027)"
    assert sum(text.endswith(sentence) for text in texts(word)) == 2  # section and profile


def test_a_quote_is_told_of_its_country_and_not_again_of_its_speaker(pack, first):
    since = since_edition(pack.content, first, "en")
    told = [item.record for row in since.told for item in row.items if item.kind == "quote"]
    assert len(told) == len(set(told)) == 6
    countries = {row.id for row in pack.content.actors if row.kind is ActorKind.COUNTRY}
    assert {row.actor for row in since.told} <= countries
    assert {row.actor for row in since.actors} - countries


def test_an_edition_tells_what_changed_since_the_one_before_it(pack, tmp_path):
    word, excel = tmp_path / "pack.docx", tmp_path / "matrix.xlsx"
    issued(pack, word=word, excel=excel)
    assert SECTION in texts(word)
    about = dict(load_workbook(excel)["About"].iter_rows(values_only=True))
    assert about["Changes since"] == "Edition 1 of 2027-03-06T09:00:00+01:00"
    assert about["Edition"].startswith("2 of ")
    assert any(text.startswith("Edition\t2, ") for text in texts(word))


def test_an_edition_renders_to_the_same_parts_after_later_ones_and_without_its_sources(
    pack, tmp_path
):
    second = issued(pack, word=tmp_path / "pack.docx", excel=tmp_path / "matrix.xlsx")
    issued(pack)
    editing.remove(pack, pack.content.get(Source, "office"))
    packs.save_pack(pack, tmp_path / "ours.briefpack")
    opened = packs.open_pack(tmp_path / "ours.briefpack", read_only=True)
    try:
        files = issuing.IssueRequest(word=tmp_path / "again.docx", excel=tmp_path / "again.xlsx")
        again = issuing.issue_again(opened, second, files)
    finally:
        opened.close()
    assert again.differing == ()
    assert SECTION in texts(tmp_path / "again.docx")


def test_an_addendum_is_compared_with_its_own_number_and_the_next_number_with_the_addendum(pack):
    made = [issued(pack, addendum=late) for late in (False, True, True, False)]
    compared = [label(earlier.before(pack.content, row)) for row in made]
    assert compared == ["1", "2", "2.1", "2.2"]
    assert earlier.before(pack.content, pack.content.get(Edition, "edition-1")) is None


def test_where_nothing_changed_both_files_say_so(pack, tmp_path):
    issued(pack)
    _, word, excel = written(pack.content, tmp_path)
    assert any(text.startswith("Nothing changed about any country since") for text in texts(word))
    (row,) = sheet_changes(excel)
    assert row["Record"] == "Nothing changed since edition 2."
    assert not any(text.startswith("Changed since") for text in texts(word))


def test_without_an_edition_there_is_neither_section_nor_sheet(pack, first, tmp_path):
    editing.remove(pack, first)
    _, word, excel = written(pack.content, tmp_path)
    assert not any("hanged since" in text for text in texts(word))
    assert "Changes" not in load_workbook(excel).sheetnames


@pytest.mark.parametrize("choice", ["1", "edition-1"])
def test_an_edition_is_chosen_by_its_name(pack, tmp_path, choice):
    issued(pack)
    _, word, _ = written(pack.content, tmp_path, since=choice)
    assert SECTION in texts(word)


def test_what_changed_can_be_left_out(pack, tmp_path):
    _, word, excel = written(pack.content, tmp_path, since="none")
    assert not any("hanged since" in text for text in texts(word))
    assert "Changes" not in load_workbook(excel).sheetnames


def test_an_edition_that_is_not_there_is_refused_before_anything_is_written(pack, tmp_path):
    with pytest.raises(InputRefusedError, match="no edition “7” in this pack; it has: 1"):
        written(pack.content, tmp_path, since="7")
    assert not list(tmp_path.glob("*.docx"))


def test_an_edition_and_a_day_are_never_mixed(pack, tmp_path):
    word = tmp_path / "pack.docx"
    mixed = ExportRequest(word=word, options={"since": "1"}, as_of="2027-03-01")
    with pytest.raises(InputRefusedError, match="an edition or a day, not both"):
        export(pack.content, mixed)
    report = export(pack.content, replace(mixed, options={}))
    assert any("since edition 1 is left out" in sentence for sentence in report.sentences)
    assert not any("hanged since" in text for text in texts(word))


def test_a_purged_edition_is_said_to_be_purged(pack, tmp_path):
    purge(pack, PurgeTarget(record_type=Source, id="article"), "pasted by mistake")
    _, word, excel = written(pack.content, tmp_path)
    said = [text for text in texts(word) if "was purged on" in text]
    assert len(said) == 1
    assert "nothing is left of it to compare with" in said[0]
    (row,) = sheet_changes(excel)
    assert row["Record"].startswith("Nothing can be compared: edition 1 was purged on ")
    about = " ".join(str(row) for row in load_workbook(excel)["About"].iter_rows(values_only=True))
    assert "pasted by mistake" not in about + " ".join(texts(word))


def test_an_edition_that_holds_no_pack_is_refused_with_a_way_out(pack, first, tmp_path):
    editing.change(pack, first, "Change", content=LongText("[]"))
    with pytest.raises(InputRefusedError, match="holds is no frozen pack"):
        written(pack.content, tmp_path)
    written(pack.content, tmp_path, since="none")


# --------------------------------------------------------------- what is a change


def test_what_was_free_in_the_edition_and_is_closed_now_is_told_to_nobody(pack):
    quote = next(row for row in pack.content.quotes if row.disclosure is Disclosure.FREE)
    edition = issued(pack)
    editing.change(pack, quote, "Close", disclosure=Disclosure.CLOSED)
    assert changed_since(pack.content, edition, "en") == ()
    assert changed_since(pack.content, edition, "en", printable=False)


def test_what_only_the_desk_sees_is_no_change(pack):
    edition = issued(pack)
    row = pack.content.get(Position, "fr-force")
    editing.change(pack, row, "Check", checked=Checked(on="2027-03-07", by="AB"))
    assert changed_since(pack.content, edition, "en") == ()


def test_a_field_that_is_printed_is_told_by_its_name(pack):
    edition = issued(pack)
    row = pack.content.get(Position, "fr-force")
    basis = next(one for one in Basis if one is not row.basis)
    editing.change(pack, row, "Change", basis=basis, checked=Checked(on="2027-03-07"))
    item = only_item(pack, edition)
    assert (item.manner, item.fields) == (Manner.DETAIL, ("basis",))
    assert lead(item, ENGLISH_WORDS) + " → ".join(states(item, ENGLISH_WORDS)) == (
        f"Position, basis: {row.basis.label} → {basis.label}"
    )


def test_a_stage_that_was_missed_is_new_and_follows_nothing(pack):
    edition = issued(pack)
    row = pack.content.get(Commitment, "dk-battalion")
    missed = StageEntry(id="missed", stage=Stage.FLOATED, date="2026-09-01")
    editing.change(pack, row, "Add Stage", stages=(*row.stages, missed))
    item = only_item(pack, edition)
    assert (item.what, lead(item, ENGLISH_WORDS), states(item, ENGLISH_WORDS)) == (
        What.ADDED,
        "New stage: ",
        ("floated (1 September 2026)",),
    )


def test_what_is_gone_is_told_with_the_source_that_the_pack_no_longer_has(pack, tmp_path):
    edition = issued(pack)
    office = pack.content.get(Source, "office")
    editing.remove(pack, office)
    _, word, excel = written(pack.content, tmp_path)
    since = since_edition(pack.content, edition, "en")
    assert since.sources["office"].title == office.title
    gone = [row for row in sheet_changes(excel) if row["What"] == "gone"]
    assert gone
    assert all(office.title in row["Sources"] for row in gone)
    assert any("Quote no longer held: “" in text for text in texts(word))
    notes = " ".join(row.text for row in read_document(word.read_bytes()).paragraphs)
    assert "source not found" not in notes


def test_the_sample_edition_is_a_sound_pack_without_its_late_sources(pack, first):
    frozen = known_again(pack.content, first)
    assert {row.id for row in pack.content.sources} - {row.id for row in frozen.sources} == {
        "office",
        "entretien",
        "cable",
    }
    assert not [row for row in problems(frozen) if row.severity == "error"]


@given(copies("a"), copies("b"))
def test_nothing_that_is_hidden_in_the_edition_or_now_is_ever_told(before, after):
    hidden = hidden_in(before) | hidden_in(after)
    since = since_edition(after, edition_of(before), "en")
    for actor in (*since.actors, *since.told):
        assert actor.actor not in hidden
        assert actor.items
        for item in actor.items:
            assert item.record not in hidden
            assert item.before != item.after
            assert states(item, ENGLISH_WORDS)
            assert set(item.sources) <= since.sources.keys()


@given(copies("a"), copies("b"))
def test_the_same_two_contents_always_tell_the_same(before, after):
    assert since_edition(after, edition_of(before), "en") == since_edition(
        after, edition_of(before), "en"
    )


@pytest.mark.parametrize(
    ("language", "topic"), [("en", "Not in the pack"), ("fr", "Absent du dossier")]
)
def test_what_refers_to_a_record_that_is_gone_is_told_without_quotation_marks(language, topic):
    before = good_content()
    said = next(row for row in before.quotes if row.mode is not Mode.PARAPHRASE)
    held = before.positions[0]
    after = replace(
        before,
        sources=tuple(row for row in before.sources if row.id != said.source),
        topics=tuple(row for row in before.topics if row.id != held.topic),
        quotes=tuple(
            replace(row, venue="Larnaca", source=said.source) if row == said else row
            for row in before.quotes
        ),
        positions=(replace(held, summary="Another summary"),),
    )
    told = changed_since(after, edition_of(before), language, printable=False)
    items = {item.record: item for row in told for item in row.items}
    assert items[held.id].title == topic
    assert items[said.id].after == words_of(language).say("source not found")
    assert items[said.id].manner is Manner.WORDS

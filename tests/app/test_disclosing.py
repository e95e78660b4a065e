"""The shareable edition has nothing that its readers must not have, in no part of any file."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from briefing.app import editing, packs
from briefing.app.disclosing import printed_words, restricted, shareable
from briefing.app.edition_options import MadeWith
from briefing.app.exporting import ExportRequest, export
from briefing.app.issuing import IssueRequest, issue, issue_again
from briefing.app.proving import Decision, QuotationsDifferError, Way
from briefing.domain.actors import Actor
from briefing.domain.exchange import FieldReference, Release
from briefing.domain.sources import Source
from briefing.domain.statements import Position, Quote
from briefing.domain.vocabularies import Disclosure, Stance
from briefing.errors import InputRefusedError, OutputNotWrittenError

SECRET = "Seventeen patrol boats stand ready in the northern fjord"  # noqa: S105  # what must not be shown


@pytest.fixture
def sample():
    pack = packs.open_sample()
    yield pack
    pack.close()


def written(sample, tmp_path, disclosure, **decisions):
    """Export the workbook, which says everything there is, and return its words."""
    excel = tmp_path / "pack.xlsx"
    request = ExportRequest(excel=excel, disclosure=disclosure, decisions=decisions)
    report = export(sample.content, request)
    return report, printed_words(excel.read_bytes())


def decided(sample, tmp_path, disclosure):
    """Export, printing whatever names stop it, and return report and words."""
    try:
        return written(sample, tmp_path, disclosure)
    except QuotationsDifferError as error:
        keys = {one.key: Decision(way=Way.OVERRIDE, reason="Known") for one in error.differing}
        return written(sample, tmp_path, disclosure, **keys)


def add_position(sample, words=SECRET, disclosure=Disclosure.CLOSED):
    position = Position(
        id="boats",
        actor="fr",
        topic=sample.content.topics[0].id,
        stance=Stance.SUPPORT,
        summary=words,
        disclosure=disclosure,
    )
    editing.add(sample, position, "Add Position")


def test_what_is_closed_is_in_neither_file_and_is_counted(sample, tmp_path):
    add_position(sample)
    word, excel = tmp_path / "pack.docx", tmp_path / "pack.xlsx"
    request = ExportRequest(word=word, excel=excel, disclosure=Disclosure.BACKGROUND)
    report = export(sample.content, request)
    assert report.left_out["positions"] >= 1
    for path in (word, excel):
        assert SECRET not in printed_words(path.read_bytes())


def test_our_information_only_is_for_partners_and_not_for_everybody(sample, tmp_path):
    add_position(sample, disclosure=Disclosure.BACKGROUND)
    assert SECRET in decided(sample, tmp_path, Disclosure.BACKGROUND)[1]
    assert SECRET not in decided(sample, tmp_path, Disclosure.FREE)[1]


def test_the_shareable_workbook_has_no_hidden_ids(sample, tmp_path):
    decided(sample, tmp_path, Disclosure.BACKGROUND)
    book = load_workbook(tmp_path / "pack.xlsx")
    assert all(sheet.sheet_state == "visible" for sheet in book)
    assert not any(column.hidden for sheet in book for column in sheet.column_dimensions.values())


def test_a_name_of_somebody_left_out_stops_the_file_until_somebody_decides(sample, tmp_path):
    person = sample.content.get(Actor, "oldenzaal")
    editing.change(sample, person, "Mark", sensitive=True)
    add_position(sample, f"We spoke to {person.name} at length.", Disclosure.FREE)
    with pytest.raises(QuotationsDifferError) as stopped:
        written(sample, tmp_path, Disclosure.BACKGROUND)
    assert not list(tmp_path.iterdir())
    (one,) = [row for row in stopped.value.differing if row.record == "boats"]
    assert "actor oldenzaal, which is left out, stands in position boats, summary" in one.why
    others = {
        row.key: Decision(way=Way.OVERRIDE, reason="Published") for row in stopped.value.differing
    }
    left = written(
        sample,
        tmp_path,
        Disclosure.BACKGROUND,
        **others | {one.key: Decision(way=Way.LEAVE_OUT)},
    )[1]
    assert "We spoke to" not in left
    report, kept = written(sample, tmp_path, Disclosure.BACKGROUND, **others)
    assert "We spoke to" in kept
    assert one.key in {row.key for row in report.overridden}


def test_a_closed_source_prints_its_public_label_and_none_of_its_words(sample, tmp_path):
    source = sample.content.get(Source, "article")
    editing.change(
        sample, source, "Mark", disclosure=Disclosure.CLOSED, public_label="A partner's note"
    )
    passages = [row.exact for _, _, row in sample.content.resting if row.source == source.id]
    for path in ("pack.docx", "pack.xlsx"):
        export(
            sample.content,
            ExportRequest(
                **{path[-4:-1].replace("doc", "word").replace("xls", "excel"): tmp_path / path}
            ),
        )
        words = printed_words((tmp_path / path).read_bytes())
        assert source.title not in words
        assert not [one for one in passages if len(one) > 40 and one in words]
    assert "A partner's note" in words


def test_a_record_freer_than_what_it_rests_on_needs_a_release_by_name(sample, tmp_path):
    quote = next(row for row in sample.content.quotes if row.key and not row.translations)
    source = sample.content.get(Source, quote.source)
    editing.change(
        sample, source, "Mark", disclosure=Disclosure.BACKGROUND, public_label="A partner's note"
    )
    editing.change(sample, quote, "Mark", disclosure=Disclosure.FREE, also_in=())
    words = quote.pieces[0].exact
    assert words not in decided(sample, tmp_path, Disclosure.FREE)[1]
    release = Release(
        id="r",
        record=FieldReference(kind="quote", id=quote.id),
        use=Disclosure.FREE,
        released_by="Director of the press office",
        on="2027-03-06",
    )
    editing.add(sample, release, "Release Quote")
    shown = decided(sample, tmp_path, Disclosure.FREE)[1]
    assert words in shown
    assert source.title not in shown
    assert "Director of the press office" not in shown


def test_long_stretches_of_what_is_left_out_are_found_in_the_bytes_of_a_file(sample, tmp_path):
    add_position(sample)
    whole = ExportRequest(excel=tmp_path / "whole.xlsx")
    editing.change(
        sample, sample.content.get(Position, "boats"), "Mark", disclosure=Disclosure.BACKGROUND
    )
    export(sample.content, whole)
    planned = shareable(sample.content, Disclosure.FREE, {})
    found = list(restricted(planned, [(tmp_path / "whole.xlsx").read_bytes()]))
    assert any((row.found and row.found in SECRET) or SECRET in row.found for row in found)
    assert all(row.ways == (Way.OVERRIDE,) for row in found)
    made = tmp_path / "made.xlsx"
    export(sample.content, ExportRequest(excel=made, disclosure=Disclosure.FREE))
    assert list(restricted(planned, [made.read_bytes()])) == []


def test_closed_documents_are_never_shared(sample, tmp_path):
    with pytest.raises(InputRefusedError, match="Closed records are never shared"):
        written(sample, tmp_path, Disclosure.CLOSED)


def test_quotations_of_a_quote_whose_source_is_only_named_are_still_proved(sample):
    quote = next(row for row in sample.content.quotes if len(row.pieces) > 1)
    source = sample.content.get(Source, quote.source)
    editing.change(sample, source, "Mark", public_label="Label", disclosure=Disclosure.BACKGROUND)
    editing.change(sample, quote, "Mark", disclosure=Disclosure.FREE)
    release = Release(
        id="r",
        record=FieldReference(kind="quote", id=quote.id),
        use=Disclosure.FREE,
        released_by="Press office",
        on="2027-03-06",
    )
    editing.add(sample, release, "Release Quote")
    content = shareable(sample.content, Disclosure.FREE, {}).content
    kept = content.get(Quote, quote.id)
    text = content.get(Source, source.id).text
    assert [row.exact for row in kept.pieces] == [row.exact for row in quote.pieces]
    assert all(row.matches(text) for row in kept.pieces)
    assert text.splitlines()[0] == "Label"


def test_an_edition_for_others_has_nothing_that_is_left_out_and_no_changes(sample, tmp_path):
    position = sample.content.get(Position, "dk-force")
    editing.change(sample, position, "Change", summary=SECRET, disclosure=Disclosure.CLOSED)
    word = tmp_path / "pack.docx"
    request = IssueRequest(word=word, made_with=MadeWith(disclosure=Disclosure.BACKGROUND))
    edition = issue(sample, request).edition
    words = printed_words(word.read_bytes())
    assert SECRET not in words
    assert "What changed since" not in words
    again = issue_again(sample, edition, IssueRequest(word=tmp_path / "again.docx"))
    assert again.differing == ()
    assert (tmp_path / "again.docx").read_bytes() == word.read_bytes()


def test_an_edition_for_others_takes_no_decisions_about_names_that_stand_in_it(sample, tmp_path):
    person = sample.content.get(Actor, "oldenzaal")
    editing.change(sample, person, "Mark", sensitive=True)
    position = sample.content.get(Position, "dk-force")
    editing.change(sample, position, "Change", summary=f"We spoke to {person.name} at length.")
    made_with = MadeWith(disclosure=Disclosure.BACKGROUND)
    before = sample.content.editions
    with pytest.raises(OutputNotWrittenError, match="an edition takes no decisions") as caught:
        issue(sample, IssueRequest(excel=tmp_path / "pack.xlsx", made_with=made_with))
    assert "actor oldenzaal, which is left out, stands in position dk-force" in str(caught.value)
    assert sample.content.editions == before
    assert list(tmp_path.iterdir()) == []

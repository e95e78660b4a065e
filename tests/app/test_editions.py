from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from dataclasses import fields, replace

import pytest
from hypothesis import given

from briefing.app import earlier, editing, editions, frozen, issuing, packs
from briefing.app.interchange import dump, load
from briefing.app.whats_new import changed_since
from briefing.app.wordings import quote_words
from briefing.changes.diff import diff
from briefing.domain.changed import What
from briefing.domain.commitments import Commitment, StageEntry
from briefing.domain.content import Content
from briefing.domain.exchange import Edition, label
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Disclosure, Stage, Stance
from briefing.errors import InputRefusedError, OutputNotWrittenError
from tests.changes.edits import copies


def unissued():
    """The sample without the edition that it comes with."""
    pack = packs.open_sample()
    editing.remove(pack, pack.content.editions[0])
    pack.begin_history()
    return pack


@pytest.fixture
def sample():
    pack = unissued()
    yield pack
    pack.close()


@pytest.fixture(scope="module")
def issued(tmp_path_factory):
    """The sample issued once with both files: the saved pack and the files."""
    folder = tmp_path_factory.mktemp("issued")
    pack = unissued()
    try:
        request = issuing.IssueRequest(word=folder / "pack.docx", excel=folder / "matrix.xlsx")
        issuing.issue(pack, request)
        packs.save_pack(pack, folder / "issued.briefpack")
    finally:
        pack.close()
    return folder


@pytest.fixture
def reopened(issued, tmp_path):
    pack = packs.open_pack(shutil.copy(issued / "issued.briefpack", tmp_path / "ours.briefpack"))
    yield pack
    pack.close()


def issue(pack, **options):
    return issuing.issue(pack, issuing.IssueRequest(**options)).edition


def bare(content):
    kept = {field.name: getattr(content, field.name) for field in fields(Content)}
    return Content(**{**kept, "editions": (), "proposals": (), "remarks": ()})


@given(copies("a"))
def test_frozen_content_thaws_to_the_same(content):
    texts = {frozen.sha256_of(row.text.encode()): row.text for row in content.sources}
    assert frozen.thawed(frozen.freeze(content), texts.__getitem__) == bare(content)


def test_frozen_content_has_no_text_and_no_editions_proposals_or_remarks(sample):
    words = frozen.freeze(sample.content)
    plain = json.loads(words)
    assert not {"editions", "proposals", "remarks"} & plain.keys()
    assert {len(row["text"]) for row in plain["sources"]} == {64}
    assert words == json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def test_issuing_writes_all_files_and_the_edition_or_nothing(sample, tmp_path):
    word, excel = tmp_path / "pack.docx", tmp_path / "no folder" / "matrix.xlsx"
    with pytest.raises(OutputNotWrittenError, match=r"matrix\.xlsx was not written"):
        issue(sample, word=word, excel=excel)
    assert list(tmp_path.iterdir()) == []
    assert sample.content.editions == ()


def test_numbers_count_up_and_an_addendum_keeps_its_number(sample):
    made = [issue(sample, addendum=late) for late in (False, True, True, False, True)]
    assert [label(row) for row in made] == ["1", "1.1", "1.2", "2", "2.1"]
    assert earlier.newest(sample.content) == made[-1]
    assert earlier.edition_named(sample.content, "1.1") == made[1]
    assert earlier.edition_named(sample.content, "last") == made[-1]
    assert earlier.edition_named(sample.content, made[0].id) == made[0]


def test_there_is_no_addendum_to_nothing(sample):
    with pytest.raises(InputRefusedError, match="no edition to which"):
        issue(sample, addendum=True)
    assert sample.content.editions == ()


def test_an_unknown_edition_is_refused_with_those_there_are(sample):
    issue(sample)
    with pytest.raises(InputRefusedError, match=r"no edition “7” in this pack; it has: 1\."):
        earlier.edition_named(sample.content, "7")


def test_nothing_is_issued_while_an_error_is_open(sample, tmp_path):
    quote = sample.content.quotes[0]
    first, *rest = quote.pieces
    wrong = replace(quote, pieces=(replace(first, exact="Never said"), *rest))
    editing.add(sample, wrong, "Change")
    with pytest.raises(InputRefusedError) as caught:
        issue(sample, word=tmp_path / "pack.docx")
    assert "error is open" in str(caught.value)
    assert f"quote {quote.id}: " in str(caught.value)
    assert sample.content.editions == ()
    assert not (tmp_path / "pack.docx").exists()


def test_where_a_file_cannot_be_written_nothing_is_issued(sample, tmp_path):
    with pytest.raises(OutputNotWrittenError):
        issue(sample, excel=tmp_path / "nowhere" / "matrix.xlsx")
    assert sample.content.editions == ()


def test_issuing_is_one_edit_that_can_be_undone(sample):
    edition = issue(sample)
    assert sample.undo_name == "Issue Edition"
    sample.undo()
    assert sample.content.editions == ()
    sample.redo()
    assert sample.content.editions == (edition,)


def test_an_edition_names_template_content_and_files_by_their_hashes(reopened, issued):
    (edition,) = reopened.content.editions
    assert edition.template.id == "summit-pack"
    assert edition.content_sha256 == hashlib.sha256(edition.content.encode()).hexdigest()
    assert [row.name for row in edition.outputs] == ["pack.docx", "matrix.xlsx"]
    for row in edition.outputs:
        assert row.sha256 == frozen.parts_digest(issued.joinpath(row.name).read_bytes())


def test_the_hash_of_a_file_is_over_its_parts_not_over_how_they_are_packed(issued, tmp_path):
    file = issued / "matrix.xlsx"
    again = tmp_path / "again.xlsx"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(again, "w") as new:
        for name in reversed(old.namelist()):
            new.writestr(name, old.read(name))
    assert again.read_bytes() != file.read_bytes()
    assert frozen.parts_digest(again.read_bytes()) == frozen.parts_digest(file.read_bytes())
    with zipfile.ZipFile(again, "a") as new:
        new.writestr("more.xml", "<a/>")
    assert frozen.parts_digest(again.read_bytes()) != frozen.parts_digest(file.read_bytes())


def test_an_edition_renders_to_identical_parts_after_the_pack_went_on(reopened, tmp_path):
    (edition,) = reopened.content.editions
    editing.change_cover(reopened, title="Something else")
    editing.remove(reopened, reopened.content.get(Source, "article"))
    packs.save_pack(reopened)
    path = reopened.path
    reopened.close()
    pack = packs.open_pack(path)  # the texts of sources that are gone are in the saved file
    try:
        again = issuing.issue_again(
            pack,
            edition,
            issuing.IssueRequest(word=tmp_path / "again.docx", excel=tmp_path / "again.xlsx"),
        )
    finally:
        pack.close()
    assert again.differing == ()
    digests = [frozen.parts_digest(path.read_bytes()) for path in again.report.written]
    assert digests == [row.sha256 for row in edition.outputs]


def test_a_file_that_differs_from_what_was_issued_is_named(reopened, tmp_path):
    (edition,) = reopened.content.editions
    word, excel = edition.outputs
    claimed = replace(edition, outputs=(word, replace(excel, sha256="0" * 64)))
    again = issuing.issue_again(
        reopened, claimed, issuing.IssueRequest(excel=tmp_path / "again.xlsx")
    )
    assert again.differing == (tmp_path / "again.xlsx",)


def test_another_template_than_the_one_that_was_used_is_refused(reopened, tmp_path):
    (edition,) = reopened.content.editions
    used = replace(edition.template, sha256="0" * 64)
    with pytest.raises(InputRefusedError, match="another one now"):
        issuing.issue_again(
            reopened,
            replace(edition, template=used),
            issuing.IssueRequest(excel=tmp_path / "again.xlsx"),
        )


def test_an_edition_survives_dump_and_load_to_the_letter(reopened, tmp_path):
    file = tmp_path / "dumped.json"
    file.write_bytes(dump(reopened))
    loaded = load(file)
    try:
        assert loaded.content.editions == reopened.content.editions
    finally:
        loaded.close()


def test_a_text_that_did_not_come_along_is_missed_with_a_sentence(reopened, tmp_path):
    editing.remove(reopened, reopened.content.get(Source, "article"))
    file = tmp_path / "dumped.json"
    file.write_bytes(dump(reopened))
    loaded = load(file)
    try:
        (edition,) = loaded.content.editions
        with pytest.raises(InputRefusedError, match="cannot be rendered again"):
            issuing.issue_again(
                loaded, edition, issuing.IssueRequest(excel=tmp_path / "again.xlsx")
            )
    finally:
        loaded.close()


def test_an_edition_that_holds_anything_is_saved_as_it_is(sample, tmp_path):
    for number, content in enumerate(('{"sources":[1,"x",{"text":2}]}', '{"a":[]}', "[]"), 1):
        row = Edition(
            id=f"e{number}",
            number=number,
            issued="2027-03-01",
            content=content,
            content_sha256="0" * 64,
        )
        editing.add(sample, row, "Add")
    packs.save_pack(sample, tmp_path / "odd.briefpack")
    pack = packs.open_pack(tmp_path / "odd.briefpack", read_only=True)
    try:
        assert pack.content.editions == sample.content.editions
    finally:
        pack.close()


# --------------------------------------------------------------- since an edition


def test_nothing_changed_right_after_issuing(sample):
    edition = issue(sample)
    assert editions.since(sample.content, edition) == ()
    assert changed_since(sample.content, edition, "en") == ()


def test_a_new_stage_is_told_per_country_with_what_it_was(sample):
    edition = issue(sample)
    row = sample.content.get(Commitment, "dk-battalion")
    stage = StageEntry(id="new", stage=Stage.DELIVERING, date="2027-04-01")
    editing.change(sample, row, "Add Stage", stages=(*row.stages, stage))
    (denmark,) = changed_since(sample.content, edition, "en")
    assert (denmark.actor, denmark.name) == ("dk", "Denmark")
    (item,) = denmark.items
    assert (item.kind, item.what, item.record) == ("stage", What.CHANGED, "dk-battalion")
    assert (item.before, item.after) == ("Authorised (2 March 2027)", "Under way (1 April 2027)")
    assert (item.title, item.date) == (row.text.removesuffix("."), "2027-04-01")


def test_a_changed_position_is_told_before_and_after(sample):
    edition = issue(sample)
    row = next(row for row in sample.content.positions if row.id == "fr-force")
    editing.change(sample, row, "Change", stance=Stance.OPPOSE)
    (france,) = changed_since(sample.content, edition, "en")
    (item,) = france.items
    assert (item.what, item.fields) == (What.CHANGED, ("stance",))
    assert item.before.startswith(row.stance.label)
    assert item.after.startswith("Oppose")


def test_what_is_gone_with_its_source_is_still_told_in_its_words(sample):
    edition = issue(sample)
    quotes = {row.id: row for row in sample.content.quotes if row.source == "article"}
    before = sample.content
    editing.remove(sample, sample.content.get(Source, "article"))
    found = {
        item.record: item
        for actor in changed_since(sample.content, edition, "en")
        for item in actor.items
        if item.kind == "quote"
    }
    disclosed = {one for one, row in quotes.items() if row.disclosure is not Disclosure.CLOSED}
    assert found
    assert found.keys() <= disclosed
    for one, item in found.items():
        assert item.what is What.REMOVED
        assert item.before == quote_words(before, quotes[one])
    lines = [row.line for row in editions.since(sample.content, edition)]
    assert len(lines) == len(diff(before, sample.content))


def test_a_closed_record_is_told_to_nobody_unless_it_is_asked_for(sample):
    edition = issue(sample)
    row = sample.content.get(Commitment, "tr-contingent")
    assert row.disclosure is Disclosure.CLOSED
    editing.change(sample, row, "Change", text="Two battalions")
    assert changed_since(sample.content, edition, "en") == ()
    (turkey,) = changed_since(sample.content, edition, "en", printable=False)
    assert turkey.items[0].after.startswith("Two battalions (condition: ")


@given(copies("a"), copies("b"))
def test_every_change_of_an_actor_can_be_told(before, after):
    words = frozen.freeze(before)
    edition = Edition(id="e", number=1, issued="2027-03-01", content=words, content_sha256="0" * 64)
    for actor in changed_since(after, edition, "en", printable=False):
        assert actor.name
        assert actor.items
        assert all(item.title for item in actor.items)


def test_a_pdf_is_issued_and_is_never_called_another_when_made_again(sample, tmp_path):
    made = issuing.issue(sample, issuing.IssueRequest(pdf=tmp_path / "pages.pdf"))
    (output,) = made.edition.outputs
    data = (tmp_path / "pages.pdf").read_bytes()
    assert output.sha256 == hashlib.sha256(data).hexdigest()
    files = issuing.IssueRequest(pdf=tmp_path / "again.pdf", excel=tmp_path / "new.xlsx")
    again = issuing.issue_again(sample, made.edition, files)
    assert again.differing == ()
    assert set(again.incomparable) == {tmp_path / "again.pdf", tmp_path / "new.xlsx"}


def test_what_is_edited_while_files_are_written_is_not_in_the_edition(sample):
    plan = issuing.plan_issue(sample.content, issuing.IssueRequest())
    editing.change_cover(sample, title="Changed meanwhile")
    edition = issuing.keep_issued(sample, issuing.render_issue(plan)).edition
    assert "Changed meanwhile" not in edition.content

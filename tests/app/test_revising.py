"""A new revision of a source: imported in its place, and nothing that rests on the old one lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.app import editing, packs
from briefing.app.carrying import new_from
from briefing.app.checking import problems
from briefing.app.cleaning import purge
from briefing.app.deciding import accept, accept_all, open_proposals, reject
from briefing.app.importing import import_pasted
from briefing.app.purging import PurgeTarget
from briefing.app.revisions.finding import Fate
from briefing.app.revisions.relocating import relocated
from briefing.app.revisions.revising import Arriving, keep_revision, plan_revision, revise
from briefing.app.sharing import plan_share
from briefing.changes.applying import apply
from briefing.changes.change import Change
from briefing.changes.proposals import proposal_of
from briefing.checks import Severity, problems_of
from briefing.domain.commitments import Commitment
from briefing.domain.prose import Section
from briefing.domain.revisions import is_older_than_itself, older_revisions
from briefing.domain.sources import Source, Withdrawn
from briefing.domain.statements import Position, Quote, Translation, WordEdit
from briefing.domain.vocabularies import Disclosure, ProposalState, Translator
from briefing.errors import InputRefusedError
from briefing.interchange.dumping import dump_pack
from briefing.interchange.loading import load_pack
from tests.changes.edits import FILLED, copies
from tests.good_content import ARTICLE, good_content

HEAD = "Ministers weigh a grain mission\n\nCorrected on Wednesday.\n\n"
SAME = HEAD + ARTICLE
BOATS = "We will send two patrol boats once parliament has voted."


def revised(good, text=SAME, older="article"):
    return revise_with_text(good, older, text)


def revise_with_text(pack, older, text):
    return revise(pack, older, Arriving.of_text(text))


def source(pack, result):
    return pack.content.get(Source, result.imported.source)


def by_field(pack, *states):
    return {
        (row.kind, row.record, row.field): row
        for row in pack.content.proposals
        if not states or row.state in states
    }


def accept_everything(pack):
    """Accept also what only a person accepts."""
    accept_all(pack)
    accept(pack, [row.id for row in open_proposals(pack.content)])


def resting_on(pack, source_id):
    """Return the records with words of a source, searched for without the program."""
    content = pack.content
    found = {record.id for _, record, item in content.resting if item.source == source_id}
    return found | {row.id for row in content.quotes if row.source == source_id}


def test_the_same_words_elsewhere_wait_together_and_move_as_one_edit(good):
    result = revised(good)
    assert result.imported.outcome == "revision"
    assert result.counts == {Fate.MOVED: 8, Fate.DOUBTFUL: 1}
    edits = len(good.history)
    accept_all(good)
    assert len(good.history) == edits + 1
    assert resting_on(good, "article") == set()
    assert [row for row in problems(good.content) if row.code.endswith("words_differ")] == []
    good.undo()
    assert resting_on(good, "article") != set()


def test_source_and_proposals_are_one_edit(good):
    before, edits = good.content, len(good.history)
    revised(good)
    assert len(good.history) == edits + 1
    good.undo()
    assert good.content == before


def test_a_change_is_told_field_by_field(good):
    result = revised(good)
    row = by_field(good)["position", "estonia-mission", "evidence[ev-4]"]
    before, after = json.loads(row.before), json.loads(row.after)
    assert (before["source"], after["source"]) == ("article", result.imported.source)
    assert before["exact"] == after["exact"] == "Estonia supports the mission"
    assert after["start"] == before["start"] + len(HEAD)
    assert row.state is ProposalState.WAITING
    accept(good, [row.id])
    (kept,) = good.content.get(Position, "estonia-mission").evidence
    assert (kept.id, kept.source) == ("ev-4", result.imported.source)
    assert resting_on(good, "article") != set()


def test_passages_of_stages_and_conditions_move_too(good):
    result = revised(good)
    field = "stages[stage-1].evidence[ev-1]"
    accept(good, [by_field(good)["commitment", "boats-poland", field].id])
    (stage,) = good.content.get(Commitment, "boats-poland").stages
    assert stage.evidence[0].source == result.imported.source


@pytest.mark.parametrize("field", ["source", "pieces[piece-1]", "speaker_as_named"])
def test_whatever_of_a_quote_is_accepted_takes_all_its_words_along(good, field):
    result = revised(good)
    accept(good, [by_field(good)["quote", "boats-quote", field].id])
    quote = good.content.get(Quote, "boats-quote")
    text = source(good, result).text
    assert quote.source == result.imported.source
    assert quote.pieces[0].matches(text)
    assert quote.speaker_as_named.of(text) == "Jan Kowalczyk"


def test_whatever_of_a_quote_is_rejected_keeps_all_its_words(good):
    revised(good)
    reject(good, [by_field(good)["quote", "boats-quote", "speaker_as_named"].id])
    left = by_field(good, ProposalState.WAITING)
    assert not [key for key in left if key[1] == "boats-quote"]


def test_words_that_changed_wait_for_a_person_beside_what_is_nearest(good):
    new = SAME.replace("Estonia supports the mission", "Estonia backs the mission")
    result = revised(good, new)
    row = by_field(good)["position", "estonia-mission", "evidence[ev-4]"]
    assert row.state is ProposalState.CONFLICT
    assert json.loads(row.after)["exact"] == "Estonia backs the mission"
    assert row.place.startswith("Other words")
    assert result.counts[Fate.CHANGED] == 1
    accept_all(good)
    assert good.content.get(Position, "estonia-mission").evidence[0].source == "article"
    accept(good, [row.id])
    (kept,) = good.content.get(Position, "estonia-mission").evidence
    assert kept.exact == "Estonia backs the mission"
    assert kept.matches(source(good, result).text)


def test_words_beside_which_others_stand_now_wait_for_a_person(good):
    result = revised(good, SAME.replace("its foreign ministry said", "its president said"))
    row = by_field(good)["position", "estonia-mission", "evidence[ev-4]"]
    assert row.state is ProposalState.CONFLICT
    assert json.loads(row.after)["exact"] == "Estonia supports the mission"
    assert result.counts[Fate.DOUBTFUL] >= 1


def test_a_quote_of_which_words_changed_is_decided_on_as_a_whole(good):
    result = revised(good, SAME.replace("two patrol boats", "three patrol boats"))
    rows = by_field(good)
    fields = ("source", "pieces[piece-1]", "speaker_as_named")
    assert {rows["quote", "boats-quote", one].state for one in fields} == {ProposalState.CONFLICT}
    accept_all(good)
    assert good.content.get(Quote, "boats-quote").source == "article"
    accept(good, [rows["quote", "boats-quote", "source"].id])
    quote = good.content.get(Quote, "boats-quote")
    assert quote.pieces[0].exact == BOATS.replace("two", "three")
    assert quote.speaker_as_named.of(source(good, result).text) == "Jan Kowalczyk"


def test_words_that_are_gone_are_told_and_stay_where_they_are(good):
    result = revised(good, SAME.replace("He ruled out putting sailors ashore.", ""))
    row = by_field(good)["commitment", "ashore-poland", "stages[stage-2].evidence[ev-2]"]
    assert row.state is ProposalState.REFUSED
    assert "He ruled out" in json.loads(row.before)["exact"]
    assert row.after is None
    assert "stand nowhere" in row.reason
    assert result.counts[Fate.GONE] == 1
    with pytest.raises(InputRefusedError, match="stand nowhere"):
        accept(good, [row.id])
    assert "ashore-poland" in resting_on(good, "article")


def test_a_quote_of_which_a_piece_is_gone_stays_as_a_whole(good):
    quote = good.content.get(Quote, "boats-quote")
    ruled = good.content.get(Commitment, "ashore-poland").stages[0].evidence[0]
    piece = replace(quote.pieces[0], id="late", start=ruled.start, stop=ruled.stop).filled(ARTICLE)
    editing.change(good, quote, "Change", pieces=(*quote.pieces, piece))
    revised(good, SAME.replace("He ruled out putting sailors ashore.", ""))
    rows = by_field(good, ProposalState.REFUSED)
    assert ("quote", "boats-quote", "pieces[late]") in rows
    assert "stays where it is" in rows["quote", "boats-quote", "pieces[piece-1]"].reason
    assert ("quote", "boats-quote", "source") not in by_field(good)


def test_marked_edits_stay_on_their_words(good):
    quote = good.content.get(Quote, "boats-quote")
    at = ARTICLE.index("two patrol")
    edit = WordEdit(id="cut", start=at, stop=at + len("two patrol"), text="…")
    editing.change(good, quote, "Change", edits=(edit,))
    result = revised(good, SAME.replace("once parliament", "when parliament"))
    accept_everything(good)
    (moved,) = good.content.get(Quote, "boats-quote").edits
    assert moved.of(source(good, result).text) == "two patrol"


def test_a_marked_edit_whose_words_changed_keeps_the_quote_where_it_is(good):
    quote = good.content.get(Quote, "boats-quote")
    at = ARTICLE.index("two patrol")
    edit = WordEdit(id="cut", start=at, stop=at + len("two patrol"), text="…")
    editing.change(good, quote, "Change", edits=(edit,))
    revised(good, SAME.replace("two patrol", "three patrol"))
    row = by_field(good)["quote", "boats-quote", "pieces[piece-1]"]
    assert row.state is ProposalState.REFUSED
    assert "left out or put in" in row.reason
    assert json.loads(row.after)["exact"].startswith("We will send three patrol boats")


def test_translations_and_copies_move_with_the_revision_that_has_their_words(good):
    quote = good.content.get(Quote, "gamble-quote")
    words = replace(quote.pieces[0], id="words")
    row = Translation(id="t", language="no", text="x", by=Translator.OUTLET, pieces=(words,))
    copy = replace(good.content.get(Quote, "boats-quote").also_in[0], source="article")
    at = ARTICLE.index(BOATS)
    copy = replace(copy, id="copy-2", start=at, stop=at + len(BOATS))
    editing.change(good, quote, "Change", translations=(row,), also_in=(copy,))
    result = revised(good)
    accept_everything(good)
    text = source(good, result).text
    moved = good.content.get(Quote, "gamble-quote")
    assert moved.translations[0].pieces[0].matches(text)
    assert moved.also_in[0].source == result.imported.source
    assert moved.also_in[0].of(text) == BOATS


def test_prose_cites_the_new_revision_once_somebody_looked(good):
    at = ARTICLE.index("a gamble")
    section = good.content.get(Section, "on-norway")
    cited = f"A *gamble*, it says [@article:{at}-{at + 8}]."
    editing.change(good, section, "Change", markdown=cited)
    result = revised(good)
    rows = by_field(good)
    row = rows["section", "summary", "markdown"]
    assert row.state is ProposalState.CONFLICT
    accept(good, [row.id])
    markdown = good.content.get(Section, "summary").markdown
    assert markdown == f"Poland leads [@ev-1], Norway waits [@{result.imported.source}]."
    accept(good, [rows["section", "on-norway", "markdown"].id])
    at += len(HEAD)
    assert good.content.get(Section, "on-norway").markdown.endswith(f":{at}-{at + 8}].")


def test_a_citation_of_a_stretch_that_is_not_there_as_it_was_is_told(good):
    revised(good)
    row = by_field(good)["section", "on-norway", "markdown"]
    assert row.state is ProposalState.REFUSED
    assert json.loads(row.before) == ARTICLE[10:20]
    assert "by their place" in row.reason


def test_what_its_text_does_not_say_is_that_of_the_older_revision(good):
    old = good.content.get(Source, "article")
    closed = {"disclosure": Disclosure.CLOSED, "public_label": "A paper", "sensitive": True}
    editing.change(good, old, "Mark", **closed)
    result = revised(good)
    new = source(good, result)
    old = good.content.get(Source, "article")
    same = ("publisher", "published", "reliability", "credibility", "kind", "origin", *closed)
    assert {one: getattr(new, one) for one in same} == {one: getattr(old, one) for one in same}
    assert (new.replaces, new.revision) == ("article", 2)
    assert any("date of publication" in one for one in result.imported.warnings)
    assert old.text == ARTICLE


def test_what_somebody_corrected_stands_where_the_new_text_says_nothing_else(good):
    first = import_pasted(good, SAME).source
    known = {"title": "As the desk calls it", "publisher": "Levant Wire", "published": "2026-03-10"}
    editing.change(good, good.content.get(Source, first), "Correct", **known)
    second = revise_with_text(good, first, SAME + "\nOne name was corrected.")
    new = source(good, second)
    assert {one: getattr(new, one) for one in known} == known
    other = SAME.replace("Ministers weigh a grain mission", "Ministers agree on a grain mission", 1)
    third = revise_with_text(good, new.id, other)
    assert source(good, third).title == "Ministers agree on a grain mission"
    assert source(good, third).publisher == "Levant Wire"


def test_nothing_of_a_revision_that_is_purged_is_left_in_the_inbox(good, tmp_path):
    spilled = "They also agreed on three names that must not be told to anybody at all."
    result = revised(good, f"{SAME}\n{spilled}")
    packs.save_pack(good, tmp_path / "pack.briefpack")
    purge(good, PurgeTarget(record_type=Source, id=result.imported.source), "by mistake")
    assert open_proposals(good.content) == ()
    assert spilled.encode() not in (tmp_path / "pack.briefpack").read_bytes()
    assert good.content.find(Source, "article") is not None
    assert "source_replaced" not in " ".join(row.code for row in problems_of(good.content))


def test_a_removed_revision_leaves_proposals_that_say_why_they_cannot_be_accepted(good):
    result = revised(good)
    editing.remove(good, source(good, result))
    row = by_field(good)["position", "estonia-mission", "evidence[ev-4]"]
    with pytest.raises(InputRefusedError, match="not in the pack"):
        accept(good, [row.id])


def test_other_white_space_is_no_other_words(good):
    result = revised(
        good, SAME.replace("Estonia supports the mission", "Estonia supports the  mission")
    )
    assert Fate.CHANGED not in result.counts
    row = by_field(good)["position", "estonia-mission", "evidence[ev-4]"]
    assert row.state is ProposalState.CONFLICT
    assert row.place == "The same words, but not as they stood"


def test_a_source_without_a_word_may_have_a_revision(good):
    blank = Source(id="blank", title="A scan", publisher="Levant Wire", text=" ")
    editing.add(good, blank, "Add Source")
    new = source(good, revise_with_text(good, "blank", SAME))
    assert (new.title, new.publisher) == ("Ministers weigh a grain mission", "Levant Wire")


def test_the_same_words_again_are_no_revision(good):
    before = good.content
    result = revised(good, ARTICLE)
    assert (result.imported.outcome, result.imported.source) == ("known", "article")
    assert "no revision was made" in result.imported.sentence
    assert good.content == before


def test_a_source_that_was_imported_before_can_become_the_revision(good):
    known = import_pasted(good, SAME).source
    editing.change(good, good.content.get(Source, known), "Change", publisher="Levant Wire")
    result = revised(good)
    new = source(good, result)
    assert new.id == known
    assert (new.replaces, new.revision, new.publisher) == ("article", 2, "Levant Wire")
    assert result.imported.sentence.startswith(f"“{new.title}” is revision 2 of ")
    assert result.proposals


def test_a_text_that_may_be_a_correction_is_told_to_be_one_when_it_is_imported(good):
    assert "its new revision" in import_pasted(good, SAME).sentence
    elsewhere = f"{HEAD}{ARTICLE}\n\n© 2026 Harbour Ledger. All rights reserved."
    imported = import_pasted(good, elsewhere)
    assert imported.outcome == "reprint"
    assert imported.reading.publisher == "Harbour Ledger"
    assert "its new revision" not in imported.sentence


def test_a_revision_of_a_revision_takes_along_what_still_rests_on_the_first(good):
    first = revised(good)
    accept(good, [by_field(good)["position", "estonia-mission", "evidence[ev-4]"].id])
    with pytest.raises(InputRefusedError, match="was replaced by"):
        revised(good, "Second. " + SAME)
    second = revise_with_text(good, first.imported.source, "Second. " + SAME)
    new = source(good, second)
    assert [row.id for row in older_revisions(good.content, new)] == [
        first.imported.source,
        "article",
    ]
    assert new.revision == 3
    everything = open_proposals(good.content)
    accept(good, [row.id for row in everything if row.origin.startswith("Revision 3")])
    assert resting_on(good, "article") == resting_on(good, first.imported.source) == set()


def test_no_source_becomes_a_revision_of_itself(good):
    first = revised(good)
    with pytest.raises(InputRefusedError, match="no source “nobody”"):
        revised(good, older="nobody")
    refused = revise_with_text(good, first.imported.source, ARTICLE + " ")
    assert refused.imported.outcome == "revision"
    again = revise_with_text(good, refused.imported.source, SAME)
    assert again.imported.outcome == "refused"
    assert "other revisions" in again.imported.sentence


def test_a_circle_of_revisions_is_refused_wherever_it_comes_from(good):
    sources = good.content.sources
    circle = (
        replace(sources[0], replaces=sources[1].id),
        replace(sources[1], replaces=sources[0].id),
    )
    content = replace(good.content, sources=circle)
    assert all(is_older_than_itself(row, lambda one: content.find(Source, one)) for row in circle)
    with pytest.raises(InputRefusedError, match="a revision of itself"):
        load_pack(dump_pack(content, lambda _: b""), "circle.json", good.new_id)


def test_a_proposal_that_would_make_a_circle_is_refused(good):
    result = revised(good)
    change = Change(
        kind="source", record="article", field="replaces", before=None, after=result.imported.source
    )
    with good.edit("Receive"):
        good.put(proposal_of(change, "circle", "theirs"))
    with pytest.raises(InputRefusedError, match="a revision of itself"):
        accept(good, ["circle"])


def test_what_is_carried_into_a_new_pack_stands_without_the_older_revision(good, tmp_path):
    revised(good)
    accept_everything(good)
    old = packs.save_pack(good, tmp_path / "old.briefpack")
    carried = new_from("Next month", old)
    assert not [row for row in problems_of(carried.content) if row.severity is Severity.ERROR]
    assert resting_on(carried, "article") == set()
    carried.close()


@given(copies("a", content=FILLED.content), st.integers(0, 40))
def test_any_pack_takes_the_changes_of_any_revision(content, at):
    for old in content.sources:
        text = f"{old.text[:at]} Corrected. {old.text[at:]}"
        new = replace(old, id="revision", text=text, set_aside=(), replaces=old.id, order=99)
        found = relocated(content, new, (old,))
        pieces = [piece for row in content.quotes if row.source == old.id for piece in row.pieces]
        rest = [item for _, _, item in content.resting if item.source == old.id]
        assert sum(found.counts.values()) >= len(pieces) + len(rest)
        open_ = [one.change for one in found.arrivals if one.state is not ProposalState.REFUSED]
        after = apply(replace(content, sources=(*content.sources, new)), open_)
        for _, _, item in after.resting:
            assert item.source != new.id or item.matches(text)
        for quote in after.quotes:
            if quote.source == new.id:
                assert all(piece.matches(text) for piece in quote.pieces)
                assert all(edit.stop <= len(text) for edit in quote.edits)


def test_a_withdrawn_source_may_have_a_revision_and_that_is_said(good):
    old = good.content.get(Source, "article")
    editing.change(good, old, "Withdraw", withdrawn=Withdrawn(on="2026-03-12", reason="An error"))
    assert {row.code for row in problems(good.content)} >= {"quote.source_withdrawn"}
    result = revised(good)
    assert any("withdrawn on 2026-03-12" in one for one in result.imported.warnings)
    assert source(good, result).withdrawn is None
    accept_everything(good)
    assert "quote.source_withdrawn" not in {row.code for row in problems(good.content)}


def test_another_text_altogether_is_doubted(good):
    result = revised(
        good, "The harbour office published its opening hours for the summer season. " * 5
    )
    assert any("no revision of that" in one for one in result.imported.warnings)
    assert set(result.counts) <= {Fate.GONE, Fate.CHANGED}


def test_what_rests_on_a_replaced_revision_is_a_problem_with_its_place(good):
    assert "source_replaced" not in " ".join(row.code for row in problems_of(good.content))
    revised(good)
    found = [row for row in problems_of(good.content) if row.code.endswith(".source_replaced")]
    places = {(row.kind, row.id, row.field) for row in found}
    assert places >= {
        ("quote", "boats-quote", "source"),
        ("position", "estonia-mission", "evidence"),
        ("section", "summary", "markdown"),
    }
    assert {row.severity for row in found} == {Severity.WARNING}
    accept_everything(good)
    left = [row for row in problems_of(good.content) if row.code.endswith(".source_replaced")]
    assert [row.id for row in left] == ["on-norway"]  # which cites a stretch that is not the same


def test_nothing_of_an_older_revision_is_left_in_the_inbox_once_it_is_purged(good, tmp_path):
    result = revised(good, SAME.replace("He ruled out putting sailors ashore.", ""))
    packs.save_pack(good, tmp_path / "pack.briefpack")
    purge(good, PurgeTarget(record_type=Source, id="article"), "by mistake")
    assert not [row for row in good.content.proposals if "article" in (row.before or "")]
    assert "He ruled out" not in (tmp_path / "pack.briefpack").read_text("latin-1")
    new = source(good, result)
    assert (new.replaces, new.revision) == (None, 2)


def test_a_shared_copy_has_the_revision_without_the_closed_one_that_it_replaces(good):
    result = revised(good)
    old = good.content.get(Source, "article")
    accept_everything(good)
    editing.change(good, old, "Close", disclosure=Disclosure.CLOSED)
    shared = plan_share(good, Disclosure.BACKGROUND).content
    new = shared.get(Source, result.imported.source)
    assert shared.find(Source, "article") is None
    assert new.replaces is None
    assert shared.proposals == ()


def test_a_file_becomes_a_revision_or_is_refused_by_name(good, tmp_path):
    path = tmp_path / "corrected.txt"
    path.write_text(SAME, encoding="utf-8")
    assert revise(good, "article", Arriving.of_file(path)).imported.outcome == "revision"
    missing = revise(good, "communique", Arriving.of_file(tmp_path / "nowhere.txt")).imported
    assert missing.outcome == "refused"
    assert "nowhere.txt" in missing.sentence


def test_what_was_edited_while_the_text_was_read_is_looked_for_anew(good):
    plan = plan_revision(good.content, "article", Arriving.of_text(SAME))
    position = good.content.get(Position, "estonia-mission")
    editing.change(good, position, "Change", evidence=())
    result = keep_revision(good, plan)
    assert result.imported.outcome == "revision"
    assert ("position", "estonia-mission", "evidence[ev-4]") not in by_field(good)
    late = plan_revision(good.content, result.imported.source, Arriving.of_text("New. " + SAME))
    editing.remove(good, source(good, result))
    with pytest.raises(InputRefusedError, match="no source"):
        keep_revision(good, late)


def test_a_plan_that_is_stopped_leaves_nothing_behind(good):
    class StoppedError(Exception):
        """Somebody stopped it."""

    def stop():
        raise StoppedError

    before = good.content
    with pytest.raises(StoppedError):
        plan_revision(before, "article", Arriving.of_text(SAME), stop)
    assert good.content is before


@given(st.lists(st.sampled_from(ARTICLE.split(". ")), min_size=1, max_size=6), st.randoms())
def test_whatever_the_new_text_is_nothing_is_lost_and_all_that_moves_fits(parts, random):
    pack = packs.restored(good_content(), {})
    random.shuffle(parts)
    result = revise_with_text(pack, "article", "New. " + ". ".join(parts))
    told = {(row.kind, row.record) for row in pack.content.proposals}
    for kind, record, item in pack.content.resting:
        if item.source == "article":
            assert (kind, record.id) in told
    accept_everything(pack)
    text = source(pack, result).text
    for _, _, item in pack.content.resting:
        if item.source == result.imported.source:
            assert item.matches(text)
    for quote in pack.content.quotes:
        if quote.source == result.imported.source:
            assert all(piece.matches(text) for piece in quote.pieces)
    assert not [row for row in problems_of(pack.content) if row.code.endswith("words_differ")]
    pack.close()

"""A Word pack comes home: exported, worked on, received, decided on, exported again."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from briefing.app import editing, packs
from briefing.app.deciding import accept, accept_all
from briefing.app.exporting import ExportRequest, export
from briefing.app.receiving import comes_home, receive
from briefing.domain.commitments import Commitment
from briefing.domain.exchange import Remark
from briefing.domain.prose import Section
from briefing.domain.statements import Position
from briefing.domain.vocabularies import ProposalState, Stance
from briefing.errors import InputRefusedError
from tests.app.receiving.conftest import come_home
from tests.word.reviewing import Colleague, through_libreoffice

WAITING, CONFLICT, REFUSED = (
    ProposalState.WAITING,
    ProposalState.CONFLICT,
    ProposalState.REFUSED,
)
SUMMARY = "position/dk-force/summary"
STANCE = "position/dk-force/stance"
HELD = (
    "Denmark joins the force, and its parliament is so far the only one to have authorised troops."
)


def only(pack):
    (found,) = pack.content.proposals
    return found


def test_an_untouched_document_brings_nothing(pack, document, tmp_path):
    received = come_home(pack, tmp_path, document)
    assert pack.content.proposals == ()
    assert received.sentences == ("review.docx says the same as this pack.",)


def test_libreoffice_alone_brings_nothing_and_loses_no_edit(pack, content, tmp_path):
    path = tmp_path / "brief.docx"
    export(content, ExportRequest(template="objectives-brief", word=path))
    colleague = Colleague(path.read_bytes())
    colleague.replace("position/us-force/summary", "sends no", "may send")
    colleague.replace("line/us-objective/markdown#1", "leave the room", "go")
    saved = through_libreoffice({"same": path.read_bytes(), "edited": colleague.saved()}, tmp_path)
    come_home(pack, tmp_path, saved["same"])
    assert pack.content.proposals == ()
    come_home(pack, tmp_path, saved["edited"])
    assert {(row.kind, row.record, row.field, row.state) for row in pack.content.proposals} == {
        ("position", "us-force", "summary", WAITING),
        ("line", "us-objective", "markdown", WAITING),
    }


def test_one_edited_field_is_one_proposal_that_can_be_accepted(pack, colleague, tmp_path):
    colleague.replace(SUMMARY, "joins the force", "gladly joins the force")
    come_home(pack, tmp_path, colleague)
    row = only(pack)
    assert (row.kind, row.record, row.field, row.state) == (
        "position", "dk-force", "summary", WAITING,
    )  # fmt: skip
    assert json.loads(row.before) == HELD
    assert row.place.startswith("Under “Positions”: “Denmark joins the force")
    assert row.origin == "review.docx"
    accept(pack, [row.id])
    found = pack.content.get(Position, "dk-force")
    assert found.summary == HELD.replace("joins", "gladly joins")


def test_what_was_accepted_is_exported_and_comes_home_as_nothing(pack, colleague, tmp_path):
    colleague.replace(SUMMARY, "joins the force", "gladly joins the force")
    come_home(pack, tmp_path, colleague)
    accept_all(pack)
    again = tmp_path / "again.docx"
    export(pack.content, ExportRequest(word=again))
    receive(pack, again)
    assert len(pack.content.proposals) == 1


def test_a_document_received_twice_adds_nothing(pack, colleague, tmp_path):
    colleague.replace(SUMMARY, "joins", "may join")
    colleague.type(STANCE, "Perhaps")
    colleague.comment(SUMMARY, "Is it so?", "Anna Berg")
    colleague.add_paragraph("section/judgements/markdown#1", "A thought of mine.")
    first = come_home(pack, tmp_path, colleague)
    assert len(first.added) == 4
    second = come_home(pack, tmp_path, colleague)
    assert second.added == ()
    accept_all(pack)
    assert come_home(pack, tmp_path, colleague).added == ()


def test_words_of_vocabularies_and_dates_come_home_as_codes(pack, colleague, tmp_path):
    colleague.type(STANCE, "Oppose")
    come_home(pack, tmp_path, colleague)
    assert accept_all(pack).accepted
    assert pack.content.get(Position, "dk-force").stance is Stance.OPPOSE


@pytest.mark.parametrize(
    ("tag", "text", "reason"),
    [
        (STANCE, "Perhaps", "none of the words for it: “Support”"),
        (STANCE, "", "was emptied"),
        ("fact/fi-capital/label", "", "was emptied"),
    ],
)
def test_what_a_field_cannot_be_is_refused_with_the_reason(
    pack, colleague, tmp_path, tag, text, reason
):
    if tag.startswith("fact"):
        tag = next(one for one in _tags(colleague) if one.startswith("fact/") and "label" in one)
    colleague.type(tag, text)
    received = come_home(pack, tmp_path, colleague)
    row = only(pack)
    assert row.state is REFUSED
    assert reason in row.reason
    assert "cannot be applied" in received.sentences[0]
    with pytest.raises(InputRefusedError, match="cannot be accepted"):
        accept(pack, [row.id])


@pytest.mark.parametrize(
    ("looks", "told"), [("b", "**joins**"), ("i", "*joins*"), ("bi", "***joins***")]
)
def test_emphasis_that_a_field_cannot_have_is_told_with_its_place(
    pack, colleague, tmp_path, looks, told
):
    colleague.emphasise(SUMMARY, "joins", *looks)
    received = come_home(pack, tmp_path, colleague)
    row = only(pack)
    assert row.state is REFUSED
    assert "Bold and italic are not taken over" in row.reason
    assert json.loads(row.after) == HELD.replace("joins", told)
    assert "Denmark joins the force" in row.place
    assert received.refused == {row.id: row.reason}
    assert come_home(pack, tmp_path, colleague).added == ()


def test_what_the_words_say_comes_home_beside_their_emphasis(pack, colleague, tmp_path):
    colleague.replace(SUMMARY, "joins", "leaves")
    colleague.emphasise(SUMMARY, "leaves", "b")
    come_home(pack, tmp_path, colleague)
    states = {row.state: json.loads(row.after) for row in pack.content.proposals}
    assert states == {
        WAITING: HELD.replace("joins", "leaves"),
        REFUSED: HELD.replace("joins", "**leaves**"),
    }
    accept_all(pack)
    assert pack.content.get(Position, "dk-force").summary == HELD.replace("joins", "leaves")


def _tags(colleague):
    return [str(one) for one in colleague.body.xpath("//*[local-name()='tag']/@*")]


def test_the_words_of_a_quote_are_never_changed(pack, colleague, tmp_path):
    tag = next(one for one in _tags(colleague) if one.endswith("/words"))
    colleague.type(tag, "We never said so")
    come_home(pack, tmp_path, colleague)
    row = only(pack)
    assert row.state is REFUSED
    assert "those of its source" in row.reason
    assert json.loads(row.after) == "We never said so"


def test_what_was_changed_here_meanwhile_is_a_conflict_and_ours_stays(pack, colleague, tmp_path):
    ours = pack.content.get(Position, "dk-force")
    editing.change(pack, ours, "Change", summary="Denmark wavers.")
    colleague.replace(SUMMARY, "joins the force", "leaves")
    received = come_home(pack, tmp_path, colleague)
    row = only(pack)
    assert row.state is CONFLICT
    assert json.loads(row.before) == "Denmark wavers."
    assert received.conflicts == (row.id,)
    assert pack.content.get(Position, "dk-force").summary == "Denmark wavers."


def test_the_same_change_on_both_sides_is_none(pack, colleague, tmp_path):
    new = HELD.replace("joins", "has joined")
    editing.change(pack, pack.content.get(Position, "dk-force"), "Change", summary=new)
    colleague.replace(SUMMARY, "joins", "has joined")
    come_home(pack, tmp_path, colleague)
    assert pack.content.proposals == ()


def test_a_record_that_is_gone_is_named_in_the_reason(pack, colleague, tmp_path):
    editing.remove(pack, pack.content.get(Position, "dk-force"))
    colleague.replace(SUMMARY, "joins", "may join")
    come_home(pack, tmp_path, colleague)
    assert "no longer in this pack" in only(pack).reason


def test_tracked_changes_carry_their_author(pack, colleague, tmp_path):
    colleague.track(SUMMARY, "joins the force", "joins", "Anna Berg")
    come_home(pack, tmp_path, colleague)
    row = only(pack)
    assert row.by == "Anna Berg"
    assert json.loads(row.after) == HELD.replace("joins the force", "joins")


def test_a_comment_becomes_a_remark_at_its_field(pack, colleague, tmp_path):
    colleague.comment(SUMMARY, "Is it so?", "Anna Berg")
    come_home(pack, tmp_path, colleague)
    row = only(pack)
    assert row.kind == "remark"
    accept(pack, [row.id])
    (remark,) = [one for one in pack.content.all(Remark) if one.text == "Is it so?"]
    assert (remark.record.kind, remark.record.id, remark.record.field) == (
        "position", "dk-force", "summary",
    )  # fmt: skip
    assert (remark.author, remark.on) == ("Anna Berg", "2027-03-09T10:15:00Z")


def test_paragraphs_of_prose_come_home_together(pack, colleague, tmp_path):
    before = pack.content.get(Section, "judgements").markdown
    colleague.replace("section/judgements/markdown#1", "endorse", "adopt")
    colleague.replace("section/judgements/markdown#2", "highly likely", "certain")
    come_home(pack, tmp_path, colleague)
    after = json.loads(only(pack).after)
    assert after == before.replace("endorse", "adopt", 1).replace("highly likely", "certain", 1)


def test_words_outside_of_values_are_in_the_inbox_with_their_place(pack, colleague, tmp_path):
    colleague.add_paragraph(SUMMARY, "A thought of mine.")
    come_home(pack, tmp_path, colleague)
    row = only(pack)
    assert (row.kind, row.record, row.field, row.state) == ("pack", None, None, REFUSED)
    assert row.place == "Under “Positions”"
    assert json.loads(row.after) == "A thought of mine."
    assert "outside of the values" in row.reason


def test_a_removed_row_is_told_and_nothing_is_proposed_to_be_removed(pack, document, tmp_path):
    colleague = Colleague(document)
    tag = next(
        one
        for one in _tags(colleague)
        if one.startswith("commitment/")
        and _tags(colleague).count(one) == 1
        and list(colleague.control(one).iterancestors("{*}tr"))
    )
    colleague.remove_row(tag)
    received = come_home(pack, tmp_path, colleague)
    assert any(change.record == tag.split("/")[1] for change in received.absences)
    assert any("nothing is proposed to be removed" in one for one in received.sentences)
    assert all(row.state is REFUSED for row in pack.content.proposals)
    assert pack.content.find(Commitment, tag.split("/")[1]) is not None


def test_a_paragraph_of_prose_that_is_gone_is_told(pack, colleague, tmp_path):
    paragraph = next(colleague.control("section/judgements/markdown#2").iterancestors("{*}p"))
    paragraph.getparent().remove(paragraph)
    received = come_home(pack, tmp_path, colleague)
    (change,) = received.absences
    assert (change.record, change.field) == ("judgements", "markdown")
    assert change.before.startswith("It is highly likely")
    assert pack.content.proposals == ()


def test_a_quote_that_is_gone_is_told(pack, colleague, tmp_path):
    tags = [one for one in _tags(colleague) if one.endswith("/words")]
    tag = next(one for one in tags if tags.count(one) == 1)
    colleague.control(tag).getparent().remove(colleague.control(tag))
    for one in colleague.body.xpath("//*[local-name()='bookmarkStart']"):
        if not one.getparent().xpath(".//*[local-name()='sdt']"):
            one.getparent().remove(one)
    received = come_home(pack, tmp_path, colleague)
    assert ("quote", tag.split("/")[1]) in {(one.kind, one.record) for one in received.absences}


def test_a_document_whose_memory_was_taken_out_is_refused_with_that_reason(
    pack, colleague, tmp_path
):
    colleague.parts = {
        name: part for name, part in colleague.parts.items() if not name.startswith("customXml")
    }
    with pytest.raises(InputRefusedError, match="no longer remembers"):
        come_home(pack, tmp_path, colleague)


def test_a_file_of_another_pack_is_refused_in_a_sentence(content, document, tmp_path):
    other = packs.restored(replace(content, cover=replace(content.cover, id="otherpack123")), {})
    with pytest.raises(InputRefusedError, match="belongs to another pack, “EXERCISE"):
        come_home(other, tmp_path, document)
    assert other.content.proposals == ()
    other.close()


def test_the_issue_form_is_refused_because_it_was_made_to_be_read(pack, content, tmp_path):
    path = tmp_path / "issue.docx"
    export(content, ExportRequest(word=path, form="issue"))
    assert not comes_home(content, path)
    with pytest.raises(InputRefusedError, match="made to be read"):
        receive(pack, path)


@pytest.mark.parametrize("language", ["fr", "uk", "ar"])
def test_every_language_comes_home(pack, content, tmp_path, language):
    path = tmp_path / "pack.docx"
    options = {"language": language}
    export(content, ExportRequest(template="objectives-brief", word=path, options=options))
    receive(pack, path)
    assert pack.content.proposals == ()
    assert comes_home(content, path)


def test_nothing_that_is_not_known_comes_in_by_a_forged_memory(pack, colleague, tmp_path):
    for name in colleague.parts:
        if name.startswith("customXml/item1"):
            part = colleague.parts[name]
            colleague.parts[name] = part.replace(
                b"position/dk-force/summary", b"proposal/dk-force/origin"
            ).replace(b"position/dk-force/stance", b"position/dk-force/evidence")
    colleague.type(SUMMARY, "Forged")
    colleague.type(STANCE, "Forged")
    come_home(pack, tmp_path, colleague)
    assert pack.content.proposals == ()


def test_citations_that_are_an_annex_stay_where_they_were(pack, content, tmp_path):
    path = tmp_path / "annex.docx"
    export(content, ExportRequest(word=path, options={"citations": "annex"}))
    colleague = Colleague(path.read_bytes())
    colleague.replace("section/fr-profile/markdown#1", "France leads", "Indeed France leads")
    come_home(pack, tmp_path, colleague)
    before = pack.content.get(Section, "fr-profile").markdown
    assert json.loads(only(pack).after) == before.replace("France leads", "Indeed France leads", 1)

"""What a reviewer wrote between our values is still there in the next edition."""

from __future__ import annotations

import pytest

from briefing.app import editing
from briefing.app.deciding import accept_all
from briefing.app.exporting import ExportRequest, export
from briefing.domain.commitments import Commitment
from briefing.domain.prose import Line, Scope, Section
from briefing.domain.vocabularies import LineKind, ProposalState, ScopeKind
from tests.app.receiving.conftest import come_home
from tests.word.reviewing import Colleague, through_libreoffice

FRANCE = "section/fr-profile/markdown#1"
BATTALION = "commitment/dk-battalion/text"
ATTACK = "line/ua-if-attack/markdown#1"
THOUGHT = "The Minister wants to hear from Paris first."


def paragraphs(data):
    return ["".join(each.itertext("{*}t")) for each in Colleague(data).body.iter("{*}p")]


def accepted(pack, tmp_path, colleague):
    come_home(pack, tmp_path, colleague)
    assert [row.state for row in pack.content.proposals] == [ProposalState.WAITING]
    accept_all(pack)


def again(pack, tmp_path):
    path = tmp_path / "again.docx"
    export(pack.content, ExportRequest(word=path))
    return path.read_bytes()


def sections(pack, kind, record_id):
    about = Scope(kind=kind, id=record_id)
    return [row for row in pack.content.sections if row.scope == about]


def test_a_paragraph_within_a_section_goes_on_with_it(pack, colleague, tmp_path):
    before = pack.content.get(Section, "fr-profile").markdown
    colleague.add_paragraph(FRANCE, THOUGHT)
    accepted(pack, tmp_path, colleague)
    after = pack.content.get(Section, "fr-profile").markdown
    first, rest = before.split("\n\n", 1)
    assert after == f"{first}\n\n{THOUGHT}\n\n{rest}"


def test_it_stands_in_the_next_document_and_comes_home_as_nothing(pack, colleague, tmp_path):
    colleague.add_paragraph(FRANCE, THOUGHT, "And from Kyiv.")
    accepted(pack, tmp_path, colleague)
    made = again(pack, tmp_path)
    said = Colleague(made)
    assert said.words("section/fr-profile/markdown#2") == THOUGHT
    assert said.words("section/fr-profile/markdown#3") == "And from Kyiv."
    assert come_home(pack, tmp_path, made).added == ()
    assert come_home(pack, tmp_path, colleague).added == ()


def test_a_paragraph_below_the_heading_begins_the_section(pack, colleague, tmp_path):
    colleague.add_paragraph("section/fr-profile/heading", THOUGHT)
    accepted(pack, tmp_path, colleague)
    assert pack.content.get(Section, "fr-profile").markdown.startswith(f"{THOUGHT}\n\n")


def test_edits_and_new_paragraphs_of_a_section_are_one_proposal(pack, colleague, tmp_path):
    colleague.replace(FRANCE, "hosts its headquarters", "houses its headquarters")
    colleague.add_paragraph(FRANCE, THOUGHT)
    colleague.add_behind(FRANCE, " Ask again.")
    accepted(pack, tmp_path, colleague)
    text = pack.content.get(Section, "fr-profile").markdown
    first, second, _ = text.split("\n\n", 2)
    assert "houses its headquarters" in first
    assert first.endswith("[@transcript]. Ask again.")
    assert second == THOUGHT


@pytest.mark.parametrize("author", ["", "Anna Berg"])
def test_words_typed_behind_a_footnote_belong_to_the_paragraph(pack, colleague, tmp_path, author):
    colleague.add_behind(FRANCE, "Ask again.", author)
    accepted(pack, tmp_path, colleague)
    assert pack.content.proposals[0].by == (author or None)
    assert "[@transcript]. Ask again.\n\n" in pack.content.get(Section, "fr-profile").markdown


def test_words_tracked_behind_a_value_of_a_table_belong_to_it(pack, colleague, tmp_path):
    before = pack.content.get(Commitment, "dk-battalion").text
    colleague.add_behind(BATTALION, "Or so they say.", "Anna Berg")
    accepted(pack, tmp_path, colleague)
    assert pack.content.get(Commitment, "dk-battalion").text == f"{before} Or so they say."


def test_a_paragraph_among_lines_to_take_is_another_line_of_the_kind(pack, colleague, tmp_path):
    line = pack.content.get(Line, "ua-if-attack")
    colleague.add_paragraph(ATTACK, "Say nothing of numbers.", style="ListBullet")
    accepted(pack, tmp_path, colleague)
    (made,) = [row for row in pack.content.lines if row.markdown == "Say nothing of numbers."]
    assert (made.kind, made.meeting, made.topic, made.actor) == (
        LineKind.IF_RAISED, line.meeting, line.topic, line.actor,
    )  # fmt: skip
    assert any("Say nothing of numbers." in one for one in paragraphs(again(pack, tmp_path)))
    assert come_home(pack, tmp_path, colleague).added == ()


def test_a_paragraph_elsewhere_is_a_section_about_the_country_above(pack, colleague, tmp_path):
    colleague.add_after_table(BATTALION, "Copenhagen is our best card.", "We should play it.")
    accepted(pack, tmp_path, colleague)
    (made,) = sections(pack, ScopeKind.ACTOR, "dk")
    assert made.heading == "Added in review"
    assert made.markdown == "Copenhagen is our best card.\n\nWe should play it."
    said = paragraphs(again(pack, tmp_path))
    assert "Copenhagen is our best card." in said
    assert come_home(pack, tmp_path, colleague).added == ()


def test_a_heading_of_hers_is_that_of_the_section(pack, colleague, tmp_path):
    words = "What we make of it"
    colleague.add_after_table(BATTALION, words, "It is a card.")
    heading = next(
        one
        for one in colleague.body.iter("{*}p")
        if "".join(one.itertext()) == "What we make of it"
    )
    mark = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    look = heading.makeelement(f"{mark}pPr")
    look.append(heading.makeelement(f"{mark}pStyle", {f"{mark}val": "Heading2"}))
    heading.insert(0, look)
    accepted(pack, tmp_path, colleague)
    (made,) = sections(pack, ScopeKind.ACTOR, "dk")
    assert (made.heading, made.markdown) == (words, "It is a card.")


def test_a_paragraph_under_no_name_is_a_section_of_the_pack(pack, colleague, tmp_path):
    colleague.add_after_table("meeting/bilateral-ua/objective", "Leave an hour for the press.")
    accepted(pack, tmp_path, colleague)
    (made,) = [row for row in pack.content.sections if row.heading == "Added in review"]
    assert made.scope == Scope(kind=ScopeKind.PACK)


def test_what_was_changed_here_meanwhile_is_a_conflict(pack, colleague, tmp_path):
    section = pack.content.get(Section, "fr-profile")
    editing.change(pack, section, "Change", markdown=f"{section.markdown}\n\nOurs.")
    colleague.add_paragraph(FRANCE, THOUGHT)
    come_home(pack, tmp_path, colleague)
    (row,) = pack.content.proposals
    assert row.state is ProposalState.CONFLICT


def test_words_that_cannot_be_taken_are_kept_with_the_reason(pack, colleague, tmp_path):
    colleague.add_paragraph(FRANCE, "As [@article] says.")
    come_home(pack, tmp_path, colleague)
    (row,) = pack.content.proposals
    assert row.state is ProposalState.REFUSED
    assert "As [@article] says." in row.after


def test_libreoffice_keeps_them_where_they_were_written(pack, colleague, tmp_path):
    colleague.add_paragraph(FRANCE, THOUGHT)
    colleague.add_behind("section/de-profile/markdown#2", "Ask Berlin again.")
    colleague.add_after_table(BATTALION, "Copenhagen is our best card.")
    saved = through_libreoffice({"review": colleague.saved()}, tmp_path)["review"]
    come_home(pack, tmp_path, saved)
    assert len(accept_all(pack).accepted) == 3
    assert f"\n\n{THOUGHT}\n\n" in pack.content.get(Section, "fr-profile").markdown
    assert "Ask Berlin again." in pack.content.get(Section, "de-profile").markdown
    assert len(sections(pack, ScopeKind.ACTOR, "dk")) == 1

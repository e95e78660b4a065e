from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.app import editing, issuing, packs
from briefing.app.checking import problems
from briefing.app.sharing import plan_share, share
from briefing.app.traces import all_records
from briefing.checks import Severity
from briefing.domain.actors import Actor
from briefing.domain.base import Handling
from briefing.domain.commitments import Commitment
from briefing.domain.exchange import FieldReference, Remark
from briefing.domain.kinds import BY_TYPE
from briefing.domain.prose import Scope, Section
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Disclosure, ScopeKind
from briefing.errors import InputRefusedError

LEVELS = (Disclosure.FREE, Disclosure.BACKGROUND)


@pytest.fixture
def sample(tmp_path):
    pack = packs.open_sample()
    packs.save_pack(pack, tmp_path / "ours.briefpack")
    yield pack
    pack.close()


@pytest.fixture
def out(tmp_path):
    return tmp_path / "theirs.briefpack"


def content_of(path):
    pack = packs.open_pack(path, read_only=True)
    try:
        return pack.content
    finally:
        pack.close()


def closed(content):
    return [
        row for row in all_records(content) if row.disclosure is Disclosure.CLOSED or row.sensitive
    ]


@pytest.mark.parametrize("level", LEVELS)
def test_no_closed_record_and_nothing_that_dangles_is_in_a_copy(sample, out, level):
    assert closed(sample.content)
    made = share(sample, out, level)
    content = content_of(out)
    assert content == replace(made.content, cover=content.cover)
    assert closed(content) == []
    assert [row for row in problems(content) if row.severity is Severity.ERROR] == []
    gone = {(row.kind, row.id) for row in made.left_out if row.public_label is None}
    here = {(BY_TYPE[type(row)].singular, row.id) for row in all_records(content)}
    every = {(BY_TYPE[type(row)].singular, row.id) for row in all_records(sample.content)}
    assert here | gone == every
    assert not here & gone


@pytest.mark.parametrize("level", LEVELS)
def test_no_byte_of_a_closed_cable_is_in_a_copy(sample, out, level):
    text = sample.content.get(Source, "cable").text
    pieces = [text[at : at + 40].encode() for at in range(200, len(text) - 40, 20)]
    share(sample, out, level)
    data, ours = out.read_bytes(), sample.path.read_bytes()
    assert sum(piece in ours for piece in pieces) > 80
    assert not any(piece in data for piece in pieces)


def test_free_copies_have_only_free_statements(sample, out):
    share(sample, out, Disclosure.FREE)
    content = content_of(out)
    frame = {"actor", "topic", "measure", "matrix"}
    assert content.commitments
    for row in all_records(content):
        if BY_TYPE[type(row)].singular not in frame:
            assert row.disclosure is Disclosure.FREE


def test_a_source_that_may_not_be_shown_is_only_its_public_label(sample, out):
    draft = sample.content.get(Source, "draft")
    assert draft.public_label
    made = share(sample, out, Disclosure.FREE)
    content = content_of(out)
    shown = content.get(Source, "draft")
    assert (shown.title, shown.text, shown.original) == (draft.public_label,) * 2 + (None,)
    assert draft.text[200:300].encode() not in out.read_bytes()
    for _, _, passage in content.resting:
        if passage.source == "draft":
            assert passage.exact == draft.public_label
    assert not [row for row in content.quotes if row.source == "draft"]
    (listed,) = [row for row in made.left_out if row.id == "draft" and row.kind == "source"]
    assert (listed.why, listed.public_label) == ("our information only", draft.public_label)


def test_a_sensitive_source_does_not_even_show_its_label(sample, out):
    editing.change(sample, sample.content.get(Source, "draft"), "Mark", sensitive=True)
    share(sample, out, Disclosure.BACKGROUND, allow_echoes=True)  # an article quotes it
    assert content_of(out).find(Source, "draft") is None
    assert b"Draft summit statement, version 3" not in out.read_bytes()


def test_a_sensitive_person_goes_with_all_that_needs_them(sample, out):
    person = sample.content.get(Actor, "oldenzaal")
    editing.change(sample, person, "Mark", sensitive=True)
    gone = editing.dependents(sample.content, person)
    made = share(sample, out, Disclosure.BACKGROUND, allow_echoes=True)
    content = content_of(out)
    assert content.find(Actor, "oldenzaal") is None
    assert {row.id for row in gone} <= {row.id for row in made.left_out}
    assert all(row.speaker != "oldenzaal" for row in content.quotes)


def test_a_commitment_of_two_parties_that_stay_out_stays_out(sample):
    row = next(row for row in sample.content.commitments if len(row.parties) > 1)
    for party in row.parties:
        editing.change(sample, sample.content.get(Actor, party.actor), "Mark", sensitive=True)
    made = plan_share(sample, Disclosure.BACKGROUND)
    assert made.content.find(Commitment, row.id) is None


def test_editions_remarks_history_and_local_paths_stay_in_the_house(sample, out):
    issuing.issue(sample, issuing.IssueRequest())
    remark = Remark(
        id="remark", record=FieldReference(kind="actor", id="fr"), text="Ring the desk officer back"
    )
    editing.add(sample, remark, "Add Remark")
    source = sample.content.get(Source, "article")
    editing.change(sample, source, "Change", url="file:///home/analyst/secret/article.html")
    editing.change_cover(sample, title="A title of yesterday")
    editing.change_cover(sample, title="A title of today")
    share(sample, out, Disclosure.BACKGROUND)
    content, data = content_of(out), out.read_bytes()
    assert (content.editions, content.remarks, content.proposals) == ((), (), ())
    assert content.get(Source, "article").url is None
    for words in (b"Ring the desk", b"/home/analyst", b"A title of yesterday", b"summit-pack"):
        assert words not in data
    assert b"A title of today" in data


def test_citations_of_what_is_left_out_are_taken_out_of_prose(sample, out):
    section = Section(
        id="prose",
        scope=Scope(kind=ScopeKind.PACK),
        heading="Prose",
        markdown="It is likely [@cable:3-9] [@article].",
        disclosure=Disclosure.FREE,
    )
    editing.add(sample, section, "Add Section")
    share(sample, out, Disclosure.FREE)
    assert content_of(out).get(Section, "prose").markdown == "It is likely [@article]."


def test_words_that_are_left_out_but_stand_elsewhere_are_named(sample):
    quote = next(row for row in sample.content.quotes if row.source == "article")
    editing.change(sample, quote, "Close", disclosure=Disclosure.CLOSED)
    made = plan_share(sample, Disclosure.FREE)
    assert quote.pieces[0].exact in made.echoes


def test_planning_writes_nothing_and_sharing_leaves_the_pack_as_it_was(sample, out):
    before, data = sample.content, sample.path.read_bytes()
    planned = plan_share(sample, Disclosure.FREE)
    assert not out.exists()
    assert share(sample, out, Disclosure.FREE).left_out == planned.left_out
    assert sample.content == before
    assert sample.path.read_bytes() == data
    assert sample.path.exists()


def test_a_copy_never_replaces_the_pack_and_never_has_closed_records(sample, out):
    with pytest.raises(InputRefusedError, match="is the pack itself"):
        share(sample, sample.path, Disclosure.FREE)
    with pytest.raises(InputRefusedError, match="never shared"):
        share(sample, out, Disclosure.CLOSED)
    assert not out.exists()


def marked(sample, code, **changes):
    source = sample.content.get(Source, "article")
    handling = Handling(scheme="tlp" if "TLP" in code else "uk", code=code)
    editing.change(sample, source, "Mark", handling=handling, public_label=None, **changes)


@pytest.mark.parametrize(
    ("code", "level", "is_in"),
    [
        ("TLP:RED", Disclosure.BACKGROUND, False),
        ("TLP:AMBER+STRICT", Disclosure.BACKGROUND, False),
        ("SECRET", Disclosure.BACKGROUND, False),
        ("TLP:AMBER", Disclosure.BACKGROUND, True),
        ("TLP:AMBER", Disclosure.FREE, False),
        ("TLP:CLEAR", Disclosure.FREE, True),
    ],
)
def test_a_marking_keeps_a_source_in_the_house_whatever_its_use(sample, code, level, is_in):
    marked(sample, code, disclosure=Disclosure.FREE)
    made = plan_share(sample, level)
    assert (made.content.find(Source, "article") is not None) is is_in
    why = [row.why for row in made.left_out if (row.kind, row.id) == ("source", "article")]
    assert why == ([] if is_in else [f"marked {code}"])
    if not is_in:
        assert not [row for row in made.content.quotes if row.source == "article"]


def test_a_pack_that_is_marked_for_nobody_else_is_not_shared(sample, out):
    editing.change_cover(sample, handling=Handling(scheme="tlp", code="RED"))
    with pytest.raises(InputRefusedError, match="The pack is marked TLP:RED"):
        share(sample, out, Disclosure.FREE)
    assert not out.exists()


@pytest.mark.parametrize(
    "url", ["\\\\fileserver\\anna$\\letter.docx", "/home/anna/letter.txt", "http://intranet/letter"]
)
def test_addresses_within_the_house_are_taken_out_and_named(sample, out, url):
    editing.change(sample, sample.content.get(Source, "letter"), "Change", url=url)
    made = share(sample, out, Disclosure.BACKGROUND)
    assert made.without_address == ("letter",)
    assert content_of(out).get(Source, "letter").url is None
    assert url.encode() not in out.read_bytes()


def test_a_path_in_prose_is_named_and_decided_on(sample, out):
    line = sample.content.lines[0]
    editing.change(sample, line, "Change", markdown="See C:\\Users\\anna\\draft.docx")
    with pytest.raises(InputRefusedError, match=f"line {line.id}, markdown"):
        share(sample, out, Disclosure.BACKGROUND)
    assert not out.exists()


def test_a_sensitive_name_in_what_is_shared_is_decided_on_before_anything_is_written(sample, out):
    editing.change(sample, sample.content.get(Actor, "oldenzaal"), "Mark", sensitive=True)
    planned = plan_share(sample, Disclosure.BACKGROUND)
    places = {one.place for one in planned.leaks if one.is_name}
    assert "fact nl-head-of-government, value" in places
    with pytest.raises(InputRefusedError) as refused:
        share(sample, out, Disclosure.BACKGROUND)
    assert not out.exists()
    assert any("fact nl-head-of-government" in one for one in refused.value.sentences)
    assert "Oldenzaal" not in str(refused.value)
    share(sample, out, Disclosure.BACKGROUND, allow_echoes=True)
    assert out.exists()


def test_a_passage_of_a_closed_source_in_a_line_is_decided_on(sample, out):
    words = sample.content.get(Source, "cable").text[300:420]
    line = sample.content.lines[0]
    editing.change(sample, line, "Change", markdown=f"Heard: {words}", evidence=())
    with pytest.raises(InputRefusedError, match=f"Words of source cable.*line {line.id}"):
        share(sample, out, Disclosure.BACKGROUND)


def test_the_sample_has_nothing_to_decide_on(sample):
    for level in LEVELS:
        planned = plan_share(sample, level)
        assert (planned.leaks, planned.paths, planned.without_address) == ((), (), ())


@pytest.mark.parametrize("name", ["theirs", "theirs.briefpack"])
def test_a_copy_never_replaces_a_file(sample, out, name):
    other = packs.create_pack("Somebody else's")
    packs.save_pack(other, out)
    before = out.read_bytes()
    with pytest.raises(InputRefusedError, match="is there already"):
        share(sample, out.with_name(name), Disclosure.FREE)
    assert out.read_bytes() == before
    other.close()

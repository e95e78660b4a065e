"""What a template can name, and what it finds there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from briefing.app.sample import sample_pack
from briefing.app.whats_new import since_edition
from briefing.domain.actors import Actor
from briefing.domain.agenda import Topic
from briefing.domain.base import Evidence
from briefing.domain.content import Content
from briefing.domain.cover import Cover, Event
from briefing.domain.prose import Scope, Section
from briefing.domain.sources import Source
from briefing.domain.statements import Piece, Position, Quote
from briefing.domain.vocabularies import ActorKind, Disclosure, Mode, ScopeKind, Stance
from briefing.template.contract import Kind
from briefing.template.drawing import Drawn
from briefing.template.fields import CONTRACT, FormOptions, fields
from briefing.template.values import Blocks, Citation, Inline, Picture, Quotation

WORDS = "We will send monitors. Not tomorrow."
SOURCE = Source(
    id="s1", title="A letter", publisher="The Office", published="2027-03-05T10:00:00+01:00",
    text=WORDS, disclosure=Disclosure.FREE,
)  # fmt: skip
FINLAND = Actor(id="fi", kind=ActorKind.COUNTRY, name="Finland", iso3="FIN")
NAMED = (
    "pack own meetings countries organisations people topics matrices matrix quotes key_quotes "
    "sources sections changes edition as_of"
)
OF_A_COUNTRY = (
    "name official_name flag groups facts sections positions commitments quotes people lines "
    "changes"
)
OF_A_CELL = "symbol code label stage polarity basis condition date more disagrees commitments"


class Table:
    def xml(self, context):
        return ""


def draw(grid, fills):
    return Table()


@pytest.fixture(scope="module")
def sample():
    return sample_pack().content


def content(**rows):
    return Content(cover=Cover(title="Title"), sources=(SOURCE,), actors=(FINLAND,), **rows)


def quote(**changes):
    piece = Piece(start=0, stop=22)
    return replace(Quote(id="q1", source="s1", pieces=(piece,), speaker="fi"), **changes)


def position(**changes):
    row = Position(id="p1", actor="fi", topic="t1", stance=Stance.SUPPORT, summary="Wants it.")
    return replace(row, **changes)


def first_quote(**changes):
    return fields(content(quotes=(quote(**changes),)), FormOptions())["quotes"][0]


def notes_of(inline):
    cited = [piece for piece in inline.pieces if isinstance(piece, Citation)]
    return ["; ".join(each.full.plain for each in one.references) for one in cited]


def fits(value, kind):
    checks = {
        Kind.TEXT: lambda: isinstance(value, str),
        Kind.RICH: lambda: isinstance(value, Inline),
        Kind.QUOTED: lambda: isinstance(value, Inline),
        Kind.BLOCK: lambda: isinstance(value, Blocks),
        Kind.PICTURE: lambda: value is None or isinstance(value, Picture),
        Kind.NUMBER: lambda: isinstance(value, int) and not isinstance(value, bool),
        Kind.FLAG: lambda: isinstance(value, bool),
    }
    return checks[kind.kind]()


def walk(value, kind, path, seen):
    if kind.kind is Kind.LIST:
        assert isinstance(value, tuple), path
        for item in value:
            walk(item, kind.item, path, seen)
    elif kind.kind is Kind.RECORD:
        if value is None:
            return
        assert isinstance(value, Mapping), path
        types = CONTRACT.of(kind)
        assert set(value) == set(types), path
        for name, each in types.items():
            walk(value[name], each, f"{path}.{name}", seen)
    else:
        seen.add(path)
        assert fits(value, kind), (path, value)


def compared(sample):
    (edition,) = sample.editions
    since = since_edition(sample, edition, "en")
    return FormOptions(since=since, edition=replace(edition, number=2, addendum=1))


def test_every_field_of_the_sample_is_what_the_contract_says(sample):
    found = fields(sample, compared(sample), draw)
    assert set(found) == {field.name for field in CONTRACT.fields}
    seen: set[str] = set()
    for field in CONTRACT.fields:
        walk(found[field.name], field.type, field.name, seen)
    assert "countries.commitments.history" in seen
    assert "matrix.rows.cells.commitments.cited" in seen
    assert {
        "changes.changes.cited",
        "countries.changes.sources.title",
        "edition.since.label",
    } <= seen


def test_what_changed_is_told_in_a_sentence_with_its_footnote(sample):
    found = fields(sample, compared(sample))
    italy = next(row for row in found["changes"] if row["name"] == "Italy")
    stage = next(row for row in italy["changes"] if row["kind"] == "Stage")
    sentence = "Stage: pledged (14 October 2026) → withdrawn (3 March 2027)"
    assert (stage["text"], stage["cited"].plain, stage["words"].plain) == (sentence,) * 3
    assert (stage["what"], stage["before"]) == ("changed", "Pledged (14 October 2026)")
    assert stage["date"] == "3 March 2027"
    assert stage["use"] == ""
    (note,) = notes_of(stage["cited"])
    assert note.startswith("EXERCISE: Statement no. 41/2027")
    assert len(notes_of(stage["citations"])) == len(notes_of(italy["citations"])) == 1


def test_the_words_of_a_changed_quote_are_proved_as_quotations(sample):
    found = fields(sample, compared(sample))
    france = next(row for row in found["countries"] if row["name"] == "France")
    quote = next(row for row in france["changes"] if row["kind"] == "Quote")
    words = [piece for piece in quote["words"].pieces if isinstance(piece, Quotation)]
    assert [piece.text for piece in words] == [quote["after"]]
    assert quote["text"] == f"New quote: “{quote['after']}”"


def test_a_profile_tells_in_short_what_is_new(sample):
    found = fields(sample, compared(sample))
    italy = next(row for row in found["countries"] if row["name"] == "Italy")
    lines = [line.plain for line in italy["changes_in_short"]]
    assert lines[0].endswith("Stage: pledged (14 October 2026) → withdrawn (3 March 2027)")
    assert (
        lines[2]
        == "New quotes: Ludovica Serravento (2); Press Office of the President of the Council"
    )


def test_a_document_names_its_edition_and_the_one_it_is_compared_with(sample):
    edition = fields(sample, compared(sample))["edition"]
    assert (edition["label"], edition["number"], edition["addendum"]) == ("2.1", 2, 1)
    assert (edition["since"]["label"], edition["since"]["date"]) == ("1", "6 March 2027")
    assert edition["since"]["issued"] == "6 March 2027, 09:00 (UTC+1)"


def test_a_document_that_is_no_edition_is_compared_with_none(sample):
    found = fields(sample, FormOptions())
    assert (found["edition"]["label"], found["edition"]["since"], found["changes"]) == (
        "",
        None,
        (),
    )
    assert not any(row["changes"] for row in found["countries"])


def test_the_field_names_that_others_rely_on_are_there():
    assert set(NAMED.split()) <= set(CONTRACT.root())
    for record, names in (("country", OF_A_COUNTRY), ("cell", OF_A_CELL)):
        assert {field.name for field in CONTRACT.records[record]} >= set(names.split())


def test_every_field_is_described():
    rows = [*CONTRACT.fields, *(row for rows in CONTRACT.records.values() for row in rows)]
    assert all(row.description for row in rows)


def test_values_are_made_once():
    found = fields(content(quotes=(quote(),)), FormOptions())
    assert found["quotes"] is found["quotes"]
    assert found["quotes"][0]["words"] is found["quotes"][0]["words"]


def test_a_quote_stands_between_marks_and_its_footnote_after_them():
    words = first_quote()["words"]
    assert words.plain == "“We will send monitors.”"
    assert words.pieces[1] == Quotation("q1", "We will send monitors.")
    assert isinstance(words.pieces[-1], Citation)


def test_a_partial_quote_is_never_a_sentence_of_its_own():
    found = first_quote(mode=Mode.PARTIAL)
    assert found["words"].plain == "Finland: … “We will send monitors.”"
    assert "Finland" not in found["attribution"]


def test_a_paraphrase_has_no_quotation_marks():
    words = first_quote(mode=Mode.PARAPHRASE, text="Monitors will be sent")["words"]
    assert words.plain == "Monitors will be sent"
    assert not any(isinstance(piece, Quotation) for piece in words.pieces)


def test_a_source_is_cited_in_full_and_in_short():
    found = fields(content(quotes=(quote(),)), FormOptions())
    (reference,) = found["quotes"][0]["words"].pieces[-1].references
    assert reference.full.plain == "A letter, The Office, 5 March 2027 (grade F6)"
    assert reference.short.plain == "The Office, 5 March 2027"


def test_two_sources_of_one_publisher_and_day_are_told_apart_in_short():
    rows = content(quotes=(quote(),))
    twin = replace(SOURCE, id="s2", title="Another letter")
    found = fields(replace(rows, sources=(SOURCE, twin)), FormOptions())
    (reference,) = found["quotes"][0]["words"].pieces[-1].references
    assert reference.short.plain == "A letter, The Office, 5 March 2027"


def test_a_citation_of_nothing_is_visible_and_counted():
    prose = Section(
        id="x", scope=Scope(kind=ScopeKind.PACK), heading="H", markdown="So it is [@nowhere]."
    )
    found = fields(content(sections=(prose,)), FormOptions())
    (paragraph,) = found["sections"][0]["text"].items
    assert notes_of(paragraph.content) == ["source not found (nowhere)"]
    assert found.missing_citations == {"nowhere": 1}


def test_a_cited_passage_leads_to_its_source():
    passage = Evidence(id="e1", start=0, stop=7, source="s1")
    prose = Section(id="x", scope=Scope(kind=ScopeKind.PACK), heading="H", markdown="So [@e1:0-7].")
    rows = content(
        sections=(prose,),
        topics=(Topic(id="t1", name="Monitoring"),),
        positions=(position(evidence=(passage,)),),
    )
    (paragraph,) = fields(rows, FormOptions())["sections"][0]["text"].items
    assert notes_of(paragraph.content) == ["A letter, The Office, 5 March 2027 (grade F6)"]


@pytest.mark.parametrize("change", [{"disclosure": Disclosure.CLOSED}, {"sensitive": True}])
def test_what_must_stay_in_the_house_is_left_out_and_counted(change):
    found = fields(content(quotes=(quote(), quote(id="q2", **change))), FormOptions())
    assert len(found["quotes"]) == 1
    assert found.left_out == {"quotes": 1}


def test_nothing_of_a_closed_source_is_printed():
    closed = replace(SOURCE, disclosure=Disclosure.CLOSED, public_label="An embassy")
    rows = Content(
        cover=Cover(title="T"),
        sources=(closed,),
        actors=(FINLAND,),
        topics=(Topic(id="t1", name="Monitoring"),),
        quotes=(quote(),),
        positions=(position(evidence=(Evidence(id="e", start=0, stop=3, source="s1"),)),),
    )
    found = fields(rows, FormOptions())
    assert (found["quotes"], found["sources"]) == ((), ())
    cited = found["countries"][0]["positions"][0]["cited"]
    assert notes_of(cited) == ["An embassy"]


def test_a_closed_party_is_named_nowhere(sample):
    norway = next(actor for actor in sample.actors if actor.name == "Norway")
    hidden = replace(norway, disclosure=Disclosure.CLOSED)
    rows = replace(sample, actors=tuple(hidden if a is norway else a for a in sample.actors))
    found = fields(rows, FormOptions(), draw)
    assert "Norway" not in {country["name"] for country in found["countries"]}
    assert all(
        "Norway" not in promise["partners"]
        for country in found["countries"]
        for promise in country["commitments"]
    )
    assert "Norway" not in {row["actor"] for row in found["matrix"]["rows"]}


def test_background_is_marked_and_free_is_not():
    assert first_quote()["use"] == "Our information only"
    assert first_quote(disclosure=Disclosure.FREE)["use"] == ""


def test_a_flag_is_twelve_millimetres_high_and_has_words():
    flag = fields(content(), FormOptions())["countries"][0]["flag"]
    assert (flag.height_mm, flag.alt) == (12.0, "Flag of Finland")
    assert flag.data.startswith(b"\x89PNG")


def test_an_actor_that_shows_no_flag_has_none():
    rows = Content(cover=Cover(title="T"), actors=(replace(FINLAND, show_flag=False),))
    assert fields(rows, FormOptions())["countries"][0]["flag"] is None


def test_countries_come_in_the_chosen_order():
    rows = Content(
        cover=Cover(title="T"),
        actors=tuple(Actor(id=name, kind=ActorKind.COUNTRY, name=name.title()) for name in "abc"),
    )
    found = fields(rows, FormOptions(countries=("c",)))["countries"]
    assert [country["name"] for country in found] == ["C", "A", "B"]


def test_the_document_shows_the_day_that_was_chosen(sample):
    early = fields(sample, FormOptions(as_of=date(2026, 12, 1)), draw)
    late = fields(sample, FormOptions(), draw)
    assert early["as_of"] == "1 December 2026"
    france = [{c["name"]: c for c in found["countries"]}["France"] for found in (early, late)]
    assert len(france[0]["commitments"]) < len(france[1]["commitments"])


def test_lines_and_sources_can_be_left_out(sample):
    found = fields(sample, FormOptions(lines=False, sources=False), draw)
    assert not any(country["lines"] for country in found["countries"])
    assert found["sources"] == ()


def test_the_event_has_its_dates_in_words():
    event = Event(name="Summit", from_="2027-03-11", to="2027-03-12")
    rows = Content(cover=Cover(title="T", event=event))
    assert fields(rows, FormOptions())["pack"]["event"]["dates"] == "11–12 March 2027"


def test_a_pack_with_nothing_in_it_has_every_field():
    found = fields(Content(cover=Cover(title="T")), FormOptions(), draw)
    assert found["matrix"] is None
    assert all(found[name] in ((), None, "", False) for name in ("countries", "own", "marking"))


def test_a_map_is_drawn_of_the_countries_where_it_is_wanted(sample):
    asked = []

    class Asked:
        def map(self, shown):
            asked.append(shown)
            return Table()

    assert fields(sample, FormOptions(map=False), draw, Asked())["map"] == Blocks()
    assert len(fields(sample, FormOptions(), draw, Asked())["map"].items) == 1
    (shown,) = asked
    assert shown.own == "NOR"
    assert {"NOR", "UKR", "USA"} <= shown.countries


def test_the_matrix_draws_itself(sample):
    (table,) = fields(sample, FormOptions(), draw)["matrix"]["table"].items
    assert isinstance(table, Drawn)

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.app import editing, packs
from briefing.app.interchange import dump
from briefing.checks import problems_of
from briefing.domain.actors import Actor
from briefing.domain.agenda import Topic
from briefing.domain.cover import Cover, Event, Rate
from briefing.domain.kinds import KINDS
from briefing.domain.prose import Scope, Section
from briefing.domain.shape import Plain, Shape, shape_of
from briefing.domain.sources import Source
from briefing.domain.spans import Range
from briefing.domain.statements import Quote, Translation
from briefing.domain.vocabularies import CellState, Round, ScopeKind, Stance, Translator
from briefing.errors import InputRefusedError
from briefing.interchange.loading import load_pack
from briefing.store.new_ids import new_id
from tests.good_content import good_content, piece
from tests.records import contents, examples, filled_content

FILLED = filled_content()


def named(content) -> dict[str, set[str]]:
    return {kind.singular: {row.id for row in content.all(kind.record_type)} for kind in KINDS}


def references(shape: Shape, item):
    """Yield every reference of a record: the kinds that it may lead to, and the id."""
    for field in shape.fields:
        value = getattr(item, field.name)
        for one in value if field.many else (value,):
            if field.nested is not None and one is not None:
                yield from references(field.nested, one)
            elif field.plain is Plain.REFERENCE and one is not None and field.name != "id":
                yield field.targets, one


def dangling(content) -> list[tuple[str, str]]:
    """Return every reference that leads nowhere, those by kind and id too."""
    ids = named(content)
    rows = [content.cover, *(row for kind in KINDS for row in content.all(kind.record_type))]
    lost = [
        (row.id, one)
        for row in rows
        for targets, one in references(shape_of(type(row)), row)
        if not any(one in ids[target] for target in targets)
    ]
    lost += [
        (row.id, row.scope.id)
        for row in content.sections
        if row.scope.kind is not ScopeKind.PACK and row.scope.id not in ids[row.scope.kind.value]
    ]
    lost += [
        (row.id, row.record.id)
        for row in content.remarks
        if row.record.kind in ids and row.record.id not in ids[row.record.kind]
    ]
    return lost


def words_differ(content) -> list[str]:
    return [one.id for one in problems_of(content) if one.code.endswith("words_differ")]


def removed_soundly(pack, record) -> None:
    """Remove a record: nothing dangles, the passages hold, and one undo brings all back."""
    before = pack.content
    expected = {(type(row), row.id) for row in editing.dependents(before, record)}
    editing.remove(pack, record)
    after = pack.content
    assert dangling(after) == []
    assert words_differ(after) == words_differ(before) == []
    gone = {
        (kind.record_type, row.id)
        for kind in KINDS
        for row in before.all(kind.record_type)
        if after.find(kind.record_type, row.id) is None
    }
    assert gone == expected | {(type(record), record.id)}
    assert pack.history_at == 1
    load_pack(dump(pack), "pack.json", new_id)
    pack.undo()
    assert pack.content == before


# ----------------------------------------------------------------------- removing


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_record_of_any_kind_goes_with_what_cannot_be_without_it(kind):
    for content in (FILLED.content, good_content()):
        for record in content.all(kind.record_type):
            pack = packs.restored(content, dict(FILLED.originals))
            removed_soundly(pack, record)
            pack.close()


@given(made=contents(most=6), data=st.data())
@examples(25)
def test_no_removal_leaves_a_reference_that_leads_nowhere(made, data):
    rows = [row for kind in KINDS for row in made.content.all(kind.record_type)]
    pack = packs.restored(made.content, dict(made.originals))
    removed_soundly(pack, data.draw(st.sampled_from(rows)))
    pack.close()


def test_a_country_takes_its_positions_and_facts_along_but_not_what_it_shares(good):
    estonia = good.content.get(Actor, "estonia")
    gone = {row.id for row in editing.dependents(good.content, estonia)}
    assert gone == {"estonia-mission", "fleet"}
    editing.remove(good, estonia)
    assert [party.actor for party in good.content.commitments[-1].parties] == ["poland"]
    assert good.content.matrices[0].rows == ("poland", "norway")
    assert good.content.cover.own is None


def test_a_commitment_goes_with_its_only_party(good):
    poland = good.content.get(Actor, "poland")
    gone = {row.id for row in editing.dependents(good.content, poland)}
    assert gone == {"boats-poland", "ashore-poland"}


def test_a_source_takes_its_quotes_and_their_remarks_and_releases_along(good):
    article = good.content.get(Source, "article")
    gone = {row.id for row in editing.dependents(good.content, article)}
    assert gone == {"boats-quote", "gamble-quote", "why", "cleared"}
    editing.remove(good, article)
    assert good.content.facts[0].evidence == ()
    assert good.history == ("Remove Source",)


def test_the_words_of_a_translation_go_with_the_source_that_they_are_from():
    quote = good_content().quotes[1]
    words = piece("p", "We will send two patrol boats", "communique")
    row = Translation(
        id="t", language="fr", text="…", by=Translator.OUTLET, source="communique", pieces=(words,)
    )
    quote = replace(quote, translations=(row,))
    pack = packs.restored(replace(good_content(), quotes=(quote,)), {})
    editing.remove(pack, pack.content.get(Source, "communique"))
    (kept,) = pack.content.quotes
    assert words_differ(pack.content) == []
    assert all(not one.pieces for one in kept.translations)
    pack.close()


def test_a_name_shared_with_a_record_of_another_kind_takes_nothing_along():
    content = good_content()
    topic = Topic(id="poland", name="Poland's place")
    section = Section(
        id="s", scope=Scope(kind=ScopeKind.TOPIC, id="poland"), heading="H", markdown="M"
    )
    measure = replace(content.assessments[0], id="a", measure=None, topic="poland")
    pack = packs.restored(
        replace(
            content,
            topics=(topic, *content.topics),
            sections=(section,),
            assessments=(measure,),
        ),
        {},
    )
    gone = {row.id for row in editing.dependents(pack.content, content.get(Actor, "poland"))}
    assert gone == {"boats-poland", "ashore-poland"}
    pack.close()


def test_a_column_stays_when_a_topic_of_its_name_goes():
    content = good_content()
    topic = Topic(id="boats", name="Boats")
    pack = packs.restored(replace(content, topics=(topic, *content.topics)), {})
    editing.remove(pack, topic)
    assert pack.content.matrices == content.matrices
    pack.close()


# ----------------------------------------------------------------------- changing


def test_a_change_is_one_named_edit(good):
    before = good.content
    quote = editing.change(good, good.content.quotes[0], "Change Venue", venue="Nicosia")
    assert quote.venue == "Nicosia"
    assert good.content.quotes[0] == quote
    assert good.history == ("Change Venue",)
    good.undo()
    assert good.content == before


def test_an_empty_text_becomes_absent(good):
    editing.change(good, good.content.positions[1], "Change Condition", condition="")
    assert good.content.positions[1].condition is None


def test_a_change_that_changes_nothing_is_no_edit(good):
    quote = good.content.quotes[0]
    assert editing.change(good, quote, "Change Venue", venue="") == quote
    editing.change_cover(good, title=good.content.cover.title)
    assert good.history == ()


@pytest.mark.parametrize(
    ("field", "value", "match"),
    [
        ("said", "Tuesday", "“Tuesday” in the field said is not a date"),
        ("captured", "2026-13-01T10:00", "is not a date"),
        ("venue", "a\x00b", r"The field venue holds the character U\+0000 at position 1"),
        ("source", "", "The field source cannot be empty"),
        ("pieces", (), "The field pieces cannot be empty"),
        ("pieces", None, "The field pieces cannot be empty"),
    ],
)
def test_a_value_that_cannot_be_kept_is_refused_and_nothing_changed(good, field, value, match):
    before = good.content
    with pytest.raises(InputRefusedError, match=match):
        editing.change(good, good.content.quotes[0], "Change", **{field: value})
    assert good.content == before
    assert good.history == ()


def test_what_is_wrong_inside_a_part_is_refused_too(good):
    row = good.content.commitments[0]
    stage = replace(row.stages[0], note="a\x1f")
    with pytest.raises(InputRefusedError, match=r"note holds the character U\+001F"):
        editing.change(good, row, "Change Stage", stages=(stage,))
    stage = replace(row.stages[0], date="soon")
    with pytest.raises(InputRefusedError, match="“soon” in the field date"):
        editing.change(good, row, "Change Stage", stages=(stage,))


@pytest.mark.parametrize("field", ["text", "original"])
def test_the_words_of_a_source_cannot_be_changed(good, field):
    with pytest.raises(InputRefusedError, match="import the corrected text as a new revision"):
        editing.change(good, good.content.sources[0], "Change", **{field: "Other words"})
    assert good.history == ()


def test_what_is_known_about_a_source_can_be_corrected(good):
    editing.change(good, good.content.sources[0], "Change Date", published="2026-03-11")
    assert good.content.sources[0].published == "2026-03-11"


def test_a_new_record_is_added_or_refused(good):
    editing.add(good, Topic(id="t", name="Ceasefire"), "Add Topic")
    assert good.history == ("Add Topic",)
    with pytest.raises(InputRefusedError, match="holds the character"):
        editing.add(good, Topic(id="u", name="\ufffe"), "Add Topic")
    assert good.history == ("Add Topic",)


def test_the_cover_is_changed_as_one_edit_or_refused(good):
    editing.change_cover(good, title="Nicosia meeting", event=Event(name="N", from_="2026-04"))
    assert good.content.cover.title == "Nicosia meeting"
    assert good.history == ("Change Pack",)
    for changes in ({"title": ""}, {"due": "soon"}, {"event": Event(name="N", from_="x")}):
        with pytest.raises(InputRefusedError):
            editing.change_cover(good, **changes)
    assert good.history == ("Change Pack",)
    assert isinstance(good.content.cover, Cover)


def test_rates_of_the_cover_get_ids(good):
    rate = Rate(from_="EUR", to="USD", rate=1, on="2026-03-10")
    editing.change_cover(good, rates=(rate,))
    assert good.content.cover.rates[0].id


# ------------------------------------------------------ set aside, move, close a search


def test_a_stretch_is_set_aside_and_restored_without_losing_a_word(good):
    source = good.content.sources[0]
    editing.set_aside(good, source, Range(start=40, stop=60), "Menu")
    editing.set_aside(good, good.content.sources[0], Range(start=0, stop=7), "Caption")
    rows = good.content.sources[0].set_aside
    assert [(row.start, row.stop, row.reason) for row in rows] == [
        (0, 7, "Caption"),
        (40, 60, "Menu"),
    ]
    assert good.content.sources[0].text == source.text
    editing.restore(good, good.content.sources[0], rows[0].id)
    assert [row.reason for row in good.content.sources[0].set_aside] == ["Menu"]
    assert good.history == ("Set Aside", "Set Aside", "Restore Passage")


@pytest.mark.parametrize(
    ("to", "order"),
    [
        (0, ["norway", "poland", "estonia"]),
        (1, ["poland", "norway", "estonia"]),
        (99, ["poland", "estonia", "kowalczyk", "lanes-group", "norway"]),
    ],
)
def test_a_record_moves_to_another_place_as_one_edit(good, to, order):
    before = good.content
    editing.move(good, good.content.get(Actor, "norway"), to)
    assert [actor.id for actor in good.content.actors][: len(order)] == order
    assert good.history == ("Move Actor",)
    good.undo()
    assert good.content == before


def test_a_search_is_closed_for_many_cells_as_one_edit(good):
    before = good.content
    grid = good.content.matrices[0]
    cells = (("norway", "boats"), ("norway", "ashore"), ("estonia", "boats"))
    editing.close_search(good, grid, cells, ("article",), "2026-03-12")
    rows = good.content.assessments
    assert {(row.actor, row.measure) for row in rows} == set(cells)
    assert {(row.state, row.as_of, row.searched) for row in rows} == {
        (CellState.SEARCHED_NONE, "2026-03-12", ("article",))
    }
    assert "none-found" in {row.id for row in rows}, "a cell that was closed before keeps its id"
    assert good.history == ("Close the Search",)
    good.undo()
    assert good.content == before


def test_a_search_is_closed_for_topics_where_the_matrix_shows_stances(good):
    stances = good.content.matrices[1]
    editing.close_search(good, stances, (("poland", "mission"),), ("article",), "2026-03-12")
    row = next(row for row in good.content.assessments if row.topic)
    assert (row.actor, row.topic, row.measure) == ("poland", "mission", None)


def test_closing_a_search_leaves_the_interim_round_alone(good):
    row = good.content.assessments[0]
    editing.change(good, row, "Change Round", round=Round.INTERIM)
    cells = ((row.actor, row.measure),)
    editing.close_search(good, good.content.matrices[0], cells, ("article",), "2026-03-12")
    rounds = [one.round for one in good.content.assessments]
    assert sorted(rounds) == [Round.FINAL, Round.INTERIM]


def test_a_search_closed_on_no_date_is_refused_and_changes_nothing(good):
    before = good.content
    with pytest.raises(InputRefusedError, match="“today” in the field as of is not a date"):
        editing.close_search(
            good, good.content.matrices[0], (("norway", "ashore"),), ("article",), "today"
        )
    assert good.content == before


def test_a_stance_can_be_changed_to_every_code(good):
    for stance in Stance:
        editing.change(good, good.content.positions[0], "Change Stance", stance=stance)
        assert good.content.positions[0].stance is stance
    assert good.content.get(Quote, "boats-quote").key

from __future__ import annotations

from dataclasses import fields

import pytest

from briefing.domain.actors import Actor
from briefing.domain.agenda import Measure, Topic
from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.ids import ActorId, MeasureId
from briefing.domain.kinds import BY_ID_TYPE, BY_NAME, BY_TYPE, KINDS
from briefing.domain.statements import Quote
from briefing.domain.vocabularies import ActorKind
from tests.good_content import good_content
from tests.records import filled_content


def test_content_has_a_field_for_the_cover_and_every_kind_and_no_other():
    assert [field.name for field in fields(Content)] == ["cover", *BY_NAME]


def test_every_kind_is_found_by_its_type_and_its_id_type():
    assert len(BY_TYPE) == len(BY_ID_TYPE) == len(KINDS) == 18


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_records_are_found_by_type_and_id(kind):
    content = filled_content().content
    for record in content.all(kind.record_type):
        assert content.find(kind.record_type, record.id) is record
        assert content.get(kind.record_type, record.id) is record
    assert content.find(kind.record_type, "nobody") is None
    assert content.find(kind.record_type, None) is None
    with pytest.raises(KeyError):
        content.get(kind.record_type, "nobody")


def test_one_id_may_name_records_of_two_kinds():
    content = filled_content().content
    assert content.get(Actor, "x1").name != content.get(Quote, "x1").role


def test_every_passage_is_found_by_its_id():
    assert sorted(good_content().evidence) == [f"ev-{count}" for count in range(1, 8)]
    assert good_content().evidence["ev-3"].exact == "pledged 4 million euros"


def test_what_rests_on_passages_names_kind_and_record():
    resting = [(kind, record.id, item.id) for kind, record, item in good_content().resting]
    assert ("line", "welcome", "ev-7") in resting
    assert ("commitment", "boats-poland", "ev-1") in resting
    kinds = {kind for kind, _, _ in filled_content().content.resting}
    assert kinds == {"position", "assessment", "fact", "line", "commitment"}


def test_the_passages_of_stages_and_conditions_count():
    content = filled_content().content
    row = content.commitments[-1]
    for part in (*row.stages, *row.conditions):
        assert all(content.evidence[item.id] == item for item in part.evidence)


def test_commitments_are_listed_by_party_once_and_in_order():
    found = good_content().commitments_by_party
    assert {actor: [row.id for row in rows] for actor, rows in found.items()} == {
        "poland": ["boats-poland", "ashore-poland", "money-joint"],
        "estonia": ["money-joint"],
    }
    twice = filled_content().content.commitments_by_party
    assert [row.id for row in twice["x2"]] == ["x2"]


def test_a_source_has_its_admiralty_grade():
    assert [source.grade for source in good_content().sources] == ["B2", "A1"]


def test_a_name_is_looked_up_or_nothing():
    content = Content(
        cover=Cover(title="Test"),
        actors=(Actor(id=ActorId("fr"), kind=ActorKind.COUNTRY, name="France"),),
        measures=(Measure(id=MeasureId("troops"), name="Deploy"),),
    )
    assert content.name_of(Actor, "fr") == "France"
    assert content.name_of(Measure, "troops") == "Deploy"
    assert content.name_of(Topic, "gone") == content.name_of(Actor, None) == ""

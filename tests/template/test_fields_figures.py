"""What figures are given to draw: who holds what, and what was reached when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefing.app.sample import sample_pack
from briefing.domain.vocabularies import Disclosure
from briefing.template.fields import FormOptions, fields
from briefing.template.values import Blocks
from briefing.word.figures import FIGURES


@pytest.fixture(scope="module")
def sample():
    return sample_pack().content


def shown(blocks):
    (figure,) = blocks.items
    return figure


def test_every_topic_with_positions_has_its_bar(sample):
    found = fields(sample, FormOptions(), figures=FIGURES)
    bars = shown(found["stance_chart"]).bars
    assert [bar.topic for bar in bars] == [topic["name"] for topic in found["topics"]]
    first, topic = bars[0], found["topics"][0]
    assert first.count == len(topic["positions"])
    by_code = {share.mark.code: share.names for share in first.shares}
    assert by_code["support"] == topic["support"]
    assert shown(topic["stance_chart"]).bars == (first,)


def test_what_had_not_been_reached_on_the_day_is_not_shown(sample):
    early = fields(sample, FormOptions(as_of=date(2026, 12, 1)), figures=FIGURES)
    moments = [each for row in shown(early["timeline"]).shown.rows for each in row.moments]
    assert moments
    assert max(each.day for each in moments) <= date(2026, 12, 1)


def test_a_country_has_a_row_for_each_action_in_the_order_of_its_days(sample):
    countries = fields(sample, FormOptions(), figures=FIGURES)["countries"]
    france = next(country for country in countries if country["name"] == "France")
    timeline = shown(france["timeline"]).shown
    named = [promise["measure"] for promise in france["commitments"]]
    assert [row.name for row in timeline.rows] == list(dict.fromkeys(named))
    for row in timeline.rows:
        assert [each.day for each in row.moments] == sorted(each.day for each in row.moments)
    assert timeline.event == (date(2027, 3, 11), "EXERCISE Summit on Security Guarantees")
    assert list(timeline.months.values())[:4] == ["Oct 2026", "Nov", "Dec", "Jan 2027"]


def test_a_map_has_the_mark_of_everybody_with_a_position(sample):
    topic = fields(sample, FormOptions(), figures=FIGURES)["topics"][0]
    found = shown(topic["map"]).shown
    assert sorted(found.names.values()) == sorted(row["actor"] for row in topic["positions"])
    assert found.marks["FRA"].code == "support"


def test_a_matrix_has_a_map_for_every_column_that_says_anything(sample):
    matrix = fields(sample, FormOptions(), figures=FIGURES)["matrix"]
    titles = [shown(one).shown.title for one in matrix["maps"]]
    assert titles == [name for name in matrix["columns"] if name in titles]
    assert len(titles) > 1


@pytest.mark.parametrize("figure", ["stance_chart", "timeline"])
def test_nothing_closed_is_in_a_figure(sample, figure):
    hidden = replace(
        sample,
        positions=tuple(replace(row, disclosure=Disclosure.CLOSED) for row in sample.positions),
        commitments=tuple(replace(row, disclosure=Disclosure.CLOSED) for row in sample.commitments),
    )
    assert fields(hidden, FormOptions(), figures=FIGURES)[figure] == Blocks()


def test_without_somebody_who_draws_there_are_no_figures(sample):
    found = fields(sample, FormOptions())
    for name in ("map", "stance_chart", "timeline"):
        assert found[name] == Blocks()
    assert found["matrix"]["maps"] == ()


def test_without_maps_only_maps_are_left_out(sample):
    found = fields(sample, FormOptions(map=False), figures=FIGURES)
    assert found["topics"][0]["map"] == Blocks()
    assert found["stance_chart"] != Blocks()

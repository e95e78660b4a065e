"""Chains of revisions, and circles that must not be."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.base import Evidence
from briefing.domain.content import Content
from briefing.domain.cover import Cover
from briefing.domain.prose import Fact
from briefing.domain.revisions import (
    is_older_than_itself,
    older_revisions,
    replaced_by,
    standing,
)
from briefing.domain.sources import Source


def content(**replaces):
    rows = (
        Source(id=name, title=name, text=name, replaces=older) for name, older in replaces.items()
    )
    return Content(cover=Cover(id="pack", title="Pack"), sources=tuple(rows))


def find(pack):
    return lambda one: pack.find(Source, one)


def test_a_chain_is_told_from_the_newest_to_the_oldest():
    pack = content(a=None, b="a", c="b", d=None)
    assert [row.id for row in older_revisions(pack, pack.get(Source, "c"))] == ["b", "a"]
    assert older_revisions(pack, pack.get(Source, "a")) == ()
    assert {old: new.id for old, new in replaced_by(pack).items()} == {"a": "b", "b": "c"}


def test_an_older_revision_that_is_gone_ends_the_chain():
    pack = content(b="a", c="b")
    assert [row.id for row in older_revisions(pack, pack.get(Source, "c"))] == ["b"]


def test_who_is_in_a_circle_is_older_than_itself_and_who_leads_to_one_is_not():
    pack = content(a="c", b="a", c="b", d="a", e="e")
    found = {row.id for row in pack.sources if is_older_than_itself(row, find(pack))}
    assert found == {"a", "b", "c", "e"}


def test_an_older_revision_stands_while_something_rests_on_it():
    pack = content(a=None, b="a", c="b")
    assert [row.id for row in standing(pack)] == ["c"]
    proof = Evidence(id="e1", source="a", start=0, stop=1, exact="a")
    fact = Fact(id="f1", actor="dk", label="Capital", value="Copenhagen", evidence=(proof,))
    assert [row.id for row in standing(replace(pack, facts=(fact,)))] == ["a", "c"]


NAMES = "abcdef"


@given(st.fixed_dictionaries({name: st.sampled_from([None, *NAMES]) for name in NAMES}))
def test_any_web_of_revisions_ends(replaces):
    pack = content(**replaces)
    for row in pack.sources:
        older = older_revisions(pack, row)
        assert len({one.id for one in older}) == len(older) < len(NAMES)
        steps, at = 0, row.replaces
        while at not in {None, row.id} and steps <= len(NAMES):
            steps, at = steps + 1, replaces[at]
        assert is_older_than_itself(row, find(pack)) == (at == row.id)

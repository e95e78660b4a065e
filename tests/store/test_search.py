from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.agenda import Topic
from briefing.domain.prose import Scope, Section
from briefing.domain.sources import Source
from briefing.domain.vocabularies import ScopeKind
from briefing.store.pack import Pack
from briefing.store.search import Order
from tests.good_content import ARTICLE, good_content
from tests.records import examples

TEXTS = {
    "one": "The ceasefire holds.\nMinisters spoke of a cease-fire line, not of peace.",
    "two": "La Pologne a réaffirmé son soutien.\nMüller said: AND is a word, NOT an order.",
    # ruff: noqa: RUF001 - other scripts
    "three": "停火協議今天生效。\nข้อตกลงหยุดยิง มีผลแล้ว\nИталия исключает отправку войск.",
    "four": "100% of it_all cost $5 (NEAR the coast).",
}


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "working"
    folder.mkdir()
    sources = tuple(
        Source(id=name, title=f"Title {name}", text=text, order=order)
        for order, (name, text) in enumerate(TEXTS.items())
    )
    made = Pack.restore(
        folder, replace(good_content(), sources=(*good_content().sources, *sources)), {}
    )
    yield made
    made.close()


def found(pack: Pack, query: str) -> list[str]:
    """Return the sources in whose texts the query is found."""
    return [hit.id for hit in pack.search(query) if hit.field == "text"]


@pytest.mark.parametrize(
    ("query", "sources"),
    [
        ("ceasefire holds", ["one"]),
        ("CEASEFIRE HOLDS", ["one"]),
        ("holds ceasefire", ["one"]),
        ("cease", ["one", "one", "article"]),
        ("cease* holds", ["one"]),
        ("cease holds", ["one"]),
        ("*fire", ["article", "one", "one"]),
        ("EASEFÍR", ["article", "one"]),
        ("easefire holds", ["one"]),
        ("ease hold", ["one"]),
        ("ef", []),
        ('"line not of"', ["one"]),
        ('"of line"', []),
        ("reaffirme", ["two"]),
        ("réaffirmé", ["two"]),
        ("muller", ["two"]),
        ("Müll", ["two"]),
        ("停火", ["three"]),
        ("協議今天", ["three"]),
        ("หยุดยิง", ["three"]),
        ("исключает", ["three"]),
        ("ИСКЛЮЧ", ["three"]),
        ("zzz", []),
        ("", []),
        ("   ", []),
        ("!? …", []),
    ],
)
def test_texts_are_found_by_word_prefix_and_phrase(pack, query, sources):
    assert sorted(found(pack, query)) == sorted(sources)


@pytest.mark.parametrize(
    ("query", "sources"),
    [
        ("AND", ["article", "two"]),
        ("word NOT order", ["two"]),
        ("NEAR(", ["four"]),
        ("NEAR(the coast)", ["four"]),
        ("OR word", []),
        ("text:ceasefire", []),
        ("words : holds", []),
        ("^ceasefire", ["article", "one"]),
        ("-ceasefire", ["article", "one"]),
        ("ceasefire +", ["article", "one"]),
        ('"', []),
        ('"ceasefire', ["article", "one"]),
        ('""', []),
        ("*", []),
        ("ceasefire' OR 1=1 --", []),
        ("{ceasefire}", ["article", "one"]),
        ("100%", ["four"]),
        ("it_all", ["four"]),
        ("zz\x00yy", []),
    ],
)
def test_operators_that_somebody_types_are_plain_words(pack, query, sources):
    assert sorted(found(pack, query)) == sources


def test_a_percent_sign_in_a_script_without_spaces_is_a_plain_character(pack):
    assert found(pack, "停%火") == []
    assert found(pack, "停_協") == []


@given(query=st.text(max_size=20) | st.text(alphabet='"*()^:+-{}NEARORTD 停_%\\', max_size=12))
@examples(150)
def test_no_query_breaks_the_search(query):
    for hit in shared().search(query):
        assert hit.words


_SHARED: list[Pack] = []


def shared() -> Pack:
    return _SHARED[0]


@pytest.fixture(scope="module", autouse=True)
def _shared(tmp_path_factory):
    pack = Pack.restore(tmp_path_factory.mktemp("shared"), good_content(), {})
    _SHARED.append(pack)
    yield
    pack.close()
    _SHARED.clear()


def test_a_hit_names_its_place_in_the_source(pack):
    (hit,) = [hit for hit in pack.search("gamble") if hit.field == "text"]
    assert (hit.kind, hit.id, hit.source) == ("source", "article", "article")
    assert hit.words == ARTICLE[hit.start : hit.stop]
    assert "\u2068gamble\u2069" in hit.snippet


def test_the_words_of_a_quote_are_found_at_their_place(pack):
    (hit,) = [hit for hit in pack.search("gamble") if hit.kind == "quote"]
    assert (hit.id, hit.field, hit.source) == ("gamble-quote", "pieces.exact", "article")
    assert ARTICLE[hit.start : hit.stop] == "a gamble with other people's ships"


@pytest.mark.parametrize(
    ("query", "kind", "field"),
    [
        ("Kowalczyk", "actor", "name"),
        ("proposition watch grain lanes", "topic", "proposition"),
        ("watch the grain", "topic", "proposition"),
        ("Norway waits", "section", "markdown"),
        ("million euros", "fact", "value"),
        ("Levant Gazette", "source", "publisher"),
        ("welcome mission", "line", "markdown"),
        ("Who was", "remark", "text"),
        ("grain", "topic", "name"),
    ],
)
def test_fields_of_every_kind_of_record_are_found(pack, query, kind, field):
    hits = {(hit.kind, hit.field) for hit in pack.search(query)}
    assert ((kind, field) in hits) is (query != "proposition watch grain lanes")


def test_hits_stand_in_the_order_of_the_sources(pack):
    titles = [hit.id for hit in pack.search("title") if hit.field == "title"]
    assert titles == ["one", "two", "three", "four"]
    with pack.edit("Change Title"):
        pack.put(replace(pack.content.get(Source, "one"), publisher="Gazette"))
    again = [hit.id for hit in pack.search("title") if hit.field == "title"]
    assert again == titles


def test_no_more_hits_than_asked_for_are_given(pack):
    assert len(pack.search("the", limit=3)) == 3
    assert len(pack.search("停", limit=1)) == 1


def test_the_index_follows_edits_undo_and_redo(pack):
    assert not pack.search("submarine")
    with pack.edit("Add Topic"):
        pack.put(Topic(id="t", name="Submarine cables"))
    assert [hit.id for hit in pack.search("submarine")] == ["t"]
    pack.undo()
    assert not pack.search("submarine")
    pack.redo()
    assert [hit.id for hit in pack.search("submarine")] == ["t"]
    with pack.edit("Rename"):
        pack.put(Topic(id="t", name="Pipelines"))
    assert not pack.search("submarine")
    assert [hit.id for hit in pack.search("pipelines")] == ["t"]
    with pack.edit("Remove"):
        pack.remove(pack.content.get(Topic, "t"))
    assert not pack.search("pipelines")


def test_an_edit_that_raised_leaves_no_trace_in_the_index(pack):
    pack.search("anything")

    def spoil() -> None:
        with pack.edit("Add Section"):
            scope = Scope(kind=ScopeKind.PACK)
            pack.put(Section(id="x", scope=scope, heading="Secret", markdown="dirigible"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        spoil()
    assert not pack.search("dirigible")


def test_proposals_and_editions_are_not_searched(pack):
    assert {hit.kind for hit in pack.search("the")} <= {
        "source", "quote", "section", "line", "topic", "measure", "matrix", "commitment",
        "position", "fact", "actor", "meeting", "remark",
    }  # fmt: skip


def test_a_hit_in_a_script_without_spaces_is_marked(pack):
    (hit,) = [hit for hit in pack.search("協議今天") if hit.field == "text"]
    assert hit.snippet == "停火\u2068協議今天\u2069生效。"


def test_parts_of_words_inside_a_phrase_are_not_looked_for(pack):
    assert found(pack, '"ease fire"') == []


def test_the_best_hits_come_first_where_that_was_chosen(pack):
    with pack.edit("Add Topic"):
        pack.put(Topic(id="t", name="Ceasefire", order=99))
    assert pack.search("ceasefire")[0].kind == "source"
    best = pack.search("ceasefire", order=Order.BEST)
    assert (best[0].kind, best[0].id) == ("topic", "t")
    assert sorted(best, key=repr) == sorted(pack.search("ceasefire"), key=repr)


def test_the_best_are_looked_for_among_the_first_candidates(pack):
    words = "\n".join(f"Line {number} of grain and more words" for number in range(2_100))
    with pack.edit("Add"):
        pack.put(Source(id="long", title="Long", text=f"{words}\ngrain", order=7))
    best = pack.search("grain", limit=2_200, order=Order.BEST)
    assert len(best) > 2_100
    few = pack.search("grain", limit=5, order=Order.BEST)
    assert len(few) == 5
    assert "grain" not in {hit.words for hit in few}

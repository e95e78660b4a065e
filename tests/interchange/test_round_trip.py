from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from briefing.domain.cover import Cover
from briefing.domain.ids import is_id
from briefing.domain.kinds import KINDS
from briefing.domain.shape import shape_of
from briefing.domain.wording import wording
from briefing.interchange.complaints import schema_complaints
from briefing.interchange.dumping import as_json, dump_pack, record_as_json
from briefing.interchange.loading import Loaded, load_pack, record_from_json
from briefing.interchange.schema import pack_schema
from briefing.store.new_ids import new_id
from tests.good_content import ARTICLE, good_content
from tests.records import Made, contents, examples, filled_content

VALIDATOR = Draft202012Validator(pack_schema())


def no_id() -> str:
    return "made-although-there-was-one"


def encoded(document: object) -> bytes:
    return msgspec.json.Encoder(decimal_format="number").encode(document)


def loaded(data: bytes) -> Loaded:
    return load_pack(data, "pack.json", no_id)


def comes_home(made: Made) -> None:
    data = dump_pack(made.content, made.original)
    back = loaded(data)
    assert back.content == made.content
    used = {row.original.sha256 for row in made.content.sources if row.original}
    assert back.originals == {sha256: made.originals[sha256] for sha256 in used}
    assert dump_pack(back.content, back.originals.__getitem__) == data


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(pack_schema())


def test_a_pack_with_every_field_of_every_record_comes_home():
    comes_home(filled_content())


def test_a_pack_written_by_hand_comes_home():
    comes_home(Made(content=good_content(), originals={}))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_records_of_every_kind_come_home(kind):
    @given(contents((kind,), most=2))
    @examples(30)
    def check(made):
        comes_home(made)

    check()


@given(contents())
@examples(60)
def test_every_dump_satisfies_the_schema(made):
    document = msgspec.json.decode(dump_pack(made.content, made.original))
    VALIDATOR.validate(document)
    assert list(schema_complaints(document)) == []


@given(contents())
@examples(20)
def test_one_record_at_a_time_comes_home_too(made):
    for kind in KINDS:
        for record in made.content.all(kind.record_type):
            assert record_from_json(kind.record_type, record_as_json(record)) == record
    assert record_from_json(Cover, record_as_json(made.content.cover)) == made.content.cover


def test_a_dump_is_indented_utf_8_that_ends_with_a_line_feed():
    data = dump_pack(good_content(), {}.__getitem__)
    assert data.endswith(b"}\n")
    assert "“We will send".encode() in data
    assert data.startswith(b'{\n "format": "briefpack",\n "version": 1,')


def _values(item):
    yield item
    for inner in (
        item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
    ):
        yield from _values(inner)


def test_what_is_unknown_is_absent_and_never_empty():
    document = as_json(good_content(), {}.__getitem__)
    for kind in KINDS:
        for value in (inner for record in document[kind.name] for inner in _values(record)):
            assert value is not None
            assert value not in ({}, [])
    assert "author" not in document["sources"][0]


def test_kinds_are_dumped_in_the_order_in_which_they_depend():
    names = ["format", "version", "pack", *(kind.name for kind in KINDS)]
    assert list(as_json(good_content(), {}.__getitem__)) == names


def test_the_wording_is_dumped_and_ignored_when_it_is_loaded():
    document = as_json(good_content(), {}.__getitem__)
    words = wording(good_content().quotes[0], ARTICLE)
    assert document["quotes"][0]["wording"] == words
    document["quotes"][0]["wording"] = "Something nobody said."
    document["quotes"][1].pop("wording")
    assert loaded(encoded(document)).content == good_content()


def without_ids(item):
    """Take the ids out that nothing refers to: those of parts, and of quotes, facts and so on."""
    if isinstance(item, dict):
        return {key: without_ids(value) for key, value in item.items() if key != "id"}
    return [without_ids(value) for value in item] if isinstance(item, list) else item


def test_absent_ids_are_made():
    document = as_json(good_content(), {}.__getitem__)
    for name in ("quotes", "facts", "positions", "commitments", "assessments", "lines"):
        document[name] = without_ids(document[name])
    document["pack"].pop("id")
    document["remarks"] = document["releases"] = []  # they name their record by its id
    back = load_pack(encoded(document), "pack.json", new_id).content
    made = [back.cover.id]
    for name in ("quotes", "facts", "positions", "commitments", "assessments", "lines"):
        made += [record.id for record in getattr(back, name)]
    made += [piece.id for quote in back.quotes for piece in quote.pieces]
    made += [item.id for _, _, item in back.resting]
    assert all(is_id(one) and len(one) == 12 for one in made)
    assert len(set(made)) == len(made)
    assert without_ids(as_json(back, {}.__getitem__)["quotes"]) == document["quotes"]


def test_absent_words_and_context_of_a_passage_are_filled_in():
    document = as_json(good_content(), {}.__getitem__)
    for piece in document["quotes"][0]["pieces"]:
        for key in ("exact", "prefix", "suffix"):
            piece.pop(key, None)
    for item in document["positions"][0]["evidence"]:
        item.pop("exact")
    assert loaded(encoded(document)).content == good_content()


def test_a_wrong_context_is_put_right():
    document = as_json(good_content(), {}.__getitem__)
    document["quotes"][0]["pieces"][0]["prefix"] = "something else"
    assert loaded(encoded(document)).content == good_content()


def test_records_are_put_into_their_order():
    document = as_json(good_content(), {}.__getitem__)
    for kind in KINDS:
        document[kind.name].reverse()
    assert loaded(encoded(document)).content == good_content()


def test_a_document_with_nothing_but_a_title_is_a_pack():
    data = b'{"format": "briefpack", "version": 1, "pack": {"id": "p", "title": "Empty"}}'
    assert loaded(data).content == replace(
        good_content(),
        cover=Cover(id="p", title="Empty"),
        **{kind.name: () for kind in KINDS},
    )


def test_an_original_that_comes_without_its_bytes_is_left_out():
    made = filled_content()
    document = as_json(made.content, made.original)
    for source in document["sources"][1:]:
        del source["original"]["base64"]
    back = loaded(encoded(document))
    assert [source.original for source in back.content.sources] == [None, None, None]
    assert back.originals == {}


@given(st.decimals(allow_nan=False, allow_infinity=False))
@examples(50)
def test_sums_of_money_keep_every_digit(value):
    content = good_content()
    stage = content.commitments[2].stages[0]
    amount = replace(stage.amount, value=value)
    row = replace(content.commitments[2], stages=(replace(stage, amount=amount),))
    changed = replace(content, commitments=(*content.commitments[:2], row))
    back = loaded(dump_pack(changed, {}.__getitem__)).content
    assert back.commitments[2].stages[0].amount.value == value


def test_the_names_of_the_contract_are_stable(request):
    """A name that scripts rely on is added freely, and never renamed or taken away."""
    names = request.path.with_name("schema_names.txt").read_text(encoding="utf-8").splitlines()
    assert schema_names() == names


def schema_names() -> list[str]:
    """Return every definition of the schema with its fields, `!` after those that must be there."""
    schema = pack_schema()
    rows = {"(document)": schema} | schema["$defs"]
    return [
        f"{name}: "
        + " ".join(
            field + ("!" if field in row.get("required", ()) else "") for field in row["properties"]
        )
        for name, row in sorted(rows.items())
    ]


def test_every_field_of_every_record_is_in_the_schema():
    for kind in KINDS:
        shape = shape_of(kind.record_type)
        properties = pack_schema()["$defs"][shape.type.__name__]["properties"]
        assert {field.key for field in shape.fields} <= properties.keys()

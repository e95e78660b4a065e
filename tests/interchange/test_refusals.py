from __future__ import annotations

import base64
import hashlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import InputRefusedError
from briefing.interchange.complaints import place
from briefing.interchange.dumping import as_json
from briefing.interchange.loading import load_pack
from briefing.store.new_ids import new_id
from tests.good_content import good_content
from tests.records import VALUES, examples


def document() -> dict:
    return as_json(good_content(), {}.__getitem__)


def encoded(value: object) -> bytes:
    return msgspec.json.Encoder(decimal_format="number").encode(value)


def refusals(data: object) -> tuple[str, ...]:
    """Return the sentences with which a document is refused."""
    raw = data if isinstance(data, bytes) else encoded(data)
    with pytest.raises(InputRefusedError) as caught:
        load_pack(raw, "pack.json", new_id)
    for sentence in caught.value.sentences:
        assert sentence.startswith("pack.json")
        assert sentence.endswith(".")
    return caught.value.sentences


def refusal(data: object) -> str:
    (sentence,) = refusals(data)
    return sentence.removeprefix("pack.json: ")


def test_the_document_that_these_tests_spoil_is_sound():
    assert load_pack(encoded(document()), "pack.json", new_id).content == good_content()


# ------------------------------------------------------------------ not a document


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"{",
        b'{"format": NaN}',
        b'{"a": "\xff"}',
        b'{"a": "\\ud800"}',
        b"[" * 9999,
    ],
    ids=["empty", "a zip", "cut short", "NaN", "not UTF-8", "half a surrogate", "too deep"],
)
def test_what_is_not_json_is_refused_in_one_sentence(data):
    (sentence,) = refusals(data)
    assert sentence.startswith("pack.json is not JSON")
    assert "Nothing was loaded" in sentence


@pytest.mark.parametrize("value", [None, 3, "briefpack", [], [{}], True])
def test_json_of_another_kind_is_refused(value):
    assert "the document should be an object" in refusal(value)


def test_another_format_is_refused():
    assert refusal(document() | {"format": "word"}) == (
        "format is “word” where “briefpack” is expected."
    )


def test_a_newer_version_is_refused():
    assert refusal(document() | {"version": 2}) == "version is 2; it cannot be more than 1."


@pytest.mark.parametrize("key", ["format", "version", "pack"])
def test_what_must_be_there_is_named_when_it_is_not(key):
    spoiled = document()
    del spoiled[key]
    if key == "pack":
        spoiled["remarks"] = spoiled["releases"] = []
    assert f"the document lacks the field “{key}”." in refusal(spoiled)


# -------------------------------------------------------------- one error, one place


def quote(**changes) -> dict:
    """The document with fields of its second quote changed."""
    spoiled = document()
    spoiled["quotes"][1] |= changes
    return spoiled


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"mode": "indirect"},
            "quotes[1].mode is “indirect”; it can be direct, partial, paraphrase",
        ),
        ({"mode": "partail"}, "(did you mean “partial”?)"),
        ({"said": "last week"}, "quotes[1].said is “last week”, which is not a date such as"),
        (
            {"captured": "2026-01-06T99:00"},
            "quotes[1].captured is “2026-01-06T99:00”, which is not a",
        ),
        ({"key": "yes"}, "quotes[1].key should be true or false, not “yes”"),
        ({"order": 1.5}, "quotes[1].order should be a whole number, not 1.5"),
        (
            {"order": 10**30},
            "quotes[1].order is 1000000000000000000000000000000; it cannot be more",
        ),
        ({"role": ""}, "quotes[1].role is empty; leave the field out where nothing is known"),
        ({"role": None}, "quotes[1].role should be text, not None"),
        ({"spoken": "x"}, "quotes[1].spoken is not a field here"),
        ({"speeker": "x"}, "quotes[1].speeker is not a field here (did you mean “speaker”?)"),
        ({"id": "no spaces"}, "quotes[1].id is “no spaces”, which is not an id of 1 to 40"),
        ({"pieces": "words"}, "quotes[1].pieces should be a list, not “words”"),
        ({"pieces": []}, "quotes[1].pieces is empty"),
        (
            {"speaker": "nobody"},
            "quotes[1].speaker names the actor “nobody”, which is not in the doc",
        ),
        ({"venue": "a\x0bb"}, "quotes[1].venue holds the character U+000B at position 1"),
        ({"checked": {"by": "me"}}, "quotes[1].checked lacks the field “on”"),
    ],
)
def test_an_error_is_named_with_its_place_and_what_is_expected(changes, sentence):
    spoiled = quote(**changes)
    spoiled["remarks"] = spoiled["releases"] = []
    assert sentence in refusal(spoiled)


def test_a_missing_field_is_named_with_its_record():
    spoiled = document()
    del spoiled["quotes"][1]["source"], spoiled["quotes"][1]["pieces"]
    assert refusals(spoiled) == (
        "pack.json: quotes[1] lacks the field “source”.",
        "pack.json: quotes[1] lacks the field “pieces”.",
    )


def test_errors_of_different_kinds_are_all_named_each_with_its_place():
    spoiled = quote(mode="indirect", speaker="nobody")
    spoiled["quotes"][0]["pieces"][0]["exact"] = "We will send three"
    spoiled["facts"][0]["label"] = "a\x00"
    spoiled["positions"].append(dict(spoiled["positions"][0]))
    text = "\n".join(refusals(spoiled))
    for found in (
        "quotes[1].mode is",
        "quotes[1].speaker names",
        "quotes[0].pieces[0].exact is",
        "facts[0].label holds",
        "positions has the id “estonia-mission” 2 times",
    ):
        assert found in text


def test_after_fifty_errors_the_rest_is_counted():
    spoiled = document()
    spoiled["topics"] += [{"id": f"t{count}", "nam": "x"} for count in range(100)]
    sentences = refusals(spoiled)
    assert len(sentences) == 51
    assert sentences[-1] == "pack.json: 150 more errors like these. Nothing was loaded."


# ----------------------------------------------------------------------- passages


@pytest.mark.parametrize(
    ("start", "stop", "sentence"),
    [
        (5, 5, "runs from 5 to 5, which is no passage"),
        (9, 5, "runs from 9 to 5, which is no passage"),
        (5, 99_999, "ends at 99999, beyond its source, which has"),
    ],
)
def test_a_passage_outside_its_source_is_refused(start, stop, sentence):
    spoiled = document()
    for item in (
        spoiled["quotes"][0]["speaker_as_named"],
        spoiled["quotes"][0]["also_in"][0],
        spoiled["positions"][0]["evidence"][0],
        spoiled["commitments"][0]["stages"][0]["evidence"][0],
    ):
        item |= {"start": start, "stop": stop}
        item.pop("exact", None)
    assert len(refusals(spoiled)) == 4
    assert all(sentence in one for one in refusals(spoiled))


def test_a_negative_start_is_refused():
    spoiled = document()
    spoiled["quotes"][0]["speaker_as_named"]["start"] = -1
    assert "it cannot be less than 0" in refusals(spoiled)[0]


def test_words_that_differ_by_one_character_are_refused_with_both():
    spoiled = document()
    spoiled["lines"][0]["evidence"][0]["exact"] = "The ministers agreed in Larnaka"
    assert refusal(spoiled) == (
        "lines[0].evidence[0].exact is “The ministers agreed in Larnaka” but the source has "
        "“The ministers agreed in Larnaca” there."
    )


# -------------------------------------------------------------- references and ids


@pytest.mark.parametrize(
    ("name", "change", "found"),
    [
        ("pack", {"own": "x"}, "pack.own names the actor “x”"),
        (
            "matrices",
            {"columns": ["boats", "x"]},
            "matrices[0].columns[1] names the measure “x”",
        ),
        (
            "matrices",
            {"columns": ["mission"]},
            "matrices[0].columns[0] names the measure “mission”",
        ),
        ("sources", {"replaces": "x"}, "sources[0].replaces names the source “x”"),
        ("meetings", {"attendees": [{"person": "x"}]}, "meetings[0].attendees[0].person names the"),
        (
            "sections",
            {"scope": {"kind": "actor", "id": "x"}},
            "sections[0].scope.id names the actor",
        ),
        ("sections", {"scope": {"kind": "topic"}}, "sections[0].scope lacks the field “id”"),
        (
            "remarks",
            {"record": {"kind": "fact", "id": "x"}},
            "remarks[0].record.id names the fact “x”",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_refused(name, change, found):
    spoiled = document()
    (spoiled[name] if name == "pack" else spoiled[name][0]).update(change)
    assert found in refusal(spoiled)


def test_a_repeated_id_of_a_record_is_refused():
    spoiled = document()
    spoiled["facts"].append(spoiled["facts"][0] | {"evidence": []})
    assert refusal(spoiled) == "facts has the id “fleet” 2 times."


def test_a_repeated_id_of_a_passage_is_refused():
    spoiled = document()
    spoiled["facts"][0]["evidence"][0]["id"] = "ev-1"
    assert "“ev-1”" in refusal(spoiled)


def test_a_repeated_id_of_two_parts_of_one_record_is_refused():
    spoiled = document()
    spoiled["commitments"][2]["parties"][1]["id"] = "party-3"
    assert "“party-3”" in refusal(spoiled)


def test_records_of_two_kinds_may_share_an_id():
    shared = document()
    shared["facts"][0]["id"] = "article"
    assert load_pack(encoded(shared), "pack.json", new_id).content.facts[0].id == "article"


# --------------------------------------------------------------------- assessments


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"state": "scored"}, "assessments[0] lacks the field “score”"),
        ({"score": 1}, "assessments[0] carries a score though it is not scored"),
        ({"state": "scored", "score": 2}, "assessments[0].score is 2; it can be -1, 0, 1"),
    ],
)
def test_a_score_is_there_exactly_when_the_cell_is_scored_and_within_its_scale(change, found):
    spoiled = document()
    spoiled["assessments"][0] |= change
    assert found in refusal(spoiled)


# ----------------------------------------------------------------------- originals


def with_original(**changes) -> dict:
    made = document()
    data = b"%PDF-1.7 the bytes"
    made["sources"][0]["original"] = {
        "name": "story.pdf",
        "media_type": "application/pdf",
        "sha256": hashlib.sha256(data).hexdigest(),
        "base64": base64.b64encode(data).decode(),
    } | changes
    return made


def test_original_bytes_come_home():
    back = load_pack(encoded(with_original()), "pack.json", new_id)
    assert list(back.originals.values()) == [b"%PDF-1.7 the bytes"]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        (
            {"base64": "AAAA"},
            "sources[0].original.sha256 is not the SHA-256 of the bytes beside it",
        ),
        ({"base64": "not base64!"}, "sources[0].original.base64 is not base64"),
        ({"base64": "é"}, "sources[0].original.base64 is not base64"),
        ({"sha256": "ABC"}, "sources[0].original.sha256 is “ABC”, which is not a SHA-256"),
    ],
)
def test_original_bytes_that_differ_are_refused(changes, found):
    assert any(found in sentence for sentence in refusals(with_original(**changes)))


# ------------------------------------------------------------------- any document


@given(VALUES)
@examples(60)
def test_no_value_in_no_place_breaks_the_reader(value):
    places = ("pack", "sources", "quotes", "commitments", "matrices", "assessments", "editions")
    for name in places:
        refusals(document() | {name: value if value != [] else 1})


def outcome(spoiled: dict) -> tuple[str, ...] | None:
    """Return the sentences with which a document is refused, None where it is loaded."""
    try:
        load_pack(encoded(spoiled), "pack.json", new_id)
    except InputRefusedError as error:
        return error.sentences
    return None


FIELDS = [
    (name, index, key)
    for name, rows in document().items()
    if isinstance(rows, list)
    for index, row in enumerate(rows[:1])
    for key in row
]


@pytest.mark.parametrize(("name", "index", "key"), FIELDS)
def test_a_field_of_any_other_type_is_refused_or_loaded_but_never_breaks(name, index, key):
    for value in (None, 7, "x", [], {}, [{"id": 5}]):
        spoiled = document()
        spoiled[name][index][key] = value
        assert all(sentence.endswith(".") for sentence in outcome(spoiled) or ())


@given(st.text())
@examples(30)
def test_any_text_as_an_id_is_an_id_or_refused(text):
    spoiled = document()
    spoiled["remarks"][0]["id"] = text.encode("utf-8", "replace").decode()
    sentences = outcome(spoiled)
    assert sentences is None or all("remarks[0].id" in sentence for sentence in sentences)


def test_a_document_of_ten_megabytes_is_read_and_its_one_error_found():
    big = document()
    big["sources"][0]["text"] += "\n" + "The minister said nothing new about grain. " * 230_000
    big["remarks"] += [
        {"id": f"r{count}", "record": {"kind": "quote", "id": "boats-quote"}, "text": "Check this."}
        for count in range(2000)
    ]
    assert len(encoded(big)) > 10_000_000
    assert len(load_pack(encoded(big), "pack.json", new_id).content.remarks) == 2001
    big["remarks"][-1]["state"] = "x" * 1_000_000
    assert "remarks[2000].state is “xxx" in refusal(big)


def test_places_are_written_as_in_a_script():
    assert place(("quotes", 3, "pieces", 0, "start")) == "quotes[3].pieces[0].start"
    assert place(()) == "the document"


def test_an_edit_of_a_quote_s_words_that_no_reader_would_see_is_refused():
    spoilt = document()
    piece = spoilt["quotes"][0]["pieces"][0]
    edit = {"start": piece["start"], "stop": piece["start"] + 2, "text": "never"}
    spoilt["quotes"][0]["edits"] = [edit, edit | {"text": "…"}, edit | {"text": "[They]"}]
    assert refusal(spoilt) == "quotes[0].edits[0].text is “never”; a marked edit is … or [words]."

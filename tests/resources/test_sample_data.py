"""The exercise pack: every word is in its source, every key exists, nobody in it is real."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from briefing.domain import vocabularies as v
from briefing.domain.dates import is_date, is_moment, last_day
from briefing.domain.text import first_forbidden

if TYPE_CHECKING:
    from collections.abc import Iterator

Record = dict[str, Any]

SAMPLE: Final = Path(__file__).parents[2] / "resources" / "sample"
PACK: Final[Record] = tomllib.loads((SAMPLE / "pack.toml").read_text(encoding="utf-8"))
REAL_SURNAMES: Final = (
    "Macron|Zelensky|Zelenskyy|Trump|Vance|Rubio|Witkoff|Kushner|Merz|"
    "Scholz|Starmer|Sunak|Meloni|Putin|Lavrov|Tusk|Sikorski|Kallas|Costa|"
    "Leyen|Rutte|Stoltenberg|Støre|Eide|Frederiksen|Stubb|Orpo|Michal|"
    "Kristersson|Schoof|Jetten|Sánchez|Albares|Erdoğan|Fidan|Barrot|Yermak|"
    "Sybiha"
)
LISTS: Final = {
    ("source", "kind"): v.SourceKind,
    ("source", "origin"): v.Origin,
    ("source", "reliability"): v.Reliability,
    ("source", "credibility"): v.Credibility,
    ("actor", "kind"): v.ActorKind,
    ("topic", "likelihood"): v.Likelihood,
    ("matrix", "form"): v.MatrixForm,
    ("quote", "mode"): v.Mode,
    ("quote", "basis"): v.Basis,
    ("position", "stance"): v.Stance,
    ("position", "basis"): v.Basis,
    ("position", "confidence"): v.Confidence,
    ("commitment", "joint"): v.Joint,
    ("commitment", "polarity"): v.Polarity,
    ("commitment", "binding"): v.Binding,
    ("commitment", "stages", "stage"): v.Stage,
    ("commitment", "stages", "basis"): v.Basis,
    ("commitment", "conditions", "kind"): v.ConditionKind,
    ("quote", "also_in", "match"): v.Match,
    ("quote", "translations", "by"): v.Translator,
    ("assessment", "state"): v.CellState,
    ("meeting", "kind"): v.MeetingKind,
    ("agenda", "likelihood"): v.Likelihood,
    ("line", "kind"): v.LineKind,
    ("line", "variant"): v.Variant,
}
# Where a field names a record of another kind; a list of keys counts as each of them.
LINKS: Final = {
    ("source", "derived_from"): "source",
    ("source", "replaces"): "source",
    ("actor", "part_of"): "actor",
    ("actor", "members", "actor"): "actor",
    ("actor", "members", "source"): "source",
    ("actor", "roles", "affiliation"): "actor",
    ("measure", "topic"): "topic",
    ("matrix", "rows"): "actor",
    ("quote", "source"): "source",
    ("quote", "speaker"): "actor",
    ("quote", "speaks_for"): "actor",
    ("quote", "topic"): "topic",
    ("position", "actor"): "actor",
    ("position", "topic"): "topic",
    ("position", "expressed_by"): "actor",
    ("position", "supersedes"): "position",
    ("commitment", "parties", "actor"): "actor",
    ("commitment", "beneficiaries"): "actor",
    ("commitment", "measure"): "measure",
    ("commitment", "topic"): "topic",
    ("assessment", "actor"): "actor",
    ("assessment", "measure"): "measure",
    ("assessment", "topic"): "topic",
    ("assessment", "searched"): "source",
    ("fact", "actor"): "actor",
    ("meeting", "with"): "actor",
    ("meeting", "attendees", "person"): "actor",
    ("agenda", "meeting"): "meeting",
    ("agenda", "topic"): "topic",
    ("line", "meeting"): "meeting",
    ("line", "topic"): "topic",
    ("line", "actor"): "actor",
}


def text_of(source: Record) -> str:
    """Read a source as the program will: every line ending becomes LF."""
    raw = (SAMPLE / source["file"]).read_bytes().decode("utf-8")
    return re.sub("\r\n|[\r\f\v\x85]", "\n", raw)


TEXTS: Final = {source["key"]: text_of(source) for source in PACK["source"]}
KEYS: Final = {
    kind: [record["key"] for record in records]
    for kind, records in PACK.items()
    if isinstance(records, list)
}


def values(kind: str, *path: str) -> Iterator[Any]:
    """Walk from every record of a kind along a path of fields; lists fan out."""
    found: list[Any] = list(PACK[kind])
    for name in path:
        steps = [item[name] for item in found if name in item]
        found = [one for item in steps for one in (item if isinstance(item, list) else [item])]
    yield from found


def passages() -> Iterator[tuple[str, str, str, int | None]]:
    """Yield (where it stands, source key, words, nth) for everything that quotes a source."""
    for quote in PACK["quote"]:
        for words in quote.get("pieces") or [quote["words"]]:
            yield quote["key"], quote["source"], words, quote.get("nth")
        if "speaker_as_named" in quote:
            # A name may recur; it is the first one that counts.
            yield quote["key"], quote["source"], quote["speaker_as_named"], 1
        for copy in quote.get("also_in", ()):
            yield quote["key"], copy["source"], copy["words"], copy.get("nth")
    for kind, *path in (
        ("position", "evidence"),
        ("commitment", "stages", "evidence"),
        ("commitment", "conditions", "evidence"),
        ("fact", "evidence"),
        ("line", "evidence"),
    ):
        for one in values(kind, *path):
            yield kind, one["source"], one["words"], one.get("nth")


def current_stage(commitment: Record) -> str:
    return max(commitment["stages"], key=lambda stage: last_day(stage["date"]))["stage"]


def live_polarities() -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for commitment in PACK["commitment"]:
        if current_stage(commitment) in {"withdrawn", "lapsed"}:
            continue
        for party in commitment["parties"]:
            place = party["actor"], commitment["measure"]
            found.setdefault(place, set()).add(commitment["polarity"])
    return found


def test_every_passage_has_exactly_one_place_in_its_source():
    for where, source, words, nth in passages():
        count = TEXTS[source].count(words)
        assert count >= (nth or 1), f"{where}: {words!r} is not in {source}"
        assert nth is not None or count == 1, f"{where}: {words!r} stands {count} times in {source}"


def test_every_edit_of_a_quote_lies_in_its_words_and_is_marked():
    for quote in PACK["quote"]:
        words = "\n".join(quote.get("pieces") or [quote["words"]])
        for edit in quote.get("edits", ()):
            count = words.count(edit["words"])
            assert count == 1 or 1 <= edit["nth"] <= count, quote["key"]
            assert edit["text"] == "…" or re.fullmatch(r"\[.+\]", edit["text"]), quote["key"]


def test_keys_are_unique_within_their_kind():
    for kind, keys in KEYS.items():
        assert [key for key, count in Counter(keys).items() if count > 1] == [], kind


def test_every_key_that_is_named_exists():
    for (kind, *path), target in LINKS.items():
        assert set(values(kind, *path)) <= set(KEYS[target]), (kind, path)
    assert PACK["pack"]["own"] in KEYS["actor"]
    for matrix in PACK["matrix"]:
        columns = "topic" if matrix["form"] == "stances" else "measure"
        assert set(matrix["columns"]) <= set(KEYS[columns])
    for section in PACK["section"]:
        scope = section["scope"]
        assert scope["kind"] == "pack" or scope["key"] in KEYS[scope["kind"]]


def test_every_citation_names_a_source():
    prose = [record["markdown"] for kind in ("section", "line") for record in PACK[kind]]
    cited = {key for text in prose for key in re.findall(r"\[@([^\]]+)\]", text)}
    assert cited
    assert cited <= set(KEYS["source"])


def test_every_code_is_in_its_vocabulary():
    for (kind, *path), vocabulary in LISTS.items():
        assert set(values(kind, *path)) <= set(vocabulary), (kind, path)
    disclosures = {
        record["disclosure"]
        for records in PACK.values()
        if isinstance(records, list)
        for record in records
        if "disclosure" in record
    }
    assert disclosures == set(v.Disclosure)
    assert {section["scope"]["kind"] for section in PACK["section"]} <= set(v.ScopeKind)


def test_every_date_can_be_read():
    dates = [
        *values("source", "published"),
        *values("quote", "said"),
        *values("position", "since"),
        *values("commitment", "deadline"),
        *values("commitment", "stages", "date"),
        *values("assessment", "as_of"),
        *values("fact", "as_of"),
        *values("meeting", "start"),
        *values("actor", "members", "from"),
        *values("actor", "roles", "from"),
    ]
    assert [date for date in dates if not is_moment(date)] == []
    assert is_date(PACK["pack"]["event"]["from"])
    newest = last_day(PACK["pack"]["as_of"])
    assert [d for d in values("commitment", "stages", "date") if last_day(d) > newest] == []


def test_the_exercise_is_large_enough_to_show_every_feature():
    assert len(KEYS["source"]) >= 12
    assert Counter(values("actor", "kind"))["country"] == 15
    assert Counter(values("actor", "kind"))["group"] == 2
    assert len(KEYS["topic"]) == 8
    assert len(KEYS["measure"]) == 12
    assert len(KEYS["quote"]) >= 40
    assert len(list(values("quote", "is_key"))) >= 10
    assert len(KEYS["position"]) >= 30
    assert len(KEYS["commitment"]) >= 60
    assert len(KEYS["meeting"]) == 3
    assert len(KEYS["line"]) >= 25
    assert len(set(values("fact", "actor"))) >= 6
    assert len({s["scope"].get("key") for s in PACK["section"]} - {None}) >= 6


def test_commitments_show_every_stage_and_every_turn():
    commitments = PACK["commitment"]
    stages = Counter(map(current_stage, commitments))
    assert set(stages) == set(v.Stage)
    assert stages["suspended"] == stages["withdrawn"] == stages["lapsed"] == 1
    assert stages["draft"] >= 2
    assert sum(len(one["stages"]) > 1 for one in commitments) >= 12
    assert sum(one["polarity"] == "excludes" for one in commitments) >= 8
    assert sum("conditions" in one for one in commitments) >= 15
    assert sum(len(one["parties"]) > 1 for one in commitments) == 4
    assert len({c["key"] for c in commitments for s in c["stages"] if "amount" in s}) >= 5
    assert all(stage.get("evidence") for one in commitments for stage in one["stages"])


def test_three_cells_contradict_themselves():
    torn = {place for place, polarities in live_polarities().items() if len(polarities) == 2}
    assert torn == {("pl", "deploy-force"), ("us", "monitors"), ("de", "patrol-air")}


def test_a_third_to_a_half_of_the_matrix_holds_commitments():
    matrix = PACK["matrix"][0]
    filled = {
        (party["actor"], one["measure"]) for one in PACK["commitment"] for party in one["parties"]
    }
    assert {actor for actor, _ in filled} == set(matrix["rows"])
    assert {measure for _, measure in filled} == set(matrix["columns"])
    share = len(filled) / (len(matrix["rows"]) * len(matrix["columns"]))
    assert 1 / 3 <= share <= 1 / 2


def test_an_empty_cell_is_explained_only_where_it_is_empty():
    filled = {
        (party["actor"], one["measure"]) for one in PACK["commitment"] for party in one["parties"]
    } | {(position["actor"], position["topic"]) for position in PACK["position"]}
    for one in PACK["assessment"]:
        assert (one["actor"], one.get("measure") or one["topic"]) not in filled, one["key"]
        assert bool(one.get("searched")) is (one["state"] == "searched_none"), one["key"]
        assert bool(one.get("reason")) is (one["state"] == "not_applicable"), one["key"]
    assert any("topic" in one for one in PACK["assessment"])


def test_a_conditional_position_names_its_condition():
    for position in PACK["position"]:
        assert (position["stance"] == "conditional") is ("condition" in position), position["key"]


def test_the_article_has_thirteen_quotations_by_eight_speakers():
    said = [q for q in PACK["quote"] if q["source"] == "article" and q["mode"] != "paraphrase"]
    assert len(said) == 13
    assert len({q.get("speaker") or q["speaker_as_named"] for q in said}) == 8
    marks = re.findall('"([^"]+)"', TEXTS["article"])
    pieces = [piece for q in said for piece in q.get("pieces") or [q["words"]]]
    assert {mark.rstrip(",") for mark in marks} == set(pieces)


def test_what_rests_on_a_closed_source_is_closed():
    closed = {source["key"] for source in PACK["source"] if source["disclosure"] == "closed"}
    assert closed
    for kind in ("quote", "position", "commitment", "line"):
        for record in PACK[kind]:
            evidence = [record, *record.get("evidence", ())]
            for part in (*record.get("stages", ()), *record.get("conditions", ())):
                evidence += part.get("evidence", ())
            if closed & {one.get("source") for one in evidence}:
                assert record["disclosure"] == "closed", record["key"]
    assert all(f"[@{key}]" not in s["markdown"] for key in closed for s in PACK["section"])


def test_everything_is_marked_as_an_exercise():
    assert PACK["pack"]["title"].startswith("EXERCISE ")
    for source in PACK["source"]:
        assert "EXERCISE" in source["title"]
        assert any("EXERCISE" in line for line in TEXTS[source["key"]].splitlines())
        assert ".example/" in source.get("url", ".example/")
    assert all("EXERCISE" in one["title"] for kind in ("meeting", "matrix") for one in PACK[kind])


def test_the_files_are_those_of_the_list_and_hold_no_forbidden_character():
    shipped = sorted(path.name for path in (SAMPLE / "sources").iterdir())
    assert shipped == sorted(Path(source["file"]).name for source in PACK["source"])
    for key, text in TEXTS.items():
        assert first_forbidden(text) is None, key
        assert text.endswith("\n"), key


def test_no_real_politician_is_named():
    everything = (SAMPLE / "pack.toml").read_text(encoding="utf-8") + "".join(TEXTS.values())
    assert re.findall(rf"\b(?:{REAL_SURNAMES})(?:s|’s|'s)?\b", everything) == []


def test_awkward_characters_are_there_to_be_survived():
    everything = "".join(TEXTS.values())
    for piece in ("&", " < ", "“", "’", "\u00a0", "€1.2", "\n= ", "\n+ ", "Ł", "щоденна", "🇫🇷"):
        assert piece in everything, piece

"""Highlights show every passage once, overlapping ones in lanes of their own."""

from __future__ import annotations

from briefing.app import capture, drafts, editing
from briefing.app.packs import create_pack
from briefing.domain.spans import Range
from briefing.gui.reader.highlights import captures_by_source, highlights_of, passages_of
from tests.gui.desk import TEXT, source


def place(words):
    start = TEXT.index(words)
    return Range(start=start, stop=start + len(words))


def captured():
    pack = create_pack("Highlights")
    editing.add(pack, source(), "Import")
    for words in ("We will send monitors,", "a first step"):
        draft = drafts.draft_quote(pack.content, "s1", (place(words),))
        capture.capture_quote(pack, draft)
    whole = place("Spain offers 😀 observers. “We will send monitors,” said Spanish")
    draft = drafts.CommitmentDraft(source="s1", ranges=(whole,), parties=("Spain",), text="Sends")
    capture.capture_commitment(pack, draft)
    return pack


def test_overlapping_passages_stack():
    rows = highlights_of(captured().content, "s1")
    assert [(row.letter, row.lane) for row in rows] == [("C", 0), ("Q", 1), ("Q", 0)]
    assert rows[0].label == "Spain: Sends"
    assert rows[1].range.of(TEXT) == "We will send monitors,"


def test_captures_are_counted_by_source_and_found_by_record():
    content = captured().content
    assert captures_by_source(content) == {"s1": 3}
    quote = content.quotes[1]
    assert passages_of(content, "quote", quote.id) == (("s1", place("a first step")),)


def test_every_record_of_the_sample_that_rests_on_a_source_is_highlighted_there(sample):
    content, _ = sample
    for one in content.sources:
        for row in highlights_of(content, one.id):
            assert row.range.of(one.text)
            assert (one.id, row.range) in passages_of(content, row.kind, row.record_id)
    assert sum(captures_by_source(content).values()) > 100

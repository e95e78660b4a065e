"""What a person does with an article: capture every quotation in it, and what it commits to."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing.app.capture import capture_commitment, capture_position, capture_quote
from briefing.app.drafts import draft_commitment, draft_position, draft_quote
from briefing.domain.sources import Source
from briefing.domain.spans import Range
from briefing.sources.quotations import quoted_strings
from briefing.word.reading import read_document


def quote_everything(pack, source_id):
    """Capture each quoted string of a source's body as the bar would, and return their ids."""
    source = pack.content.get(Source, source_id)
    aside = [Range(start=row.start, stop=row.stop) for row in source.set_aside]
    return [
        capture_quote(pack, draft_quote(pack.content, source_id, (words,)))
        for words in quoted_strings(source.text)
        if not any(words.overlaps(row) for row in aside)
    ]


def stretch(pack, source_id, words):
    """Return where words stand in a source; they stand there once."""
    text = pack.content.get(Source, source_id).text
    assert text.count(words) == 1, f"{words!r} stands there {text.count(words)} times"
    start = text.index(words)
    return (Range(start=start, stop=start + len(words)),)


def commit(pack, source_id, words, **said):
    """Capture a commitment of some words, with what the analyst corrects."""
    draft = draft_commitment(pack.content, source_id, stretch(pack, source_id, words))
    return capture_commitment(pack, replace(draft, **said))


def hold(pack, source_id, words, **said):
    """Capture a position of some words, with what the analyst corrects."""
    draft = draft_position(pack.content, source_id, stretch(pack, source_id, words))
    return capture_position(pack, replace(draft, **said))


def printed_quotations(data):
    """Return everything that a Word file has between curly quotation marks."""
    paragraphs = read_document(data).body
    found = re.findall(r"“([^”]*)”", "\n\n".join(paragraph.text for paragraph in paragraphs))
    return set(found)

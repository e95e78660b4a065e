"""Whatever a source says reaches the Word file and the workbook to the code point."""

from __future__ import annotations

import tempfile
from pathlib import Path
from unittest.mock import patch

import openpyxl
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from briefing.app import packs
from briefing.app.capture import capture_quote
from briefing.app.drafts import QuoteDraft
from briefing.app.exporting import ExportRequest, export
from briefing.app.importing import import_pasted
from briefing.domain.sources import Source
from briefing.domain.spans import Range
from briefing.domain.text import FORBIDDEN
from briefing.word.reading import read_document

HEAD = "EXERCISE: a page of odd signs\n\n5 March 2027\n\nA minister spoke of the harbours.\n\n"
ODD = (
    "&", "<b>", "]]>", "{{ x }}", "{% for a in b %}", "\x0b", "\x0c", "\ufffe", "\ud800", "\udfff",
    "שלום עולם", "مرحبا", "\u202e", "👩‍👩‍👧", "🇺🇦", "e\u0301", "=1+1", "+1", "-1", "@A1", "#N/A",
    "＝", "_x000A_", "\t", "\n", "\r\n", "\x85", "\u2028", "\u00a0", "“”", "'", "`", "\\", "\x00",
)  # fmt: skip
words = st.lists(st.sampled_from(ODD) | st.text(max_size=6), min_size=1, max_size=8).map("".join)


@given(words)
@settings(max_examples=25)
@example("".join(ODD))
@example("=cmd|' /C calc'!A0")
def test_a_quote_of_odd_signs_is_the_same_everywhere(said):
    pack = packs.create_pack("EXERCISE odd signs")
    imported = import_pasted(pack, f"{HEAD}x{said}x\n\nEnd of the page.\n")
    text = pack.content.get(Source, imported.source).text
    assert FORBIDDEN.search(text) is None
    start, stop = text.index("x", len(HEAD)), text.rindex("x") + 1
    assume(stop - start > 2)
    marked = Range(start=start + 1, stop=stop - 1)
    capture_quote(pack, QuoteDraft(source=imported.source, ranges=(marked,), speaker="Holm"))
    with tempfile.TemporaryDirectory() as folder:
        word, excel = Path(folder) / "p.docx", Path(folder) / "m.xlsx"
        with patch("briefing.preview.office.find_office", lambda: None):
            report = export(pack.content, ExportRequest(word=word, excel=excel))
        read = read_document(word.read_bytes())
        book = openpyxl.load_workbook(excel)
    wanted = marked.of(text)
    pack.close()
    assert report.quotations == 1
    assert any(f"“{wanted}”" in paragraph.text for paragraph in read.body)
    rows = [row for row in book["Quotes"].iter_rows() for cell in row if cell.value == wanted]
    assert rows or not wanted.strip(), repr(wanted)
    assert not any(cell.data_type == "f" for row in book["Quotes"].iter_rows() for cell in row)

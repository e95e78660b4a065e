"""What is exported: proved quotations, and a Word table and a sheet that cannot disagree."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from briefing import assets
from briefing.app import packs
from briefing.app.exporting import (
    ExportCancelledError,
    ExportRequest,
    QuotationsDifferError,
    export,
)
from briefing.app.importing import import_bytes, import_pasted
from briefing.app.sample import sample_pack
from briefing.app.wordings import quote_words
from briefing.domain.cells import Grid
from briefing.domain.sources import Source
from briefing.errors import InputRefusedError
from briefing.template.fields_disclosed import disclosed
from briefing.word.reading import read_document
from tests.capturing import printed_quotations, quote_everything
from tests.excel.packs import summit


@pytest.fixture(scope="module")
def sample():
    pack = sample_pack()
    yield pack.content
    pack.close()


@pytest.fixture(autouse=True)
def _no_office(monkeypatch):
    """Page numbers and PDFs have tests of their own; these need no office suite."""
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)


def word_cells(data):
    """Return the matrix of a Word pack: (actor, column) → the cell's text; blocks are joined."""
    tables = {}
    for paragraph in read_document(data).body:
        if paragraph.table:
            cell = (paragraph.row, paragraph.column)
            tables.setdefault(paragraph.table, {}).setdefault(cell, []).append(paragraph.text)
    found = {}
    for table in tables.values():
        rows = {place: " ".join(words) for place, words in table.items()}
        heads = {column: text for (row, column), text in rows.items() if row == 1}
        for (row, column), text in rows.items():
            if column > 1 and row > 1:
                found[rows.get((row, 1), ""), heads.get(column, "")] = text
    return found


def sheet_cells(data):
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Grid"]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(row for row in rows if row[0] == "Actor")
    return {
        (row[0], name): row[column]
        for row in rows[rows.index(head) + 1 :]
        for column, name in enumerate(head)
        if column and name and row[0]
    }


def exported(content, tmp_path, **options):
    request = ExportRequest(
        word=tmp_path / "pack.docx", excel=tmp_path / "matrix.xlsx", options=options
    )
    return export(content, request)


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_every_cell_of_35_by_20_says_the_same_in_word_and_in_excel(tmp_path, paper):
    content = summit()
    exported(content, tmp_path, paper=paper)
    sheet = sheet_cells((tmp_path / "matrix.xlsx").read_bytes())
    word = word_cells((tmp_path / "pack.docx").read_bytes())
    compared = 0
    for row in Grid(content=content, matrix=content.matrices[0]).cells:
        for cell in row:
            place = (cell.actor.name, cell.column.name)
            assert sheet[place] == f"{cell.mark.symbol} {cell.words}"
            if place not in word:
                assert not cell.is_assessed
                continue
            compared += 1
            said = word[place]
            assert cell.words in said or said.startswith(cell.mark.short)
            assert (f"+{cell.more}" in said) == bool(cell.more)
            assert ("⚠" in said) == cell.disagrees
    assert compared > 300


def test_the_sample_is_exported_with_every_quotation_proved(sample, tmp_path):
    report = exported(sample, tmp_path)
    assert report.quotations > 20
    assert report.draft is None
    assert [path.name for path in report.written] == ["pack.docx", "matrix.xlsx"]


def test_every_quotation_printed_is_its_source_s_words(sample, tmp_path):
    exported(sample, tmp_path)
    read = read_document((tmp_path / "pack.docx").read_bytes())
    printed = "\n".join(paragraph.text for paragraph in read.paragraphs)
    article = sample.get(Source, "article").text
    quoted = [q for q in sample.quotes if q.source == "article" and q.key and not q.edits]
    assert quoted
    for quote in quoted:
        for piece in quote.pieces:
            assert piece.exact in article
            assert piece.exact in printed


def test_closed_records_are_in_neither_file(sample, tmp_path):
    exported(sample, tmp_path)
    kept = {row.id for row in disclosed(sample).content.commitments}
    closed = [row.text for row in sample.commitments if row.id not in kept]
    read = read_document((tmp_path / "pack.docx").read_bytes())
    printed = "\n".join(paragraph.text for paragraph in read.paragraphs)
    book = openpyxl.load_workbook(tmp_path / "matrix.xlsx")
    sheets = "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )
    assert closed
    for text in closed:
        assert text not in printed
        assert text not in sheets


def test_a_quotation_that_differs_stops_the_export_and_nothing_is_written(
    sample, tmp_path, monkeypatch
):
    from briefing.word import packing

    honest = packing.render

    def dishonest(*arguments):
        rendered = honest(*arguments)
        first = replace(rendered.ledger[0], text=rendered.ledger[0].text + " never")
        return replace(rendered, ledger=(first, *rendered.ledger[1:]))

    monkeypatch.setattr(packing, "render", dishonest)
    (tmp_path / "pack.docx").write_bytes(b"the old one")
    with pytest.raises(QuotationsDifferError, match="never"):
        exported(sample, tmp_path)
    assert (tmp_path / "pack.docx").read_bytes() == b"the old one"
    assert not (tmp_path / "matrix.xlsx").exists()


def test_two_exports_of_one_pack_are_the_same_bytes(sample, tmp_path):
    exported(sample, tmp_path)
    first = [(tmp_path / name).read_bytes() for name in ("pack.docx", "matrix.xlsx")]
    exported(sample, tmp_path)
    assert first == [(tmp_path / name).read_bytes() for name in ("pack.docx", "matrix.xlsx")]


def test_open_errors_make_a_draft_that_says_how_many(tmp_path):
    pack = packs.create_pack("Summit")
    imported = import_pasted(
        pack,
        'Harbour pact signed\n\n1 May 2027\n\n"We begin with the harbours," said Astrid Holm.\n',
    )
    quote_everything(pack, imported.source)
    source = pack.content.get(Source, imported.source)
    with pack.edit("Withdraw"):
        from briefing.domain.sources import Withdrawn

        pack.put(replace(source, withdrawn=Withdrawn(on="2027-05-02", reason="forged")))
    report = exported(pack.content, tmp_path)
    pack.close()
    assert report.draft.startswith("DRAFT – 1 open problem – ")
    read = read_document((tmp_path / "pack.docx").read_bytes())
    assert any(report.draft in paragraph.text for paragraph in read.headers)


def test_an_empty_pack_is_exported_decently(tmp_path):
    pack = packs.create_pack("Nothing yet")
    report = exported(pack.content, tmp_path)
    pack.close()
    assert len(report.written) == 2


@pytest.mark.parametrize(("citations", "has_notes"), [("footnotes", True), ("annex", False)])
def test_sources_are_named_where_it_was_chosen(sample, tmp_path, citations, has_notes):
    request = ExportRequest(word=tmp_path / "pack.docx", options={"citations": citations})
    report = export(sample, request)
    document = read_document((tmp_path / "pack.docx").read_bytes())
    said = [line.text for line in document.body]
    assert bool(document.footnotes) == has_notes
    assert ("References" in said) != has_notes
    assert any(line.startswith("[1]\t") for line in said) != has_notes
    assert not any("annex" in sentence for sentence in report.sentences)


@pytest.mark.parametrize(
    "request_",
    [
        ExportRequest(template="no-such-form"),
        ExportRequest(options={"colour": "red"}),
        ExportRequest(options={"paper": "A0"}),
        ExportRequest(as_of="last Tuesday"),
    ],
)
def test_what_cannot_be_chosen_is_refused_in_a_sentence(sample, tmp_path, request_):
    with pytest.raises(InputRefusedError):
        export(sample, replace(request_, word=tmp_path / "pack.docx"))
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_export_writes_nothing(sample, tmp_path):
    request = ExportRequest(word=tmp_path / "pack.docx")
    with pytest.raises(ExportCancelledError):
        export(sample, request, is_cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_progress_rises_to_the_end(sample, tmp_path):
    told = []
    export(sample, ExportRequest(word=tmp_path / "p.docx"), lambda step, share: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_as_of_turns_the_documents_back(sample, tmp_path):
    early = ExportRequest(excel=tmp_path / "early.xlsx", as_of="2026-11-01")
    export(sample, early)
    late = ExportRequest(excel=tmp_path / "late.xlsx")
    export(sample, late)
    assert sheet_cells((tmp_path / "early.xlsx").read_bytes()) != sheet_cells(
        (tmp_path / "late.xlsx").read_bytes()
    )


def test_every_quotation_of_the_sample_s_article_reaches_the_word_file_to_the_character(tmp_path):
    pack = packs.create_pack("EXERCISE one article")
    data = assets.read_bytes("sample/sources/01-article-harbour-ledger.txt")
    imported = import_bytes(pack, data, "article.txt")
    quote_everything(pack, imported.source)
    article = pack.content.get(Source, imported.source).text
    words = {quote_words(pack.content, quote) for quote in pack.content.quotes}
    report = exported(pack.content, tmp_path)
    printed = printed_quotations((tmp_path / "pack.docx").read_bytes())
    pack.close()
    assert len(words) >= 13
    assert report.quotations >= len(words)
    assert printed == words
    assert all(said in article for said in printed)

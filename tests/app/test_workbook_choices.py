"""The choices of a workbook as they are typed: which rows and columns, rounds, groups, language."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from briefing.app.exporting import ExportRequest, export
from briefing.app.sample import sample_pack
from briefing.app.templates import SUMMIT_PACK
from briefing.domain.picking import PICKS
from briefing.errors import InputRefusedError
from tests.excel.reading import shown_rows
from tests.excel.test_house import form


@pytest.fixture(scope="module")
def sample():
    pack = sample_pack()
    yield pack.content
    pack.close()


def book(sample, folder, template=SUMMIT_PACK, **options):
    file = folder / "matrix.xlsx"
    export(sample, ExportRequest(template=template, excel=file, options=options))
    return load_workbook(file)


def test_rows_and_columns_are_those_that_are_named(sample, tmp_path):
    rows, columns = sample.matrices[0].rows[1:3], sample.matrices[0].columns[:2]
    sheet = book(sample, tmp_path, rows=",".join(rows), columns=",".join(columns))["Grid"]
    shown = shown_rows(sheet)
    names = {actor.id: actor.name for actor in sample.actors}
    assert [row["Actor"] for row in shown] == [names[row] for row in rows]
    assert len(shown[0]) == 1 + len(columns) + 6 + 1 + 1
    told = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert f"Left out: {len(sample.matrices[0].rows) - 2} rows" in told
    assert "Not chosen: " in told


def test_only_rows_with_a_refusal_are_shown(sample, tmp_path):
    shown = shown_rows(book(sample, tmp_path, only="no")["Grid"])
    assert 0 < len(shown) < len(sample.matrices[0].rows)
    assert all(any("✕" in text for text in row.values()) for row in shown)


@pytest.mark.parametrize("only", PICKS)
def test_every_way_to_pick_rows_can_be_typed(sample, tmp_path, only):
    assert book(sample, tmp_path, only=only)["Grid"].max_row > 10


def test_rows_stand_in_groups_which_stay_ordinary_rows_of_the_table(sample, tmp_path):
    group = next(actor for actor in sample.actors if actor.members)
    sheet = book(sample, tmp_path, groups=group.id)["Grid"]
    members = {sample.find(type(group), row.actor).name for row in group.members if row.to is None}
    named = [(row["Actor"], row["Group"]) for row in shown_rows(sheet)]
    assert named == sorted(named, key=lambda row: row[1] != group.name)
    assert {actor for actor, name in named if name == group.name} <= members
    assert {name for _, name in named} <= {group.name, "Others"}
    assert sheet.freeze_panes == "C5"


def test_regions_are_groups_too(sample, tmp_path):
    shown = shown_rows(book(sample, tmp_path, groups="region")["Grid"])
    assert "Europe" in {row["Group"] for row in shown}


def test_rows_can_stand_in_the_order_of_their_names(sample, tmp_path):
    shown = shown_rows(book(sample, tmp_path, order="name")["Grid"])
    names = [row["Actor"] for row in shown]
    assert names == sorted(names, key=str.casefold)


@pytest.mark.parametrize(
    ("language", "sheet", "word"),
    [("fr", "Grille", "Convenu"), ("uk", "Сітка", "Погоджено"), ("ar", "الشبكة", "متفق عليه")],
)
def test_the_workbook_speaks_its_language(sample, tmp_path, language, sheet, word):
    found = book(sample, tmp_path, language=language)
    assert found.sheetnames[0] == sheet
    texts = [str(cell.value) for row in found[sheet].iter_rows() for cell in row]
    assert any(word in text for text in texts)
    assert bool(found[sheet].sheet_view.rightToLeft) is (language == "ar")


def test_a_house_workbook_is_named_like_a_template(sample, tmp_path):
    file = tmp_path / "house.xlsx"
    file.write_bytes(form())
    found = book(sample, tmp_path, template=str(file))
    assert found["Grid"]["A1"].value == "MINISTRY OF EXAMPLES"
    facts = {row["Item"]: row["Value"] for row in shown_rows(found["About"])}
    assert facts["Template"] == "house"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"columns": "nowhere"}, "The option “columns” cannot be “nowhere”"),
        ({"round": "third"}, "it can be , interim, final, both"),
        ({"colour": "red"}, "The workbook has no option “colour”; it has: matrix, round"),
        ({"matrix": "a,b"}, "takes one of the pack's matrices, not 2"),
        ({"base": "GBP"}, "The option “base” cannot be “GBP”"),
    ],
)
def test_what_the_pack_has_not_is_refused_by_name(sample, tmp_path, options, words):
    with pytest.raises(InputRefusedError) as refused:
        book(sample, tmp_path, **options)
    assert words in str(refused.value)


def test_options_of_the_word_pack_and_the_workbook_go_together(sample, tmp_path):
    files = {"word": tmp_path / "a.docx", "excel": tmp_path / "a.xlsx"}
    options = {"map": "no", "only": "no", "paper": "A3"}
    report = export(sample, ExportRequest(template=SUMMIT_PACK, options=options, **files))
    assert set(report.written) == set(files.values())
    assert int(load_workbook(files["excel"])["Grid"].page_setup.paperSize) == 8

"""The file itself: the same bytes every time, nothing in it about who, where or when."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from briefing.excel import WorkbookOptions, cells, write_matrix
from briefing.excel.package import zipped
from tests.excel.packs import summit


def test_the_same_content_gives_the_same_bytes():
    content = summit(8, 6)
    assert write_matrix(content, WorkbookOptions()) == write_matrix(content, WorkbookOptions())


def test_another_process_with_another_hash_seed_gives_the_same_bytes():
    program = (
        "import hashlib;from tests.excel.packs import summit;from briefing.excel import *;"
        "print(hashlib.sha256(write_matrix(summit(5,4),WorkbookOptions())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(digests) == 1


def test_the_zip_is_sound_and_dated_on_the_first_day_a_zip_knows():
    with ZipFile(BytesIO(write_matrix(summit(3, 3), WorkbookOptions()))) as package:
        assert package.testzip() is None
        assert package.namelist()[0] == "[Content_Types].xml"
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_zip_keeps_what_it_is_given():
    parts = {"a.xml": b"<a/>", "b/c.bin": bytes(range(256)) * 50, "empty": b""}
    with ZipFile(BytesIO(zipped(parts))) as package:
        assert {name: package.read(name) for name in package.namelist()} == parts


def test_properties_name_title_and_language_but_no_person_program_version_or_time():
    content = summit(2, 2)
    workbook = write_matrix(content, WorkbookOptions(language="fr"))
    with ZipFile(BytesIO(workbook)) as package:
        core = package.read("docProps/core.xml").decode()
        app = package.read("docProps/app.xml").decode()
    assert (
        "<dc:title>Meeting of the coalition, January 2026 – tableau des engagements</dc:title>"
        in core
    )
    assert "<dc:language>fr</dc:language>" in core
    for name in ("creator", "modified", "created", "lastModifiedBy"):
        assert name not in core
    assert "<Application>Briefing</Application>" in app
    assert "Version" not in app


def test_a_draft_says_so_on_every_page():
    content = replace(summit(2, 2))
    workbook = write_matrix(content, WorkbookOptions(draft="DRAFT 3, 4 open problems"))
    with ZipFile(BytesIO(workbook)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 8
        for name in sheets:
            assert b"DRAFT 3, 4 open problems" in package.read(name)


def test_a_sheet_has_no_more_links_than_excel_knows(monkeypatch):
    monkeypatch.setattr(cells, "MOST_LINKS", 5)
    with ZipFile(BytesIO(write_matrix(summit(4, 4), WorkbookOptions()))) as package:
        grid = package.read("xl/worksheets/sheet1.xml")
    assert grid.count(b"<hyperlink ") == 5

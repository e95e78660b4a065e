"""Files that reviewers send are read in the worker: at worst they end in one sentence."""

from __future__ import annotations

import base64
import io
import os
import zipfile
import zlib

import pytest

from briefing.app import jobs, packs
from briefing.app.exporting import disclosed_of
from briefing.app.receiving import comes_home, receive
from briefing.errors import InputRefusedError
from briefing.excel import WorkbookOptions, edited_book, write_matrix
from briefing.word import tasks
from tests.excel.packs import summit

pytestmark = pytest.mark.usefixtures("no_worker_remains")


@pytest.fixture
def closed(never_here):
    """Read no office file in this process."""
    never_here(tasks, "received_review")
    never_here(edited_book, "read_book")


def with_part(data, name, part):
    """Return an office file with one part in place of its own."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            new.writestr(entry, part if entry == name else old.read(entry))
    return made.getvalue()


def body(words):
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{main}"><w:body>{words}</w:body></w:document>'.encode()


BODIES = {
    "nested a thousand deep": "<w:sdt><w:sdtContent>" * 1000 + "</w:sdtContent></w:sdt>" * 1000,
    "millions of paragraphs": "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1_900_000,
    "one run of millions": "<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 2_600_000 + "</w:p>",
    "cut off": "<w:p>",
}


def refusal(pack, path):
    """Return why a file is refused; nothing came of it."""
    before, edits = pack.content, len(pack.history)
    with pytest.raises(InputRefusedError) as raised:
        receive(pack, path)
    assert pack.content == before
    assert len(pack.history) == edits
    return str(raised.value)


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("kind", BODIES)
def test_a_hostile_word_file_ends_in_one_sentence(pack, document, tmp_path, kind):
    path = tmp_path / "theirs.docx"
    path.write_bytes(with_part(document, "word/document.xml", body(BODIES[kind])))
    said = refusal(pack, path)
    assert said.startswith("theirs.docx: ")
    assert "\n" not in said
    assert "Traceback" not in said


def remembering(data, words):
    """Return a workbook whose memory is something else."""
    packed = base64.b64encode(zlib.compress(words)).decode()
    with zipfile.ZipFile(io.BytesIO(data)) as package_:
        strings = package_.read("xl/sharedStrings.xml")
    start = strings.index(b"briefing:1/1:")
    stop = strings.index(b"<", start)
    made = strings[:start] + f"briefing:1/1:{packed}".encode() + strings[stop:]
    return with_part(data, "xl/sharedStrings.xml", made)


@pytest.mark.usefixtures("closed")
def test_a_hostile_memory_of_a_workbook_ends_in_one_sentence(tmp_path):
    content = summit(4, 4)
    pack = packs.restored(content, {})
    data = write_matrix(disclosed_of(content), WorkbookOptions())
    path = tmp_path / "theirs.xlsx"
    path.write_bytes(remembering(data, b"[" + b"[]," * 20_000_000 + b"[]]"))
    said = refusal(pack, path)
    pack.close()
    assert "memory" in said
    assert "\n" not in said
    assert not comes_home(content, path)


@pytest.mark.usefixtures("closed")
def test_what_is_sound_comes_home_although_nothing_is_read_here(pack, document, tmp_path):
    word, excel = tmp_path / "ours.docx", tmp_path / "ours.xlsx"
    word.write_bytes(document)
    excel.write_bytes(write_matrix(disclosed_of(pack.content), WorkbookOptions()))
    assert comes_home(pack.content, excel)
    for path in (word, excel):
        assert receive(pack, path).added == ()


def test_the_process_that_reads_is_another_one(pack, document, tmp_path):
    path = tmp_path / "ours.docx"
    path.write_bytes(document)
    receive(pack, path)
    (worker,) = jobs._warm
    assert worker._process.pid != os.getpid()

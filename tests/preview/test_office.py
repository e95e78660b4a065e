"""The office suite kept warm: it mends itself, fetches nothing, and is never left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pypdfium2
import pytest

from briefing.preview import warm as warm_module
from briefing.preview.office import (
    convert_once,
    find_office,
    office_name,
    quick_office,
    to_pdf,
    warm_office,
)
from briefing.preview.pages import Bookmark, Pages
from briefing.preview.warm import GivenUpError, OfficeFailedError, WarmOffice, find_uno_python
from tests.word.documents import docx, paragraph

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c"
    "6360f8cf500f0003860180a05e1d4b0000000049454e44ae426082"
)
LINKED = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/>'
    '<wp:docPr id="1" name="x"/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:link="rId9"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
OFFICE = find_office()
WORDS = docx(paragraph("Opening", style="Heading1") + paragraph("Some words."))


def bookmarks_of(pdf: bytes) -> tuple[Bookmark, ...]:
    with Pages(pdf) as pages:
        return pages.bookmarks()


@pytest.fixture
def warm():
    """An office suite of its own, closed at the end."""
    made = WarmOffice(OFFICE, find_uno_python(OFFICE))
    yield made
    made.close()


def lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def gone(pid: int) -> bool:
    """Wait until a process has ended."""
    for _ in range(200):
        if not lives(pid):
            return True
        time.sleep(0.05)
    return False


def begun(warm: WarmOffice) -> tuple[threading.Thread, list[object]]:
    """Ask for a PDF in a thread; the list gets what comes of it."""
    found: list[object] = []

    def ask():
        try:
            found.append(warm.to_pdf(WORDS, ".docx", longest_s=1.0))
        except OfficeFailedError as error:
            found.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    return thread, found


def test_the_same_suite_makes_every_pdf(warm):
    first = warm.to_pdf(WORDS, ".docx")
    pid = warm.pid
    assert [mark.title for mark in bookmarks_of(first)] == ["Opening"]
    assert bookmarks_of(warm.to_pdf(WORDS, ".docx")) == bookmarks_of(first)
    assert warm.pid == pid


def test_a_suite_that_hangs_ends_in_a_sentence_and_works_the_next_time(warm):
    warm.start()
    hanging = warm.pid
    os.kill(hanging, signal.SIGSTOP)
    thread, found = begun(warm)
    thread.join()
    assert "did not answer within 1 seconds" in str(found[0])
    assert gone(hanging)
    assert warm.to_pdf(WORDS, ".docx").startswith(b"%PDF")


def test_a_suite_that_is_killed_in_the_middle_ends_in_a_sentence_and_works_the_next_time(warm):
    warm.start()
    killed = warm.pid
    os.kill(killed, signal.SIGSTOP)  # so that it is in the middle for certain
    thread, found = begun(warm)
    os.kill(killed, signal.SIGKILL)
    thread.join()
    assert isinstance(found[0], OfficeFailedError)
    assert "Try again" in str(found[0])
    assert warm.to_pdf(WORDS, ".docx").startswith(b"%PDF")
    assert warm.pid != killed


def test_a_suite_that_takes_too_much_memory_is_ended(warm, monkeypatch):
    warm.start()
    greedy = warm.pid
    monkeypatch.setattr(warm_module, "MOST_BYTES", 1)
    os.kill(greedy, signal.SIGSTOP)
    thread, found = begun(warm)
    thread.join()
    assert "memory" in str(found[0])
    assert gone(greedy)


def test_a_suite_that_made_many_documents_is_started_anew_while_nobody_waits(warm, monkeypatch):
    warm.to_pdf(WORDS, ".docx")
    pid = warm.pid
    warm.renew()
    assert warm.pid == pid
    monkeypatch.setattr(warm_module, "_MANY_CONVERSIONS", 1)
    warm.renew()
    assert gone(pid)
    assert lives(warm.pid)
    assert warm.to_pdf(WORDS, ".docx").startswith(b"%PDF")


def test_documents_that_are_given_up_are_waited_for_no_longer_and_leave_nothing(
    warm, tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    warm.start()
    pid = warm.pid
    os.kill(pid, signal.SIGSTOP)  # so that it is in the middle for certain
    for _ in range(3):
        with pytest.raises(GivenUpError):
            warm.to_pdf(WORDS, ".docx", is_given_up=lambda: True)
    other = docx(paragraph("Another document", style="Heading1"))
    threading.Timer(0.5, os.kill, (pid, signal.SIGCONT)).start()
    made = warm.to_pdf(other, ".docx")
    assert [mark.title for mark in bookmarks_of(made)] == ["Another document"]
    assert warm.pid == pid
    assert not list(tmp_path.rglob("*.pdf"))
    assert not list(tmp_path.rglob("*.docx"))


def test_a_document_that_cannot_be_opened_is_told_and_the_suite_goes_on(warm):
    warm.start()
    pid = warm.pid
    with pytest.raises(OfficeFailedError, match="did not make the PDF"):
        warm.to_pdf(b"no document", ".docx")
    assert warm.to_pdf(WORDS, ".docx").startswith(b"%PDF")
    assert warm.pid == pid


def test_closing_leaves_no_process_and_no_folder(warm, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    warm.start()
    pid = warm.pid
    assert list(tmp_path.glob("briefing-office-*"))
    warm.close()
    assert gone(pid)
    assert list(tmp_path.iterdir()) == []


def test_the_suite_ends_when_this_program_is_killed(tmp_path):
    script = (
        "import time; from briefing.preview.office import find_office, warm_office\n"
        "warm = warm_office(find_office()); warm.start(); print(warm.pid, flush=True)\n"
        "time.sleep(600)"
    )
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=environment
    ) as program:
        pid = int(program.stdout.readline())
        assert lives(pid)
        program.kill()
    assert gone(pid)
    for _ in range(100):
        if not list(tmp_path.glob("briefing-office-*")):
            break
        time.sleep(0.05)
    assert list(tmp_path.glob("briefing-office-*")) == []


def test_the_suite_ends_with_the_program():
    script = (
        "from briefing.preview.office import find_office, warm_office\n"
        "warm = warm_office(find_office()); warm.start(); print(warm.pid)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert gone(int(done.stdout))


@pytest.mark.parametrize("convert", [to_pdf, convert_once])
def test_nothing_that_a_document_links_to_is_read(convert, tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(PIXEL)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        for target in (f"http://127.0.0.1:{server.getsockname()[1]}/a.png", picture.as_uri()):
            relation = (
                '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/'
                f'2006/relationships/image" Target="{target}" TargetMode="External"/>'
            )
            made = convert(OFFICE, docx(paragraph("Some words.") + LINKED, relations=(relation,)))
            with pypdfium2.PdfDocument(made) as document:
                kinds = {item.type for item in document[0].get_objects()}
            assert kinds == {pypdfium2.raw.FPDF_PAGEOBJ_TEXT}
            with pytest.raises(TimeoutError):
                server.accept()


def test_pages_that_somebody_waits_for_have_a_suite_of_their_own():
    assert quick_office(OFFICE) is quick_office(OFFICE)
    assert quick_office(OFFICE) is not warm_office(OFFICE)


def test_without_a_python_that_knows_uno_the_suite_starts_for_each_document(monkeypatch):
    monkeypatch.setattr("briefing.preview.office.find_uno_python", lambda _office: None)
    warm_office.cache_clear()
    try:
        assert warm_office(OFFICE) is None
        assert [mark.title for mark in bookmarks_of(to_pdf(OFFICE, WORDS))] == ["Opening"]
    finally:
        warm_office.cache_clear()


def test_the_name_of_the_suite_has_two_numbers():
    name, version = office_name(OFFICE).split()
    assert name == "LibreOffice"
    assert version.count(".") == 1

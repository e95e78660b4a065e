from __future__ import annotations

import hashlib
import os
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import InputRefusedError
from briefing.sources.extraction import extract
from briefing.sources.files import LARGEST, READERS, read_bytes, read_file, read_pasted

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "Leaders signed a declaration in Paris on Tuesday, the French presidency said."


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(InputRefusedError) as caught:
        read_bytes(data, name)
    return str(caught.value)


def test_a_file_keeps_its_bytes_name_and_hash(tmp_path: Path):
    path = tmp_path / "Paris.txt"
    path.write_bytes(WORDS.encode() + b"\r\n")
    reading = read_file(path)
    assert reading.text == WORDS + "\n"
    assert reading.data == WORDS.encode() + b"\r\n"
    assert reading.sha256 == hashlib.sha256(reading.data).hexdigest()
    assert (reading.name, reading.media_type) == ("Paris.txt", "text/plain")


def test_markdown_is_read_as_its_words():
    reading = read_bytes(f"# Paris Declaration\n\n{WORDS}\n".encode(), "note.MD")
    assert (reading.title, reading.media_type) == ("Paris Declaration", "text/markdown")
    assert reading.text.startswith("# Paris Declaration")


def test_pasted_text_is_kept_as_utf8():
    reading = read_pasted(WORDS)
    assert reading.data == WORDS.encode()
    assert reading.name == "Pasted text"


@given(st.text(min_size=1, max_size=300))
def test_body_and_set_aside_cover_the_text_each_code_point_once(raw: str):
    if not raw.strip("\ufeff\0 \t\r\n\v\f\x85\xa0\u2028\u2029\u3000"):
        return
    reading = read_pasted(raw)
    assert reading.text == extract(raw)[0]
    ranges = sorted((*reading.body, *reading.set_aside), key=lambda one: one.start)
    assert ranges[0].start == 0
    assert ranges[-1].stop == len(reading.text)
    assert all(a.stop == b.start for a, b in pairwise(ranges))


@given(
    st.lists(
        st.sampled_from(
            [
                *("", "Home", "Share", "Advertisement", "Read more", "Related", "© 2026 X"),
                *("A headline of six plain words", WORDS, f"{WORDS} (AFP Photo)", "Photo", "0"),
                *("6 May 2026", "|"),
            ]
        ),
        min_size=1,
    )
)
def test_pages_of_any_order_are_covered_too(lines: list[str]):
    raw = "\n".join(lines)
    if not raw.strip():
        return
    reading = read_pasted(raw)
    ranges = sorted((*reading.body, *reading.set_aside), key=lambda one: one.start)
    assert "".join(one.of(reading.text) for one in ranges) == reading.text


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\ufeff \xa0\u3000".encode()])
def test_a_text_without_words_is_refused(data: bytes):
    assert refusal(data, "empty.txt") == "empty.txt holds no text: there is nothing to import."


def test_pasted_white_space_is_refused():
    with pytest.raises(InputRefusedError, match="holds no text"):
        read_pasted(" \n\x00\xa0 ")


@pytest.mark.parametrize(
    ("magic", "what"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04rest", "a Word, Excel or other zipped file"),
        (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
        (b"SQLite format 3\0", "a database or a pack"),
        (b"MZ\x90\0\3\0\0\0\4\0\0\0", "a program"),
        (b"{\\rtf1 words}", "a rich-text file"),
    ],
)
def test_a_binary_file_is_refused_by_its_kind(magic: bytes, what: str):
    sentence = refusal(magic, "x.txt")
    assert sentence.startswith(f"x.txt is {what}; this version reads text (.txt, .text), Markdown")
    assert sentence.endswith("copy the words and paste them.")
    assert refusal(magic, "x.bin") == sentence.replace("x.txt", "x.bin")


def test_a_file_full_of_control_characters_is_refused():
    assert "is not text" in refusal(b"\x01\x02words\x03\x04\x05\x00" * 20, "x.txt")


def test_a_text_that_begins_like_a_program_is_a_text():
    assert read_bytes(b"MZ is the code of the zone.", "x.txt").text.startswith("MZ")


def test_a_few_control_characters_are_replaced_and_told():
    reading = read_bytes(WORDS.encode() + b"\x02" + WORDS.encode(), "x.txt")
    assert "1 character U+0002" in reading.warnings[0]


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", "T.CSV"])
def test_a_table_is_refused_with_the_command_that_takes_it(name: str):
    assert "is a table: import it as one" in refusal(b"PK\x03\x04" + b"a,b" * 9, name)


def test_an_unknown_kind_is_refused_with_the_kinds_that_are_read():
    sentence = refusal(WORDS.encode(), "x.odt")
    assert all(reader.name in sentence for reader in READERS)


def test_no_suffix_is_read_by_two_readers():
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_a_file_above_the_limit_is_refused_without_being_read_whole(tmp_path: Path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(3 * LARGEST)
    with pytest.raises(InputRefusedError, match=r"large.txt has 192.0 MiB; .* 64 MiB at most"):
        read_file(path)


def test_bytes_and_pasted_text_above_the_limit_are_refused():
    assert "has 64.0 MiB" in refusal(b"a" * (LARGEST + 1), "x.txt")
    with pytest.raises(InputRefusedError, match="64 MiB at most"):
        read_pasted("a" * (LARGEST + 1))


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path):
    with pytest.raises(InputRefusedError, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(InputRefusedError, match="There is no file"):
        read_file(tmp_path / "none.txt")


def test_other_faults_of_the_system_are_told(tmp_path: Path):
    with pytest.raises(InputRefusedError, match="could not be read"):
        read_file(tmp_path / ("x" * 400 + ".txt"))


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(InputRefusedError, match="no permission to read it"):
        read_file(tmp_path / "secret.txt")

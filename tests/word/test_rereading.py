"""Our own output is read back fast, and says the same as to the careful reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import InputRefusedError
from briefing.word.opening import compile_template
from briefing.word.rendering import render
from briefing.word.rereading import read_back
from tests.word.battery.cases import FIELDS
from tests.word.documents import docx, paragraph, texts_of
from tests.word.test_battery import FILES, HOME

# a text box stands inside the paragraph that it is anchored in: the order of the two differs
IN_ORDER = [file for file in FILES if Path(file).stem != "text-boxes"]


def told(paragraphs):
    return [text for text in paragraphs if text]


def written(text):
    template = compile_template(docx(paragraph("{{ a }}") + paragraph("b")))
    return render(template, {"a": text}).data


@pytest.mark.parametrize("file", IN_ORDER)
def test_both_readers_find_the_same_words(file):
    data = render(compile_template((HOME / file).read_bytes()), FIELDS).data
    fast, careful = read_back(data).texts, texts_of(data)
    assert {name: told(texts) for name, texts in fast.items()} == {
        name: told(careful.get(name, ())) for name in fast
    }
    assert not any(told(texts) for name, texts in careful.items() if name not in fast)


@pytest.mark.parametrize("text", ['a & b <c> "d"', "one\ntwo\tthree", "é “x” 👩 עברית", "&amp;"])
def test_signs_breaks_and_directions_are_read_as_they_were_given(text):
    assert list(read_back(written(text)).of("body")) == [text, "b"]


def test_a_long_part_is_read_in_pieces_without_losing_a_word():
    text = "word " * 200_000
    assert list(read_back(written(text)).of("body")) == [text, "b"]


def test_a_damaged_file_is_refused_with_a_sentence():
    data = bytearray(written("a" * 9000))
    data[data.index(b"word/document.xml") + 60] ^= 0xFF
    with pytest.raises(InputRefusedError, match="cannot be read back"):
        read_back(bytes(data))
    with pytest.raises(InputRefusedError, match="cannot be read back"):
        read_back(b"no file")

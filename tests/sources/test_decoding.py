# ruff: noqa: RUF001 - other alphabets are what is decoded
from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.decoding import decode

GERMAN = "Der Kanzler erklärte, dass die Männer und Frauen für die Sicherheit kämpfen müssen."
FRENCH = "Le président a déclaré que la sécurité de l’Europe était menacée, a-t-il précisé à Paris."
POLISH = "Premier powiedział, że żołnierze nie pojadą na Ukrainę, a rząd się na to nie zgodzi."
HUNGARIAN = "A miniszterelnök szerint a csapatok nem mennek az országba, és ez így marad, ő mondta."
UKRAINIAN = "Президент заявив, що війська не будуть у країні, і це було рішення після зустрічі."
RUSSIAN = "Он сказал, что это не так и что войска не будут на территории страны после встречи."
TURKISH = "Bakan, askerlerin ülkeye gönderilmeyeceğini ve bu kararın değişmediğini açıkladı."
GREEK = "Ο πρωθυπουργός δήλωσε ότι η χώρα δεν θα στείλει στρατό και ότι αυτό είναι σαφές."


@given(st.text())
def test_utf8_is_read_without_a_warning(text: str):
    if text.startswith("\ufeff") or "\0" in text:
        return
    assert decode(text.encode()) == (text, ())


@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
def test_a_byte_order_mark_says_the_encoding_and_goes(codec: str, mark: bytes):
    assert decode(mark + GERMAN.encode(codec)) == (GERMAN, ())


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_unmarked_utf16_is_recognised_and_named(codec: str):
    text, warnings = decode(GERMAN.encode(codec))
    assert text == GERMAN
    assert "UTF-16" in warnings[0]


@pytest.mark.parametrize(
    ("words", "codec", "named"),
    [
        (GERMAN, "cp1252", "Windows-1252"),
        (FRENCH, "cp1252", "Windows-1252"),
        (POLISH, "cp1250", "Windows-1250"),
        (HUNGARIAN, "cp1250", "Windows-1250"),
        (UKRAINIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (TURKISH, "cp1254", "Windows-1254"),
        (GREEK, "cp1253", "Windows-1253"),
    ],
)
def test_old_code_pages_are_told_apart_and_named(words: str, codec: str, named: str):
    text, warnings = decode(words.encode(codec))
    assert text == words
    assert named in warnings[0]
    assert "check its accented letters" in warnings[0]


def test_damaged_utf8_stays_utf8_and_says_so():
    text, warnings = decode(UKRAINIAN.encode() + b"\xff " + UKRAINIAN.encode())
    assert text == f"{UKRAINIAN}\ufffd {UKRAINIAN}"
    assert warnings == ("The file is damaged UTF-8: 1 place had no meaning and became U+FFFD (�).",)


def test_bytes_without_a_meaning_in_the_code_page_are_counted():
    text, warnings = decode(FRENCH.encode("cp1252") + b"\x81")
    assert text.endswith("\ufffd")
    assert warnings[1] == "1 byte has no meaning there and became U+FFFD (�)."


def test_bytes_that_break_the_announced_encoding_are_replaced_and_told():
    text, warnings = decode(codecs.BOM_UTF8 + b"a\xffb")
    assert text == "a\ufffdb"
    assert "not UTF-8, as the file says" in warnings[0]

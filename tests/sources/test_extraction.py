from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.text import first_forbidden
from briefing.sources.extraction import extract

ANY_TEXT = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("\r\n\x0b\x0c\x85\x00\x02\ufffe\uffff\ufdd0\ud800\U0001ffff\ufeff\u2028"),
    )
)


def mapped(raw: str) -> str:
    """Invariant 3 of the architecture, character by character."""
    if raw.startswith("\ufeff"):
        raw = raw[1:]
    out = []
    for place, character in enumerate(raw):
        code = ord(character)
        if character == "\n" and place and raw[place - 1] == "\r":
            continue
        if character in "\r\x0b\x0c\x85":
            out.append("\n")
        elif (
            (code < 32 and character not in "\t\n")
            or 0xD800 <= code <= 0xDFFF
            or 0xFDD0 <= code <= 0xFDEF
            or code & 0xFFFE == 0xFFFE
        ):
            out.append("\ufffd")
        else:
            out.append(character)
    return "".join(out)


@given(ANY_TEXT)
def test_the_text_is_the_mapping_of_the_input_and_nothing_else(raw: str):
    assert extract(raw)[0] == mapped(raw)


@given(ANY_TEXT)
def test_what_was_extracted_can_be_kept_in_a_pack(raw: str):
    assert first_forbidden(extract(raw)[0]) is None


def test_line_ends_become_line_feeds():
    assert extract("a\r\nb\rc\x0cd\x0be\x85f\n")[0] == "a\nb\nc\nd\ne\nf\n"


def test_nothing_is_composed_trimmed_or_repaired():
    raw = " e\u0301 \u201cx' \u2028 Ukraines\t "
    assert extract(raw) == (raw, ())


def test_replaced_characters_are_counted_and_named():
    text, warnings = extract("a\x02b\x02c\x02d\uffffe")
    assert text == "a\ufffdb\ufffdc\ufffdd\ufffde"
    assert warnings == (
        "3 characters U+0002 cannot be kept in a pack: they were replaced by U+FFFD (�).",
        "1 character U+FFFF cannot be kept in a pack: it was replaced by U+FFFD (�).",
    )


def test_many_kinds_of_forbidden_characters_are_summed_up():
    warnings = extract("".join(map(chr, range(1, 9))))[1]
    assert len(warnings) == 6
    assert warnings[-1].startswith("3 characters of other forbidden kinds")

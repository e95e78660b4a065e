"""Whatever blocks nest in a template, the engine and a small interpreter say the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.word.opening import compile_template
from briefing.word.reading import read_document
from briefing.word.rendering import render
from tests.template.programs import DATA, PROGRAMS, shown, written
from tests.word.documents import docx


@given(program=PROGRAMS, data=DATA, every=st.integers(1, 9))
@settings(max_examples=150)
def test_a_random_program_says_what_the_interpreter_says(program, data, every):
    def cut(text):
        return [text[at : at + every] for at in range(0, len(text), every)]

    template = compile_template(docx(written(program, cut)))
    first, second = (render(template, data).data for _ in range(2))
    assert [each.text for each in read_document(first).body] == shown(program, data)
    assert first == second

"""Numbers of captions count on, however often a caption repeats, before anybody updates fields."""

from __future__ import annotations

import pytest

from briefing.word.opening import compile_template
from briefing.word.reading import read_document
from briefing.word.rendering import render
from tests.word.battery.cases import char, code, p, run
from tests.word.battery.saving import saved
from tests.word.documents import part, texts

LOOP, END = p("{% for c in cs %}"), p("{% endfor %}")


def number(name, switch=" \\* ARABIC ", shown="1"):
    """Return a number as Word stores it."""
    return (
        char("begin")
        + code(f" SEQ {name}{switch}")
        + char("separate")
        + run(shown[:1])
        + run(shown[1:])
        + char("end")
    )


def said(body):
    data = render(compile_template(saved(body)), {"cs": ["a", "b", "c"]}).data
    xml = part(data, "word/document.xml")
    assert xml.count(" SEQ ") or xml.count("SEQ")
    return texts(read_document(data))


def test_a_caption_in_a_loop_counts_on():
    body = p("Table ", number("Table"), ": first") + LOOP
    body += p("Table ", number("Table", shown="17"), ": {{ c }}") + END
    assert said(body) == ["Table 1: first", "Table 2: a", "Table 3: b", "Table 4: c"]


def test_each_sequence_counts_by_itself_and_capitals_do_not_matter():
    body = LOOP + p(number("Table"), "/", number("Figure")) + END + p(number("TABLE"))
    assert said(body) == ["1/1", "2/2", "3/3", "4"]


def test_a_simple_field_counts_too():
    field = f'<w:fldSimple w:instr=" SEQ Table \\* MERGEFORMAT ">{run("9")}</w:fldSimple>'
    assert said(LOOP + p("T", field) + END) == ["T1", "T2", "T3"]


@pytest.mark.parametrize("switch", [" \\* ROMAN ", " \\r 5 ", " \\c ", " \\s 1 "])
def test_what_counts_otherwise_is_left_as_it_is(switch):
    assert said(p("Table ", number("Table", switch, shown="V"))) == ["Table V"]

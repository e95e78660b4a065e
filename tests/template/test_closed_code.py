"""A kept function is run only when it holds nothing but what the compiler writes."""

from __future__ import annotations

import pytest

from briefing.template.closed_code import is_closed
from briefing.word.opening import compile_template
from tests.word.test_battery import FILES, HOME

HONEST = "def render(s):\n    B = s.buffer; O = B.append\n    O(K0)\n"


@pytest.mark.parametrize("file", FILES)
def test_what_the_compiler_writes_is_closed(file):
    template = compile_template((HOME / file).read_bytes())
    routines = [part.routine for part in template.texts] + list(template.properties.values())
    assert routines
    assert all(is_closed(routine.source) for routine in routines)


def test_a_plain_function_is_closed():
    assert is_closed(HONEST)


@pytest.mark.parametrize(
    "line",
    [
        "import os",
        "from os import system",
        "__import__('os').system('true')",
        "open('x', 'w')",
        "exec('1')",
        "s.__class__.__base__.__subclasses__()",
        "s.state",
        "s.state.options",
        "s.text.__globals__",
        "v1.__class__.__mro__",
        "O.__self__",
        "B.clear()",
        "K0.format(s)",
        "''.join(K0)",
        "'{0.__class__}'.format(s)",
        "f'{s.state}'",
        "(lambda: 1)()",
        "[each for each in K0]",
        "{1: 2}",
        "K0[0]",
        "s.buffer = K0",
        "del B",
        "global K0",
        "while True: pass",
        "with s: pass",
        "try: pass\n    except: pass",
        "def other(): pass",
        "class Other: pass",
        "yield K0",
        "return K0",
        "raise K0",
        "assert K0",
        "items(*K0)",
        "items(key=K0)",
        "K0 ** K1",
        "K0 * 9",
        "lambda: 1",
        "print(K0)",
        "getattr(s, K0)",
        "items(K0)(K1)",
        "(x := K0)",
        "v1.pop(K0)",
        "K0 @ K1",
        "await s",
    ],
)
def test_whatever_else_stands_in_it_is_not_run(line):
    assert not is_closed(f"{HONEST}    {line}\n")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "def render(s)",
        "x = 1",
        f"{HONEST}\nrender(1)",
        HONEST.replace("render", "other"),
        HONEST.replace("(s)", "(s, t)"),
        HONEST.replace("(s)", "(s=open)"),
        HONEST.replace("(s)", "(s: open)"),
        HONEST.replace("(s):", "(s) -> open:"),
        f"@open\n{HONEST}",
        f"@items\n{HONEST}",
        f"async {HONEST}",
        "def render(s):\n    O(" + "(" * 5000 + ")" * 5000 + ")\n",
        "def render(s):\n    O(\0)\n",
    ],
)
def test_nothing_but_that_one_function_passes(source):
    assert not is_closed(source)

"""Random templates of nested blocks and values, and a small interpreter that says what they mean.

The interpreter walks the same tree from which the tags are written; it shares nothing with the
engine. A template is a list of blocks: paragraphs, loops, choices, tables whose rows repeat.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any, TypeAlias

from hypothesis import strategies as st

WORDS = st.text("ab &<>é”ע\u00a0", min_size=1, max_size=6).map(lambda text: f"w{text}w")
Scope: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Word:
    """Words that stand in the template."""

    text: str


@dataclass(frozen=True)
class Value:
    """A field: how it is written, and what finds it."""

    source: str
    find: Callable[[Scope], str]


@dataclass(frozen=True)
class Condition:
    """A condition, likewise."""

    source: str
    holds: Callable[[Scope], bool]


@dataclass(frozen=True)
class Loop:
    """Repeats a body over a list of the record `owner` ("" for the root)."""

    owner: str
    variable: str
    body: tuple[Any, ...]
    otherwise: tuple[Any, ...] | None


@dataclass(frozen=True)
class Choice:
    """One of several bodies."""

    branches: tuple[tuple[Condition, tuple[Any, ...]], ...]
    otherwise: tuple[Any, ...] | None


@dataclass(frozen=True)
class Line:
    """A paragraph of words, values, and loops and choices over these."""

    pieces: tuple[Any, ...]


@dataclass(frozen=True)
class Rows:
    """A table with one row that repeats, a row before it and words in each of its cells."""

    owner: str
    variable: str
    cells: tuple[tuple[Any, ...], ...]


RECORDS = st.recursive(
    st.fixed_dictionaries({"name": WORDS, "flag": st.booleans(), "n": st.integers(0, 3)}),
    lambda inner: st.fixed_dictionaries(
        {
            "name": WORDS,
            "flag": st.booleans(),
            "n": st.integers(0, 3),
            "subs": st.lists(inner, max_size=3),
        }
    ),
    max_leaves=12,
)
DATA = st.fixed_dictionaries({"name": WORDS, "flag": st.booleans(), "n": st.integers(0, 3),
                              "subs": st.lists(RECORDS, max_size=3)})  # fmt: skip


def _path(owner: str, field: str) -> str:
    return f"{owner}.{field}" if owner else field


def _record(scope: Scope, owner: str) -> Any:
    return scope[owner] if owner else scope["root"]


def _values(owners: tuple[str, ...]) -> st.SearchStrategy[Value]:
    def made(owner: str, form: str) -> Value:
        name = _path(owner, "name")
        if form == "upper":
            return Value(f"{name} | upper", lambda scope: _record(scope, owner)["name"].upper())
        if form == "index" and owner:
            return Value("loop.index", lambda scope: str(scope["index"][-1]))
        return Value(name, lambda scope: _record(scope, owner)["name"])

    forms = st.sampled_from(["plain", "plain", "upper", "index"])
    return st.builds(made, st.sampled_from(owners), forms)


def _conditions(owners: tuple[str, ...]) -> st.SearchStrategy[Condition]:
    def made(owner: str, form: str) -> Condition:
        flag, number = _path(owner, "flag"), _path(owner, "n")
        known: dict[str, Condition] = {
            "flag": Condition(flag, lambda scope: _record(scope, owner)["flag"]),
            "not": Condition(f"not {flag}", lambda scope: not _record(scope, owner)["flag"]),
            "more": Condition(f"{number} > 1", lambda scope: _record(scope, owner)["n"] > 1),
            "both": Condition(
                f"{flag} and {number} != 2",
                lambda scope: _record(scope, owner)["flag"] and _record(scope, owner)["n"] != 2,
            ),
            "list": Condition(
                _path(owner, "subs"), lambda scope: bool(_record(scope, owner).get("subs"))
            ),
        }
        if owner:
            known["last"] = Condition("loop.last", lambda scope: scope["last"][-1])
        return known.get(form, known["flag"])

    forms = st.sampled_from(["flag", "not", "more", "both", "list", "last"])
    return st.builds(made, st.sampled_from(owners), forms)


@st.composite
def _inner(draw: Any, owners: tuple[str, ...], depth: int, *, lines: bool) -> tuple[Any, ...]:
    """Return pieces of a line, or blocks."""
    kinds = ["leaf", "leaf", "loop", "choice"] + ["rows"] * lines if depth else ["leaf"]
    found = []
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3)):
        if kind == "loop":
            owner = draw(st.sampled_from(owners))
            variable = draw(st.sampled_from(["v", f"v{len(owners)}"]))
            inside = (*(each for each in owners if each != variable), variable)
            body = draw(_inner(inside, depth - 1, lines=lines))
            otherwise = draw(st.none() | _inner(owners, 0, lines=lines))
            found.append(Loop(owner, variable, body, otherwise))
        elif kind == "choice":
            body = st.tuples(_conditions(owners), _inner(owners, depth - 1, lines=lines))
            branches = draw(st.lists(body, min_size=1, max_size=2))
            otherwise = draw(st.none() | _inner(owners, 0, lines=lines))
            found.append(Choice(tuple(branches), otherwise))
        elif kind == "rows":
            inside = (*(each for each in owners if each != "row"), "row")
            cells = [draw(_inner(inside, 0, lines=False)) for _ in range(2)]
            found.append(Rows(draw(st.sampled_from(owners)), "row", tuple(cells)))
        elif lines:
            found.append(Line(draw(_inner(owners, min(depth, 2), lines=False))))
        else:
            found.append(draw(st.builds(Word, WORDS) | _values(owners)))
    return tuple(found)


PROGRAMS = _inner(("",), 3, lines=True)


def shown(blocks: tuple[Any, ...], data: Any) -> list[str]:
    """Return the paragraphs that a template says."""
    return list(_run(blocks, {"root": data, "index": [0], "last": [False]}))


def _run(pieces: tuple[Any, ...], scope: Scope) -> Any:
    for piece in pieces:
        yield from _RUNNERS[type(piece)](piece, scope)


def _line(piece: Line, scope: Scope) -> Any:
    yield "x" + "".join(_run(piece.pieces, scope))


def _choice(piece: Choice, scope: Scope) -> Any:
    held = (body for condition, body in piece.branches if condition.holds(scope))
    yield from _run(next(held, piece.otherwise or ()), scope)


def _table(piece: Rows, scope: Scope) -> Any:
    yield from ("head", "")
    for inside in _rounds(piece, scope):
        yield from ("y" + "".join(_run(cell, inside)) for cell in piece.cells)
    yield "after"


def _loop(piece: Loop, scope: Scope) -> Any:
    rounds = list(_rounds(piece, scope))
    for inside in rounds:
        yield from _run(piece.body, inside)
    if not rounds:
        yield from _run(piece.otherwise or (), scope)


_RUNNERS: dict[type, Callable[[Any, Scope], Any]] = {
    Word: lambda piece, _: (piece.text,),
    Value: lambda piece, scope: (piece.find(scope),),
    Line: _line,
    Choice: _choice,
    Rows: _table,
    Loop: _loop,
}


def _rounds(piece: Loop | Rows, scope: Scope) -> Any:
    found = _record(scope, piece.owner).get("subs") or []
    for number, item in enumerate(found, 1):
        yield {
            **scope,
            piece.variable: item,
            "index": [*scope["index"], number],
            "last": [*scope["last"], number == len(found)],
        }


def written(blocks: tuple[Any, ...], cut: Callable[[str], list[str]]) -> str:
    """Return the body of a Word template; `cut` says into which runs a text is cut."""
    return "".join(_block(block, cut) for block in blocks)


def _paragraph(text: str, cut: Callable[[str], list[str]]) -> str:
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{escape(piece, quote=False)}</w:t></w:r>'
        for piece in cut(text)
    )
    return f"<w:p>{runs}</w:p>"


def _opening(piece: Loop | Rows) -> str:
    return f"{{% for {piece.variable} in {_path(piece.owner, 'subs')} %}}"


def _block(block: Any, cut: Callable[[str], list[str]]) -> str:
    if isinstance(block, Line):
        return _paragraph("x" + _text(block.pieces), cut)
    if isinstance(block, Rows):
        first, second = (f"y{_text(cell)}" for cell in block.cells)
        rows = (("head", ""), (f"{_opening(block)}{first}", f"{second}{{% endfor %}}"))
        cells = "".join(
            f"<w:tr>{''.join(f'<w:tc>{_paragraph(cell, cut)}</w:tc>' for cell in row)}</w:tr>"
            for row in rows
        )
        grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
        kind = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        return f"<w:tbl>{kind}{grid}{cells}</w:tbl>{_paragraph('after', cut)}"
    return "".join(
        _paragraph(piece, cut) if isinstance(piece, str) else written(piece, cut)
        for piece in _tagged(block)
    )


def _text(pieces: tuple[Any, ...]) -> str:
    found = []
    for piece in pieces:
        if isinstance(piece, Word):
            found.append(piece.text)
        elif isinstance(piece, Value):
            found.append(f"{{{{ {piece.source} }}}}")
        else:
            found += [each if isinstance(each, str) else _text(each) for each in _tagged(piece)]
    return "".join(found)


def _tagged(piece: Loop | Choice) -> list[Any]:
    """Return tags and bodies in turn."""
    if isinstance(piece, Loop):
        found: list[Any] = [_opening(piece), piece.body]
        end = "{% endfor %}"
    else:
        found = []
        for word, (condition, body) in zip(("if", "elif"), piece.branches, strict=False):
            found += [f"{{% {word} {condition.source} %}}", body]
        end = "{% endif %}"
    if piece.otherwise is not None:
        found += ["{% else %}", piece.otherwise]
    return [*found, end]

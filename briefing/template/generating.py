"""Makes one Python function of a program, so that rendering is little more than joining strings.

The text of the function holds numbers and our own names, never anything from a template: texts
and field names are constants beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from briefing.template.holes import Hole
from briefing.template.program import (
    Anchor,
    Apart,
    AttributeHole,
    BlockHole,
    Choice,
    Constant,
    Fresh,
    FreshList,
    FreshName,
    Grid,
    Guard,
    LinkHole,
    ListNumber,
    Loop,
    NoteReference,
    PartReference,
    SequenceNumber,
    Steps,
    TextHole,
    WholeParagraph,
)
from briefing.template.routine import Routine
from briefing.template.sourcing import READER, expression_source, is_count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.template.expressions import Expression

Identity: TypeAlias = Fresh | FreshName | Anchor | FreshList | ListNumber | SequenceNumber

_VALUE: Final = "\0"  # it cannot stand in XML
_KEPT_SPACE: Final = re.compile(r'<w:t xml:space="preserve">([^<\s](?:[^<]*[^<\s])?)</w:t>')
_OPEN_PIECES = 400  # strings that may wait before they are joined and compressed


def generate(steps: Steps) -> Routine:
    """Return the function of a program."""
    writer = _Writer()
    writer.steps(steps, {}, in_container=False)
    writer.settle()
    return Routine(
        source="\n".join(writer.lines) + "\n",
        constants=tuple(writer.constants),
        holes=tuple(writer.holes),
        places=tuple(writer.places),
    )


@dataclass(frozen=True, slots=True)
class Value:
    """A value that waits to be written.

    Attributes:
        name: The Python variable that it is put into.
        source: What is put there.
        call: What writes it, whatever it is.
        around: What is written before and after it when it is plain words.
        hole: Its surroundings.
    """

    name: str
    source: str
    call: str
    around: tuple[str, str]
    hole: Hole


@dataclass(slots=True)
class _Writer:
    """Collects lines; pieces of text wait until a statement needs the ones before it written."""

    lines: list[str] = field(
        default_factory=lambda: [
            "def render(s):",
            "    B = s.buffer; O = B.append; T = s.text; P = s.paragraph",
            "    N = s.plainness; E = s.in_place",
        ]
    )
    places: list[str] = field(default_factory=lambda: ["The template"] * 3)
    constants: list[str] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)
    _waiting: list[str | Value] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _depth: int = 1
    _place: str = "The template"
    _count: int = 0
    _is_in_paragraph: bool = False

    def line(self, text: str) -> None:
        self.lines.append("    " * self._depth + text)
        self.places.append(self._place)

    def settle(self) -> None:
        """Write the pieces that wait: in one go where all values are plain words."""
        waiting, self._waiting = self._waiting, []
        values = [piece for piece in waiting if isinstance(piece, Value)]
        if not values:
            self._write([piece for piece in waiting if isinstance(piece, str)])
            return
        for value in values:
            self._place = value.hole.place
            self.line(f"{value.name} = {value.source}")
        names = "".join(f"{value.name}, " for value in values)
        self.line(f"n = N(({names}))")
        for condition, form in (("if n == 1:", "{}"), ("elif n == 2:", "E({})")):
            self.line(condition)
            self._depth += 1
            self._write(self._plainly(waiting, form))
            self._depth -= 1
        self.line("else:")
        self._depth += 1
        self._write([piece if isinstance(piece, str) else piece.call for piece in waiting])
        if not self._is_in_paragraph:
            self.line("if s.rtl: s.turn()")
        self._depth -= 1

    def _write(self, pieces: list[str]) -> None:
        if len(pieces) == 1:
            self.line(f"O({pieces[0]})")
        elif pieces:
            self.line(f'O(f"{"".join(f"{{{piece}}}" for piece in pieces)}")')

    def _plainly(self, waiting: list[str | Value], form: str) -> list[str]:
        """Return the pieces with values as they are; constants that meet become one.

        Plain words neither begin nor end with a space, so that most texts need not say that their
        spaces are to be kept.
        """
        texts = {f"K{number}": text for number, text in enumerate(self.constants)}
        names: list[str] = []
        xml = ""
        for piece in waiting:
            name = piece if isinstance(piece, str) else form.format(piece.name)
            if name in texts:
                xml += texts[name]
                continue
            before, after = piece.around if isinstance(piece, Value) else ("", "")
            xml += f"{before}{_VALUE}{after}"
            names.append(name)
        first, *others = _KEPT_SPACE.sub(r"<w:t>\1</w:t>", xml).split(_VALUE)
        found = [self.constant(first)] * bool(first)
        for name, text in zip(names, others, strict=True):
            found += [name, *[self.constant(text)] * bool(text)]
        return found

    def _new(self, letter: str) -> str:
        self._count += 1
        return f"{letter}{self._count}"

    def _hole(self, hole: Hole) -> str:
        self._place = hole.place
        self.holes.append(hole)
        return f"H{len(self.holes) - 1}"

    def constant(self, text: str) -> str:
        number = self._numbers.setdefault(text, len(self.constants))
        if number == len(self.constants):
            self.constants.append(text)
        return f"K{number}"

    def _source(self, expression: Expression, scope: Mapping[str, str]) -> str:
        return expression_source(expression, scope, self.constant)

    def steps(self, steps: Steps, scope: Mapping[str, str], *, in_container: bool) -> None:
        for each in steps:
            if isinstance(each, Loop):
                self._loop(each, scope, in_container)
            elif isinstance(each, Choice):
                self._choice(each, scope, in_container)
            elif isinstance(each, WholeParagraph) and _is_simple(each):
                self.steps(each.body, scope, in_container=in_container)
            elif isinstance(each, WholeParagraph):
                self._paragraph(each, scope)
            elif isinstance(each, Apart):
                self.settle()
                self.line("s.part_tables()")
            elif isinstance(each, Guard | Grid | NoteReference | PartReference):
                self._container(each, scope)
            else:
                self._piece(each, scope)

    def _piece(
        self,
        each: Constant | TextHole | BlockHole | AttributeHole | LinkHole | Identity,
        scope: Mapping[str, str],
    ) -> None:
        if isinstance(each, Constant):
            self._waiting.append(self.constant(each.xml))
        elif isinstance(each, TextHole):
            self._value("T", each, scope)
        elif isinstance(each, BlockHole):
            self._value("P", each, scope)
        elif isinstance(each, AttributeHole):
            value = self._source(each.expression, scope)
            self._waiting.append(f"s.attribute({value}, {self._hole(each.hole)})")
        elif isinstance(each, LinkHole):
            values = "".join(f"{self._link_piece(piece, scope)}, " for piece in each.pieces)
            self._waiting.append(f"s.link(({values}), {self._hole(each.hole)})")
        else:
            self._identity(each)

    def _value(self, letter: str, each: TextHole | BlockHole, scope: Mapping[str, str]) -> None:
        source, hole = self._source(each.expression, scope), self._hole(each.hole)
        around = (each.hole.before, each.hole.after) if letter == "P" else ("", "")
        if each.hole.level and letter == "P":
            self._waiting.append(f"s.block({source}, {hole})")
            return
        if is_count(each.expression, scope):  # digits need no look at them
            pieces = (self.constant(around[0]), source, self.constant(around[1]))
            self._waiting += pieces if letter == "P" else [source]
            return
        name = self._new("a")
        self._waiting.append(Value(name, source, f"{letter}({name}, {hole})", around, each.hole))

    def _link_piece(self, piece: str | Expression, scope: Mapping[str, str]) -> str:
        return self.constant(piece) if isinstance(piece, str) else self._source(piece, scope)

    def _identity(self, each: Identity) -> None:
        if isinstance(each, FreshName):
            self._waiting.append(f"s.bookmark_name({self.constant(each.name)})")
        elif isinstance(each, SequenceNumber):
            self._waiting.append(f"s.sequence({self.constant(each.name)})")
        elif isinstance(each, Anchor):
            self._waiting.append(f"s.anchor({self.constant(each.name)}, {each.is_ahead})")
        elif isinstance(each, ListNumber):
            self._waiting.append(f"b{each.key}")
        elif isinstance(each, FreshList):
            self.line(f"b{each.key} = s.new_list({each.number})")
        elif not each.key:
            self._waiting.append("s.next_id()")
        else:
            if not each.is_end:
                self.settle()
                self.line(f"b{each.key} = s.next_id()")
            self._waiting.append(f"b{each.key}")

    def _paragraph(self, each: WholeParagraph, scope: Mapping[str, str]) -> None:
        if len(each.body) == 1 and isinstance(each.body[0], Constant):
            xml = self.constant(each.body[0].xml)
            self._waiting.append(f"s.fixed_heading({xml}, {each.level})")
            return
        self.settle()
        start = self._new("m")
        self.line(f"{start} = len(B)")
        was_in_paragraph, self._is_in_paragraph = self._is_in_paragraph, True
        self.steps(each.body, scope, in_container=True)
        self.settle()
        self._is_in_paragraph = was_in_paragraph
        condition = "" if each.level else "if s.rtl: "
        self.line(f"{condition}s.close_paragraph({start}, {each.level})")

    def _container(
        self, each: Guard | Grid | NoteReference | PartReference, scope: Mapping[str, str]
    ) -> None:
        self.settle()
        start = self._new("m")
        if isinstance(each, NoteReference):
            self.line(f"s.enter_note({each.kind!r})")
        elif isinstance(each, PartReference):
            self.line(f"s.enter_part({self.constant(each.name)})")
        self.line(f"{start} = len(B)")
        self.steps(each.body, scope, in_container=True)
        self.settle()
        if isinstance(each, NoteReference):
            number = self._new("n")
            known = f"b{each.key}" if each.key else "0"
            self.line(f"{number} = s.note({each.kind!r}, {start}, {known})")
            self._waiting.append(number)
        elif isinstance(each, PartReference):
            number = self._new("n")
            self.line(f"{number} = s.leave_part({start})")
            self._waiting.append(number)
        elif isinstance(each, Grid):
            self.line(f"s.fit_grid({start}, {self.constant(each.declared)})")
        else:
            fallback = self.constant(each.fallback)
            self.line(f"s.guard({start}, {each.wanted!r}, {fallback})")

    def _loop(self, loop: Loop, scope: Mapping[str, str], in_container: bool) -> None:
        self.settle()
        self._place = loop.place
        found, item, index = self._new("t"), self._new("v"), self._new("i")
        self.line(f"{found} = items({self._source(loop.expression, scope)})")
        self.line(f"s.spend(len({found}))")
        self.line(f"for {index}, {item} in enumerate({found}, 1):")
        around = f"{index} {found} {scope.get('loop', '')}"
        inner = {**scope, loop.variable: item, "loop": around}
        self._depth += 1
        start = len(self.lines)
        self.steps(loop.body, inner, in_container=in_container)
        self.settle()
        body = "\n".join(self.lines[start:])
        if re.search(rf"\b{index}\b", body) is None:  # nobody asks for loop.index
            head = "    " * (self._depth - 1)
            self.lines[start - 1] = f"{head}for {item} in {found}:"
        if f"{READER}{item}(" in body:
            quick = f"{item}.get if {item}.__class__ is D else reader({item})"
            self.lines.insert(start, f"{'    ' * self._depth}{READER}{item} = {quick}")
            self.places.insert(start, loop.place)
        if not in_container:
            self.line(f"if len(B) > {_OPEN_PIECES}: s.flush()")
        else:
            self.line("pass")
        self._depth -= 1
        if loop.otherwise:
            self.line(f"if not {found}:")
            self._branch(loop.otherwise, scope, in_container)

    def _branch(self, steps: Steps, scope: Mapping[str, str], in_container: bool) -> None:
        self._depth += 1
        self.line("pass")
        self.steps(steps, scope, in_container=in_container)
        self.settle()
        self._depth -= 1

    def _choice(self, choice: Choice, scope: Mapping[str, str], in_container: bool) -> None:
        self.settle()
        word = "if"
        for condition, steps in choice.branches:
            self._place = choice.place
            self.line(f"{word} is_true({self._source(condition, scope)}):")
            self._branch(steps, scope, in_container)
            word = "elif"
        if choice.otherwise:
            self.line("else:")
            self._branch(choice.otherwise, scope, in_container)


def _is_simple(paragraph: WholeParagraph) -> bool:
    """Tell whether a paragraph can be written as one string with its neighbours."""
    return not paragraph.level and all(
        isinstance(each, Constant | TextHole | AttributeHole | LinkHole) for each in paragraph.body
    )

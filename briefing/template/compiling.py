"""Compiles one part of a Word file: finds its tags, checks them all, and makes its program.

    problems: list[TemplateProblem] = []
    routine = compile_part(PartSource(name=…, label="Body", root=tree), setting, problems)

Every mistake of the part is found in one pass; the program is made only when there is none.
"""

from __future__ import annotations

import itertools
from copy import deepcopy
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefing.template.addresses import Addresses, join_codes
from briefing.template.assembling import Assembly
from briefing.template.cells import cell_of
from briefing.template.checking import Checker, Scope, unprintable
from briefing.template.contents_field import put_contents
from briefing.template.contract import Kind, Type
from briefing.template.expressions import ExpressionError
from briefing.template.generating import generate
from briefing.template.hidden import drop_hidden, is_hidden
from briefing.template.hyphens import draw_together
from briefing.template.ids import comment_keys
from briefing.template.language import (
    CELLS,
    CLOSERS,
    MIDDLES,
    OPENERS,
    Tag,
    TagKind,
    find_tags,
    guessed,
    names_in_single_braces,
    reach,
    understand,
)
from briefing.template.levels import Levels, is_alone, is_only_mark
from briefing.template.marking import Mark, cut_out, free_controls, run_at
from briefing.template.ooxml import R, W, fragment, is_mark, with_prefixes
from briefing.template.pairing import Chain, pair
from briefing.template.part_source import PartSource, Setting
from briefing.template.places import Places, shortened
from briefing.template.problems import (
    MOST_PROBLEMS,
    Spot,
    TemplateProblem,
    TemplateRefusedError,
)
from briefing.template.program import (
    Constant,
    NoteReference,
    PartReference,
    Steps,
)
from briefing.template.reading import object_spans, text_of
from briefing.template.texts import names_any
from briefing.template.widths import widths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from briefing.template.routine import Routine

_REFERENCES = {
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
    f"{W}commentReference": "comment",
}
_CELL_VALUES = {TagKind.COLOUR: Kind.TEXT, TagKind.SPAN: Kind.NUMBER}
_RUNNING = (f"{W}headerReference", f"{W}footerReference")


def compile_part(
    source: PartSource, setting: Setting, problems: list[TemplateProblem]
) -> Routine | None:
    """Return the function that writes a part, or None when the part has mistakes.

    Args:
        source: The part.
        setting: What all parts share.
        problems: Every mistake that is found is added here.
    """
    compiler = _PartCompiler(source, setting, problems, itertools.count(1))
    compiler.check(())
    if compiler.found_problems:
        return None
    head = Constant('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')
    return generate((head, *compiler.program()))


class _PartCompiler:
    """Compiles a part, or a note inside it."""

    def __init__(
        self,
        source: PartSource,
        setting: Setting,
        problems: list[TemplateProblem],
        keys: Iterator[int],
        within: Spot | None = None,
    ) -> None:
        self._source = source
        self._within = within  # a note has no place of its own: its reference has one
        self._setting = setting
        self._problems = problems
        self._before = len(problems)
        self._root = with_prefixes(source.root)
        self._places = Places(self._root, source.label, setting.styles)
        self._types: dict[etree._Element, Type | None] = {}
        self._notes: dict[etree._Element, _PartCompiler] = {}
        self._assembly = Assembly(
            root=self._root,
            marks={},
            styles=setting.styles,
            width=widths(self._root, source.width),
            keys=keys,
            counting=setting.counting,
            has_headings=source.has_headings,
        )
        self._objects: dict[etree._Element, tuple[int, int]] = {}
        self._addresses = Addresses(source, setting, problems, self._where_is)
        self._chains: list[Chain] = []

    @property
    def part(self) -> str:
        """Name of the part."""
        return self._source.name

    @property
    def found_problems(self) -> bool:
        return len(self._problems) > self._before

    def check(self, scope: Scope) -> None:
        """Find every mistake of the language and of the contract."""
        if self._source.has_headings:
            put_contents(self._assembly, self._places)
        self._places.joints = draw_together(self._root)
        join_codes(self._root)
        self._objects = object_spans(self._root)
        for paragraph in list(self._root.iter(f"{W}p")):
            self._find(paragraph)
        drop_hidden(self._root, self._assembly.marks.values(), self._setting.hiding)
        in_order = {node: mark for node in self._root.iter() if (mark := self._mark(node))}
        self._chains = pair(tuple(in_order.values()), self._report)
        self._walk(scope)
        for mark in in_order.values():
            mark.alone = is_alone(mark)
        Levels(in_order, self._report).place(self._chains)
        for node, mark in in_order.items():
            if mark.tag.kind is TagKind.VALUE:
                self._check_value(node, mark)
            elif mark.tag.kind in CELLS and cell_of(mark) is None:
                self._report(mark, "stands outside of any table.", "Put it into a table's cell.")

    def program(self) -> Steps:
        """Return the steps of a part without mistakes."""
        keys = comment_keys(self._assembly)
        for node, compiler in self._notes.items():
            self._refer(node, compiler, keys)
        self._addresses.hide(self._assembly)
        return self._assembly.assemble()

    def _refer(self, node: etree._Element, compiler: _PartCompiler, keys: dict[str, int]) -> None:
        hide = self._assembly.hide_in_attribute
        if node.tag in _RUNNING:
            step = PartReference(compiler.part, compiler.program())
            node.set(f"{R}id", hide(step))
        else:
            kind, key = _REFERENCES[str(node.tag)], keys.get(node.get(f"{W}id", ""), 0)
            node.set(f"{W}id", hide(NoteReference(kind, compiler.content(), key)))

    def content(self) -> Steps:
        """Return the steps of a note without its own element."""
        steps = self.program()
        first, last = steps[0], steps[-1]
        if not isinstance(first, Constant) or not isinstance(last, Constant):
            return steps
        start = Constant(first.xml.partition(">")[2])
        if len(steps) == 1:
            return (Constant(start.xml.rpartition("</")[0]),)
        return (start, *steps[1:-1], Constant(last.xml.rpartition("</")[0]))

    def _mark(self, node: etree._Element) -> Mark | None:
        text = (node.text or "") if is_mark(node) else ""
        return self._assembly.marks[int(text)] if text.isdigit() else None

    def _place_of(self, element: etree._Element) -> str:
        paragraph = next(element.iterancestors(f"{W}p"), None)
        return self._source.label if paragraph is None else self._places.of(paragraph)

    def _report(self, mark: Mark, message: str, hint: str) -> None:
        self._complain((mark.place, mark.spot), mark.tag.words, message, hint)

    def _spot(self, paragraph: etree._Element, start: int = 0, stop: int = 0) -> Spot | None:
        return self._within or self._places.spot(paragraph, start, stop)

    def _spot_of(self, element: etree._Element) -> Spot | None:
        paragraph = next(element.iterancestors(f"{W}p"), None)
        if paragraph is None:
            return self._within
        return self._spot(paragraph, *self._objects.get(element, (0, 0)))

    def _where_is(self, element: etree._Element) -> tuple[str, Spot | None]:
        return self._place_of(element), self._spot_of(element)

    def _complain(
        self, where: tuple[str, Spot | None], words: str, message: str, hint: str
    ) -> None:
        place, spot = where
        problem = TemplateProblem(
            part=self._source.name, place=place, words=words, message=message, hint=hint, spot=spot
        )
        if problem not in self._problems:
            self._problems.append(problem)
        if len(self._problems) >= MOST_PROBLEMS:
            raise TemplateRefusedError(tuple(self._problems))

    def _find(self, paragraph: etree._Element) -> None:
        text = text_of(paragraph)
        if "{" not in text and "}" not in text:
            return
        place = self._places.of(paragraph)
        self._check_single_braces(text, paragraph)
        found = find_tags(text)
        self._setting.tags.spend(len(found))
        limit = len(text)
        for each in reversed(found):
            words = shortened(text[each.start : each.stop])
            if each.inside is None:
                words = shortened(text[each.start : each.start + 30])
            try:
                tag: Tag | None = understand(each, words)
            except ExpressionError as error:
                spot = self._spot(paragraph, each.start, each.stop)
                self._complain((place, spot), words, error.message, error.hint)
                tag = guessed(each, words)
            if tag is not None:
                start, stop = reach(text, each)
                self._cut(paragraph, start, min(stop, limit), tag, place)
                limit = start

    def _cut(self, paragraph: etree._Element, start: int, stop: int, tag: Tag, place: str) -> None:
        spot = self._spot(paragraph, start, stop)
        number = len(self._assembly.marks)
        run = run_at(paragraph, start)
        properties, hides = fragment(run.find(f"{W}rPr")), is_hidden(run, self._setting.hiding)
        node = cut_out(paragraph, start, stop, number)
        free_controls(node)
        self._assembly.marks[number] = Mark(
            tag=tag,
            paragraph=paragraph,
            node=node,
            run=properties,
            place=place,
            spot=spot,
            is_hidden=hides,
        )

    def _check_single_braces(self, text: str, paragraph: etree._Element) -> None:
        contract = self._setting.contract
        if contract is None:
            return
        known = contract.root()
        for words, names in names_in_single_braces(text):
            if names[0] in known:
                hint = f"Did you mean {{{{ {'.'.join(names)} }}}}?"
                start = text.index(words)
                where = (
                    self._places.of(paragraph),
                    self._spot(paragraph, start, start + len(words)),
                )
                self._complain(where, words, "has a single brace on each side.", hint)

    def _walk(self, scope: Scope) -> None:
        """Check every expression in document order, with the loops around it in scope."""
        opened: list[Scope] = [scope]
        for node in list(self._root.iter()):
            mark = self._mark(node)
            if mark is not None:
                self._enter(mark, opened)
            elif node.tag in _REFERENCES:
                self._note(node, opened[-1])
            elif node.tag in _RUNNING:
                self._section(node, opened[-1])
            else:
                self._addresses.look_at(node, opened[-1])

    def _note(self, node: etree._Element, scope: Scope) -> None:
        note = self._source.notes.get((_REFERENCES[str(node.tag)], node.get(f"{W}id", "")))
        if note is None:
            return
        source = PartSource(
            name=self._source.name,
            label=f"{self._place_of(node)}, {_REFERENCES[str(node.tag)]}",
            root=deepcopy(note),
            width=self._source.width,
        )
        self._inner(node, source, scope, self._spot_of(node))

    def _section(self, node: etree._Element, scope: Scope) -> None:
        """Compile a header or footer with the section that it belongs to, where that repeats."""
        source = self._source.running.get(node.get(f"{R}id", ""))
        if source is None:
            return
        if names_any(source.root, {name for name, _ in scope}):
            self._source.repeated.add(source.name)
            self._inner(node, replace(source, root=deepcopy(source.root)), scope, None)
        else:
            self._source.shared.add(source.name)

    def _inner(
        self, node: etree._Element, source: PartSource, scope: Scope, within: Spot | None
    ) -> None:
        compiler = _PartCompiler(source, self._setting, self._problems, self._assembly.keys, within)
        compiler.check(scope)
        self._notes[node] = compiler

    def _enter(self, mark: Mark, opened: list[Scope]) -> None:
        tag = mark.tag
        if tag.kind in CLOSERS:
            if len(opened) > 1:
                opened.pop()
            return
        kind: Type | None = None
        if tag.expression is not None:
            checker = Checker(self._setting.contract, opened[-1], partial(self._report, mark))
            kind = checker.type_of(tag.expression)
        self._types[mark.node] = kind
        if tag.kind is TagKind.FOR and kind is not None and kind.kind is not Kind.LIST:
            self._report(mark, f"repeats over a field of type {kind}.", "A for needs a list.")
        wanted = _CELL_VALUES.get(tag.kind)
        if wanted is not None and kind is not None and kind.kind is not wanted:
            self._report(mark, f"is given a field of type {kind}.", f"It takes a {wanted}.")
        if tag.kind in OPENERS:
            item = kind.item if kind is not None else None
            inner: Scope = ((tag.variable, item),) if tag.kind is TagKind.FOR else ()
            opened.append(opened[-1] + inner)
        elif tag.kind in MIDDLES and self._ends_loop(mark):
            opened[-1] = opened[-1][:-1]

    def _ends_loop(self, mark: Mark) -> bool:
        return any(mark in chain and chain[0].tag.kind is TagKind.FOR for chain in self._chains)

    def _check_value(self, node: etree._Element, mark: Mark) -> None:
        kind = self._types.get(node)
        mark.alone = is_alone(mark)
        if kind is None:
            return
        if kind.kind is Kind.BLOCK:
            mark.alone, mark.holds_blocks = is_only_mark(mark), True
            if not mark.alone:
                self._report(mark, "becomes whole paragraphs.", "Give it a paragraph of its own.")
        elif (fault := unprintable(kind)) is not None:
            self._report(mark, *fault)

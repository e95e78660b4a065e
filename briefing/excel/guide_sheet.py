"""The sheets *Coding guide* and *About*: what the words mean, and what the workbook holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefing.domain.agenda import Topic
from briefing.domain.exchange import label
from briefing.domain.markings import marking
from briefing.domain.marks import RULED_OUT, SCORES, STAGES, STANCES, STATES
from briefing.domain.vocabularies import MatrixForm, Vocabulary
from briefing.excel import definitions
from briefing.excel.changes_sheet import edition_in_words
from briefing.excel.register_sheet import quoted_name, table_sheet
from briefing.excel.sheet import BODY, FIRST, Entry, Row, Sheet, continued, look_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.domain.content import Content
    from briefing.domain.marks import Mark
    from briefing.excel.grid_plan import GridPlan
    from briefing.excel.options import WorkbookOptions

GUIDE: Final = "Coding guide"
FORM_VERSION: Final = "2"
FORMS: Final = {
    MatrixForm.STAGES: "Commitment matrix",
    MatrixForm.SCORES: "Compliance matrix",
    MatrixForm.STANCES: "Matrix of positions",
}
_COUNTED: Final = ("Commitments", "Quotes", "Positions", "Assessments", "Sources")

_SCALES: Final[tuple[tuple[str, Mapping[str, Mark], Mapping[str, definitions.Definition]], ...]] = (
    (
        "Stage of a commitment",
        {mark.code: mark for mark in (*STAGES.values(), RULED_OUT)},
        definitions.STAGES,
    ),
    (
        "Cell without a commitment",
        {mark.code: mark for mark in STATES.values()},
        definitions.STATES,
    ),
    ("Stance on a topic", {mark.code: mark for mark in STANCES.values()}, definitions.STANCES),
    ("Score", {mark.code: mark for mark in SCORES.values()}, definitions.SCORES),
)


def guide_sheet(content: Content, options: WorkbookOptions) -> Sheet:
    """Return the coding guide: every scale, then the pack's own actions and topics."""
    say = options.words.say
    rows = [part for row in _guide_rows(content, options) for part in continued(row, has_id=False)]
    titles = ("Scale", "Code", "Symbol", "Word", "Short", "Definition", "Example")
    return table_sheet(
        name=say(GUIDE),
        table="CodingGuide",
        titles=tuple(map(say, titles)),
        rows=rows,
        limits=(29, 26, 9, 26, 9, 44, 32),  # one page of A4 across,
        options=options,
    )


def lists_of_words(options: WorkbookOptions) -> Mapping[type[Vocabulary], str]:
    """Return where the coding guide has the words of each vocabulary without marks."""
    sheet = quoted_name(options.words.say(GUIDE))
    at = 2 + sum(len(marks) for _, marks, _ in _SCALES)
    found: dict[type[Vocabulary], str] = {}
    for others in definitions.OTHER.values():
        kind = type(next(iter(others)))
        if issubclass(kind, Vocabulary):
            found[kind] = f"{sheet}!$D${at}:$D${at + len(others) - 1}"
        at += len(others)
    return found


def about_sheet(content: Content, plan: GridPlan | None, options: WorkbookOptions) -> Sheet:
    """Return what the workbook is made from; neither author, machine nor path."""
    say = options.words.say
    rows = [
        part
        for item, value in _facts(content, plan, options)
        if value
        for part in continued(
            Row(entries=(Entry(text=item, look=FIRST), Entry(text=value))), has_id=False
        )
    ]
    return table_sheet(
        name=say("About"),
        table="About",
        titles=(say("Item"), say("Value")),
        rows=rows,
        limits=(30, 60),
        options=options,
    )


def form_of(plan: GridPlan | None) -> str:
    """Return which form a workbook is."""
    return FORMS[plan.form if plan else MatrixForm.STAGES]


def _guide_rows(content: Content, options: WorkbookOptions) -> Iterator[Row]:
    words = options.words
    for scale, marks, meanings in _SCALES:
        for code, mark in marks.items():
            told = map(words.say, meanings[code])
            look = replace(look_of(mark, fills=options.fills), vertical="top")
            shown = Entry(text=mark.symbol, look=look)
            stated = (words.say(scale), code, words.mark(mark), words.short(mark), *told)
            yield _guide_row(stated, shown)
    for scale, others in definitions.OTHER.items():
        for other, definition in others.items():
            word = words.label(other) if isinstance(other, Vocabulary) else other
            told = map(words.say, definition)
            yield _guide_row((words.say(scale), str(other), word, "", *told))
    yield from _own_rows(content, options)


def _own_rows(content: Content, options: WorkbookOptions) -> Iterator[Row]:
    say = options.words.say
    for measure in content.measures:
        topic = content.name_of(Topic, measure.topic)
        about = measure.description or (say("Topic: {topic}", topic=topic) if topic else "")
        yield _guide_row((say("Action of this pack"), measure.id, measure.name, "", about, ""))
    for row in content.topics:
        about = row.proposition or ""
        yield _guide_row((say("Topic of this pack"), row.id, row.name, "", about, ""))


def _guide_row(texts: tuple[str, ...], symbol: Entry | None = None) -> Row:
    scale, code, word, short, meaning, example = texts
    cells = (word, short, meaning, example)
    return Row(
        entries=(
            Entry(text=scale, look=FIRST),
            Entry(text=code, look=BODY),
            symbol or Entry(),
            *(Entry(text=text) for text in cells),
        )
    )


def _facts(
    content: Content, plan: GridPlan | None, options: WorkbookOptions
) -> Iterator[tuple[str, str]]:
    say, cover = options.words.say, content.cover
    yield say("Pack"), cover.title
    yield say("Subtitle"), cover.subtitle or ""
    if cover.event:
        yield say("Event"), cover.event.name
        yield say("Place"), cover.event.place or ""
        yield say("Dates"), " – ".join(filter(None, (cover.event.from_, cover.event.to)))
    yield say("Department"), cover.department or ""
    yield say("Brief number"), cover.brief_number or ""
    yield say("Marking"), marking(cover.handling)
    yield say("State"), options.draft or ""
    yield say("Information as of"), cover.as_of or ""
    yield say("As it stood on"), options.as_of.isoformat() if options.as_of else ""
    yield from _versions(options)
    if plan:
        yield from _matrix_facts(plan)
    for kind in _COUNTED:
        yield say(f"{kind} in the pack"), str(len(getattr(content, kind.lower())))
    yield say("Form"), say("{form}, version {number}", form=say(form_of(plan)), number=FORM_VERSION)
    yield (
        say("Dates are written"),
        say("year-month-day, as precise as they are known; ~ means about"),
    )


def _versions(options: WorkbookOptions) -> Iterator[tuple[str, str]]:
    words, edition, template = options.words, options.edition, options.template
    if edition:
        stated = words.say("{number} of {date}", number=label(edition), date=edition.issued)
        yield words.say("Edition"), stated
    if options.since:
        yield words.say("Changes since"), edition_in_words(options.since, words)
    if template:
        stated = words.say("{form}, version {number}", form=template.id, number=template.version)
        yield words.say("Template"), stated if template.version else template.id


def _matrix_facts(plan: GridPlan) -> Iterator[tuple[str, str]]:
    words, shown = plan.options.words, plan.options.shown
    yield words.say("Matrix"), plan.matrix.title
    yield words.say("Rows of the grid"), str(len(plan.lines))
    yield words.say("Columns of the grid"), str(len(plan.columns))
    yield words.say("Rounds"), ", ".join(words.label(one) for one in shown.rounds)
    yield words.say("Groups"), "; ".join(group.name for group in shown.groups)

"""The sheets *Coding guide* and *About*: what the words mean, and what the workbook holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.domain.agenda import Topic
from briefing.domain.exchange import label
from briefing.domain.markings import marking
from briefing.domain.marks import RULED_OUT, SCORES, STAGES, STANCES, STATES
from briefing.excel import definitions
from briefing.excel.changes_sheet import edition_in_words
from briefing.excel.register_sheet import table_sheet
from briefing.excel.sheet import BODY, FIRST, Entry, Row, Sheet, continued, look_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.domain.cells import Grid
    from briefing.domain.content import Content
    from briefing.domain.marks import Mark
    from briefing.domain.vocabularies import Vocabulary
    from briefing.excel.options import WorkbookOptions

FORM: Final = "Commitment matrix"
FORM_VERSION: Final = "1"

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
    rows = [part for row in _guide_rows(content, options) for part in continued(row, has_id=False)]
    return table_sheet(
        name="Coding guide",
        table="CodingGuide",
        titles=("Scale", "Code", "Symbol", "Word", "Short", "Definition", "Example"),
        rows=rows,
        limits=(29, 18, 9, 26, 9, 48, 36),
        paper=options.paper,
    )


def about_sheet(content: Content, grid: Grid | None, options: WorkbookOptions) -> Sheet:
    """Return what the workbook is made from; neither author, machine nor path."""
    rows = [
        part
        for item, value in _facts(content, grid, options)
        if value
        for part in continued(
            Row(entries=(Entry(text=item, look=FIRST), Entry(text=value))), has_id=False
        )
    ]
    return table_sheet(
        name="About",
        table="About",
        titles=("Item", "Value"),
        rows=rows,
        limits=(30, 60),
        paper=options.paper,
    )


def _guide_rows(content: Content, options: WorkbookOptions) -> Iterator[Row]:
    for scale, marks, meanings in _SCALES:
        for code, mark in marks.items():
            definition = meanings[code]
            shown = Entry(text=mark.symbol, look=look_of(mark, fills=options.fills))
            yield _guide_row((scale, code, mark.label, mark.short, *definition), shown)
    for scale, others in definitions.OTHER.items():
        for other, definition in others.items():
            yield _guide_row((scale, str(other), _label(other), "", *definition))
    for measure in content.measures:
        topic = content.find(Topic, measure.topic)
        about = measure.description or (f"Topic: {topic.name}" if topic else "")
        yield _guide_row(("Action of this pack", measure.id, measure.name, "", about, ""))
    for row in content.topics:
        yield _guide_row(("Topic of this pack", row.id, row.name, "", row.proposition or "", ""))


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


def _label(code: str | Vocabulary) -> str:
    return getattr(code, "label", str(code))


def _facts(
    content: Content, grid: Grid | None, options: WorkbookOptions
) -> Iterator[tuple[str, str]]:
    cover = content.cover
    yield "Pack", cover.title
    yield "Subtitle", cover.subtitle or ""
    if cover.event:
        yield "Event", cover.event.name
        yield "Place", cover.event.place or ""
        yield "Dates", " to ".join(filter(None, (cover.event.from_, cover.event.to)))
    yield "Department", cover.department or ""
    yield "Brief number", cover.brief_number or ""
    yield "Marking", marking(cover.handling)
    yield "State", options.draft or ""
    yield "Information as of", cover.as_of or ""
    yield "As it stood on", options.as_of.isoformat() if options.as_of else ""
    edition = options.edition
    yield "Edition", f"{label(edition)} of {edition.issued}" if edition else ""
    yield "Changes since", edition_in_words(options.since) if options.since else ""
    if grid:
        yield "Matrix", grid.matrix.title
        yield "Rows of the grid", str(len(grid.actors))
        yield "Columns of the grid", str(len(grid.columns))
    for kind in ("commitments", "quotes", "positions", "assessments", "sources"):
        yield f"{kind.capitalize()} in the pack", str(len(getattr(content, kind)))
    yield "Form", f"{FORM}, version {FORM_VERSION}"
    yield "Dates are written", "year-month-day, as precise as they are known; ~ means about"

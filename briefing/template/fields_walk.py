"""What every field may ask while a document is made: pack, citations, language, choices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeAlias

from briefing import assets
from briefing.domain.actors import Actor
from briefing.domain.agenda import Measure, Topic
from briefing.domain.cells import Grid, current_position
from briefing.domain.changed import Since
from briefing.domain.content import Content
from briefing.domain.countries import Countries
from briefing.domain.dates import first_day, last_day
from briefing.domain.exchange import Edition
from briefing.domain.prose import Line, Section
from briefing.domain.vocabularies import Disclosure
from briefing.template.bound import bound, bound_blocks
from briefing.template.citations import Citer
from briefing.template.cited_as import CitedAs
from briefing.template.directions import directed
from briefing.template.drawing import Drawn
from briefing.template.fields_dates import date_in_words
from briefing.template.figures import Figures
from briefing.template.markdown import blocks, in_one_line
from briefing.template.review_form import ReviewForm
from briefing.template.values import Blocks, Inline
from briefing.template.words import Words, is_right_to_left, words_of

if TYPE_CHECKING:
    from briefing.domain.actors import Membership, Role
    from briefing.domain.agenda import Matrix
    from briefing.domain.base import Record
    from briefing.domain.statements import Position, Quote
    from briefing.template.cited_prose import Cite

Prose: TypeAlias = Section | Line
"""A record whose field `markdown` is its text."""
DrawMatrix: TypeAlias = Callable[[Grid, bool], Drawn]
"""Draws the matrix; the second argument says whether cells have their light fills."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormOptions:
    """The choices of one document; further ones get a default here and nothing else changes.

    Attributes:
        language: The language of fixed words, dates and numbers, or None for the pack's.
        paper: A4, A3 or Letter.
        reading: The size of running text in points.
        use: The least free use that is printed; closed records stand in a part of their own.
        marking: `code` as it is stored, or `words` for what it allows beside it.
        meetings: Ids of the meetings that are printed, or nothing for all.
        topics: Ids of the topics that are printed, or nothing for all.
        shown: Ids of the countries that are printed, or nothing for all.
        order: `matrix` for the order of countries in the matrix, or `name`.
        grouping: What key quotes stand under: `topic` or `country`.
        matrix: Which matrix is `matrix`, or None for the first of the pack.
        as_of: The last day whose stages and positions count, or None for all that is known.
        countries: Ids of countries in the order wished; those not named follow by name.
        fills: Whether the cells of the matrix have their light fills.
        lines: Whether lines to take are printed.
        sources: Whether the list of sources is printed.
        map: Whether maps are printed.
        draft: What is printed on every page of a draft, or None for a finished document.
        edition: Which edition the document is, or None where it is none.
        since: What changed since an earlier edition, or None where that is not told.
        citations: Whether sources are named in footnotes, endnotes or an annex.
        ibid: Whether a note that names what the one before names says only “Ibid.”
        review: What a document that is to come home remembers, or None for one that is only read.
    """

    language: str | None = None
    paper: str = "A4"
    reading: float = 10.5
    use: Disclosure = Disclosure.BACKGROUND
    marking: str = "code"
    meetings: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    order: str = "matrix"
    grouping: str = "topic"
    matrix: str | None = None
    as_of: date | None = None
    countries: tuple[str, ...] = ()
    fills: bool = True
    lines: bool = True
    sources: bool = True
    map: bool = True
    draft: str | None = None
    edition: Edition | None = None
    since: Since | None = None
    citations: CitedAs = CitedAs.FOOTNOTES
    ibid: bool = False
    review: ReviewForm | None = None


@dataclass(frozen=True, kw_only=True)
class Walk:
    """The surroundings in which the fields of one document are made.

    Attributes:
        content: What may be printed of the pack.
        options: The choices of the document.
        citer: Makes the footnotes.
        draw_matrix: Draws a matrix; where it is absent a template's matrix has no table.
        figures: Draws maps, charts and timelines; where it is absent there are none.
        left_out: Number of records left out of the document, by the plural of their kind.
        reserved: What must not be disclosed, for the part that is made for it, or None.
    """

    content: Content
    options: FormOptions
    citer: Citer
    draw_matrix: DrawMatrix | None = None
    figures: Figures | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    reserved: Content | None = None

    @cached_property
    def key_quotes(self) -> tuple[Quote, ...]:
        """The key quotes; where the analyst marked none, every quote counts as one."""
        wanted = self.options.topics
        rows = [row for row in self.content.quotes if not wanted or row.topic in wanted]
        return tuple(row for row in rows if row.key) or tuple(rows)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The topics that are printed."""
        wanted = self.options.topics
        return tuple(row for row in self.content.topics if not wanted or row.id in wanted)

    @cached_property
    def countries(self) -> Countries:
        """The table of the world's countries."""
        return Countries.parse(assets.read_text("countries/countries.tsv"))

    @cached_property
    def held(self) -> Mapping[tuple[str, str], Position]:
        """The positions that stand on the day of the document, by actor and topic."""
        found: defaultdict[tuple[str, str], list[Position]] = defaultdict(list)
        for position in self.content.positions:
            found[position.actor, position.topic].append(position)
        current = (
            current_position(
                Content(cover=self.content.cover, positions=tuple(rows)), *key, self.options.as_of
            )
            for key, rows in found.items()
        )
        return {(row.actor, row.topic): row for row in current if row is not None}

    @cached_property
    def _grids(self) -> dict[str, Grid]:
        return {}

    def grid(self, matrix: Matrix) -> Grid:
        """Return a matrix with its cells, made once."""
        if matrix.id not in self._grids:
            as_of = self.options.as_of
            self._grids[matrix.id] = Grid(content=self.content, matrix=matrix, as_of=as_of)
        return self._grids[matrix.id]

    @property
    def language(self) -> str:
        """The language of the document: the chosen one, else that of the pack."""
        return self.options.language or self.content.cover.language

    @property
    def words(self) -> Words:
        """The fixed words of that language."""
        return words_of(self.language)

    def directed(self, value: object) -> object:
        """Return a value as it reads where the document runs from right to left."""
        return directed(value) if is_right_to_left(self.language) else value

    def date(self, text: str | None) -> str:
        """Return a date in words, or nothing."""
        return date_in_words(text, self.language)

    def actor(self, actor: str | None) -> str:
        """Return an actor's name, or nothing."""
        return self.content.name_of(Actor, actor)

    def topic(self, topic: str | None) -> str:
        """Return a topic's name, or nothing."""
        return self.content.name_of(Topic, topic)

    def measure(self, measure: str | None) -> str:
        """Return an action's name, or nothing."""
        return self.content.name_of(Measure, measure)

    def prose(self, record: Prose, base_level: int) -> Blocks:
        """Return the prose of a record with its citations."""
        return self._own(blocks(record.markdown, self.citer.cite, base_level), record)

    def line(self, record: Prose, cite: Cite) -> Inline:
        """Return the prose of a record in one line."""
        return in_one_line(self._own(blocks(record.markdown, cite), record))

    def own(self, record: Record, field: str, words: Inline | str) -> Inline:
        """Return words that are nothing but a record's field."""
        plain = Inline.of(words) if isinstance(words, str) else words
        return plain if self.options.review is None else bound(plain, record, field)

    def _own(self, prose: Blocks, record: Prose) -> Blocks:
        return prose if self.options.review is None else bound_blocks(prose, record)

    def stands(self, part: Membership | Role) -> bool:
        """Tell whether a membership or office is held on the day of the document."""
        today = self.options.as_of or first_day(self.content.cover.as_of)
        if today == date.min:
            return part.to is None
        return first_day(part.from_) <= today and (part.to is None or today <= last_day(part.to))


class Usable(Protocol):
    """Whatever says how freely it may be used."""

    @property
    def disclosure(self) -> Disclosure:
        """How freely."""
        ...


def use_of(walk: Walk, record: Usable) -> str:
    """Return the words that mark a record which is not free to use, or nothing."""
    return "" if record.disclosure is Disclosure.FREE else walk.words.label(record.disclosure)


def joined(items: tuple[Inline, ...], separator: str = ", ") -> Inline:
    """Return rich texts as one."""
    pieces = [piece for item in items for piece in (*Inline.of(separator).pieces, *item.pieces)]
    return Inline(tuple(pieces[1:]))

"""A Word pack that has come home: what was done to it, as changes to the records it came from."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from briefing.changes.applying import Draft
from briefing.changes.brought import Brought, Homecoming, of_nothing
from briefing.changes.change import PACK, Change
from briefing.changes.values import UnfitValueError
from briefing.domain.dates import is_moment
from briefing.errors import InputRefusedError
from briefing.word.review.additions import SECTION, Additions, place_of
from briefing.word.review.controls import QUOTE, TRANSLATION, WORDS
from briefing.word.review.emphasis import NOT_TAKEN, emphasised
from briefing.word.review.places import begun, shortened
from briefing.word.review.prose import ProseEdits
from briefing.word.review.values import Named, UnfitWordsError, named, plain_of, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.domain.content import Content
    from briefing.word.review.commenting import FoundComment
    from briefing.word.review.reading import ReadValue, Review
    from briefing.word.review.surroundings import Outside

_MARKDOWN: Final = "markdown"
_MOST_NAMED: Final = 3
_QUOTED: Final = (
    "The words of a quote are those of its source and never changed: capture another quote, or "
    "make it a paraphrase."
)
_OUTSIDE: Final = (
    "It stands outside of the values of the pack, where nothing comes home: put it into the record "
    "that it belongs to."
)
_ROW: Final = "It is a new row of a table: make a new record of it where it belongs."
_GONE: Final = "The {kind} that it is about is no longer in this pack."
_ON_NOTHING: Final = (
    "It is a comment on words that are no value of the pack: see to it in the file."
)


def come_home(content: Content, review: Review) -> Homecoming:
    """Return what somebody did to a Word pack that was exported to be worked on.

    Args:
        content: The pack.
        review: What became of the document.

    Raises:
        InputRefusedError: It is no Word pack of this pack.
    """
    form = review.memory.form
    if form.pack != content.cover.id:
        raise InputRefusedError(
            f"The Word file belongs to another pack, “{shortened(form.title)}”: open that pack and "
            "receive it there."
        )
    return _Comparison(content, review).made()


class _Comparison:
    """Compares one document with a pack."""

    def __init__(self, content: Content, review: Review) -> None:
        self._content = content
        self._review = review
        self._language = review.memory.language
        self._draft = Draft(content)
        self._additions = Additions(content, review)

    def made(self) -> Homecoming:
        """Return what the document brings."""
        fields: dict[tuple[str, str, str], list[tuple[Named, ReadValue]]] = defaultdict(list)
        for value in self._review.values:
            name = named(value.exported.tag)
            if name is not None:
                fields[name.kind, name.id, name.field].append((name, value))
        brought: list[Brought] = []
        absences: list[Change] = []
        for rows in fields.values():
            absences += self._absences(rows)
            brought += self._unheard(self._field(rows))
        brought += self._unheard(self._additions.records())
        brought += (_outside(one) for one in self._additions.left)
        brought += self._unheard(self._comment(one) for one in self._review.comments)
        return Homecoming(
            brought=tuple(brought),
            absences=tuple(absences),
            notes=tuple(self._notes(absences)),
        )

    def _field(self, rows: Sequence[tuple[Named, ReadValue]]) -> Iterator[Brought]:
        name = rows[0][0]
        if name.kind == QUOTE and name.field in (WORDS, TRANSLATION):
            for _, value in _changed(rows):
                change = name.change(before=value.exported.text, after=value.text or None)
                yield _brought(change, value, reason=_QUOTED)
        elif self._draft.find(name.kind, name.id) is None:
            for _, value in _changed(rows):
                change = name.change(before=value.exported.text, after=value.text or None)
                yield _brought(change, value, reason=_GONE.format(kind=name.kind))
        elif name.field == _MARKDOWN:
            yield from self._prose(rows)
        else:
            yield from self._plain(rows)

    def _plain(self, rows: Sequence[tuple[Named, ReadValue]]) -> Iterator[Brought]:
        """Yield the edits of a field whose whole value is printed, and what it cannot take."""
        name = rows[0][0]
        shape = name.shape
        if shape is None:
            return
        now = self._now(name)
        printed = said(shape, now, self._language)
        for _, value in rows:
            with_signs = emphasised(value)
            if with_signs:
                change = name.change(before=now, after=with_signs)
                yield _brought(change, value, reason=NOT_TAKEN)
        for _, value in _changed(rows):
            try:
                after = plain_of(shape, value.text, self._language)
            except UnfitWordsError as error:
                change = name.change(before=now, after=value.text or None)
                yield _brought(change, value, reason=str(error))
                continue
            if after != now:
                is_conflict = printed != value.exported.text
                change = name.change(before=now, after=after)
                yield _brought(change, value, is_conflict=is_conflict)

    def _prose(self, rows: Sequence[tuple[Named, ReadValue]]) -> Iterator[Brought]:
        """Yield the edits of a record's prose, those of all its paragraphs as one."""
        name = rows[0][0]
        now = self._now(name)
        then = self._review.memory.prose.get(f"{name.kind}/{name.id}", "")
        edits = ProseEdits(then)
        for each, value in rows:
            if value.words is not None:
                edits.take(each.part, value)
        if name.kind == SECTION:
            for part, new in self._additions.continued.get(name.id, ()):
                edits.put_in(part, new)
        for made in edits.made():
            if made.reason:
                change = name.change(before=made.where.was or None, after=made.where.text or None)
                yield _brought(change, made.where, reason=made.reason)
            elif made.markdown != now:
                change = name.change(before=now, after=made.markdown)
                is_conflict = now != then
                yield _brought(change, made.where, is_conflict=is_conflict, by=made.authors)

    def _now(self, name: Named) -> Any:
        try:
            return self._draft.value(name.change(before=None, after=None))
        except UnfitValueError:
            return None

    def _unheard(self, found: Iterator[Brought]) -> Iterator[Brought]:
        """Yield what is brought, the same edit in two places of the document once."""
        known: set[tuple[str, str | None, str | None, str]] = set()
        for one in found:
            change = one.change
            key = (change.kind, change.record, change.field, repr(change.after))
            if key not in known:
                known.add(key)
                yield one

    def _absences(self, rows: Sequence[tuple[Named, ReadValue]]) -> Iterator[Change]:
        """Yield what the document has nowhere any more; prose paragraph by paragraph."""
        parts: dict[int, list[ReadValue]] = defaultdict(list)
        for name, value in rows:
            parts[name.part].append(value)
        name = rows[0][0]
        if self._draft.find(name.kind, name.id) is None:
            return
        for values in parts.values():
            if all(value.words is None for value in values):
                yield name.change(before=values[0].exported.text, after=None)

    def _comment(self, comment: FoundComment) -> Brought:
        where = f"{comment.place}: “{comment.about}”" if comment.about else comment.place
        place = begun(where or "In the file")
        name = named(comment.tag)
        if name is None or name.kind == PACK or self._draft.find(name.kind, name.id) is None:
            change = of_nothing(comment.text)
            return Brought(change=change, place=place, reason=_ON_NOTHING, by=comment.author)
        record = {"kind": name.kind, "id": name.id}
        if name.shape is not None:
            record["field"] = name.field
        after: dict[str, Any] = {"record": record, "text": comment.text}
        if comment.author:
            after["author"] = comment.author
        if is_moment(comment.date):
            after["on"] = comment.date
        change = Change(kind="remark", record=None, field=None, before=None, after=after)
        return Brought(change=change, place=place, by=comment.author)

    def _notes(self, absences: Sequence[Change]) -> Iterator[str]:
        if absences:
            count = len(absences)
            words = "value of the pack is" if count == 1 else "values of the pack are"
            named = "; ".join(f"“{shortened(str(one.before))}”" for one in absences[:_MOST_NAMED])
            more = f" and {count - _MOST_NAMED} more" if count > _MOST_NAMED else ""
            yield (
                f"{count} {words} no longer in the document, and nothing is proposed to be "
                f"removed: {named}{more}."
            )
        missing = self._review.missing
        if missing:
            words = "paragraph that is no value is" if missing == 1 else "such paragraphs are"
            yield f"{missing} {words} missing from it, such as headings of the form."


def _changed(rows: Sequence[tuple[Named, ReadValue]]) -> Iterator[tuple[Named, ReadValue]]:
    return (
        (name, value)
        for name, value in rows
        if value.words is not None and value.text != value.exported.text
    )


def _brought(
    change: Change,
    where: ReadValue | Outside,
    *,
    reason: str = "",
    is_conflict: bool = False,
    by: str = "",
) -> Brought:
    return Brought(
        change=change,
        place=place_of(where),
        reason=reason,
        is_conflict=is_conflict,
        by=by or ", ".join(where.authors),
    )


def _outside(one: Outside) -> Brought:
    return Brought(
        change=of_nothing(one.text),
        place=begun(one.place),
        reason=_ROW if one.is_row else _OUTSIDE,
        by=", ".join(one.authors),
    )

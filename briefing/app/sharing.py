"""A copy of a pack for others: without restricted records, history, editions and local paths."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from briefing.app import folders
from briefing.app.editing import dependents, without
from briefing.app.lineage import note_save
from briefing.app.packs import SUFFIX, new_file
from briefing.app.snapshots import originals_of, snapshot
from briefing.app.standing import Standing, Words, place_of, texts_of
from briefing.app.traces import Traces, all_records, traces, values_of, words_of
from briefing.app.wordings import headline
from briefing.domain.actors import Actor
from briefing.domain.addresses import has_local_path, is_local
from briefing.domain.agenda import Matrix, Measure, Topic
from briefing.domain.base import Markdown, Record
from briefing.domain.content import Content
from briefing.domain.exchange import Edition, Proposal, Release, Remark
from briefing.domain.freedom import is_as_free, released, too_free
from briefing.domain.kinds import BY_TYPE, KINDS
from briefing.domain.labelling import labelled
from briefing.domain.markings import marking, may_go_out
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Disclosure
from briefing.errors import InputRefusedError, OutputNotWrittenError
from briefing.files.replacing import replaced
from briefing.store.pack import Pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from briefing.app.snapshots import Held, Snapshot

_OURS = "our information only"
_TOO_FREE = "marked more freely than what it rests on, and not released"
_NOBODY = Disclosure.CLOSED
_PASSAGES = frozenset({"evidence", "pieces", "stages", "conditions"})  # others' words
_ASIDE = (Edition, Proposal, Release, Remark)
_STRUCTURE = (Actor, Topic, Measure, Matrix)
CITATION = re.compile(r"\s*\[@([A-Za-z0-9][A-Za-z0-9_-]*)(?::\d+-\d+)?\]")
"""A citation in Markdown, with the space before it; its first group is what it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One record that is not in the copy.

    Attributes:
        kind: Its kind, singular.
        id: Its id.
        title: What it is called in one line.
        why: Why it is left out.
        public_label: What stands in the copy for a source whose words are left out, or None.
    """

    kind: str
    id: str
    title: str
    why: str
    public_label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A copy for others, not yet written.

    Attributes:
        content: What is in it.
        left_out: The records that are not.
        echoes: Words of those that stand in what is in it, such as a closed quote's in an article
            that is shared.
        traces: What must not be in the file.
        forbidden: Names of actors that are left out, and passages of sources that nobody may have.
        leaks: Where names of actors that are left out, and passages of sources that nobody may
            have, stand in what is in it: the copy is not written before somebody decided on them.
        paths: Where what is in it names a place on a machine of the house; as `leaks`.
        without_address: The sources whose address only the house can follow; it is taken out.
    """

    content: Content
    left_out: tuple[LeftOut, ...]
    echoes: tuple[str, ...]
    traces: Traces
    forbidden: Words
    leaks: tuple[Standing, ...] = ()
    paths: tuple[str, ...] = ()
    without_address: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Return how many records are left out, by the plural of their kind."""
        found = Counter(row.kind for row in self.left_out)
        return {kind.name: found[kind.singular] for kind in KINDS if found[kind.singular]}


def plan_share(pack: Held, disclosure: Disclosure) -> Share:
    """Return what a copy for others would have, and what it would leave out.

    Actors, topics, measures and matrices are the frame of a pack: only closed and sensitive ones
    stay out. A source whose marking its readers may not have stays out whatever its use
    (`domain.markings`). Of a source that may not be shown and has a public label, the label is what
    is left.

    Args:
        pack: The pack, or a snapshot of it.
        disclosure: What its readers may have: `free`, or `background` as well.

    Raises:
        InputRefusedError: Closed records were asked for, or the pack is marked so that no copy of
            it may go out.
    """
    if disclosure is Disclosure.CLOSED:
        raise InputRefusedError("Closed records are never shared: choose free or background.")
    whole = pack.content
    _refuse_marked(whole)
    bound, by_name = too_free(whole), released(whole)
    unfit = {
        _key(row): why
        for row in all_records(whole)
        if (why := _why(row, disclosure, bound.get(_key(row))))
    }
    named: set[str] = {row.id for row in whole.sources if _key(row) in unfit and _has_label(row)}
    out = [
        row
        for row in all_records(whole)
        if _key(row) in unfit and not (isinstance(row, Source) and row.id in named)
    ]
    quoted = {
        row.id for row in whole.quotes if is_as_free(by_name.get(_key(row), _NOBODY), disclosure)
    }
    out += [
        row
        for row in whole.quotes
        if row.source in named and _key(row) not in unfit and row.id not in quoted
    ]
    tied = dependents(whole, *out)
    kept = without(whole, (*out, *tied))
    shared = _without_citations(_without_places(labelled(kept, named, quoted)))
    rows = (shared.cover, *all_records(shared))
    labels = [row for row in whole.sources if row.id in named]
    gone = [*out, *tied, *labels]
    found = traces(words_of(gone, pack.original), [*values_of(rows, pack.original)])
    addresses = {row.id: row.url for row in whole.sources}
    forbidden = _forbidden(gone)
    return Share(
        content=shared,
        left_out=_left_out(whole, unfit, gone),
        echoes=found.echoes,
        traces=found,
        forbidden=forbidden,
        leaks=forbidden.standing(rows, pack.original),
        paths=tuple(dict.fromkeys(place for row in rows for place in _paths(row))),
        without_address=tuple(
            row.id for row in shared.sources if row.id not in named and row.url != addresses[row.id]
        ),
    )


def share(pack: Pack, out: Path, disclosure: Disclosure, *, allow_echoes: bool = False) -> Share:
    """Write a copy for others and look through its bytes for what was left out.

    Args:
        pack: The pack; it is not touched.
        out: Where the copy goes; a name without suffix gets `.briefpack`.
        disclosure: What its readers may have: `free`, or `background` as well.
        allow_echoes: Whether somebody decided that names and places may be in it (`Share.leaks`).

    Raises:
        InputRefusedError: Closed records were asked for, the copy would replace a file, or nobody
            decided on the names in it; nothing was written.
        OutputNotWrittenError: It could not be written, or holds what it must not.
    """
    whole = snapshot(pack)
    planned = plan_share(whole, disclosure)
    write_share(whole, planned, out, allow_echoes=allow_echoes)
    return planned


def write_share(whole: Snapshot, planned: Share, out: Path, *, allow_echoes: bool = False) -> Path:
    """Write the planned copy of a pack, whose bytes are looked through before it is there.

    Returns:
        The file that was written; it never replaces another.

    Raises:
        InputRefusedError: The copy would replace a file, or nobody decided on the names in it.
        OutputNotWrittenError: It could not be written, or holds what it must not.
    """
    target = out if out.suffix == SUFFIX else out.with_name(out.name + SUFFIX)
    if whole.path is not None and target.resolve() == whole.path.resolve():
        raise InputRefusedError(f"{target} is the pack itself: choose another name for the copy.")
    target = new_file(target)
    if not allow_echoes:
        _refuse_undecided(planned)
    originals = originals_of(planned.content, whole)
    copy = Pack.restore(folders.new_working_folder(), planned.content, originals)
    with ExitStack() as stack:
        stack.callback(copy.close)
        note_save(copy, part_of=whole.newest)
        with replaced(target) as beside:
            copy.save(beside)
            if planned.traces.in_file(beside):
                raise OutputNotWrittenError(
                    f"{target.name} was not written: words of a record that is left out were found "
                    "in its bytes. Report this; nothing is there."
                )
    return target


def _refuse_marked(content: Content) -> None:
    """Refuse a pack that as a whole is marked so that nobody outside may have any of it."""
    handling = content.cover.handling
    if not may_go_out(handling, Disclosure.BACKGROUND):
        raise InputRefusedError(
            f"The pack is marked {marking(handling)}: no copy of it is made for others. If what is "
            "shared is not so marked, carry it over into a pack of its own, or change the marking "
            "on the cover."
        )


def _refuse_undecided(planned: Share) -> None:
    names = [
        f"{'The name' if one.is_name else 'Words'} of {one.of}, which is left out: {one.place}"
        for one in planned.leaks
    ]
    paths = [f"A place on a machine of the house: {place}" for place in planned.paths]
    if names or paths:
        raise InputRefusedError(
            "Nothing was written: what is left out still stands in what would be shared. Edit or "
            "leave out what has it, or allow it (a box on the Share page, --allow-echoes in a "
            "command).",
            *names,
            *paths,
        )


def _forbidden(gone: Iterable[Record]) -> Words:
    """Return the words of what nobody outside may have: they must not be shared by oversight.

    What partners may have can well be quoted in an article that everybody reads.
    """
    return Words(
        [
            row
            for row in gone
            if isinstance(row, Actor | Source) and _why(row, Disclosure.BACKGROUND)
        ],
        names_of_sources=False,
    )


def _paths(record: Any) -> Iterator[str]:
    for field, text in texts_of(record):
        is_published = isinstance(record, Source) and field == "text"
        if not is_published and field not in _PASSAGES and has_local_path(text):
            yield place_of(record, field)


def _key(record: Record) -> tuple[str, str]:
    return BY_TYPE[type(record)].singular, record.id


def _why(record: Record, disclosure: Disclosure, bound: Disclosure | None = None) -> str:
    """Return why a record stays out, or nothing.

    Args:
        record: The record.
        disclosure: What the readers may have.
        bound: The use it may have where it is marked more freely than what it rests on.
    """
    if isinstance(record, _ASIDE):
        return "stays in the house"
    if record.sensitive:
        return "sensitive"
    if record.disclosure is Disclosure.CLOSED:
        return "closed"
    is_frame = isinstance(record, _STRUCTURE) or disclosure is Disclosure.BACKGROUND
    if not is_frame and record.disclosure is not Disclosure.FREE:
        return _OURS
    if isinstance(record, Source) and not may_go_out(record.handling, disclosure):
        return f"marked {marking(record.handling)}"
    return "" if bound is None or is_as_free(bound, disclosure) else _TOO_FREE


def _has_label(source: Source) -> bool:
    return bool(source.public_label) and not source.sensitive


def _left_out(
    content: Content, unfit: dict[tuple[str, str], str], records: Iterable[Record]
) -> tuple[LeftOut, ...]:
    rows = []
    for record in records:
        kind, record_id = _key(record)
        label = record.public_label if isinstance(record, Source) and _has_label(record) else None
        rows.append(
            LeftOut(
                kind=kind,
                id=record_id,
                title=headline(content, record),
                why=unfit.get((kind, record_id), "rests on what is left out"),
                public_label=label,
            )
        )
    return tuple(rows)


def _without_places(content: Content) -> Content:
    """Take out where files lay on the machine of whoever imported them, and inner addresses."""
    return replace(content, sources=tuple(_without_place(row) for row in content.sources))


def _without_place(source: Source) -> Source:
    original = source.original
    if original is not None:
        original = replace(original, name=re.split(r"[/\\]", original.name)[-1])
    is_inner = source.url is not None and is_local(source.url)
    return replace(source, original=original, url=None if is_inner else source.url)


# ------------------------------------------------------------------------ citations


def _without_citations(content: Content) -> Content:
    known = {row.id for row in content.sources} | set(content.evidence)
    return with_markdown(
        content,
        lambda words: CITATION.sub(
            lambda found: found.group() if found.group(1) in known else "", words
        ),
    )


def with_markdown(content: Content, change: Callable[[str], str]) -> Content:
    """Return a content in whose prose every text went through a function."""
    lists: dict[str, Any] = {
        name: tuple(replace(row, markdown=Markdown(change(row.markdown))) for row in rows)
        for name, rows in (("sections", content.sections), ("lines", content.lines))
    }
    return replace(content, **lists)

"""A copy of a pack for others: without restricted records, history, editions and local paths."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from briefing.app import folders
from briefing.app.editing import dependents, without
from briefing.app.lineage import note_save
from briefing.app.packs import SUFFIX
from briefing.app.snapshots import originals_of, snapshot
from briefing.app.traces import Traces, all_records, traces, values_of, words_of
from briefing.app.wordings import headline
from briefing.domain.actors import Actor
from briefing.domain.agenda import Matrix, Measure, Topic
from briefing.domain.base import Evidence, LongText, Markdown, Record
from briefing.domain.content import Content
from briefing.domain.exchange import Edition, Proposal, Remark
from briefing.domain.kinds import BY_TYPE, KINDS
from briefing.domain.shape import shape_of
from briefing.domain.sources import Source
from briefing.domain.vocabularies import Disclosure
from briefing.errors import InputRefusedError, OutputNotWrittenError
from briefing.files.replacing import replaced
from briefing.store.pack import Pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from briefing.app.snapshots import Held, Snapshot
    from briefing.domain.statements import Quote

_ASIDE = (Edition, Proposal, Remark)
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
    """

    content: Content
    left_out: tuple[LeftOut, ...]
    echoes: tuple[str, ...]
    traces: Traces

    @property
    def counts(self) -> dict[str, int]:
        """Return how many records are left out, by the plural of their kind."""
        found = Counter(row.kind for row in self.left_out)
        return {kind.name: found[kind.singular] for kind in KINDS if found[kind.singular]}


def plan_share(pack: Held, disclosure: Disclosure) -> Share:
    """Return what a copy for others would have, and what it would leave out.

    Actors, topics, measures and matrices are the frame of a pack: only closed and sensitive ones
    stay out. Of a source that may not be shown and has a public label, the label is what is left.

    Args:
        pack: The pack, or a snapshot of it.
        disclosure: What its readers may have: `free`, or `background` as well.

    Raises:
        InputRefusedError: Closed records were asked for; they are never shared.
    """
    if disclosure is Disclosure.CLOSED:
        raise InputRefusedError("Closed records are never shared: choose free or background.")
    whole = pack.content
    unfit = {_key(row): why for row in all_records(whole) if (why := _why(row, disclosure))}
    labelled: set[str] = {row.id for row in whole.sources if _key(row) in unfit and _has_label(row)}
    out = [
        row
        for row in all_records(whole)
        if _key(row) in unfit and not (isinstance(row, Source) and row.id in labelled)
    ]
    out += [row for row in whole.quotes if row.source in labelled and _key(row) not in unfit]
    tied = dependents(whole, *out)
    kept = without(whole, (*out, *tied))
    shared = _without_citations(_without_places(_labelled(kept, labelled)))
    stays = [*values_of([shared.cover, *all_records(shared)], pack.original)]
    labels = [row for row in whole.sources if row.id in labelled]
    gone = [*words_of([*out, *tied, *labels], pack.original)]
    found = traces(gone, stays)
    return Share(
        content=shared,
        left_out=_left_out(whole, unfit, [*out, *tied, *labels]),
        echoes=found.echoes,
        traces=found,
    )


def share(pack: Pack, out: Path, disclosure: Disclosure) -> Share:
    """Write a copy for others and look through its bytes for what was left out.

    Args:
        pack: The pack; it is not touched.
        out: Where the copy goes; a name without suffix gets `.briefpack`.
        disclosure: What its readers may have: `free`, or `background` as well.

    Raises:
        InputRefusedError: The copy would replace the pack itself, or closed records were asked for.
        OutputNotWrittenError: It could not be written, or holds what it must not.
    """
    whole = snapshot(pack)
    planned = plan_share(whole, disclosure)
    write_share(whole, planned, out)
    return planned


def write_share(whole: Snapshot, planned: Share, out: Path) -> Path:
    """Write the planned copy of a pack, whose bytes are looked through before it is there.

    Returns:
        The file that was written.

    Raises:
        InputRefusedError: The copy would replace the pack itself.
        OutputNotWrittenError: It could not be written, or holds what it must not.
    """
    target = out if out.suffix == SUFFIX else out.with_name(out.name + SUFFIX)
    if whole.path is not None and target.resolve() == whole.path.resolve():
        raise InputRefusedError(f"{target} is the pack itself: choose another name for the copy.")
    originals = originals_of(planned.content, whole)
    copy = Pack.restore(folders.new_working_folder(), planned.content, originals)
    try:
        note_save(copy, part_of=whole.newest)
        with replaced(target) as beside:
            copy.save(beside)
            if planned.traces.in_file(beside):
                raise OutputNotWrittenError(
                    f"{target.name} was not written: words of a record that is left out were found "
                    "in its bytes. Report this; what was there before is unchanged."
                )
    finally:
        copy.close()
    return target


def _key(record: Record) -> tuple[str, str]:
    return BY_TYPE[type(record)].singular, record.id


def _why(record: Record, disclosure: Disclosure) -> str:
    if isinstance(record, _ASIDE):
        return "stays in the house"
    if record.sensitive:
        return "sensitive"
    if record.disclosure is Disclosure.CLOSED:
        return "closed"
    if isinstance(record, _STRUCTURE) or disclosure is Disclosure.BACKGROUND:
        return ""
    return "" if record.disclosure is Disclosure.FREE else "our information only"


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


# ------------------------------------------------------- sources that are only named


def _labelled(content: Content, labelled: set[str]) -> Content:
    """Put the public label in the place of sources, and of the passages that are theirs."""
    labels: dict[str, str] = {
        row.id: row.public_label or "" for row in content.sources if row.id in labelled
    }
    if not labels:
        return content
    lists: dict[str, Any] = {
        kind.name: tuple(_relabelled(row, labels) for row in content.all(kind.record_type))
        for kind in KINDS
    }
    lists["sources"] = tuple(
        _only_label(row) if row.id in labels else row for row in content.sources
    )
    lists["quotes"] = tuple(_without_copies(row, labels) for row in content.quotes)
    return replace(content, **lists)


def _only_label(source: Source) -> Source:
    label = source.public_label or ""
    return Source(
        id=source.id,
        title=label,
        text=LongText(label),
        public_label=label,
        kind=source.kind,
        origin=source.origin,
        language=source.language,
        reliability=source.reliability,
        credibility=source.credibility,
        disclosure=Disclosure.FREE,
        order=source.order,
    )


def _relabelled(item: Any, labels: dict[str, str]) -> Any:
    if isinstance(item, Evidence):
        label = labels.get(item.source)
        if label is None:
            return item
        return Evidence(id=item.id, source=item.source, start=0, stop=len(label), exact=label)
    changes = {}
    for field in shape_of(type(item)).fields:
        if field.nested is not None and field.many:
            value = getattr(item, field.name)
            new = tuple(_relabelled(part, labels) for part in value)
            if new != value:
                changes[field.name] = new
    return replace(item, **changes) if changes else item


def _without_copies(quote: Quote, labels: dict[str, str]) -> Quote:
    """Take out where a quote's words stand in sources that are only named."""
    copies = tuple(row for row in quote.also_in if row.source not in labels)
    translations = tuple(
        replace(row, source=None, pieces=()) if row.source in labels else row
        for row in quote.translations
    )
    return replace(quote, also_in=copies, translations=translations)


def _without_places(content: Content) -> Content:
    """Take out where files lay on the machine of whoever imported them."""
    return replace(content, sources=tuple(_without_place(row) for row in content.sources))


def _without_place(source: Source) -> Source:
    original = source.original
    if original is not None:
        original = replace(original, name=re.split(r"[/\\]", original.name)[-1])
    is_local = (source.url or "").lower().startswith("file:")
    return replace(source, original=original, url=None if is_local else source.url)


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

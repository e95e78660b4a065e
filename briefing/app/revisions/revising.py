"""A new revision of a source: imported in its place, with what rests on the older one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from briefing.app.arrivals import Arrived
from briefing.app.importing import Imported, short
from briefing.app.inbox import many, put_into_inbox, sort_out
from briefing.app.revisions.describing import new_revision
from briefing.app.revisions.finding import Fate
from briefing.app.revisions.relocating import Relocated, not_waiting, relocated
from briefing.domain.content import Content
from briefing.domain.ids import SourceId
from briefing.domain.revisions import older_revisions, replaced_by
from briefing.domain.sources import Source
from briefing.errors import InputRefusedError
from briefing.files.regular import shown_name
from briefing.sources.files import read_bytes, read_file, read_pasted
from briefing.sources.reading import Reading

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from pathlib import Path

    from briefing.store.pack import Pack

_WORDS: Final = {
    Fate.MOVED: ("passage stands there unchanged", "passages stand there unchanged"),
    Fate.DOUBTFUL: ("needs a look", "need a look"),
    Fate.CHANGED: ("has other words", "have other words"),
    Fate.GONE: ("is gone", "are gone"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arriving:
    """A text on its way into a pack.

    Attributes:
        name: The file, or `Pasted text`.
        read: Reads it; raises `InputRefusedError` where it cannot be.
    """

    name: str
    read: Callable[[], Reading]

    @classmethod
    def of_file(cls, path: Path) -> Arriving:
        """Return a file, which is not read yet."""
        return cls(name=shown_name(path), read=partial(read_file, path))

    @classmethod
    def of_text(cls, text: str, name: str = "Pasted text") -> Arriving:
        """Return a text from the clipboard."""
        return cls(name=name, read=partial(read_pasted, text, name))

    @classmethod
    def of_bytes(cls, data: bytes, name: str) -> Arriving:
        """Return the bytes of a file."""
        return cls(name=name, read=partial(read_bytes, data, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A new revision, not yet in the pack, and what rests on the older ones."""

    source: Source
    reading: Reading
    warnings: tuple[str, ...]
    relocated: Relocated


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What importing a text as a new revision comes to; nothing of it is done.

    Attributes:
        content: The pack for which it was worked out.
        older: The source that is replaced.
        name: The file, or `Pasted text`.
        found: The new revision, or why there is none.
    """

    content: Content
    older: Source
    name: str
    found: _Found | Imported


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """What became of a new revision.

    Attributes:
        imported: What became of the file or text.
        replaces: The older revision.
        counts: How many passages of the older revisions have which fate.
        proposals: The ids of what waits in the inbox for it.
    """

    imported: Imported
    replaces: SourceId
    counts: Mapping[Fate, int] = field(default_factory=dict)
    proposals: tuple[str, ...] = ()


def revise(pack: Pack, older: str, arriving: Arriving) -> Revised:
    """Import a text as the new revision of a source.

    What rests on the older one is looked for in it, and goes into the inbox; nothing is moved. The
    source and the proposals are one edit.

    Raises:
        InputRefusedError: There is no such source, or a newer revision of it is there.
    """
    return keep_revision(pack, plan_revision(pack.content, older, arriving))


def revisable(content: Content, source_id: str) -> Source:
    """Return a source that can get a new revision.

    Raises:
        InputRefusedError: There is none, or it is replaced already.
    """
    source = content.find(Source, source_id)
    if source is None:
        raise InputRefusedError(
            f"There is no source “{source_id}” in this pack: list the sources to see their ids."
        )
    newer = replaced_by(content).get(source_id)
    if newer is not None:
        raise InputRefusedError(
            f"“{source.title}” was replaced by “{newer.title}” ({newer.id}): import the new "
            "revision of that one."
        )
    return source


def plan_revision(
    content: Content,
    older: str,
    arriving: Arriving,
    waiting: Callable[[], None] = not_waiting,
) -> Plan:
    """Read a text and look in it for all that rests on the source that it replaces.

    Args:
        content: The pack; a frozen value, so that this may run in a thread.
        older: The id of the source that is replaced.
        arriving: The text.
        waiting: Called again and again; may raise to cancel.

    Raises:
        InputRefusedError: There is no such source, or a newer revision of it is there.
    """
    old = revisable(content, older)
    plan = partial(Plan, content=content, older=old, name=arriving.name)
    try:
        reading = arriving.read()
        new, warnings = new_revision(content, old, reading, arriving.name)
    except InputRefusedError as error:
        return plan(found=_none("refused", arriving.name, str(error)))
    if new is None:
        sentence = (
            f"{arriving.name} has the words of “{old.title}”, every one of them: no revision was "
            "made. Correct title, publisher and date where they stand."
        )
        return plan(found=_none("known", arriving.name, sentence, old.id))
    olds = (old, *older_revisions(content, old))
    places = relocated(content, new, olds, waiting)
    return plan(found=_Found(source=new, reading=reading, warnings=warnings, relocated=places))


def keep_revision(pack: Pack, plan: Plan) -> Revised:
    """Put a new revision into the pack and what rests on the older ones into the inbox.

    Args:
        pack: The pack; where it was edited since, all is worked out anew.
        plan: What was worked out.

    Raises:
        InputRefusedError: The older one was removed or replaced since.
    """
    found, old = plan.found, plan.older
    if isinstance(found, Imported):
        return Revised(imported=found, replaces=old.id)
    if pack.content is not plan.content:
        reading = found.reading
        arriving = Arriving(name=plan.name, read=lambda: reading)
        return keep_revision(pack, plan_revision(pack.content, old.id, arriving))
    new = found.source
    is_known = plan.content.find(Source, new.id) is not None
    arrived = Arrived(
        name=f"Revision {new.revision} of “{short(new.title)}”",
        edit=f"Import Revision of “{short(new.title)}”",
        arrivals=found.relocated.arrivals,
        nothing="",
        notes=(),
    )
    try:
        with pack.edit(arrived.edit):
            pack.keep_original(found.reading.data)
            pack.put(new)
            received = put_into_inbox(pack, sort_out(pack.content, arrived))
    except InputRefusedError as error:
        refused = _none("refused", plan.name, f"{plan.name} was not imported. {error}")
        return Revised(imported=refused, replaces=old.id)
    counts = found.relocated.counts
    imported = Imported(
        name=plan.name,
        outcome="revision",
        source=new.id,
        sentence=" ".join((_made(new, old, is_known=is_known), *_fates(counts))),
        warnings=found.warnings,
        reading=found.reading,
    )
    return Revised(
        imported=imported, replaces=old.id, counts=dict(counts), proposals=received.added
    )


def _none(outcome: str, name: str, sentence: str, source: SourceId | None = None) -> Imported:
    return Imported(name=name, outcome=outcome, source=source, sentence=sentence)


def _made(new: Source, old: Source, *, is_known: bool) -> str:
    """Return what was imported, or was there already and is a revision now."""
    revision = f"revision {new.revision} of “{short(old.title)}”"
    if is_known:
        return f"“{short(new.title)}” is {revision} now."
    if new.title == old.title:
        return f"Imported {revision}."
    return f"Imported “{short(new.title)}” as {revision}."


def _fates(counts: Counter[Fate]) -> Iterator[str]:
    """Yield what became of the passages of the older revisions."""
    parts = [many(counts[fate], *_WORDS[fate]) for fate in Fate if counts[fate]]
    if parts:
        yield f"Of what rests on it {', '.join(parts)}: see the inbox."
    else:
        yield "Nothing rested on the older one."

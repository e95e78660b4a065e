"""A new revision of a source: imported in its place, with what rests on the older one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from briefing.app.arrivals import Arrived
from briefing.app.importing import Imported, body_of, missing, same_bytes, short, source_of
from briefing.app.inbox import many, put_into_inbox, sort_out
from briefing.app.revisions.finding import Fate
from briefing.app.revisions.relocating import relocated
from briefing.domain.ids import SourceId
from briefing.domain.revisions import older_revisions, replaced_by
from briefing.domain.sources import Source
from briefing.errors import InputRefusedError
from briefing.files.regular import shown_name
from briefing.sources.files import read_bytes, read_file, read_pasted
from briefing.sources.reading import UNTITLED
from briefing.sources.reprints import SAME, fingerprint, similarity

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from briefing.app.revisions.relocating import Relocated
    from briefing.domain.content import Content
    from briefing.sources.reading import Reading
    from briefing.store.pack import Pack

_FOUND_IN_TEXT: Final = ("publisher", "author", "published", "url", "language")
_SAID_OF_IT: Final = (
    "kind",
    "origin",
    "derived_from",
    "reliability",
    "credibility",
    "handling",
    "disclosure",
    "sensitive",
    "public_label",
)
"""What an analyst said of the older revision and a text says nothing of; its use above all."""
_WORDS: Final = {
    Fate.MOVED: ("passage stands there unchanged", "passages stand there unchanged"),
    Fate.DOUBTFUL: ("needs a look", "need a look"),
    Fate.CHANGED: ("has other words", "have other words"),
    Fate.GONE: ("is gone", "are gone"),
}


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


def revise_with_file(pack: Pack, older: str, path: Path) -> Revised:
    """Import a file as the new revision of a source.

    What rests on the older one is looked for in it, and goes into the inbox; nothing is moved. The
    source and the proposals are one edit.

    Raises:
        InputRefusedError: There is no such source, or a newer revision of it is there.
    """
    return _revised(pack, older, shown_name(path), partial(read_file, path))


def revise_with_text(pack: Pack, older: str, text: str, name: str = "Pasted text") -> Revised:
    """Import text from the clipboard as the new revision of a source; as `revise_with_file`."""
    return _revised(pack, older, name, partial(read_pasted, text, name))


def revise_with_bytes(pack: Pack, older: str, data: bytes, name: str) -> Revised:
    """Import the bytes of a file as the new revision of a source; as `revise_with_file`."""
    return _revised(pack, older, name, partial(read_bytes, data, name))


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


def _revised(pack: Pack, older: str, name: str, read: Callable[[], Reading]) -> Revised:
    old = revisable(pack.content, older)
    try:
        reading = read()
        new, warnings = _new_revision(pack, old, reading, name)
    except InputRefusedError as error:
        return Revised(imported=_nothing(name, "refused", None, str(error)), replaces=old.id)
    if new is None:
        sentence = (
            f"{name} has the words of “{old.title}”, every one of them: no revision was made. "
            "Correct title, publisher and date where they stand."
        )
        return Revised(imported=_nothing(name, "known", old.id, sentence), replaces=old.id)
    content = pack.content
    olds = (old, *older_revisions(content, old))
    found = relocated(content, new, olds)
    arrived = _arrived(new, found)
    try:
        with pack.edit(arrived.edit):
            pack.keep_original(reading.data)
            pack.put(new)
            received = put_into_inbox(pack, sort_out(pack.content, arrived))
    except InputRefusedError as error:
        refused = _nothing(name, "refused", None, f"{name} was not imported. {error}")
        return Revised(imported=refused, replaces=old.id)
    imported = Imported(
        name=name,
        outcome="revision",
        source=new.id,
        sentence=" ".join(_told(new, old, found.counts)),
        warnings=warnings,
        reading=reading,
    )
    return Revised(
        imported=imported, replaces=old.id, counts=dict(found.counts), proposals=received.added
    )


def _nothing(name: str, outcome: str, source: SourceId | None, sentence: str) -> Imported:
    return Imported(name=name, outcome=outcome, source=source, sentence=sentence)


def _arrived(new: Source, found: Relocated) -> Arrived:
    return Arrived(
        name=f"Revision {new.revision} of “{short(new.title)}”",
        edit=f"Import Revision of “{short(new.title)}”",
        arrivals=found.arrivals,
        nothing="",
        notes=(),
    )


def _new_revision(
    pack: Pack, old: Source, reading: Reading, name: str
) -> tuple[Source | None, tuple[str, ...]]:
    """Return the new revision with what there is to say of it; None where no word differs.

    Raises:
        InputRefusedError: The same bytes are in the pack as a source that cannot replace it.
    """
    content = pack.content
    if reading.text == old.text:
        return None, ()
    known = same_bytes(content, reading.sha256)
    if known is None:
        return _described(content, reading, old, SourceId(pack.new_id()))
    if known.replaces is not None or known in older_revisions(content, old):
        raise InputRefusedError(
            f"{name} is in the pack already, as “{known.title}” ({known.id}), which belongs to "
            "other revisions: nothing was changed."
        )
    # It was imported before anybody knew that it is a revision: what was said of it stays.
    adopted = replace(known, replaces=old.id, revision=old.revision + 1)
    return adopted, (f"{name} was in the pack already, as “{known.title}”: it replaces now.",)


def _described(
    content: Content, reading: Reading, old: Source, new_id: SourceId
) -> tuple[Source, tuple[str, ...]]:
    """Return what was read as a revision.

    What its text does not say, or says as the older one did, is what is known of the older one.
    """
    read = source_of(content, reading, new_id)
    before = read_pasted(old.text, reading.name)
    lacking = [one for one in _FOUND_IN_TEXT if not getattr(reading, one)]
    if UNTITLED in reading.warnings:
        lacking.append("title")
    known = [
        one
        for one in ("title", *_FOUND_IN_TEXT)
        if getattr(old, one) and (one in lacking or getattr(before, one) == getattr(reading, one))
    ]
    taken: dict[str, Any] = {one: getattr(old, one) for one in (*_SAID_OF_IT, *known)}
    new = replace(read, **taken, replaces=old.id, revision=old.revision + 1)
    kept = tuple(one for one in reading.warnings if one != UNTITLED)
    return new, (*kept, *_doubts(new, old, set(known) & set(lacking)), *missing(new))


def _doubts(new: Source, old: Source, lacking: set[str]) -> Iterator[str]:
    fields = " and ".join(words for one, words in _FIELDS.items() if one in lacking)
    if fields:
        yield f"Its text does not say its {fields}: what is there is that of the older revision."
    if old.withdrawn is not None:
        yield f"The older revision was withdrawn on {old.withdrawn.on}: {old.withdrawn.reason}."
    alike = similarity(fingerprint(new.text, body_of(new)), fingerprint(old.text, body_of(old)))
    if alike < SAME:
        yield (
            f"Few of its words are those of “{old.title}”: where it is no revision of that, undo "
            "and import it alone."
        )


_FIELDS: Final = {
    "title": "title",
    "publisher": "publisher",
    "published": "date of publication",
}


def _told(new: Source, old: Source, counts: Counter[Fate]) -> Iterator[str]:
    """Yield what was imported, and what became of the passages of the older revisions."""
    yield f"Imported “{short(new.title)}” as revision {new.revision} of “{short(old.title)}”."
    parts = [many(counts[fate], *_WORDS[fate]) for fate in Fate if counts[fate]]
    if parts:
        yield f"Of what rests on it {', '.join(parts)}: see the inbox."
    else:
        yield "Nothing rested on the older one."

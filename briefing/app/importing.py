"""Files and pasted text become sources, each as one edit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from briefing.app import clock
from briefing.app.settings import load_settings
from briefing.domain.base import Digest, LongText
from briefing.domain.ids import SourceId
from briefing.domain.sources import Original, SetAside, Source
from briefing.domain.spans import Range
from briefing.domain.vocabularies import Origin, SourceKind
from briefing.errors import InputRefusedError
from briefing.files.regular import shown_name
from briefing.sources.files import read_bytes, read_file, read_pasted
from briefing.sources.reading import Reading
from briefing.sources.reprints import fingerprint, reprint_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from briefing.domain.content import Content
    from briefing.store.pack import Pack

_SECONDARY = {SourceKind.ARTICLE, SourceKind.REPORT, SourceKind.CABLE, SourceKind.OTHER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one file.

    Attributes:
        name: The file, or `Pasted text`.
        outcome: `imported`, `reprint` (imported, and known as a copy), `revision` (imported in
            place of an older one), `known` (it is in the pack already) or `refused`.
        source: The source, where there is one.
        sentence: What happened, for a list of results.
        warnings: What was replaced, guessed or not found.
        reading: What was read, where it was read now.
    """

    name: str
    outcome: str
    source: SourceId | None
    sentence: str
    warnings: tuple[str, ...] = ()
    reading: Reading | None = None


def import_files(pack: Pack, paths: Iterable[Path]) -> tuple[Imported, ...]:
    """Import files, one source and one edit each; a refused one does not stop the others."""
    return tuple(_imported(pack, shown_name(path), partial(read_file, path)) for path in paths)


def import_pasted(pack: Pack, text: str, name: str = "Pasted text") -> Imported:
    """Import text from the clipboard as a source."""
    return _imported(pack, name, lambda: read_pasted(text, name))


def import_bytes(pack: Pack, data: bytes, name: str) -> Imported:
    """Import the bytes of a file as a source."""
    return _imported(pack, name, lambda: read_bytes(data, name))


def add_source(pack: Pack, reading: Reading, source_id: str | None = None) -> Source:
    """Add what was read as a source, as one edit.

    Args:
        pack: The pack.
        reading: What was read.
        source_id: The id it gets; a random one by default.

    Raises:
        InputRefusedError: The pack would become larger than any pack may be.
    """
    source = source_of(pack.content, reading, SourceId(source_id or pack.new_id()))
    with pack.edit(f"Import “{short(reading.title)}”"):
        pack.keep_original(reading.data)
        pack.put(source)
    return source


def source_of(content: Content, reading: Reading, source_id: SourceId) -> Source:
    """Return what was read as a source, the last of those of a pack; its bytes are kept apart."""
    return Source(
        id=source_id,
        title=reading.title,
        publisher=reading.publisher,
        author=reading.author,
        published=reading.published,
        retrieved=clock.now(),
        url=reading.url,
        kind=reading.kind,
        origin=Origin.SECONDARY if reading.kind in _SECONDARY else Origin.PRIMARY,
        language=reading.language,
        text=LongText(reading.text),
        set_aside=reading.set_aside,
        original=Original(
            name=reading.name, media_type=reading.media_type, sha256=Digest(reading.sha256)
        ),
        order=max((row.order for row in content.sources), default=0) + 1,
        by=load_settings().author or None,
        captured=clock.now(),
    )


def body_of(source: Source) -> tuple[Range, ...]:
    """Return what of a source is its text: everything that is not set aside."""
    return tuple(_between(source.set_aside, len(source.text)))


def _imported(pack: Pack, name: str, read: Callable[[], Reading]) -> Imported:
    try:
        reading = read()
    except InputRefusedError as error:
        return Imported(name=name, outcome="refused", source=None, sentence=str(error))
    known = same_bytes(pack.content, reading.sha256)
    if known is not None:
        return Imported(
            name=name,
            outcome="known",
            source=known.id,
            sentence=f"{name} is in the pack already, as “{known.title}”.",
        )
    others = {row.id: fingerprint(row.text, body_of(row)) for row in pack.content.sources}
    original = reprint_of(fingerprint(reading.text, reading.body), others)
    try:
        source = add_source(pack, reading)
    except InputRefusedError as error:
        return Imported(
            name=name, outcome="refused", source=None, sentence=f"{name} was not imported. {error}"
        )
    if original is None:
        sentence = f"Imported “{source.title}”."
    else:
        title = pack.content.get(Source, original).title
        sentence = f"Imported “{source.title}”: most of its words are those of “{title}”."
        if _may_replace(source, pack.content.get(Source, original)):
            sentence += " Where it corrects that, import it as its new revision."
    return Imported(
        name=name,
        outcome="imported" if original is None else "reprint",
        source=source.id,
        sentence=sentence,
        warnings=(*reading.warnings, *missing(source)),
        reading=reading,
    )


def _may_replace(source: Source, other: Source) -> bool:
    """Tell whether a source that is like another may be a correction of it, not a reprint."""
    is_alike = source.title == other.title or source.publisher == other.publisher
    return is_alike and source.publisher in {None, other.publisher}


def missing(source: Source) -> Iterator[str]:
    """Yield what a new source lacks, a sentence each."""
    if source.published is None:
        yield f"“{source.title}” has no date of publication: add it."


def same_bytes(content: Content, sha256: str) -> Source | None:
    """Return the source that was made of the same bytes, or None."""
    return next(
        (row for row in content.sources if row.original and row.original.sha256 == sha256), None
    )


def _between(rows: tuple[SetAside, ...], length: int) -> Iterator[Range]:
    at = 0
    for row in sorted(rows, key=lambda row: row.start):
        if row.start > at:
            yield Range(start=at, stop=row.start)
        at = max(at, row.stop)
    if at < length:
        yield Range(start=at, stop=length)


def short(title: str) -> str:
    """Return a title as it fits into the name of an edit."""
    return title if len(title) <= 40 else f"{title[:39]}…"

"""What a new revision is: what its text says of it, and what is known of the older one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from briefing.app.importing import body_of, missing, same_bytes, source_of
from briefing.domain.ids import SourceId
from briefing.domain.revisions import older_revisions
from briefing.errors import InputRefusedError
from briefing.sources.files import read_pasted
from briefing.sources.reading import UNTITLED
from briefing.sources.reprints import SAME, fingerprint, similarity
from briefing.store.new_ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.domain.content import Content
    from briefing.domain.sources import Source
    from briefing.sources.reading import Reading

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
_FIELDS: Final = {
    "title": "title",
    "publisher": "publisher",
    "published": "date of publication",
}


def new_revision(
    content: Content, old: Source, reading: Reading, name: str
) -> tuple[Source | None, tuple[str, ...]]:
    """Return the new revision with what there is to say of it; None where no word differs.

    Args:
        content: The pack.
        old: The source that is replaced.
        reading: What was read.
        name: The file, or `Pasted text`.

    Raises:
        InputRefusedError: The same bytes are in the pack as a source that cannot replace it.
    """
    if reading.text == old.text:
        return None, ()
    known = same_bytes(content, reading.sha256)
    if known is None:
        return _described(content, reading, old, SourceId(new_id()))
    if known.replaces is not None or known in older_revisions(content, old):
        raise InputRefusedError(
            f"{name} is in the pack already, as “{known.title}” ({known.id}), which belongs to "
            "other revisions: nothing was changed."
        )
    # It was imported before anybody knew that it is a revision: what was said of it stays.
    adopted = replace(known, replaces=old.id, revision=old.revision + 1)
    return adopted, (f"{name} was in the pack already, as “{known.title}”.",)


def _described(
    content: Content, reading: Reading, old: Source, source_id: SourceId
) -> tuple[Source, tuple[str, ...]]:
    """Return what was read as a revision.

    What its text does not say, or says as the older one did, is what is known of the older one.
    """
    read = source_of(content, reading, source_id)
    before = _read_again(old)
    lacking = [one for one in _FOUND_IN_TEXT if not getattr(reading, one)]
    if UNTITLED in reading.warnings:
        lacking.append("title")
    known = [
        one
        for one in ("title", *_FOUND_IN_TEXT)
        if getattr(old, one)
        and (one in lacking or (before and getattr(before, one) == getattr(reading, one)))
    ]
    taken: dict[str, Any] = {one: getattr(old, one) for one in (*_SAID_OF_IT, *known)}
    new = replace(read, **taken, replaces=old.id, revision=old.revision + 1)
    kept = tuple(one for one in reading.warnings if one != UNTITLED)
    return new, (*kept, *_doubts(new, old, set(known) & set(lacking)), *missing(new))


def _read_again(old: Source) -> Reading | None:
    """Return what the text of the older revision says of it; nothing where it has no word."""
    try:
        return read_pasted(old.text)
    except InputRefusedError:
        return None


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

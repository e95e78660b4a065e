"""Makes the part in which a document remembers its values, once all its other parts are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.word.archive import pack
from briefing.word.package import parse_xml
from briefing.word.review.finding import (
    around_values,
    digest,
    digests,
    find_values,
    text_of,
    words_of,
)
from briefing.word.review.memory import PROPS, Exported, Memory
from briefing.word.review.walking import stream_of
from briefing.word.text import encoded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.files.zips import StoredPart
    from briefing.template.review_form import ReviewForm
    from briefing.word.state import DocumentState

_FOLDER: Final = "customXml"


def memory_parts(
    state: DocumentState, form: ReviewForm, written: Iterable[StoredPart]
) -> list[StoredPart]:
    """Return what a document remembers, as two parts of it.

    The values are read from what was written, as they will be when the document comes home.

    Args:
        state: The document.
        form: Pack and template.
        written: Its body, headers, footers, notes and comments.
    """
    name, props = _names(state)
    body = state.template.body
    streams = {
        part.name: stream_of(parse_xml(part.content(), part.name), {})
        for part in written
        if part.name.endswith(".xml")
    }
    main = streams.pop(body)
    found = find_values(main, {control.bookmark: control.tag for control in state.controls})
    memory = Memory(
        form=form,
        language=state.options.language,
        values=tuple(
            Exported(
                tag=control.tag,
                bookmark=control.bookmark,
                text=text_of(words_of(main, found[control.bookmark])),
                emphasis=control.emphasis,
            )
            for control in state.controls
            if control.bookmark in found
        ),
        prose={
            control.tag.rpartition("/")[0]: control.prose
            for control in state.controls
            if control.prose
        },
        around=digests(around_values(main, found.values())),
        elsewhere=frozenset(
            digest(row.text) for stream in streams.values() for row in around_values(stream, ())
        ),
    )
    state.links_of(body).add("customXml", name)
    state.links_of(name).add("customXmlProps", props)
    level = state.options.level
    return [
        pack(name, encoded(memory.xml(), name), level),
        pack(props, encoded(PROPS, props), level),
    ]


def _names(state: DocumentState) -> tuple[str, str]:
    number = 1
    while f"{_FOLDER}/item{number}.xml" in state.template.relationships:
        number += 1
    return f"{_FOLDER}/item{number}.xml", f"{_FOLDER}/itemProps{number}.xml"

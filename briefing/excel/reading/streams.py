"""The parts of a workbook as streams of XML: no entities, no trees, and never more than fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from briefing.errors import InputRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_TAGS: Final = 6_000_000
"""How many tags a part may have."""
MOST_ELEMENTS: Final = 200_000
"""How many elements may be wanted of a part that lists formats, sheets or relations."""
_STEP: Final = 1 << 16  # bytes between two looks at what was found
_Element = tuple[str, dict[str, str]]


def streamed(
    xml: bytes,
    what: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    words: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Call functions for what is in a part, and yield after every stretch of it.

    Args:
        xml: The part.
        what: How a sentence calls it.
        start: Hears the start of an element: its name, after a `}` where it has a namespace.
        end: Hears its end.
        words: Hears the text inside, in pieces.

    Raises:
        InputRefusedError: It is no XML, has a document type and with it entities, or too much.
    """
    if xml.count(b"<") > MOST_TAGS:
        raise _too_much(what)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = _refuse_type
    for at in range(0, max(1, len(xml)), _STEP):
        try:
            parser.Parse(xml[at : at + _STEP], at + _STEP >= len(xml))
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise InputRefusedError(
                f"{what} cannot be read: it is damaged. Open the workbook in Excel or LibreOffice, "
                "save it again as .xlsx and try again."
            ) from error
        except _TypeFoundError as error:
            raise InputRefusedError(
                f"{what} cannot be read: a document type is declared there, which no office "
                "program writes."
            ) from error
        yield


def heard(
    xml: bytes,
    what: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    words: Callable[[str], None],
) -> None:
    """Call functions for what is in a part, all of it at once; arguments as `streamed`.

    Raises:
        InputRefusedError: As `streamed`.
    """
    for _ in streamed(xml, what, start, end, words):
        pass


def elements(xml: bytes, what: str, wanted: frozenset[str]) -> Iterator[_Element]:
    """Yield elements of a part by their names, flat, each with its attributes.

    Args:
        xml: The part.
        what: How a sentence calls it.
        wanted: The names, without namespaces.

    Raises:
        InputRefusedError: As `streamed`, or there are too many of them.
    """
    found: list[_Element] = []
    count = 0

    def start(name: str, about: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if local in wanted:
            found.append((local, about))

    for _ in streamed(xml, what, start):
        count += len(found)
        if count > MOST_ELEMENTS:
            raise _too_much(what)
        yield from found
        found.clear()


def _too_much(what: str) -> InputRefusedError:
    return InputRefusedError(
        f"{what} cannot be read: there is too much. Cut the workbook into smaller files and try "
        "again."
    )


def _refuse_type(*_about: object) -> None:
    raise _TypeFoundError


class _TypeFoundError(Exception):
    """A part declares a document type, which no office program writes."""

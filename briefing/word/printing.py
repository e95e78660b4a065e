"""Values as words: what is empty, what is text or a number, and what cannot be printed at all."""

from __future__ import annotations

from briefing.template.evaluating import ValueMismatchError
from briefing.template.values import Blocks, Inline


def is_empty(value: object) -> bool:
    """Tell whether there is nothing to print."""
    return value is None or (not value and isinstance(value, str | Inline | Blocks))


def plain(value: object) -> str:
    """Return the words of a value, for a place that holds nothing else."""
    return value.plain if isinstance(value, Inline) else printed(value)


def printed(value: object) -> str:
    """Return the words of a text or number.

    Raises:
        ValueMismatchError: It is neither.
    """
    if isinstance(value, bool):
        raise ValueMismatchError("Yes or no cannot be printed; use it as a condition.")
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return str(value)
    raise unprintable(value)


def unprintable(value: object) -> ValueMismatchError:
    """Return the error for a value that cannot stand in a document."""
    if isinstance(value, bytes):
        return ValueMismatchError(
            "A whole file cannot be put into a document. Import it as a source, or write its words "
            "as text."
        )
    return ValueMismatchError("A list, a record or a whole block cannot be printed here.")

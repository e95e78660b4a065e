"""Where a document names what it rests on; by itself, so that the engine needs no records."""

from __future__ import annotations

from enum import StrEnum


class CitedAs(StrEnum):
    """Where a document names what it rests on; the values of the option `citations`."""

    FOOTNOTES = "footnotes"
    ENDNOTES = "endnotes"
    ANNEX = "annex"

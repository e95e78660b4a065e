"""What a pack means: its records, vocabularies, spans, dates and cells; standard library only."""

from __future__ import annotations

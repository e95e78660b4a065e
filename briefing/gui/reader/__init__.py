"""The reader: one source, its text, its passages, and what is known about it."""

from __future__ import annotations

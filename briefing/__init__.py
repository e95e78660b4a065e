"""Briefing assembles sources, positions, quotes and commitments into packs and matrices."""

from __future__ import annotations

__version__ = "0.1.0"

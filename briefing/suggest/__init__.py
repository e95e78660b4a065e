"""What a passage says of itself: speakers, actors, stance, stage, conditions; rules, no network."""

from __future__ import annotations

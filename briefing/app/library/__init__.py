"""Template libraries: what is there, whom it is from, installing, making and sharing."""

from __future__ import annotations

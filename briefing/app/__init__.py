"""Use cases: every way a pack is changed, rendered or received; no Qt."""

from __future__ import annotations

"""Differences between two contents: what changed, what a colleague proposes, how it is applied."""

from __future__ import annotations

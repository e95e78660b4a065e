"""Files that appear whole or not at all; standard library only."""

from __future__ import annotations

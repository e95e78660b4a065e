"""New revisions of sources: imported in place of older ones, with what rests on those."""

from __future__ import annotations

"""The pack on disk: schema, working copy, edits with undo, saving, search; the only SQL."""

from __future__ import annotations

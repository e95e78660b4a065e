"""The preview pane: finished pages beside the editor."""

from __future__ import annotations

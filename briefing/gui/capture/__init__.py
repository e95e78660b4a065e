"""The capture bar: what is selected becomes a quote, position, commitment or fact."""

from __future__ import annotations

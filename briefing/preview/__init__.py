"""Finished pages: documents to PDF through an office suite where there is one, PDF to pictures."""

from __future__ import annotations

"""Writes every shipped form into `resources/templates`."""

from __future__ import annotations

from pathlib import Path

from forms import summit_pack

TEMPLATES = Path(__file__).resolve().parents[2] / "resources" / "templates"

if __name__ == "__main__":
    summit_pack.build(TEMPLATES / "summit-pack" / "pack.docx")

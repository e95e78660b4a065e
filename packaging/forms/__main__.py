"""Writes every shipped form in every language into `resources/templates`."""

from __future__ import annotations

from pathlib import Path

from forms.every import FORMS, file_name
from forms.tongues import tongues

TEMPLATES = Path(__file__).resolve().parents[2] / "resources" / "templates"

if __name__ == "__main__":
    for form, write in FORMS.items():
        for one in tongues():
            write(one).save(TEMPLATES / form / file_name(one.language))

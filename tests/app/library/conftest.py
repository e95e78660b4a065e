"""A user's account with an empty library, and templates to put into it."""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING

import pytest

from briefing import assets
from briefing.app import folders
from briefing.app.library.shelf import Package, sealed
from briefing.app.settings import Settings, save_settings
from briefing.template.manifest import TemplateInfo
from briefing.template.package import WORD, write_package
from tests.word.documents import paragraph
from tests.word.inspection.documents import sound

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def account():
    """A first start: no settings, nothing installed, nobody agreed to."""
    for folder in (folders.template_library(), folders.trusted_templates()):
        shutil.rmtree(folder)
    save_settings(Settings())
    yield
    save_settings(Settings())
    for folder in (folders.template_library(), folders.trusted_templates()):
        shutil.rmtree(folder, ignore_errors=True)


@cache
def _form(body: str) -> bytes:
    return sound(paragraph("{{ pack.title }}") + body)


def made(body: str = "", **about: object) -> Package:
    """Return a package whose form prints the title and `body`; the same each time."""
    values: dict = {
        "id": "our-form",
        "name": "Our form",
        "version": "1.0",
        "language": "en",
        "author": "Jane Roe",
    }
    return sealed(TemplateInfo(**(values | about)), {WORD: _form(body)})


def written(folder: Path, package: Package, name: str = "some.brieftemplate") -> Path:
    """Write a package to a file."""
    path = folder / name
    path.write_bytes(write_package(package))
    return path


def house_form() -> bytes:
    """Return the Word form that ships."""
    return assets.read_bytes("templates/summit-pack/pack.docx")

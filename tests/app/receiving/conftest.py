"""The sample as a pack of its own, and the Word pack of it that somebody else has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from briefing.app import packs
from briefing.app.exporting import ExportRequest, export
from briefing.app.library.sample import sample_content
from briefing.app.receiving import receive
from tests.word.reviewing import Colleague

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefing.app.receiving import Received
    from briefing.domain.content import Content
    from briefing.store.pack import Pack


@pytest.fixture(autouse=True)
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Page numbers have tests of their own; these need no office suite."""
    monkeypatch.setattr("briefing.preview.office.find_office", lambda: None)


@pytest.fixture(scope="module")
def content() -> Content:
    found = sample_content()
    return replace(found, cover=replace(found.cover, id="samplepack12"))


@pytest.fixture(scope="module")
def document(content: Content, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("exported") / "pack.docx"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("briefing.preview.office.find_office", lambda: None)
        export(content, ExportRequest(word=path))
    return path.read_bytes()


@pytest.fixture
def pack(content: Content) -> Iterator[Pack]:
    made = packs.restored(content, {})
    yield made
    made.close()


@pytest.fixture
def colleague(document: bytes) -> Colleague:
    return Colleague(document)


def come_home(
    pack: Pack, folder: Path, document: Colleague | bytes, name: str = "review.docx"
) -> Received:
    """Receive what somebody did to the Word pack."""
    path = folder / name
    path.write_bytes(document.saved() if isinstance(document, Colleague) else document)
    return receive(pack, path)

"""Which font families are installed, in the words of each system."""

from __future__ import annotations

import pytest

from briefing.app.fonts import families, installed_fonts


@pytest.mark.parametrize(
    ("registered", "family"),
    [
        ("Calibri (TrueType)", "calibri"),
        ("Calibri Bold Italic (TrueType)", "calibri"),
        ("Cambria & Cambria Math (TrueType)", "cambria math"),
        ("Segoe UI Semibold (TrueType)", "segoe ui"),
        ("Arial Black (TrueType)", "arial black"),
    ],
)
def test_a_name_that_windows_registers_gives_its_family(registered, family):
    assert family in families([registered])


def test_no_name_gives_no_family():
    assert families([" (TrueType)", ""]) == frozenset()


def test_what_is_installed_is_known_in_small_letters_or_not_at_all():
    found = installed_fonts()
    assert found is None or (found and all(name == name.lower().strip() for name in found))

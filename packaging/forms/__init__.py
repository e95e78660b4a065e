"""Builds the house forms that ship with the program: Word templates made of real Word styles.

    PYTHONPATH=packaging python -m forms

Run by a person when a form changes; the results in `resources/templates` are committed and the
same locked versions of python-docx and lxml give the same bytes.
"""

from __future__ import annotations

"""Compiles a template for the paper and the size of reading that were chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.template.fields import CONTRACT
from briefing.word.matrix_paper import on_paper
from briefing.word.opening import compile_template
from briefing.word.reading_size import in_size

if TYPE_CHECKING:
    from briefing.word.compiled import CompiledTemplate


def compiled_for(template: bytes, paper: str, reading: float) -> CompiledTemplate:
    """Return the compiled form of a template.

    Args:
        template: The template's file.
        paper: The paper.
        reading: The size of running text in points.

    Raises:
        InputRefusedError: The file is damaged or could do harm.
        TemplateRefusedError: The template has mistakes; the error holds all of them.
    """
    return compile_template(in_size(on_paper(template, paper), reading), CONTRACT)

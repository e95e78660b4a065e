"""The template language and the template package: parse, check, compile.

Trees (lxml) in, compiled form out; python-docx is never used here.

Public: `values` (what a field may hold), `contract` (what fields there are), `problems` (what is
wrong in a template and where), `compiling.compile_part` (one part of a file → its program).
"""

from __future__ import annotations

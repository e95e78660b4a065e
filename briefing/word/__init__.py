"""Opens, fills, reads and proves Word files.

Public: `opening.compile_template` (a .docx made by an author → `CompiledTemplate`),
`rendering.render` (compiled template, fields, options → bytes), `reading.read_document` (a .docx
→ its text) and `proof.differences` (are the quotations in the finished file those of the pack?).
"""

from __future__ import annotations

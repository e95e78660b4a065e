"""The check of a template: small rules that find what would go wrong, and the annotated copy.

`rules.check_template` runs the mistakes of the language and every rule in one pass; nothing is
refused here but a file that is no Word document.
"""

from __future__ import annotations

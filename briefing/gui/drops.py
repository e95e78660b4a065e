"""What may be dropped on the window, and where it goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from briefing.gui.files import PackFiles
    from briefing.gui.imports import Imports
    from briefing.gui.template_files import TemplateFiles

_PACK: Final = ".briefpack"
_TEMPLATE: Final = ".brieftemplate"


class Drops:
    """Opens a dropped pack, installs a template, imports other files and text.

    Args:
        files: Opens packs.
        templates: Installs templates.
        imports: Imports the rest into the open pack.
    """

    def __init__(self, files: PackFiles, templates: TemplateFiles, imports: Imports) -> None:
        self._files = files
        self._templates = templates
        self._imports = imports

    def welcomes(self, data: QMimeData) -> bool:
        """Tell whether something can be made of dropped data."""
        is_own = any(url.fileName().endswith((_PACK, _TEMPLATE)) for url in data.urls())
        return is_own or (self._imports.is_serving and self._imports.accepts(data))

    def take(self, data: QMimeData) -> None:
        """Make of dropped data what can be made: the first pack, else the first template."""
        urls = data.urls()
        packs = [url for url in urls if url.fileName().endswith(_PACK)]
        templates = [url for url in urls if url.fileName().endswith(_TEMPLATE)]
        if packs:
            self._files.open_path(Path(packs[0].toLocalFile()))
        elif templates:
            self._templates.install(Path(templates[0].toLocalFile()))
        elif self._imports.is_serving:
            self._imports.take(data)

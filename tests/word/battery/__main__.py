"""Writes the battery: our own files, and the same opened and saved by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.word.battery.cases import CASES
from tests.word.battery.saving import saved

HOME = Path(__file__).resolve().parents[2] / "data" / "templates"


def main() -> int:
    """Write both folders anew."""
    ours = HOME / "word"
    for case in CASES:
        data = saved(case.body, case.parts, case.links, case.properties)
        (ours / f"{case.name}.docx").write_bytes(data)
    office = shutil.which("soffice")
    if office is None:
        return 1
    with tempfile.TemporaryDirectory() as profile:
        wanted = [str(ours / f"{case.name}.docx") for case in CASES if case.in_libreoffice]
        subprocess.run(
            [office, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
             "docx", "--outdir", str(HOME / "libreoffice"), *wanted],
            check=True,
        )  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())

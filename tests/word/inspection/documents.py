"""A template about which the check has nothing to say, and the same with something in it."""

from __future__ import annotations

import io
import zipfile

from briefing.template.fields import CONTRACT
from briefing.word.inspection.rules import check_template
from tests.word.documents import DECLARED, docx, paragraph

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EXTERNAL = ' TargetMode="External"'
LANGUAGE = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
)
MARKED = paragraph("{{ marking }}")


def relation(kind: str, target: str, mode: str = "", name: str = "rId9") -> str:
    """Return a relationship of the body."""
    full = kind if "://" in kind else f"{OFFICE}/{kind}"
    return f'<Relationship Id="{name}" Type="{full}" Target="{target}"{mode}/>'


def changed(data: bytes, **parts: str | bytes) -> bytes:
    """Return a file with the text `old` replaced by `new` in one part, or with another part.

    Args:
        data: The file.
        parts: The new content by name, `__` for `/` and `_dot_` for `.`.
    """
    found = io.BytesIO()
    wanted = {name.replace("__", "/").replace("_dot_", "."): new for name, new in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(found, "w") as new:
        for name in old.namelist():
            content = wanted.pop(name, None)
            new.writestr(name, old.read(name) if content is None else content)
        for name, content in wanted.items():
            new.writestr(name, content)
    return found.getvalue()


def part(data: bytes, name: str) -> str:
    """Return one part as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def sound(body: str, **options: object) -> bytes:
    """Return a template that has a language, a title and a marking."""
    made = docx(body, **{"header": MARKED, "title": "{{ pack.title }}"} | options)
    styles = part(made, "word/styles.xml").replace("<w:style ", f"{LANGUAGE}<w:style ", 1)
    return changed(made, word__styles_dot_xml=styles)


def styled(body: str, *styles: str, **options: object) -> bytes:
    """Return a sound template with further styles (as XML)."""
    made = sound(body, **options)
    text = part(made, "word/styles.xml").replace("</w:styles>", f"{''.join(styles)}</w:styles>")
    return changed(made, word__styles_dot_xml=text)


def with_settings(inside: str, body: str = "") -> bytes:
    """Return a sound template with settings."""
    xml = f"<w:settings {DECLARED}>{inside}</w:settings>".encode()
    return sound(
        body or paragraph("x"),
        relations=(relation("settings", "settings.xml", name="rIdS"),),
        extra={"word/settings.xml": xml},
    )


def found(data: bytes, rule: str = "", fonts: frozenset[str] | None = None):
    """Return what the check says, but for the author whom every test file names."""
    problems = check_template(data, CONTRACT, fonts).problems
    kept = [one for one in problems if one.words != "Jane Author"]
    return [one for one in kept if one.rule == rule] if rule else kept

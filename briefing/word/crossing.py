"""Fields that lead to another place of the document; their result is right when it opens."""

from __future__ import annotations

from briefing.word.text import attribute, escaped, runs


def field_run(kind: str, run: str = "") -> str:
    """Return the run that begins, separates or ends a field."""
    return f'<w:r>{run}<w:fldChar w:fldCharType="{kind}"/></w:r>'


def field_code(code: str, run: str = "") -> str:
    """Return the run that says what a field is."""
    return f'<w:r>{run}<w:instrText xml:space="preserve">{escaped(code)}</w:instrText></w:r>'


def field(code: str, result: str, run: str = "") -> str:
    r"""Return a whole field in plain words.

    Args:
        code: What it is, such as `PAGEREF _Toc000001 \h`.
        result: What it shows.
        run: `<w:rPr>…</w:rPr>`, or "".
    """
    begun = field_run("begin", run) + field_code(f" {code} ", run) + field_run("separate", run)
    return f"{begun}{runs(result, run)}{field_run('end', run)}"


def anchored(runs: str, bookmark: str, number: int) -> str:
    """Return runs within a bookmark; `number` is one that no other bookmark has."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{attribute(bookmark)}"/>{runs}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def linked(runs: str, bookmark: str) -> str:
    """Return runs that lead to a bookmark."""
    return f'<w:hyperlink w:anchor="{attribute(bookmark)}" w:history="1">{runs}</w:hyperlink>'

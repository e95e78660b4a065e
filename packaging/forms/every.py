"""The house forms by their ids, each with what writes it in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forms import country_page, key_quotes, objectives_brief, steering_brief, summit_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from forms.tongues import Tongue
    from forms.writing import Writer

FORMS: Final[Mapping[str, Callable[[Tongue], Writer]]] = {
    "summit-pack": summit_pack.write,
    "steering-brief": steering_brief.write,
    "objectives-brief": objectives_brief.write,
    "country-one-pager": country_page.write,
    "key-quotes-annex": key_quotes.write,
}


def file_name(language: str) -> str:
    """Return the name of a form's file in a language."""
    return "pack.docx" if language == "en" else f"pack.{language}.docx"

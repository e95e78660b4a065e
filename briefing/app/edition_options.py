"""What the files of an edition are made with, kept with it so that they can be made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from briefing.domain.exchange import Edition, OptionUsed
from briefing.domain.vocabularies import Disclosure
from briefing.errors import InputRefusedError

# No template can have an option with a hyphen in its name.
_AS_OF: Final = "as-of"
_SHARED_AS: Final = "shared-as"
_READERS: Final = frozenset({Disclosure.BACKGROUND, Disclosure.FREE})


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeWith:
    """What the files of an edition are made with.

    Attributes:
        options: The options of template and workbook by name, as an export takes them.
        as_of: The last day that counts (EDTF), or None for everything that is known.
        disclosure: What the readers may have, or None for our own house.
    """

    options: Mapping[str, str] = field(default_factory=dict)
    as_of: str | None = None
    disclosure: Disclosure | None = None

    @classmethod
    def of(cls, edition: Edition) -> MadeWith:
        """Return what an edition was made with.

        Raises:
            InputRefusedError: It was issued for readers that this version does not know.
        """
        kept = {used.name: used.value for used in edition.options}
        as_of, shared_as = kept.pop(_AS_OF, None), kept.pop(_SHARED_AS, None)
        if shared_as not in {None, *_READERS}:
            raise InputRefusedError(
                f"The edition was issued for readers who may have “{shared_as}”, which this "
                "version does not know: render it again with a newer version of the program."
            )
        return cls(
            options=kept, as_of=as_of, disclosure=Disclosure(shared_as) if shared_as else None
        )

    @property
    def used(self) -> tuple[OptionUsed, ...]:
        """Return it as an edition keeps it."""
        own = {_AS_OF: self.as_of, _SHARED_AS: self.disclosure and self.disclosure.value}
        rows = {name: value for name, value in own.items() if value} | dict(self.options)
        return tuple(OptionUsed(name=name, value=value) for name, value in rows.items())

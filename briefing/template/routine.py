"""A generated function: its text, what it refers to, and how it is run.

It calls a `Target`, filters and `evaluating`; of Python's own functions it has two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import BriefingError
from briefing.template.evaluating import (
    COMPARE,
    COMPARE_NAMES,
    ValueMismatchError,
    both,
    either,
    is_true,
    items,
    reader,
    step,
)
from briefing.template.filters import FILTERS
from briefing.template.forms import FORMS
from briefing.template.holes import Hole

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.template.target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """The text of a function and what it refers to; plain data, so that it can be cached.

    Attributes:
        source: Python; defines `render(s)`.
        constants: Values of `K0`, `K1` …
        holes: Values of `H0`, `H1` …
        places: The place in the template for each line of `source`.
    """

    source: str
    constants: tuple[str, ...]
    holes: tuple[Hole, ...]
    places: tuple[str, ...]

    def run(self, target: Target) -> None:
        """Write the part to `target`.

        Raises:
            BriefingError: A value does not fit; the message names the place.
        """
        function = _function(self)
        try:
            function(target)
        except ValueMismatchError as error:
            raise BriefingError(f"{self._place(error)}: {error}") from error

    def _place(self, error: BaseException) -> str:
        """Return where in the template an error arose, with the words of the tag if known."""
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == _FILE:
                hole = self._hole(trace.tb_lineno)
                return self.places[trace.tb_lineno - 1] if hole is None else hole.told
            trace = trace.tb_next
        return "The template"

    def _hole(self, number: int) -> Hole | None:
        """Return the one value that a line of the function is about, or None."""
        line = self.source.splitlines()[number - 1]
        variable = _VARIABLE.match(line)
        written = rf"[TP]\({variable[1]}, H(\d+)\)" if variable else r"\bH(\d+)\b"
        found = set(re.findall(written, self.source if variable else line))
        return self.holes[int(found.pop())] if len(found) == 1 else None


_FILE: Final = "<template>"
_VARIABLE: Final = re.compile(r"\s*(a\d+) = ")
_FILTER_NAMES: Final = {f"F_{name}": found.run for name, found in FILTERS.items()} | {
    f"F_{name}": run for name, run in FORMS.items()
}
_COMPARE_FUNCTIONS: Final = {COMPARE_NAMES[sign]: run for sign, run in COMPARE.items()}


@cache
def _function(routine: Routine) -> Callable[[Target], None]:
    names: dict[str, Any] = {
        "__builtins__": {"len": len, "enumerate": enumerate},
        "D": dict,
        "step": step,
        "reader": reader,
        "items": items,
        "is_true": is_true,
        "either": either,
        "both": both,
        **_FILTER_NAMES,
        **_COMPARE_FUNCTIONS,
        **{f"K{number}": text for number, text in enumerate(routine.constants)},
        **{f"H{number}": hole for number, hole in enumerate(routine.holes)},
    }
    exec(compile(routine.source, _FILE, "exec"), names)  # noqa: S102  # our own text, see above
    found: Callable[[Target], None] = names["render"]
    return found

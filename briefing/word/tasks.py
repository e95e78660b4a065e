"""What is done with Word files: each task is one function of plain values, for every process.

A form that ships with the program is handled in process; for a stranger's the same task is asked
of the worker, by its name and with the values encoded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from briefing.interchange.tasks import Encoded, Task
from briefing.template.fields import CONTRACT
from briefing.template.problems import TemplateProblem
from briefing.word.cleaning import cleaned, cleaned_workbook
from briefing.word.inspection.commenting import with_comments
from briefing.word.inspection.facts import Facts, facts_of
from briefing.word.inspection.rules import Inspection, check_template
from briefing.word.packing import MadePack, PackRequest, make_pack
from briefing.word.reading import ReadDocument, read_document
from briefing.word.rereading import read_back
from briefing.word.review.reading import Review, received_review


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """A template that is to be checked.

    Attributes:
        data: The file.
        fonts: The families that are installed here, in small letters; None where nobody knows.
    """

    data: bytes
    fonts: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Faulty:
    """A template with what is wrong in it.

    Attributes:
        data: The file.
        problems: What was found.
    """

    data: bytes
    problems: tuple[TemplateProblem, ...]


_FORM: Final = "The template"
_PACK: Final = "The finished document"
_AS_IT_WAS: Final = "Ask for the file again, without what was pasted into it"

MAKE: Final = Task("make", _FORM, PackRequest, MadePack, make_pack)
CHECK: Final = Task(
    "check",
    _FORM,
    Unchecked,
    Inspection,
    lambda given, _: check_template(given.data, CONTRACT, given.fonts),
)
COMMENT: Final = Task(
    "comment", _FORM, Faulty, bytes, lambda given, _: with_comments(given.data, given.problems)
)
CLEAN: Final = Task("clean", _FORM, bytes, bytes, lambda data, _: cleaned(data))
CLEAN_WORKBOOK: Final = Task(
    "clean workbook", "The workbook", bytes, bytes, lambda data, _: cleaned_workbook(data)
)
TELL: Final = Task("tell", _FORM, bytes, Facts, lambda data, _: facts_of(data))
READ: Final = Task("read", _FORM, bytes, ReadDocument, lambda data, _: read_document(data))
READ_BACK: Final = Task("read back", _PACK, bytes, ReadDocument, lambda data, _: read_back(data))
REVIEW: Final = Task(
    "review", "The Word file", bytes, Review, lambda data, _: received_review(data), _AS_IT_WAS
)

TASKS: Final[tuple[Encoded, ...]] = (
    *(MAKE, CHECK, COMMENT, CLEAN, CLEAN_WORKBOOK),
    *(TELL, READ, READ_BACK, REVIEW),
)
"""All of them."""

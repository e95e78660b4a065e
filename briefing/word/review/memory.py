"""What a document that is to come home remembers: a part of its own with the values as printed.

Everything stands in the text of elements: LibreOffice drops the attributes of such a part. Of the
words around the values it has digests, so that a change there is noticed; of values the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefing.template.review_form import ReviewForm
from briefing.word.relationships import DECLARATION
from briefing.word.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

NAMESPACE: Final = "urn:briefing:review:1"
_N: Final = f"{{{NAMESPACE}}}"
PROPS: Final = (
    f'{DECLARATION}<ds:datastoreItem ds:itemID="{{6F7C8B52-0C55-4E0B-9C5B-3D1D2A7E4B10}}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_ESCAPED_RETURN: Final = "&#13;"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A value as it was printed.

    Attributes:
        tag: The tag of its control.
        bookmark: The name of its bookmark.
        text: Its words.
        emphasis: `b` and `i` where all of it is bold or italic because of the place it stands in.
    """

    tag: str
    bookmark: str
    text: str
    emphasis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What a document remembers.

    Attributes:
        form: Pack and template.
        language: The document's language.
        values: The values as they were printed, in the order of the document.
        prose: The Markdown of records as it was, by `kind/id`.
        around: How often each digest of words around values is in the body.
        elsewhere: The digests of the words in headers, footers, notes and comments.
    """

    form: ReviewForm
    language: str
    values: tuple[Exported, ...]
    prose: Mapping[str, str] = field(default_factory=dict)
    around: Mapping[str, int] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()

    def xml(self) -> str:
        """Return the part."""
        form = self.form
        head = (
            ("pack", form.pack),
            ("title", form.title),
            ("template", form.template),
            ("version", form.version),
            ("language", self.language),
        )
        rows = [_element(name, text) for name, text in head]
        rows += [
            f"<prose>{_element('of', of)}{_element('text', text)}</prose>"
            for of, text in self.prose.items()
        ]
        rows += [_value(value) for value in self.values]
        counted = (f"{name}*{times}" if times > 1 else name for name, times in self.around.items())
        rows += [
            _element("around", " ".join(counted)),
            _element("elsewhere", " ".join(sorted(self.elsewhere))),
        ]
        return f'{DECLARATION}<review xmlns="{NAMESPACE}">{"".join(rows)}</review>'


def memory_in(root: etree._Element) -> Memory | None:
    """Return what a part remembers, or None where it is no such part."""
    if root.tag != f"{_N}review":
        return None
    form = ReviewForm(
        pack=_text(root, "pack"),
        title=_text(root, "title"),
        template=_text(root, "template"),
        version=_text(root, "version"),
    )
    return Memory(
        form=form,
        language=_text(root, "language"),
        values=tuple(
            Exported(
                tag=_text(value, "tag"),
                bookmark=_text(value, "bookmark"),
                text=_text(value, "text"),
                emphasis=_text(value, "emphasis"),
            )
            for value in root.iter(f"{_N}value")
        ),
        prose={_text(row, "of"): _text(row, "text") for row in root.iter(f"{_N}prose")},
        around=_counted(_text(root, "around").split()),
        elsewhere=frozenset(_text(root, "elsewhere").split()),
    )


def _value(value: Exported) -> str:
    names = ("tag", "bookmark", "text", "emphasis")
    rows = (_element(name, text) for name in names if (text := getattr(value, name)))
    return f"<value>{''.join(rows)}</value>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escaped(text).replace(chr(13), _ESCAPED_RETURN)}</{name}>"


def _text(parent: etree._Element, name: str) -> str:
    found = parent.find(f"{_N}{name}")
    return "" if found is None else "".join(map(str, found.itertext()))


def _counted(words: Iterable[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for word in words:
        name, _, times = word.partition("*")
        found[name] += int(times) if times.isascii() and times.isdigit() and len(times) < 9 else 1
    return found

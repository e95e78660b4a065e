"""Templates that want too much: time, memory or pages."""

from __future__ import annotations

import io
import zipfile
from functools import partial
from typing import TYPE_CHECKING, Final

from attacks.files import EXTERNAL, NAMES, line, relation, run, text, word, zipped

if TYPE_CHECKING:
    from collections.abc import Callable


def _lines(*words: str) -> bytes:
    return zipped(word("".join(line(each) for each in words)))


def _nested_loops(inner: str, depth: int = 8, name: str = "countries") -> bytes:
    opened = [f"{{% for c{n} in {name} %}}" for n in range(depth)]
    return _lines("".join(opened) + inner + "{% endfor %}" * depth)


def _paragraph_loops(inner: str) -> bytes:
    opened = [f"{{% for c{n} in countries %}}" for n in range(8)]
    return _lines(*opened, inner, *["{% endfor %}"] * 8)


def _blocks_in_blocks(depth: int) -> bytes:
    return _lines("{% if pack.title %}" * depth + "x" + "{% endif %}" * depth)


def _one_after_another(count: int) -> bytes:
    return _lines(*["{% if pack.title %}x{% endif %}"] * count)


def _tables(depth: int) -> bytes:
    start = "<w:tbl><w:tr><w:tc>"
    return zipped(word(start * depth + line() + ("<w:p/></w:tc></w:tr></w:tbl>" * depth)))


def _wide_table(rows: int, columns: int) -> bytes:
    cell = f"<w:tc>{line('{{ pack.title }}')}</w:tc>"
    return zipped(word(f"<w:tbl>{f'<w:tr>{cell * columns}</w:tr>' * rows}</w:tbl><w:p/>"))


def _deep(name: str, depth: int) -> bytes:
    return zipped(
        word(
            "<w:p>"
            + f"<w:{name}>" * depth
            + run("{{ pack.title }}")
            + f"</w:{name}>" * depth
            + "</w:p>"
        )
    )


def _many(content: str, count: int) -> bytes:
    return zipped(word(content * count))


def _one_paragraph(content: str, count: int) -> bytes:
    return zipped(word(f"<w:p>{content * count}</w:p>"))


def _attributes(count: int) -> bytes:
    attributes = " ".join(f'a{number}="x"' for number in range(count))
    return zipped(word(f"<w:p {attributes}/>" + line()))


def _names(count: int) -> bytes:
    declared = " ".join(f'xmlns:n{number}="urn:{number}"' for number in range(count))
    return zipped(word(f"<w:p {declared}>" + "<w:r/>" * 2000 + "</w:p>" + line()))


def _bomb(size: int, name: str = "word/x.bin") -> bytes:
    return zipped(word(more={name: bytes(size)}), 9)


def _many_bombs() -> bytes:
    content = (b"0123456789abcdef" * 64 + bytes(64_000)) * 900
    return zipped(word(more={f"word/{number}.bin": content for number in range(6)}), 9)


def _zip_in_zip() -> bytes:
    inner = bytes(2**20)
    for _ in range(5):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(16):
                archive.writestr(f"{number}.zip", inner)
        inner = stream.getvalue()
    return zipped(word(more={"word/42.zip": inner}))


def _spaces(count: int) -> bytes:
    return zipped(word(more={"word/document.xml": word()["word/document.xml"] + b" " * count}))


def _styles(count: int) -> bytes:
    rows = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/>'
        f'<w:basedOn w:val="s{(n + 1) % count}"/></w:style>'
        for n in range(count)
    )
    return zipped(
        word(
            '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr></w:p>' + line(),
            inner={"word/styles.xml": rows},
        )
    )


def _notes(count: int) -> bytes:
    notes = "".join(f'<w:footnote w:id="{n}">{line()}</w:footnote>' for n in range(count))
    body = "".join(f'<w:p><w:r><w:footnoteReference w:id="{n}"/></w:r></w:p>' for n in range(count))
    return zipped(word(body, inner={"word/footnotes.xml": notes}))


def _notes_in_notes() -> bytes:
    reference = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    note = f'<w:footnote w:id="1">{reference * 2}</w:footnote>'
    return zipped(word(reference, inner={"word/footnotes.xml": note}))


def _links(count: int) -> bytes:
    rows = tuple(
        relation(f"rId9{n}", "hyperlink", "https://x.org/{{ pack.title }}", EXTERNAL)
        for n in range(count)
    )
    links = "".join(
        f'<w:p><w:hyperlink r:id="rId9{n}">{run("x")}</w:hyperlink></w:p>' for n in range(count)
    )
    return zipped(word(links, rows=rows))


def _bad_links(count: int) -> bytes:
    rows = tuple(relation(f"rId9{n}", "hyperlink", "file:///evil", EXTERNAL) for n in range(count))
    links = "".join(f'<w:p><w:hyperlink r:id="rId9{n}"/></w:p>' for n in range(count))
    return zipped(word(links, rows=rows))


def _bad_fields(count: int) -> bytes:
    code = '<w:p><w:fldSimple w:instr="EVIL {}"/></w:p>'
    return zipped(word("".join(code.format(n * 7919 % 65_537) for n in range(count))))


def _mistakes(count: int) -> bytes:
    return _lines(*[f"{{{{ pack.titel{number} }}}}" for number in range(count)])


def _property(words: str) -> bytes:
    return zipped(word(core=f"<dc:title>{text(words)}</dc:title>"))


def _fields_unclosed(count: int) -> bytes:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    return _one_paragraph(begin, count)


def _instructions(count: int) -> bytes:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    return zipped(word(f"<w:p>{begin}{'<w:r><w:instrText>x</w:instrText></w:r>' * count}</w:p>"))


def _headers(count: int) -> bytes:
    header = f"<w:hdr {NAMES}>{line()}</w:hdr>".encode()
    more = {f"word/h{n}.xml": header for n in range(count)}
    rows = tuple(relation(f"rId9{n}", "header", f"h{n}.xml") for n in range(count))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    types = "".join(
        f'<Override PartName="/word/h{n}.xml" ContentType="{kind}"/>' for n in range(count)
    )
    return zipped(word(rows=rows, types=types, more=more))


_VALUE: Final = run("{{ pack.title }}")

GREEDY: Final[dict[str, Callable[[], bytes]]] = {
    "loops: eight in one paragraph": partial(_nested_loops, "x"),
    "loops: eight with values": partial(_nested_loops, "{{ c0.name }}{{ c7.name }}"),
    "loops: eight over paragraphs": partial(_paragraph_loops, "evil words " * 20),
    "loops: matrices in loops": partial(_paragraph_loops, "{{ matrix.table }}"),
    "loops: maps in loops": partial(_paragraph_loops, "{{ map }}"),
    "loops: long text in loops": partial(_paragraph_loops, "x" * 100_000),
    "loops: sorts in loops": partial(
        _nested_loops, "{% for x in countries | sort('name') %}x{% endfor %}", 6
    ),
    "loops: empty ones": partial(_nested_loops, "", 12),
    "loops: footnotes in loops": partial(
        _nested_loops, "{% for q in quotes %}{{ q.text }}{% endfor %}", 5
    ),
    "loops: contents in loops": partial(_paragraph_loops, "{{ contents }}"),
    "blocks: a thousand deep": partial(_blocks_in_blocks, 1000),
    "blocks: twenty thousand": partial(_one_after_another, 20_000),
    "blocks: ten thousand unclosed": partial(_lines, "{% if pack.title %}" * 10_000),
    "blocks: ten thousand ends": partial(_lines, "{% endif %}" * 10_000),
    "blocks: crossing": partial(
        _lines, "{% if pack.title %}{% for c in countries %}{% endif %}{% endfor %}" * 2000
    ),
    "tags: a million": partial(_lines, *["{{ pack.title }}" * 1000] * 1000),
    "tags: 100,000 in one paragraph": partial(_one_paragraph, _VALUE, 100_000),
    "tags: 20,000 in one run": partial(_lines, "{{ pack.title }}" * 20_000),
    "tags: a million braces": partial(_lines, "{" * 1_000_000),
    "tags: a million opened": partial(_lines, "{{ " * 300_000),
    "tags: a million closed": partial(_lines, "}} " * 300_000),
    "tags: half-open braces": partial(_lines, "{a" * 300_000),
    "tags: single braces": partial(_lines, "{ a.b } " * 100_000),
    "tags: spaces in braces": partial(_lines, "{" + " " * 500_000 + "x"),
    "tags: a name that never ends": partial(_lines, "{a" + ".a" * 300_000),
    "tags: ends of remarks": partial(_lines, "{{" + "#}" * 300_000),
    "finds: links": partial(_bad_links, 20_000),
    "finds: fields": partial(_bad_fields, 50_000),
    "tags: remarks": partial(_lines, "{#" * 300_000),
    "tags: long expression": partial(_lines, "{{ " + "a." * 500_000 + "a }}"),
    "tags: brackets": partial(_lines, "{{ " + "(" * 390 + "a }}"),
    "tags: nots": partial(_lines, "{{ " + "not " * 90 + "a }}"),
    "tags: filters": partial(_lines, "{{ pack.title" + " | upper" * 45 + " }}"),
    "tags: many mistakes": partial(_mistakes, 20_000),
    "tags: huge number": partial(_lines, "{{ " + "9" * 390 + " }}"),
    "tags: truncate to a huge number": partial(
        _lines, "{{ pack.title | truncate(" + "9" * 300 + ") }}"
    ),
    "tags: for without end": partial(_lines, "{% for " + "x " * 190 + "%}"),
    "tags: in a property": partial(_property, "{{ pack.title }}" * 50_000),
    "tags: braces in a property": partial(_property, "{{ " * 300_000),
    "text: one long run": partial(_lines, "x" * 9_000_000),
    "text: too long for a run": partial(_lines, "x" * 20_000_000),
    "xml: 60 MB of spaces": partial(_spaces, 60 << 20),
    "xml: a million empty elements": partial(_many, "<w:p/>", 1_000_000),
    "xml: three million in one paragraph": partial(_one_paragraph, "<w:r/>", 3_000_000),
    "xml: a million texts": partial(_many, line("x"), 350_000),
    "xml: 240 deep": partial(_deep, "sdtContent", 240),
    "xml: 10,000 deep": partial(_deep, "x", 10_000),
    "xml: a million deep": partial(_deep, "x", 1_000_000),
    "xml: 200,000 attributes": partial(_attributes, 200_000),
    "xml: 50,000 name spaces": partial(_names, 50_000),
    "tables: 70 deep": partial(_tables, 70),
    "tables: 2,000 deep": partial(_tables, 2000),
    "tables: 63 columns, 1,000 rows": partial(_wide_table, 1000, 63),
    "tables: one row of 20,000 cells": partial(_wide_table, 1, 20_000),
    "tables: 20,000 rows of values": partial(_wide_table, 20_000, 1),
    "styles: in a circle": partial(_styles, 5),
    "styles: 20,000 one on the other": partial(_styles, 20_000),
    "notes: 20,000": partial(_notes, 20_000),
    "notes: in themselves": _notes_in_notes,
    "links: 20,000 with values": partial(_links, 20_000),
    "fields: 200,000 unclosed": partial(_fields_unclosed, 200_000),
    "fields: code of 200,000 pieces": partial(_instructions, 200_000),
    "headers: 2,000": partial(_headers, 2000),
    "bomb: 1 GB in a part": partial(_bomb, 1 << 30),
    "bomb: 60 MB in a part": partial(_bomb, 60 << 20),
    "bomb: 60 MB of XML": partial(_bomb, 60 << 20, "word/theme1.xml"),
    "bomb: many parts": _many_bombs,
    "bomb: zips in zips": _zip_in_zip,
}

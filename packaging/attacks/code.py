"""Templates that try to run something: in every place where a tag can stand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from attacks.files import EXTERNAL, line, relation, run, text, word, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

_CALL: Final = "{{ ''.__class__.__mro__[1].__subclasses__()[40]('evil').read() }}"

_TAGS: Final = {
    "code: __class__": "{{ pack.__class__ }}",
    "code: __init__ globals": "{{ pack.__init__.__globals__['os'].system('evil') }}",
    "code: subclasses": _CALL,
    "code: call": "{{ pack.title.upper() }}",
    "code: call without name": "{{ ('evil')() }}",
    "code: cycler": "{{ cycler.__init__.__globals__.os.popen('evil').read() }}",
    "code: joiner": "{{ joiner('evil') }}",
    "code: lipsum": "{{ lipsum(n=1000000) }}",
    "code: range": "{% for x in range(1000000000) %}evil{% endfor %}",
    "code: namespace": "{% set n = namespace(evil=1) %}",
    "code: self": "{{ self._TemplateReference__context }}",
    "code: config": "{{ config.items() }}",
    "code: import": "{% import 'evil' as e %}",
    "code: from import": "{% from 'evil' import e %}",
    "code: include": "{% include '/etc/passwd' %}",
    "code: extends": "{% extends 'evil' %}",
    "code: macro": "{% macro evil() %}x{% endmacro %}",
    "code: call block": "{% call evil() %}x{% endcall %}",
    "code: set": "{% set x = 'evil' %}",
    "code: do": "{% do pack.evil() %}",
    "code: filter attr": "{{ pack | attr('__class__') }}",
    "code: filter map": "{{ countries | map(attribute='__class__') }}",
    "code: filter format": "{{ '{0.__class__.evil}' | format(pack) }}",
    "code: percent format": "{{ '%s' % pack }}",
    "code: f-string": "{{ f'{evil}' }}",
    "code: lambda": "{{ (lambda: evil)() }}",
    "code: comprehension": "{{ [x for x in countries] }}",
    "code: index": "{{ pack['__class__'] }}",
    "code: slice": "{{ pack.title[0:99999999] }}",
    "code: power": "{{ 9 ** 9 ** 9 ** 9 }}",
    "code: multiply": "{{ 'evil' * 1000000000 }}",
    "code: walrus": "{{ (x := evil) }}",
    "code: await": "{{ await evil }}",
    "code: dunder in where": "{% for c in countries | where('__class__', 'evil') %}x{% endfor %}",
    "code: dunder in sort": "{% for c in countries | sort('__class__') %}x{% endfor %}",
    "code: fullwidth underscore": "{{ pack.\uff3f\uff3fclass\uff3f\uff3f }}",
    "code: unicode look-alike": "{{ pack.__cl\u0430ss__ }}",
    "code: zero width in name": "{{ pack._\u200b_class__ }}",
    "code: nested tags": "{{ '{{ evil }}' }}",
    "code: line statement": "# for x in evil\n{{ pack.__dict__ }}",
    "code: raw": "{% raw %}{{ evil }}{% endraw %}",
    "code: autoescape": "{% autoescape false %}<evil/>{% endautoescape %}",
    "code: loop attribute": "{% for c in countries %}{{ loop.__class__ }}{% endfor %}",
    "code: builtin names": "{{ open.evil }}{{ eval.evil }}{{ exec.evil }}{{ s.state }}{{ B.evil }}",
    "code: our own names": "{{ K0 }}{{ H0.place }}{{ F_upper }}{{ step }}{{ s.fields }}",
    "code: closing of a string": "{{ pack.title | default('\"); import evil #') }}",
    "code: loop variable": "{% for s in countries %}{{ s.__class__ }}{% endfor %}",
    "code: loop variable of Python": "{% for __builtins__ in countries %}x{% endfor %}",
}


def _in_body(words: str) -> bytes:
    return zipped(word(line(words)))


def _cut_into_runs() -> bytes:
    return zipped(word("<w:p>" + "".join(run(sign) for sign in _CALL) + "</w:p>"))


def _in(name: str) -> bytes:
    return zipped(word(inner={name: line(_CALL)}))


def _in_footnote() -> bytes:
    note = f'<w:footnote w:id="5">{line(_CALL)}</w:footnote>'
    reference = '<w:p><w:r><w:footnoteReference w:id="5"/></w:r></w:p>'
    return zipped(word(reference, inner={"word/footnotes.xml": note}))


def _in_comment() -> bytes:
    note = f'<w:comment w:id="5">{line(_CALL)}</w:comment>'
    reference = '<w:p><w:r><w:commentReference w:id="5"/></w:r></w:p>'
    return zipped(word(reference + line(), inner={"word/comments.xml": note}))


def _in_property() -> bytes:
    return zipped(word(core=f"<dc:title>{text(_CALL)}</dc:title>"))


def _in_custom_property() -> bytes:
    xml = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="x" pid="2" name="p"><vt:lpwstr>{text(_CALL)}</vt:lpwstr></property>'
        "</Properties>"
    )
    parts = word(more={"docProps/custom.xml": xml.encode()})
    row = relation("rId9", "custom-properties", "docProps/custom.xml").encode()
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Rel", row + b"</Rel")
    return zipped(parts)


def _in_alt_text() -> bytes:
    words = text(_CALL).replace('"', "&quot;")
    picture = (
        f'<w:drawing><wp:inline><wp:docPr id="1" name="p" descr="{words}"/></wp:inline></w:drawing>'
    )
    return zipped(word(f"<w:p><w:r>{picture}</w:r></w:p>"))


def _in_link() -> bytes:
    rows = (relation("rId9", "hyperlink", f"https://x.org/{text(_CALL)}", EXTERNAL),)
    return zipped(word(f'<w:p><w:hyperlink r:id="rId9">{run("x")}</w:hyperlink></w:p>', rows=rows))


def _in_field_code() -> bytes:
    code = f'<w:fldSimple w:instr=" QUOTE {text(_CALL)} ">{run("x")}</w:fldSimple>'
    return zipped(word(f"<w:p>{code}</w:p>"))


def _in_hidden_text() -> bytes:
    hidden = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{text(_CALL)}</w:t></w:r></w:p>"
    return zipped(word(hidden))


def _in_deleted_text() -> bytes:
    gone = f"<w:del><w:r><w:delText>{text(_CALL)}</w:delText></w:r></w:del>"
    return zipped(word(f"<w:p>{gone}{run('x')}</w:p>"))


def _in_style_name() -> bytes:
    style = f'<w:style w:type="paragraph" w:styleId="x"><w:name w:val="{text(_CALL)}"/></w:style>'
    return zipped(word(inner={"word/styles.xml": style.replace("evil", "x")}))


CODE: Final[dict[str, Callable[[], bytes]]] = {
    **{name: partial(_in_body, words) for name, words in _TAGS.items()},
    "code: cut into one run for each sign": _cut_into_runs,
    "code: in a header": partial(_in, "word/header1.xml"),
    "code: in a footer": partial(_in, "word/footer1.xml"),
    "code: in a footnote": _in_footnote,
    "code: in a comment": _in_comment,
    "code: in a property": _in_property,
    "code: in a custom property": _in_custom_property,
    "code: in an alt text": _in_alt_text,
    "code: in a link's address": _in_link,
    "code: in a field's code": _in_field_code,
    "code: in hidden text": _in_hidden_text,
    "code: in deleted text": _in_deleted_text,
    "code: in the name of a style": _in_style_name,
}

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal

import pytest

from briefing.domain.cover import Cover
from briefing.domain.kinds import KINDS
from briefing.domain.shape import Plain, Shape, shape_of
from tests.records import filled_content

TYPES = [Cover, *(kind.record_type for kind in KINDS)]
PYTHON = {Plain.INTEGER: int, Plain.BOOLEAN: bool, Plain.DECIMAL: Decimal}


def shapes_within(shape: Shape) -> list[Shape]:
    inner = [field.nested for field in shape.fields if field.nested is not None]
    return [shape, *(found for one in inner for found in shapes_within(one))]


@pytest.mark.parametrize("record_type", TYPES)
def test_every_type_of_record_has_a_shape_with_all_its_fields(record_type):
    for shape in shapes_within(shape_of(record_type)):
        assert is_dataclass(shape.type)
        assert {field.name for field in shape.fields} == {f.name for f in fields(shape.type)}
        for field in shape.fields:
            assert (field.plain is None) == (field.nested is not None)
            assert (field.plain is Plain.CODE) == (field.vocabulary is not None)
            assert (field.plain is Plain.REFERENCE) == bool(field.targets)


@pytest.mark.parametrize("record_type", TYPES)
def test_the_id_comes_first_and_json_keys_have_no_underscore_at_their_end(record_type):
    for shape in shapes_within(shape_of(record_type)):
        assert (
            "id" not in [field.name for field in shape.fields][1:] or shape.fields[0].name == "id"
        )
        assert not any(field.key.endswith("_") for field in shape.fields)


@pytest.mark.parametrize("record_type", TYPES)
def test_parts_in_lists_have_ids_and_values_have_none(record_type):
    for shape in shapes_within(shape_of(record_type)):
        for field in shape.fields:
            if field.nested is not None:
                assert field.nested.is_part == field.many


def test_references_point_to_kinds_of_record():
    tables = {kind.singular for kind in KINDS}
    for record_type in TYPES:
        for shape in shapes_within(shape_of(record_type)):
            for field in shape.fields:
                assert tables.issuperset(field.targets)


def _walk(shape: Shape, item):
    for field in shape.fields:
        value = getattr(item, field.name)
        for one in value if field.many else (value,):
            if field.nested is not None and one is not None:
                yield from _walk(field.nested, one)
            elif field.nested is None:
                yield field, one


def test_the_filled_content_leaves_no_field_of_any_record_empty():
    content = filled_content().content
    rows = [content.cover, *(row for kind in KINDS for row in content.all(kind.record_type)[-1:])]
    for row in rows:
        for field, value in _walk(shape_of(type(row)), row):
            assert value is not None, (type(row), field.name)
            expected = field.vocabulary or PYTHON.get(field.plain, str)
            assert isinstance(value, expected)

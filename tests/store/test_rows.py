from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from briefing.domain.kinds import KINDS
from briefing.store.rows import Assembly, DamagedRecordError, digest_of, rows_of, verify
from briefing.store.tables import COVER, table_of
from tests.records import contents, examples, filled_content


class Texts(dict):
    """Long texts under a name each."""

    def keep(self, text: str) -> str:
        self[f"#{len(self)}"] = text
        return f"#{len(self) - 1}"


def through_rows(name: str, record):
    table, texts = table_of(name), Texts()
    rows = list(rows_of(table, record, texts.keep))
    for one, row in rows:
        assert len(row) == len(one.column_names)
        verify(one, row)
    assembly = Assembly(table, texts.__getitem__)
    for one, row in rows[1:]:
        assembly.add(one, row)
    return assembly.record(rows[0][1])


def test_every_field_of_every_record_goes_through_its_rows():
    content = filled_content().content
    assert through_rows(COVER, content.cover) == content.cover
    for kind in KINDS:
        for record in content.all(kind.record_type):
            assert through_rows(kind.singular, record) == record


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_records_of_every_kind_go_through_their_rows(kind):
    @given(contents((kind,), most=2))
    @examples(25)
    def check(made):
        assert through_rows(COVER, made.content.cover) == made.content.cover
        for record in made.content.all(kind.record_type):
            assert through_rows(kind.singular, record) == record

    check()


def test_owners_come_before_their_lists():
    row = filled_content().content.commitments[-1]
    depths = [table.depth for table, _ in rows_of(table_of("commitment"), row, str)]
    assert depths[0] == 0
    assert all(after <= before + 1 for before, after in pairwise(depths))


def test_the_digest_sees_every_changed_column_and_the_table():
    row = filled_content().content.facts[-1]
    table, values = next(iter(rows_of(table_of("fact"), row, str)))
    for index in range(len(values) - 1):
        changed = (*values[:index], "changed", *values[index + 1 :])
        with pytest.raises(DamagedRecordError, match="fact"):
            verify(table, changed)
    assert digest_of("fact", values[:-1]) != digest_of("line", values[:-1])
    assert digest_of("t", ("a", None)) != digest_of("t", (None, "a"))
    assert digest_of("t", (1,)) != digest_of("t", ("1",))


def test_a_row_with_an_unknown_code_is_damaged():
    table = table_of("position")
    row = filled_content().content.positions[-1]
    values = next(iter(rows_of(table, row, str)))[1]
    at = table.column_names.index("stance")
    with pytest.raises(DamagedRecordError, match="position x2 cannot be read"):
        Assembly(table, str).record((*values[:at], "maybe", *values[at + 1 :]))

from __future__ import annotations

from dataclasses import replace

import apsw
import pytest

from briefing.domain.actors import Actor
from briefing.domain.agenda import Topic
from briefing.domain.cover import Cover
from briefing.domain.sources import Source
from briefing.domain.statements import Piece, Quote
from briefing.domain.vocabularies import ActorKind
from briefing.errors import BriefingError
from briefing.store.live import LiveContent
from briefing.store.pack import Pack
from briefing.store.tables import all_tables
from briefing.store.working import OutsideEditError, StillReferredToError


def person(name: str, actor_id: str = "tusk") -> Actor:
    return Actor(id=actor_id, kind=ActorKind.PERSON, name=name)


def put(pack: Pack, record, name: str = "Put") -> None:
    with pack.edit(name):
        pack.put(record)


class Boom(Exception):  # noqa: N818 - it stands for any error
    pass


def test_a_new_pack_has_its_cover_and_no_history(pack):
    assert pack.content.cover == Cover(id="cover", title="Larnaca")
    assert pack.history == ()
    assert (pack.undo(), pack.redo()) == (None, None)


def test_an_edit_is_undone_and_done_again_by_name(pack):
    before = pack.content
    put(pack, person("Tusk"), "Add Person")
    after = pack.content
    assert after.actors == (person("Tusk"),)
    assert (pack.undo_name, pack.redo_name) == ("Add Person", None)
    assert pack.undo() == "Add Person"
    assert pack.content == before
    assert (pack.undo_name, pack.redo_name) == (None, "Add Person")
    assert pack.redo() == "Add Person"
    assert pack.content == after


@pytest.mark.parametrize("write", ["put", "remove", "put_cover"])
def test_a_write_outside_an_edit_raises_and_changes_nothing(pack, write):
    put(pack, person("Tusk"))
    before = pack.content
    record = Cover(id="cover", title="X") if write == "put_cover" else person("X")
    with pytest.raises(OutsideEditError):
        getattr(pack, write)(record)
    assert pack.content == before
    assert fresh(pack) == before


def fresh(pack: Pack):
    """Return the content as the database has it, without anything that was kept in memory."""
    pack._live = LiveContent(pack._working)
    return pack.content


def test_an_edit_that_raises_changes_nothing(pack):
    put(pack, person("Tusk"))
    before, history = pack.content, pack.history

    def spoil() -> None:
        with pack.edit("Spoil"):
            pack.put(person("Somebody else"))
            pack.put(person("New", "new"))
            assert len(pack.content.actors) == 2
            raise Boom

    with pytest.raises(Boom):
        spoil()
    assert pack.content == before
    assert fresh(pack) == before
    assert pack.history == history
    assert not pack.redo_name


def test_after_an_edit_that_raised_the_next_one_works(pack):
    with pytest.raises(Boom), pack.edit("Spoil"):
        raise Boom
    put(pack, person("Tusk"))
    assert pack.content.actors == (person("Tusk"),)


def test_edits_inside_an_edit_are_one(pack):
    before = pack.content
    with pack.edit("Outer"):
        pack.put(person("Tusk"))
        with pack.edit("Inner"):
            pack.put(person("Kowalczyk", "k"))
        pack.put(Topic(id="t", name="Ceasefire"))
    assert pack.history == ("Outer",)
    pack.undo()
    assert pack.content == before


def test_an_edit_that_raises_inside_another_takes_both_back(pack):
    before = pack.content

    def spoil() -> None:
        with pack.edit("Outer"):
            pack.put(person("Tusk"))
            with pack.edit("Inner"):
                pack.put(person("Kowalczyk", "k"))
                raise Boom

    with pytest.raises(Boom):
        spoil()
    assert fresh(pack) == before


def test_an_edit_that_changes_nothing_is_not_in_the_history(pack):
    put(pack, person("Tusk"))
    heard = []
    pack.subscribe(heard.append)
    with pack.edit("Nothing"):
        pass
    put(pack, person("Tusk"), "The same")
    with pack.edit("There and back"):
        pack.put(person("X"))
        pack.put(person("Tusk"))
    assert pack.history == ("Put",)
    assert heard == []
    assert pack.content.actors == (person("Tusk"),)


def test_an_edit_after_an_undo_drops_what_could_be_done_again(pack):
    put(pack, person("One"), "One")
    put(pack, person("Two"), "Two")
    pack.undo()
    put(pack, person("Three"), "Three")
    assert pack.history == ("One", "Three")
    assert pack.redo() is None
    pack.undo()
    assert pack.content.actors == (person("One"),)


def test_the_history_says_how_many_edits_are_in_force(pack):
    for name in ("One", "Two", "Three"):
        put(pack, person(name), name)
    assert (pack.history, pack.history_at) == (("One", "Two", "Three"), 3)
    pack.undo()
    pack.undo()
    assert (pack.history, pack.history_at) == (("One", "Two", "Three"), 1)
    assert (pack.undo_name, pack.redo_name) == ("One", "Two")


def test_a_forgotten_history_cannot_be_undone(pack):
    put(pack, person("Tusk"))
    pack.begin_history()
    assert pack.undo() is None
    assert pack.content.actors == (person("Tusk"),)


@pytest.mark.parametrize("table", all_tables(), ids=lambda table: table.name)
def test_a_change_in_every_table_is_recorded_and_undone(filled, table):
    """A table without a primary key, or not attached, would be recorded as nothing, silently."""
    db = filled._working.db
    select = f'SELECT * FROM "{table.name}" ORDER BY 1, 2'  # noqa: S608 - a table of ours
    before = list(db.execute(select))
    assert before
    for statement in (
        f"UPDATE \"{table.name}\" SET digest = x'00'",  # noqa: S608 - a table of ours
        f'DELETE FROM "{table.name}"',  # noqa: S608 - a table of ours
    ):
        db.pragma("foreign_keys", False)
        with filled.edit("Change"):
            db.execute(statement)
        assert list(db.execute(select)) != before
        assert filled.history_at == 1
        assert filled.undo() == "Change"
        assert list(db.execute(select)) == before


def test_undo_brings_back_what_a_cascade_took(filled):
    before = filled.content
    quote = before.quotes[-1]
    with filled.edit("Remove Quote"):
        filled.remove(quote)
    assert quote not in filled.content.quotes
    left = "SELECT count(*) FROM quote_translations_pieces WHERE record = ?"
    assert filled._working.db.execute(left, (quote.id,)).fetchone() == (0,)
    filled.undo()
    assert fresh(filled) == before


def test_what_is_still_referred_to_cannot_go_and_the_sentence_says_so(filled):
    before = filled.content

    def take_out() -> None:
        with filled.edit("Remove Source"):
            filled.remove(before.sources[-1])

    with pytest.raises(StillReferredToError, match="“Remove Source” was not done") as caught:
        take_out()
    assert isinstance(caught.value, BriefingError)
    assert fresh(filled) == before


def test_a_reference_to_nobody_cannot_be_written(pack):
    def write() -> None:
        with pack.edit("Add Person"):
            pack.put(replace(person("Tusk"), part_of="nobody"))

    with pytest.raises(StillReferredToError):
        write()
    assert pack.content.actors == ()


def test_records_may_be_written_before_what_they_refer_to(pack):
    with pack.edit("Add Person"):
        pack.put(replace(person("Tusk"), part_of="poland"))
        pack.put(Actor(id="poland", kind=ActorKind.COUNTRY, name="Poland"))
    assert len(pack.content.actors) == 2


def test_parts_without_an_id_get_one_and_keep_it(pack):
    text = "We will send boats."
    with pack.edit("Capture Quote"):
        pack.put(Source(id="s", title="S", text=text))
        pack.put(Quote(id="q", source="s", pieces=(Piece.at(text, 0, 2), Piece.at(text, 3, 7))))
    first, second = (piece.id for piece in pack.content.quotes[0].pieces)
    assert len(first) == len(second) == 12
    assert first != second
    put(pack, replace(pack.content.quotes[0], venue="Larnaca"))
    assert [piece.id for piece in pack.content.quotes[0].pieces] == [first, second]


def test_records_are_in_their_order_then_by_id(pack):
    for actor_id, order in (("c", 1), ("b", 2), ("a", 2)):
        put(pack, replace(person("X", actor_id), order=order))
    assert [actor.id for actor in pack.content.actors] == ["c", "a", "b"]
    put(pack, replace(person("X", "a"), order=0))
    assert [actor.id for actor in pack.content.actors] == ["a", "c", "b"]


def test_listeners_hear_what_changed_after_edits_undo_and_redo(pack):
    heard = []
    pack.subscribe(heard.append)
    put(pack, person("Tusk"), "Add Person")
    pack.undo()
    pack.redo()
    pack.undo()
    pack.unsubscribe(heard.append)
    pack.redo()
    assert [change.name for change in heard] == ["Add Person"] * 4
    assert {change.kinds for change in heard} == {frozenset({"actor"})}
    assert {change.ids for change in heard} == {frozenset({"tusk"})}


def test_a_change_of_a_part_names_its_record(filled):
    heard = []
    filled.subscribe(heard.append)
    row = filled.content.commitments[-1]
    stage = replace(row.stages[0], note="Changed")
    put(filled, replace(row, stages=(stage, *row.stages[1:])))
    assert heard[0].records == {("commitment", row.id)}


def test_a_listener_sees_the_new_content(pack):
    seen = []
    pack.subscribe(lambda _: seen.append(len(pack.content.actors)))
    put(pack, person("Tusk"))
    pack.undo()
    assert seen == [1, 0]


def test_content_taken_before_an_edit_stays_as_it_was(pack):
    before = pack.content
    put(pack, person("Tusk"))
    assert before.actors == ()


def test_the_cover_is_changed_and_undone(pack):
    with pack.edit("Change Title"):
        pack.put_cover(Cover(id="cover", title="Nicosia", own=None))
    assert pack.content.cover.title == "Nicosia"
    pack.undo()
    assert pack.content.cover.title == "Larnaca"


def test_new_ids_are_twelve_letters_and_digits_and_differ(pack):
    made = {pack.new_id() for _ in range(500)}
    assert len(made) == 500
    assert all(
        len(one) == 12 and set(one) <= set("abcdefghijklmnopqrstuvwxyz234567") for one in made
    )


def test_killing_the_program_loses_no_edit(tmp_path, pack):
    """Another connection to the working copy sees every edit that returned."""
    put(pack, person("Tusk"))
    db = apsw.Connection(str(tmp_path / "new" / "working.db"), flags=apsw.SQLITE_OPEN_READONLY)
    assert list(db.execute("SELECT name FROM actor")) == [("Tusk",)]
    assert list(db.execute("SELECT name FROM edit_log")) == [("Put",)]
    db.close()


def test_closing_removes_the_working_copy(tmp_path):
    folder = tmp_path / "working"
    folder.mkdir()
    Pack.create(folder, Cover(title="X")).close()
    assert not folder.exists()


def test_an_edit_of_hundreds_of_records_is_read_back_whole(pack):
    many = tuple(Topic(id=f"t{count:03d}", name=f"Topic {count}") for count in range(300))
    assert pack.content.topics == ()
    with pack.edit("Add Topics"):
        for topic in many:
            pack.put(topic)
    assert pack.content.topics == many
    pack.undo()
    assert pack.content.topics == ()


def test_bytes_that_a_pack_does_not_have_are_a_key_error(pack):
    with pytest.raises(KeyError):
        pack.original("0" * 64)


def test_a_pack_that_was_left_behind_goes_on_with_its_edits_and_history(tmp_path):
    folder = tmp_path / "left"
    folder.mkdir()
    left = Pack.create(folder, Cover(id="cover", title="Larnaca"))
    put(left, person("Tusk"), "Add Person")
    left.let_go()
    resumed = Pack.resume(folder)
    assert resumed.content.actors == (person("Tusk"),)
    assert resumed.is_modified
    assert resumed.undo() == "Add Person"
    resumed.close()


def test_a_working_copy_that_somebody_else_changed_is_not_undone_into_a_mixture(pack):
    put(pack, person("Tusk"), "Add Person")
    pack._working.db.execute("UPDATE actor SET name = 'Changed behind our back'")
    with pytest.raises(apsw.AbortError):
        pack.undo()
    assert pack.history_at == 1

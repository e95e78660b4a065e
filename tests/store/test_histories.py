"""Random histories over every kind of record: the pack is what a plain list of contents says."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from briefing.app import editing
from briefing.domain.cover import Cover
from briefing.domain.kinds import KINDS
from briefing.store.live import LiveContent
from briefing.store.pack import Pack
from tests.records import SEED, Drawn, Maker, examples, filled_content, with_record

if TYPE_CHECKING:
    from briefing.domain.content import Content

START = replace(filled_content().content, cover=SEED.cover)


class Histories(RuleBasedStateMachine):
    """Edits of a pack beside the list of the contents that they lead through."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp())
        self.pack: Pack
        self.states: list[Content] = []
        self.at = 0
        self.count = 0

    @initialize(filled=st.booleans())
    def begin(self, filled):
        folder = self._folder / "working"
        folder.mkdir()
        self.pack = Pack.restore(folder, START if filled else SEED, {})
        self.states = [self.pack.content]

    def _edited(self, content: Content) -> None:
        if content != self.states[self.at]:
            self.states[self.at + 1 :] = [content]
            self.at += 1

    @rule(data=st.data(), kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=3))
    def add(self, data, kinds):
        content = self.states[self.at]
        with self.pack.edit("Add"):
            for kind in kinds:
                self.count += 1
                maker = Maker(Drawn(data.draw), content)
                record = maker.record(kind.record_type, f"n{self.count}")
                self.pack.put(record)
                content = with_record(content, record)
        self._edited(content)

    @rule(data=st.data(), kind=st.sampled_from(KINDS))
    def change(self, data, kind):
        content = self.states[self.at]
        rows = content.all(kind.record_type)
        if rows:
            old = data.draw(st.sampled_from(rows))
            record = Maker(Drawn(data.draw), content).record(kind.record_type, old.id)
            if kind.singular == "source":  # what rests on a text needs it unchanged
                record = replace(record, text=old.text, set_aside=())
            with self.pack.edit("Change"):
                self.pack.put(record)
            self._edited(with_record(content, record))

    @rule(data=st.data())
    def change_cover(self, data):
        content = self.states[self.at]
        cover = Maker(Drawn(data.draw), content).record(Cover, content.cover.id)
        with self.pack.edit("Change Pack"):
            self.pack.put_cover(cover)
        self._edited(replace(content, cover=cover))

    @rule(data=st.data(), kind=st.sampled_from(KINDS))
    def remove(self, data, kind):
        rows = self.states[self.at].all(kind.record_type)
        needed = kind.singular in {"source", "actor", "topic", "meeting", "measure"}
        rows = [row for row in rows if not (needed and row.id == "x0")]
        if rows:
            editing.remove(self.pack, data.draw(st.sampled_from(rows)))
            assert self.pack.content != self.states[self.at]
            self._edited(self.pack.content)

    @rule()
    def undo(self):
        assert (self.pack.undo() is None) == (self.at == 0)
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self):
        assert (self.pack.redo() is None) == (self.at == len(self.states) - 1)
        self.at = min(len(self.states) - 1, self.at + 1)

    @precondition(lambda self: self.states)
    @invariant()
    def the_pack_is_what_the_list_says(self):
        assert self.pack.content == self.states[self.at]
        assert (self.pack.history_at, len(self.pack.history)) == (self.at, len(self.states) - 1)

    def teardown(self):
        try:
            if self.states:
                while self.pack.undo():
                    pass
                self.pack._live = LiveContent(self.pack._working)  # as the database has it
                assert self.pack.content == self.states[0]
                while self.pack.redo():
                    pass
                self.pack._live = LiveContent(self.pack._working)
                assert self.pack.content == self.states[-1]
                self.pack.close()
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)


TestHistories = Histories.TestCase
TestHistories.settings = settings(examples(25), stateful_step_count=15)

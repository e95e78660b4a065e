"""Measures a new revision of a text of a megabyte, corrected in a third, with 500 passages.

Each figure is printed with what it must be; the exit code is 1 where one is missed.
"""

from __future__ import annotations

import random
import sys
import time
from typing import TYPE_CHECKING, Final, TypeVar

from briefing.app import deciding, editing, packs
from briefing.app.revisions.revising import Arriving, keep_revision, plan_revision
from briefing.checks import problems_of
from briefing.domain.actors import Actor
from briefing.domain.agenda import Topic
from briefing.domain.base import Evidence, LongText
from briefing.domain.ids import ActorId, PositionId, SourceId, TopicId
from briefing.domain.sources import Source
from briefing.domain.statements import Position
from briefing.domain.vocabularies import ActorKind, Stance

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.store.pack import Pack

T = TypeVar("T")
SENTENCES: Final = 9000
POSITIONS: Final = 500
_LIMITS_S: Final = {
    "plan": 8.0,
    "put into the inbox": 2.0,
    "check": 1.0,
    "accept what is the same": 4.0,
    "accept the rest": 4.0,
}


def main() -> int:
    """Measure and print; 1 where a figure is missed."""
    dice = random.Random(1)  # noqa: S311  # a text, not a secret
    sentences = _sentences(dice)
    pack = _pack(dice, sentences)
    missed = 0
    try:
        content = pack.content
        arriving = Arriving.of_text(" ".join(_corrected(sentences)))
        plan, took = _timed(lambda: plan_revision(content, "old", arriving))
        missed += _said("plan", took)
        revised, took = _timed(lambda: keep_revision(pack, plan))
        missed += _said("put into the inbox", took)
        print(f"  {revised.imported.sentence}")
        missed += _said("check", _timed(lambda: problems_of(pack.content))[1])
        missed += _said("accept what is the same", _timed(lambda: deciding.accept_all(pack))[1])
        rest = [row.id for row in deciding.open_proposals(pack.content)]
        missed += _said("accept the rest", _timed(lambda: deciding.accept(pack, rest))[1])
    finally:
        pack.close()
    return 1 if missed else 0


def _sentences(dice: random.Random) -> list[str]:
    words = [f"word{number}" for number in range(8000)] + ["the", "of", "and", "will"] * 600
    return [
        " ".join(dice.choice(words) for _ in range(dice.randint(8, 30))).capitalize() + "."
        for _ in range(SENTENCES)
    ]


def _corrected(sentences: list[str]) -> list[str]:
    """Return the sentences, of every third one the fourth word another one."""
    made = []
    for number, sentence in enumerate(sentences):
        words = sentence.split()
        if number % 3 == 0:
            words[3] = "corrected"
        made.append(" ".join(words))
    return made


def _pack(dice: random.Random, sentences: list[str]) -> Pack:
    pack = packs.create_pack("Bench")
    text = LongText(" ".join(sentences))
    source, actor, topic = SourceId("old"), ActorId("fr"), TopicId("t")
    editing.add(pack, Source(id=source, title="A long text", text=text), "Add")
    editing.add(pack, Actor(id=actor, kind=ActorKind.COUNTRY, name="France"), "Add")
    editing.add(pack, Topic(id=topic, name="Topic"), "Add")
    with pack.edit("Add"):
        for number in range(POSITIONS):
            sentence = dice.choice(sentences)
            start = text.index(sentence)
            stop = start + len(sentence)
            item = Evidence(id=f"e{number}", source=source, start=start, stop=stop)
            position = Position(
                id=PositionId(f"p{number}"),
                actor=actor,
                topic=topic,
                stance=Stance.SUPPORT,
                evidence=(item.filled(text),),
            )
            pack.put(position)
    return pack


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    made = work()
    return made, time.perf_counter() - started


def _said(what: str, took: float) -> int:
    print(f"{what}: {took:.3f} s (at most {_LIMITS_S[what]:g})")
    return int(took > _LIMITS_S[what])


if __name__ == "__main__":
    sys.exit(main())

"""What a conversation has come to: kept on the server, for a while.

A question that goes on from the one before (那园林局呢, 预算是多少, 为什么) is written out as a question of
its own, with the body, the year and the measure taken over; what was taken over is told.
"""

from __future__ import annotations

import re
import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from corpus.vocabulary import load
from service.frame import Frame, Operation
from service.lookup.facts import Fact
from service.understanding.reader import Reading
from service.understanding.words import longest_first, plain

_UNIT_ASKED = re.compile(r"[,，]折合(?:多少)?[万亿]?元")


@dataclass(frozen=True, slots=True)
class State:
    """Where a conversation stands.  `root` is the last question that stood by itself without its
    body and year, `topic` the last one asked; `facts` are the latest turns' figures."""

    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    root: str = ""
    topic: str = ""
    facts: tuple[tuple[Fact, ...], ...] = ()


@dataclass(slots=True)
class _Kept:
    state: State
    at: float = field(default=0.0)


class Conversations:
    """The newest conversations, safe to use from any thread; each is forgotten after `seconds`."""

    def __init__(
        self, capacity: int = 1000, seconds: float = 3600.0, clock: Callable[[], float] = time.monotonic
    ):
        self._capacity, self._seconds, self._clock = capacity, seconds, clock
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def recall(self, conversation_id: str | None) -> tuple[str, State]:
        """The conversation's id (a new one when unknown or expired) and its state."""
        with self._lock:
            kept = self._kept.get(conversation_id or "")
            if kept is not None and self._clock() - kept.at <= self._seconds:
                return str(conversation_id), kept.state
        return uuid.uuid4().hex, State()

    def holds(self, conversation_id: str) -> bool:
        """Whether the conversation is known here and has not expired."""
        return self.recall(conversation_id)[0] == conversation_id

    def keep(self, conversation_id: str, state: State) -> None:
        """Keep the state of a conversation, forgetting the oldest beyond the capacity."""
        with self._lock:
            self._kept[conversation_id] = _Kept(state, self._clock())
            self._kept.move_to_end(conversation_id)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)


def topic_of(reading: Reading) -> str:
    """A question's words without its bodies and years."""
    taken = 0
    for link in reading.links:
        taken |= link.mask
    text = "".join(c for i, c in enumerate(reading.text) if not taken >> i & 1)
    text = re.sub(r"(?:19|20)\d\d年?度?|(?<!\d)\d\d年度?", "", text)
    return _UNIT_ASKED.sub("", text).strip(" ,，。?？、")


def goes_on(reading: Reading, state: State) -> bool:
    """Whether a question leaves out what the one before has said."""
    if not (state.bodies or state.topic):
        return False
    frame = reading.frame
    return not frame.organisations or not frame.metrics or (not frame.years and bool(state.years))


def _names(reading: Reading, state: State) -> tuple[str, tuple[str, ...]]:
    """Body and year in front of the question, as far as they were left out; and what was taken over."""
    frame = reading.frame
    carried: list[str] = []
    front = ""
    if not frame.organisations and state.bodies:
        front += "、".join(state.bodies)
        carried += state.bodies
    if not frame.years and state.years:
        front += "、".join(f"{y}年" for y in state.years)
        carried += [f"{y}年" for y in state.years]
    return front, tuple(carried)


def _own(reading: Reading) -> str:
    """The bodies and years that the question itself names, as it names them."""
    frame = reading.frame
    bodies = "、".join(m.name or m.text for m in frame.organisations)
    return bodies + "、".join(f"{y}年" for y in frame.years)


def _asked_again(reading: Reading, state: State) -> str:
    """The last question's measure, asked as this one asks."""
    frame = reading.frame
    topic = state.topic
    if frame.bases:
        for words in load("operations")["bases"].values():
            for word in longest_first(words):
                topic = topic.replace(word, "")
        topic = re.sub(r"花了|用了|支出了", "", topic)
        return f"{topic} {topic_of(reading)}"
    if frame.operation in (Operation.VALUE, Operation.YES_NO):
        unit = f",折合多少{frame.unit}" if frame.unit and frame.unit != "%" else ""
        return f"{topic} {''.join(reading.residue(0))}".strip() + unit
    return f"{measure(topic)}{topic_of(reading)}"


def measure(topic: str) -> str:
    """A topic without its asking words: what it was about."""
    words = longest_first(
        [
            "是多少",
            "有多少",
            "花了多少",
            "得了多少分",
            "多少钱",
            "多少",
            "具体",
            "合计",
            "总额",
            "吗",
            "呢",
            "是几",
            "几",
            "?",
            "？",
        ]
    )
    for word in words:
        topic = topic.replace(word, "")
    return topic.strip(" ,，。的")


def continuations(reading: Reading, state: State) -> list[tuple[str, tuple[str, ...]]]:
    """The full questions that a continued one may be short for, likeliest first, each with what
    it takes over."""
    front, carried = _names(reading, state)
    own = _own(reading)
    frame = reading.frame
    words = topic_of(reading)
    told = (*carried, *((measure(state.topic),) if state.topic else ()))
    if state.topic and (not frame.metrics or _of_a_change(reading)):
        return [(f"{front}{own}{_asked_again(reading, state)}", told)]
    within = any(w in frame.folded for w in longest_first(("其中", "这里面", "里面", "占")))
    alone = (f"{front}{own}{words}", carried)
    words = re.sub(r"^(?:其中|这里面|那里面|里面|那)", "", words)
    joined = [
        (f"{front}{own}{measure(t)}{words}", (*carried, measure(t)))
        for t in dict.fromkeys((state.root, state.topic))
        if t
    ]
    return [*joined, alone] if within else [alone, *joined]


def _of_a_change(reading: Reading) -> bool:
    """Whether the reason of a change is asked without what changed (为什么减少了)."""
    changes = load("operations")["ellipsis"]["changes"]
    reason = reading.frame.operation in (Operation.WHY, Operation.HOW)
    return reason and all(piece in changes for piece in reading.residue(0))


def asks_for_sum(reading: Reading) -> bool:
    """Whether the question adds up the figures of the turns before (两项加起来)."""
    sums = longest_first(load("operations")["ellipsis"]["sums"])
    return (
        (
            reading.frame.operation in (Operation.SUM, Operation.DIFFERENCE)
            or any(word in reading.text for word in ("合计", "总共", "一共", "总计", "共"))
        )
        and not reading.frame.organisations
        and any(word in plain(reading.text) for word in sums)
    )


def after(
    state: State,
    reading: Reading,
    bodies: tuple[str, ...],
    years: tuple[int, ...],
    facts: tuple[Fact, ...],
    continued: bool,
) -> State:
    """The state after a turn."""
    topic = topic_of(reading)
    root = state.root if continued and state.root else topic
    return State(
        bodies or state.bodies,
        years or state.years,
        root,
        topic,
        (*state.facts, facts)[-4:] if facts else state.facts,
    )


def unanswered(state: State, reading: Reading, bodies: tuple[str, ...], years: tuple[int, ...]) -> State:
    """The state after a turn that was refused or asked back.

    What it asked of stays what is asked of, held or not: nobody who asked of 2009 means another year by
    the next question.
    """
    topic = topic_of(reading) or state.topic
    asked = reading.frame.years or years or state.years
    return State(bodies or state.bodies, asked, state.root or topic, topic, state.facts)


def frame_with(frame: Frame, carried: tuple[str, ...]) -> Frame:
    """The frame with what was taken over from the turns before."""
    from dataclasses import replace

    return replace(frame, carried=carried)

"""What was asked in each conversation, with the plans that answered it: what a follow-up is read from."""

from __future__ import annotations

import threading
from collections import OrderedDict

from service.model.retelling import Turn

_KEPT_TURNS = 4


class Turns:
    """The newest conversations' latest turns; safe to use from any thread."""

    def __init__(self, capacity: int = 1_000) -> None:
        self._capacity, self._lock = capacity, threading.Lock()
        self._kept: OrderedDict[str, tuple[Turn, ...]] = OrderedDict()

    def of(self, conversation_id: str | None) -> tuple[Turn, ...]:
        """The turns of a conversation, the oldest first; none where it is not known."""
        with self._lock:
            return self._kept.get(conversation_id or "", ())

    def add(self, conversation_id: str, turn: Turn) -> None:
        """Note a turn; the oldest conversation goes when there is no room."""
        with self._lock:
            held = self._kept.pop(conversation_id, ())
            self._kept[conversation_id] = (*held, turn)[-_KEPT_TURNS:]
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)

"""What a chat model is asked beside plans: to word an answer from its evidence.  What it words is checked
sentence by sentence elsewhere.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from prompts.loading import load
from service.model.ledger import Ledger
from service.model.planner import Chat


class Assistant:
    """Asks a chat model; every method raises ModelError."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    def warm(self) -> None:
        """Load what the first call would otherwise wait for."""
        self._chat.warm()

    def ledger(self) -> Ledger:
        """The account of one answer."""
        options = self._chat.options
        return Ledger(options.model, options.seconds)

    def word(self, question: str, evidence: str, ledger: Ledger) -> Iterator[str]:
        """An answer worded from evidence, as it comes; not checked yet."""
        prompt = load("word")
        rendered = prompt.render(
            fence=f"data-{secrets.token_hex(6)}", question=_inert(question), evidence=_inert(evidence)
        )
        seconds = ledger.left()
        with ledger.call("word", prompt.version) as call:
            yield from self._chat.text(rendered, seconds, call)


def _inert(text: str) -> str:
    """Text that cannot end the stretch that marks it as data."""
    return text.replace("<", "＜").replace(">", "＞")

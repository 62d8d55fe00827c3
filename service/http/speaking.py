"""Answers whose first words are certain before the last: how a stream gets them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, Protocol, runtime_checkable

from service.answer import Answer
from service.http.collaborators import Answers
from service.http.lanes import Lane

Say = Callable[[str], None]


@runtime_checkable
class Speaking(Protocol):
    """Answers with a chat model beside them, as `service.model.assisted.Assisted` does; `plain` answers
    without it."""

    plain: Answers

    def speak(
        self, question: str, conversation_id: str | None, filters: Mapping[str, Any] | None, say: Say
    ) -> Answer:
        """One explained answer; `say` gets, in order, the stretches that its text will begin with."""
        ...


@runtime_checkable
class Remembering(Protocol):
    """Answers that know their conversations, as `service.answering.Answering` does."""

    def remembers(self, conversation_id: str) -> bool:
        """Whether a conversation is still known."""
        ...


def unassisted(answers: Answers) -> Answers:
    """Whoever answers without a model."""
    return answers.plain if isinstance(answers, Speaking) else answers


def answered(
    answers: Answers,
    question: str,
    conversation_id: str | None,
    filters: Mapping[str, Any] | None,
    say: Say | None,
) -> Answer:
    """One explained answer, said as it comes to `say` where the answerer can."""
    if say is not None and isinstance(answers, Speaking):
        return answers.speak(question, conversation_id, filters, say)
    return answers.ask(question, conversation_id, filters, explain=True)


async def stretches(work: Callable[[Say], Answer], lane: Lane) -> AsyncIterator[str | Answer]:
    """What `work`, run in a thread of `lane`, says while it works; its answer last.
    Raises what `work` raises."""
    loop, said = asyncio.get_running_loop(), asyncio.Queue[str | None]()

    def say(text: str) -> None:
        loop.call_soon_threadsafe(said.put_nowait, text)

    async def run() -> Answer:
        try:
            return await lane.run(work, say)
        finally:
            said.put_nowait(None)

    task = asyncio.create_task(run())
    # When nobody listens any more, the work ends by itself; how is nobody's concern.
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    while (text := await said.get()) is not None:
        yield text
    yield await task

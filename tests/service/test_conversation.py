from service.conversation import Conversations, State


def test_a_conversation_is_remembered_until_it_expires() -> None:
    """The state comes back under its id, and is gone after its time."""
    now = [0.0]
    kept = Conversations(seconds=60, clock=lambda: now[0])
    kept.keep("a", State(bodies=("甲",)))
    assert kept.recall("a") == ("a", State(bodies=("甲",)))
    now[0] = 61.0
    key, state = kept.recall("a")
    assert key != "a" and state == State()


def test_an_unknown_conversation_begins_anew() -> None:
    """An id that was never given out is not taken over."""
    key, state = Conversations().recall("made-up")
    assert key != "made-up" and state == State()


def test_the_oldest_conversations_make_room() -> None:
    """No more than the capacity are kept."""
    kept = Conversations(capacity=2)
    for key in "abc":
        kept.keep(key, State(topic=key))
    assert kept.recall("a")[1] == State() and kept.recall("c")[1].topic == "c"

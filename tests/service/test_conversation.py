from decimal import Decimal

import pytest

from service.answer import Answer, Route
from service.answering import Answering
from service.conversation import Conversations, State
from tests.service.shelf import shelf


def said(*questions: str) -> Answer:
    engine, key, answer = Answering(shelf()), None, None
    for question in questions:
        answer = engine.ask(question, key, explain=True)
        key = answer.conversation_id
    assert answer is not None
    return answer


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


@pytest.mark.parametrize("question", ["区财政局呢", "那教育局呢", "和审计局的呢"])
def test_a_department_that_is_not_held_is_refused_in_a_later_turn(question: str) -> None:
    """A department named by what such are called never falls back on the body spoken of before."""
    answer = said("青榆区园林局2031年三公经费是多少", "预算呢", question)
    assert answer.route is Route.REFUSE and not answer.figures


def test_the_reason_of_a_change_is_that_of_the_figure_before() -> None:
    """为什么增加了 asks of the measure that the turn before was about."""
    answer = said("青榆区园林局2031年三公经费是多少", "为什么增加了")
    carried = (answer.explain or {})["frame"]["carried"]
    assert "三公经费" in carried


def test_another_unit_is_asked_of_the_figure_before() -> None:
    """用元表示 and 换成亿元 convert the figure of the turn before, one after the other."""
    answer = said("青榆区园林局2031年三公经费是多少", "用元表示", "换成亿元呢")
    assert {Decimal("7.50"), Decimal("0.0008")} <= {f.value for f in answer.figures}
    assert Decimal("75000") not in {f.value for f in answer.figures}

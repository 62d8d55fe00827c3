"""Words with one character wrong are found by the half of them that is right."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from service.narrative.binding import _LIMIT
from service.narrative.focus import _nearly_at


@given(st.text("甲乙丙", min_size=4, max_size=7), st.text("甲乙丙丁", max_size=40))
def test_slips_are_found_wherever_they_stand(phrase: str, text: str) -> None:
    """Exactly the windows that differ from the phrase in one character, from the left."""
    windows = ((at, text[at : at + len(phrase)]) for at in range(len(text) - len(phrase) + 1))
    expected = [at for at, window in windows if sum(map(str.__ne__, window, phrase)) == 1]
    assert list(_nearly_at(phrase, text)) == expected


def test_a_limit_is_a_whole_number() -> None:
    """50万元以上 is found at its first digit, after a comma too."""
    assert _LIMIT.findall("单价,50万元以上、1,000.5元(含)以下") == [
        ("50", "万", "以上"),
        ("1,000.5", "", "以下"),
    ]


def test_a_question_of_digits_takes_no_longer_than_its_length() -> None:
    """Ten times the digits take far less than the hundred times of looking anew from each of them."""

    def seconds(count: int) -> float:
        started = time.perf_counter()
        for _ in range(20):
            assert not _LIMIT.findall("9" * count)
        return time.perf_counter() - started

    assert min(seconds(20_000) for _ in range(3)) < 40 * min(seconds(2_000) for _ in range(3))

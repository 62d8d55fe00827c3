from service.understanding.mending import mend
from tests.service.shelf import GARDEN, accounts


def test_words_that_sound_like_the_reports_are_written_as_there() -> None:
    """A stretch one character off, with the sound of the report's words, becomes theirs."""
    report = accounts(GARDEN, 2031, 1, ["全年组织植树活动 12 场。"])
    assert mend("组织植数活动多少场", report) == "组织植树活动多少场"


def test_what_the_report_says_otherwise_stays() -> None:
    """Words that sound like nothing in the report are left as typed."""
    report = accounts(GARDEN, 2031, 1, ["全年组织植树活动 12 场。"])
    assert mend("喷泉维护费多少", report) == "喷泉维护费多少"

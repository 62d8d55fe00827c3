"""A shelf where a department has several kinds of report, and its reader in 2033."""

from datetime import date
from functools import cache

from service.question.reader import Reader, Reading, State
from tests.service.shelf import CITY, GARDEN, OFFICE, Shelf, accounts, budget
from tests.service.shelf import view as shelved

TODAY = date(2033, 6, 1)
SENTENCE = "全年组织植树活动 12 场，参加市民 4200 人次。"


@cache
def shelf() -> Shelf:
    """Two bodies of a district and one of its city; one has a budget and a unit's account, too."""
    return Shelf(
        [
            accounts(GARDEN, 2031, 3, [SENTENCE]), accounts(GARDEN, 2032, 4), accounts(OFFICE, 2031, 1),
            accounts(CITY, 2031, 10), budget(GARDEN, 2032), shelved(GARDEN, 2031, "单位决算", []),
        ]
    )  # fmt: skip


@cache
def reader() -> Reader:
    """Its reader."""
    return Reader(shelf(), lambda: TODAY)


def read_of(question: str, state: State | None = None) -> Reading:
    """The reading of a question over the shelf."""
    return reader().read(question, state)

"""A share whose whole the question leaves unsaid (项目支出占比): of all expenditure, or of all revenue."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.view import DocumentView
from service.computing.plan import compute
from service.computing.results import Result, inputs_of
from service.frame import Operation
from service.narrowing import first_measure
from service.understanding.reader import Reading

_SHARE_ALONE = re.compile(r"占比|比重|比例")
_OF_SOMETHING = re.compile(r"占(?!比)")


def of_all(read: Callable[[str], Reading], reading: Reading, view: DocumentView, owner: str) -> Result | None:
    """The share of a measure in 本年支出合计 or 本年收入合计, computed from both cells; None where the
    question asks for no share, or says of what.  `owner` is the body and year."""
    if Operation.SHARE not in reading.cues.operations or not _SHARE_ALONE.search(reading.text):
        return None
    measure = first_measure(reading)
    side = next((side for side in ("收入", "支出") if side in measure), None)
    if side is None or _OF_SOMETHING.search(reading.text):
        return None
    done = compute(read(f"{owner}{measure}占本年{side}合计的比重是多少"), view, read, owner)
    # What no table of the accounts lists (政府采购服务支出) is a part of something else.
    return done if done and all(fact.records for fact in inputs_of(done)) else None

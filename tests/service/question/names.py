"""Invented bodies of one invented city: two districts, some offices of the same kind in both."""

from datetime import date

from corpus.report import ReportFacts
from service.question.bodies import Bodies
from service.question.reading import Question, read

TODAY = date(2033, 6, 1)
SOCIAL = "宜川市青榆区社会工作部"
PLANNING = "宜川市青榆区规划和自然资源局"
MONEY = "宜川市青榆区财政局"
OTHER_MONEY = "宜川市白桦区财政局"
OFFICE = "宜川市青榆区人民政府办公室"
CITY_RULE = "宜川市青榆区城市管理和综合执法局"
ALL = (SOCIAL, PLANNING, MONEY, OTHER_MONEY, OFFICE, CITY_RULE)


def bodies() -> Bodies:
    """What a corpus with one report of each would know."""
    return Bodies([ReportFacts(f"{name}2031年部门决算", name, 2031, "部门决算", ()) for name in ALL])


def asked(question: str) -> Question:
    """The reading of a question in 2033."""
    return read(question, bodies(), TODAY)

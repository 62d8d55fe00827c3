"""Sentences of a model against the evidence that they cite."""

from decimal import Decimal

import pytest

from service.answer import Answer, Citation, Figure, Route
from service.model.support import Body, Support, cleaned

NAME, OTHER = "云州市青榆区园林局", "云州市青榆区人民政府办公室"
QUOTES = (
    "“三公”经费支出7.50万元，比上年增加1.50万元，增长25.00%。增加的主要原因是更换了两辆已到报废年限的洒水车。",
    "1.公务接待费3.75万元，比上年减少0.40万元；2.因公出国费2.00万元，与上年持平，未安排新增团组。",
)


def support(question: str = "三公经费为什么增加") -> Support:
    cited = tuple(
        Citation(number, f"d{number}", "s.pdf", f"{NAME}203{number}年部门决算", 9, "text", quote)
        for number, quote in enumerate(QUOTES, 1)
    )
    figure = Figure(Decimal("7.50"), "万元", "三公经费", NAME, 2031, 1)
    answer = Answer("", Route.NARRATIVE, (figure,), cited)
    return Support(
        answer, question, [Body(NAME, ("区园林局",)), Body(OTHER, ("区府办",))], {"d1": 2031, "d2": 2032}
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "“三公”经费支出7.50万元，比上年增加1.50万元，增长25.00%。[1]",
        "“三公”经费支出7.50万元。[1]",
        "“三公”经费支出7.50万元，比上年增加1.50万元[1]。",
        "公务接待费3.75万元，比上年减少0.40万元。[2]",
        "因公出国费2.00万元，与上年持平。[1][2]",
        "主要原因是更换洒水车。[1]",
        "2031年区园林局三公经费增加的主要原因是更换了已到报废年限的洒水车。[1]",
        "公务接待费减少，因公出国费与上年持平。[2]",
    ],
)
def test_what_the_evidence_says_may_be_said(sentence: str) -> None:
    """Sentences word for word, shorter at a clause's end, and rewordings without a number."""
    assert support().fault(cleaned(sentence)) is None


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("“三公”经费支出7.51万元。[1]", "number not word for word"),
        ("“三公”经费支出7.50亿元。[1]", "number not word for word"),
        ("“三公”经费支出七万五千元。[1]", "number not word for word"),
        ("“三公”经费支出7.5万元。[1]", "number not word for word"),
        ("公务接待费7.50万元。[1]", "number not word for word"),
        ("公务接待费3.75万元。[1]", "number not word for word"),
        ("增长25.00%。[1]", "number not word for word"),
        ("比上年增加1.50万元。[1]", "number not word for word"),
        ("2030年“三公”经费支出7.50万元。[1]", "number not word for word"),
        ("“三公”经费支出7.50万元，全部用于接待。[1]", "number not word for word"),
        ("“三公”经费支出7.[1]", "number not word for word"),
        ("更换了三辆洒水车。[1]", "number not word for word"),
        ("“三公”经费支出７．５１万元。[1]", "number not word for word"),
        ("“三公”经费支出7.50万元。[3]", "citation does not exist"),
        ("“三公”经费支出7.50万元。", "no citation"),
        ("主要原因是更换洒水车。", "no citation"),
        ("区府办三公经费增加的主要原因是更换洒水车。[1]", "another body"),
        ("2032年增加的主要原因是更换洒水车。[1]", "number not word for word"),
        ("三公经费减少的主要原因是更换洒水车。[1]", "another direction"),
        ("三公经费未增加，主要原因是更换洒水车。[1]", "another direction"),
        ("三公经费增加一倍，主要原因是更换洒水车。[1]", "number not word for word"),
        ("三公经费成倍增加，主要原因是更换洒水车。[1]", "another direction"),
        ("主要原因是违规发放补贴和超标准接待。[1]", "words not in the evidence"),
        ("主要原因是更换洒水车。The total is wrong.[1]", "words not in the evidence"),
        ("主要原因是更换洒水车，见[链接](http://x.test)。[1]", "not plain"),
        ("主要原因是更换洒水车![图](//x.test/a.png)。[1]", "not plain"),
        ("主要原因是更换<b>洒水车</b>。[1]", "not plain"),
        ("主要原因是更换洒水车，请访问 www.x.test。[1]", "not plain"),
        ("主要原因是更换洒水车\u200b。[1]", "not plain"),
        ("主要原因是\u202e更换洒水车。[1]", "not plain"),
        ("主要原因是更换洒水车`rm`。[1]", "not plain"),
    ],
)
def test_what_it_does_not_say_is_told_by_its_fault(sentence: str, fault: str) -> None:
    """Digits, units, numerals, subjects, years, marks, bodies, directions, other words, markup."""
    assert support().fault(sentence) == fault


def test_decoration_is_taken_off_before() -> None:
    """Bold, headings and list marks are no part of a sentence."""
    assert cleaned("- **主要原因**是更换洒水车。[1]") == "主要原因是更换洒水车。[1]"
    assert cleaned("1. 主要原因是更换洒水车。[1]\n") == "主要原因是更换洒水车。[1]"


@pytest.mark.parametrize("mark", ["[0]", "[99999]", "[-1]", "[1.5]", "[一]", "[1"])
def test_marks_of_other_shapes_are_none(mark: str) -> None:
    """Only a whole number in brackets that is cited counts."""
    assert support().fault(f"主要原因是更换洒水车。{mark}") is not None

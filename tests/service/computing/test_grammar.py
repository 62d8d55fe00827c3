import pytest

from service.computing import grammar
from service.computing.grammar import Expression
from service.frame import Operation


def operands(expressions: object) -> list[tuple[str, ...]]:
    assert isinstance(expressions, list)
    return [e.operands for e in expressions]


@pytest.mark.parametrize(
    "text",
    [
        "苗圃费和农具费加起来",
        "把苗圃费、农具费加总",
        "苗圃费与农具费两项合计",
        "苗圃费和农具费之和",
        "苗圃费加上农具费一共",
    ],
)
def test_a_sum_is_read_in_any_usual_wording(text: str) -> None:
    """What is to be added stands before or between the words that add."""
    assert ("苗圃费", "农具费") in operands(list(grammar.sums(grammar.trimmed(text))))


def test_words_behind_the_count_belong_to_every_operand() -> None:
    """两项决算合计 asks for the final account of both."""
    assert operands(list(grammar.sums("苗圃费和农具费两项决算合计")))[0] == ("苗圃费决算", "农具费决算")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("苗圃费减去农具费", ("苗圃费", "农具费")),
        ("苗圃费和农具费相差", ("苗圃费", "农具费")),
        ("苗圃费比农具费多", ("苗圃费", "农具费")),
        ("温室工程还有概算没有支付", ("温室工程概算", "温室工程实际支付")),
    ],
)
def test_a_difference_is_read_in_any_usual_wording(text: str, expected: tuple[str, str]) -> None:
    """减去, 相差, 比…多 and 还有…没有 all name two operands."""
    assert expected in operands(list(grammar.differences(text)))


@pytest.mark.parametrize(
    "text",
    [
        "农具费占苗圃费的比重",
        "农具费在苗圃费里占",
        "苗圃费里农具费占几成",
        "农具费除以苗圃费",
        "农具费是苗圃费的百分之几",
    ],
)
def test_a_share_is_part_over_whole(text: str) -> None:
    """The part comes first in the expression, wherever it stands in the question."""
    found = list(grammar.shares(text))
    assert ("农具费", "苗圃费") in operands(found)


def test_a_multiple_names_what_is_taken_how_often() -> None:
    """A是B的几倍 is A over B."""
    assert list(grammar.multiples("苗圃费是农具费的几倍")) == [
        Expression(Operation.MULTIPLE, ("苗圃费", "农具费"), ordered=True)
    ]


def test_a_label_that_holds_a_joining_word_may_stay_whole() -> None:
    """商品和服务支出与农具费 is offered with the first 和 left alone."""
    assert ("商品和服务支出", "农具费") in list(grammar.splits("商品和服务支出与农具费"))

"""The grounding gate."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.amounts import format_amount
from service.answer import Answer, Citation, Figure, Route, Warning
from service.gate import Ground, Ungrounded, check


def figure(value: str, unit: str = "万元", **more: object) -> Figure:
    return Figure(
        Decimal(value),
        unit,
        str(more.pop("label", "合计")),
        "某市某局",
        2017,
        1,
        str(more.pop("raw", "")),
        **more,
    )


def citation(quote: str, number: int = 1, **more: object) -> Citation:
    given = {"document_id": "d", "source": "s.pdf", "title": "某局决算", "page": 23, "kind": "text", **more}
    return Citation(number=number, quote=quote, **given)


def answer(text: str, *figures: Figure, cited: tuple[Citation, ...] = (), **more: object) -> Answer:
    return Answer(text, Route.LOOKUP, tuple(figures), cited, **more)


def left_out(text: str, *figures: Figure, question: str = "", quotes: tuple[str, ...] = ()) -> list[str]:
    cited = tuple(citation(quote, number + 1) for number, quote in enumerate(quotes))
    ground = Ground(answer(text, *figures, cited=cited), question)
    return [item.raw for item in ground.uncovered(text)]


@pytest.mark.parametrize(
    "text",
    [
        "合计 12.50 万元",
        "合计 125,000.00 元",
        "合计１２.５万元",
        "合计十二万五千元",
        "2017 年合计 12.5 万元[1]（第 23 页）",
        "某局2017年度的合计是12.50万元",
        "The total is 125 thousand yuan",
    ],
)
def test_a_figure_covers_the_same_quantity_however_it_is_written(text: str) -> None:
    """Width, separators, units and numerals may differ; the quantity may not."""
    check(answer(text, figure("12.50"), cited=(citation("见表"),)))


@pytest.mark.parametrize(
    "text",
    [
        "合计 12.51 万元",
        "合计 12.50 元",
        "合计 12.50 亿元",
        "合计 12.50%",
        "合计十三万元",
        "2018 年合计 12.50 万元",
        "合计 12.50 万元，翻番",
        "合计 12.50 million yuan",
        "合计 ¥12.50",
        "合计 12.50 万元[2]",
        "合计 -12.50 万元",
        "第99页：12.50 万元",
        "合计 12.50 万元，约占三成",
        "合计 12.50 万元½",
        "科目 2010301：12.50 万元",
    ],
)
def test_a_number_of_another_value_or_unit_is_stopped(text: str) -> None:
    """A digit, a unit, a year, a page, a code or a sign that nothing states is found."""
    with pytest.raises(Ungrounded):
        check(answer(text, figure("12.50"), cited=(citation("见表"),)))


def test_a_bare_number_in_a_quote_does_not_lend_itself_to_a_unit() -> None:
    """A cell that prints 12.50 without its unit says nothing of 12.50 亿元."""
    assert left_out("共 12.50 亿元", quotes=("合计 | 12.50",)) == ["12.50 亿元"]
    assert left_out("单元格写着 12.50", quotes=("合计 | 12.50",)) == []


def test_a_formula_over_figures_is_covered() -> None:
    """A stroke between two amounts subtracts, it makes no negative number."""
    text = "12.50 − 10.00 = 2.50，多 2.50 万元"
    assert left_out(text, figure("12.50"), figure("10.00"), figure("2.50")) == []


def test_falling_words_may_stand_for_the_sign() -> None:
    """减少 3.20% says −3.20 %; 增长 3.20% does not."""
    assert left_out("比上年减少 3.20%", figure("-3.20", "%")) == []
    assert left_out("比上年增长 3.20%", figure("-3.20", "%")) == ["3.20%"]


def test_percentage_points_are_no_percentage() -> None:
    """A share that rose by 5 points did not rise by 5 %."""
    assert left_out("提高 5 个百分点", figure("5", "%")) == ["5 个百分点"]


def test_sentences_of_a_quote_pass_with_all_their_numbers() -> None:
    """Quoted wording brings its dates, counts and codes along."""
    quote = "2017年3月15日召开第三次会议，购置3辆，文号〔2017〕12号，电话020-12345678"
    assert left_out(quote + "。", quotes=(quote,)) == []
    assert left_out(quote.replace("3辆", "4辆"), quotes=(quote,)) == ["4辆"]


def test_a_clause_cut_out_of_a_longer_number_is_no_quote() -> None:
    """The tail of 1,200万元 does not make 200万元 a quoted clause."""
    assert left_out("本年共支出200万元", quotes=("本年共支出200万元以下、本年共支出200.5万元",)) == []
    assert left_out("200万元以下项目", quotes=("其中1200万元以下项目",)) == ["200万元"]


def test_the_question_covers_its_own_numbers_only() -> None:
    """A code or a year that was asked for may be repeated; nothing follows from it."""
    assert left_out("没有找到 2019 年科目 2010301 的记录", question="2019年2010301是多少") == []
    assert left_out("没有找到 2018 年的记录", question="2019年是多少") == ["2018 年"]


def test_known_names_cover_what_a_refusal_lists() -> None:
    """The reports that are held may be told by their years."""
    text = "库中有：2016 年、2018 年的决算。"
    assert [i.raw for i in Ground(answer(text), "", ["2016年决算", "2018年决算"]).uncovered(text)] == []


def test_list_marks_are_no_numbers() -> None:
    """Enumerations at the head of lines count nothing."""
    assert left_out("1. 甲\n2. 乙\n（三）丙\n- 四、丁") == []


def test_warnings_and_suggestions_are_held_to_the_same() -> None:
    """A number may not leave by a side door."""
    with pytest.raises(Ungrounded):
        check(answer("见表", warnings=(Warning("discrepancy", "文字写 9.99 万元"),)))
    with pytest.raises(Ungrounded):
        check(answer("见表", suggestions=("2031年呢",)))


@settings(max_examples=150, deadline=None)
@given(st.decimals(1, 10**9, places=2), st.sampled_from(["元", "万元", "亿元", "%", "人次", "辆"]), st.data())
def test_any_changed_digit_is_found(value: Decimal, unit: str, data: st.DataObject) -> None:
    """Of whatever figure, the printed value passes and the same with one digit changed does not."""
    printed = format_amount(value, unit)
    assert left_out(f"合计是{printed}。", figure(str(value), unit)) == []
    places = [index for index, character in enumerate(printed) if character.isdigit()]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([d for d in "123456789" if d != printed[place]]))
    wrong = printed[:place] + other + printed[place + 1 :]
    assert left_out(f"合计是{wrong}。", figure(str(value), unit)) != []

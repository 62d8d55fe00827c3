from datetime import date

import pytest

from corpus.report import ReportFacts
from service.frame import Basis, Operation
from service.understanding.linking import Linker
from service.understanding.reader import Reader
from service.understanding.spelling import put_right, without_courtesy
from tests.service.shelf import CITY, GARDEN, OFFICE


@pytest.fixture(scope="module")
def reader() -> Reader:
    linker = Linker(ReportFacts("", name, 2031, "部门决算") for name in (CITY, GARDEN, OFFICE))
    return Reader(linker, date(2033, 5, 1))


@pytest.mark.parametrize("year", ["2031年", "２０３１年", "二〇三一年", "31年"])
def test_years_in_any_script_are_read(reader: Reader, year: str) -> None:
    """Full width, Chinese numerals and two digits all give the same year."""
    assert reader.read(f"园林局{year}接待费是多少").frame.years == (2031,)


def test_last_year_is_said_from_the_given_day(reader: Reader) -> None:
    """去年 is the year before today's when no other year is named."""
    assert reader.read("园林局去年的接待费是多少").frame.years == (2032,)


def test_the_account_that_is_ruled_out_is_not_asked_for(reader: Reader) -> None:
    """不要决算 takes the final account away."""
    assert reader.read("园林局2031年三公预算数，不要决算").frame.bases == (Basis.BUDGET,)


def test_two_accounts_are_kept_in_their_order(reader: Reader) -> None:
    """Budget and outturn asked together are both wanted, in the order asked."""
    bases = reader.read("园林局2031年接待费预算多少，实际用了多少").frame.bases
    assert bases == (Basis.BUDGET, Basis.FINAL)


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("园林局2031年三公经费是多少", Operation.VALUE),
        ("园林局2031年项目支出占本年支出合计的比重", Operation.SHARE),
        ("园林局和区府办2031年三公哪个高", Operation.COMPARISON),
        ("园林局2031年三公加起来多少", Operation.SUM),
        ("园林局2031年三公为什么增加", Operation.WHY),
        ("什么叫基本支出", Operation.DEFINE),
        ("园林局2031年差旅费是多少", Operation.VALUE),
    ],
)
def test_the_operation_is_read_off_its_words(reader: Reader, question: str, operation: Operation) -> None:
    """Each kind of question is told by its own words, and words that only hold one are left alone."""
    assert reader.read(question).frame.operation is operation


def test_an_english_question_reads_as_its_chinese_one(reader: Reader) -> None:
    """Body, year and measure of an English question are those of the Chinese wording."""
    frame = reader.read(
        "How much did the Qingyu District Government Office spend on meeting expenses in 2031?"
    ).frame
    assert frame.language == "en" and frame.years == (2031,)
    assert [m.name for m in frame.organisations] == [OFFICE]
    assert "会议费" in frame.folded


def test_codes_and_forms_are_kept(reader: Reader) -> None:
    """A code in brackets and a form by its number are read, even where a year stands behind."""
    frame = reader.read("公开03表里园林局苗圃管护（2120501）2031年项目支出").frame
    assert frame.codes == ("2120501",) and frame.forms == ("公开03表",) and frame.years == (2031,)


def test_homophones_of_common_words_are_put_right() -> None:
    """多筲 is read as 多少; a known word that sounds like another stays."""
    assert put_right("接待费多筲") == "接待费多少"
    assert put_right("指出问题") == "指出问题"


def test_politeness_is_no_part_of_the_question() -> None:
    """Greetings and thanks are taken off both ends."""
    assert without_courtesy("麻烦帮我查查接待费是多少，谢谢") == "接待费是多少"


def test_a_street_office_spelled_in_latin_letters_is_known() -> None:
    """A body called after a place is known by the sound of that place, joined to what kind it is."""
    facts = [ReportFacts("", "云州市青榆区人民政府柳塘街道办事处", 2031, "部门决算")]
    reader = Reader(Linker(facts), date(2033, 5, 1))
    frame = reader.read("How much did the Liutang Subdistrict Office spend on receptions in 2031?").frame
    assert [m.name for m in frame.organisations] == [facts[0].organisation]


def test_what_is_said_over_and_over_is_read_once() -> None:
    """A long question that repeats itself is read as if it said so once; a short one stays as typed."""
    reader = Reader(Linker([]), date(2033, 5, 1))
    assert reader.read("三公经费是多少" * 100).text == "三公经费是多少"
    assert reader.read("三公经费三公经费三公经费").text == "三公经费三公经费三公经费"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("公务用车支出情况，给个数", "公务用车支出是多少"),
        ("2031年结转了多少到下一年", "2031年年末结转和结余是多少"),
        ("结转到明年的钱有多少", "年末结转和结余有多少"),
        ("2031年的钱都花在哪些方面了", "2031年的支出主要用于以下哪些方面"),
    ],
)
def test_ways_of_asking_are_read_as_the_plain_question(asked: str, meant: str) -> None:
    """What is asked in a roundabout way is read as the plain question that it stands for."""
    assert Reader(Linker([]), date(2033, 5, 1)).read(asked).text == meant

import pytest

from corpus.report import ReportFacts
from service.understanding.linking import Linker
from tests.service.shelf import CITY, GARDEN, OFFICE


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(ReportFacts("", name, 2031, "部门决算") for name in (CITY, GARDEN, OFFICE))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("青榆区政府办2031年支出", OFFICE),
        ("区府办2031年支出", OFFICE),
        ("请问一下青榆府办去年花了多少", OFFICE),
        ("青榆区正府办2031年支出", OFFICE),
        ("市府办公厅2031年支出", CITY),
        ("云州市政府办公厅2031年支出", CITY),
        ("2031年园林局支出", GARDEN),
    ],
)
def test_names_are_linked_to_the_body_held(linker: Linker, question: str, name: str) -> None:
    """Full, short, colloquial and misspelt names lead to the body that they mean."""
    assert [link.mention.name for link in linker.link(question)] == [name]


@pytest.mark.parametrize(
    "body", ["海淀区政府办", "番禺区园林局", "青榆区财政局", "深圳市教育局", "云州市财政局"]
)
def test_a_body_that_is_not_held_is_recognised(linker: Linker, body: str) -> None:
    """A body of another region or another department is a mention without a name, never a near one."""
    links = linker.link(f"{body}2031年支出是多少")
    assert len(links) == 1
    assert links[0].mention.name is None and not links[0].mention.candidates


def test_a_region_alone_means_any_of_its_bodies(linker: Linker) -> None:
    """A district named without a body has the held bodies of the district as candidates."""
    (link,) = linker.link("青榆区的接待费是多少")
    assert link.region and set(link.mention.candidates) == {GARDEN, OFFICE}


def test_several_bodies_are_told_apart(linker: Linker) -> None:
    """Names without a space or a comma between them are found one by one."""
    links = linker.link("青榆区政府办园林局市府办公厅哪家多")
    assert [link.mention.name for link in links] == [OFFICE, GARDEN, CITY]


STREETS = [
    ReportFacts("", "云州市青榆区人民政府柳塘街道办事处", 2031, "部门决算"),
    ReportFacts("", "云州市青榆区人民政府竹桥街街道办事处", 2031, "部门决算"),
]


def test_a_street_is_known_by_its_bare_name_beside_another() -> None:
    """柳塘 alone may be anything; joined to another street that is named it is the street."""
    linker = Linker(STREETS)
    names = {link.mention.name for link in linker.link("柳塘和竹桥街2031年三公经费哪个多")}
    assert names == {facts.organisation for facts in STREETS}
    assert not linker.link("柳塘水质2031年怎么样")


def test_the_kind_of_a_body_alone_means_all_of_that_kind() -> None:
    """街道办2031年 names every street office that is held, none for certain."""
    (link,) = Linker(STREETS).link("街道办2031年三公经费是多少")
    assert link.mention.name is None and len(link.mention.candidates) == 2


@pytest.mark.parametrize(
    ("question", "department"),
    [("区财政局呢", "区财政局"), ("那教育局2031年呢", "教育局"), ("2031年区审计局三公经费", "区审计局")],
)
def test_a_department_at_the_beginning_is_a_body(question: str, department: str) -> None:
    """What departments are called everywhere names a body that is not held."""
    (link,) = Linker(STREETS).link(question)
    assert (link.mention.text, link.mention.name, link.mention.candidates) == (department, None, ())


def test_a_department_that_acts_is_no_subject() -> None:
    """财政局批复 tells who approved, not whose report is asked."""
    assert Linker(STREETS).link("财政局批复了多少") == []

"""The project's own question set: its shape, and that what it expects is what the samples say."""

import json
import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from corpus.errors import FileMissing
from evals.schema import Behaviour, QuestionSetInvalid, QuestionType, read_set

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
QUESTIONS = read_set(ROOT / "evals" / "sets" / "samples.jsonl")
INDEX = json.loads((SAMPLES / "reports" / "index.json").read_text(encoding="utf-8"))
GIVEN = Path(ROOT.parent / "shared" / "questions")
HELD = {
    QuestionType.LOOKUP, QuestionType.NARRATIVE_FIGURE, QuestionType.COMPUTE, QuestionType.COMPARE,
    QuestionType.LIST, QuestionType.DESCRIBE, QuestionType.DEFINE, QuestionType.FOLLOWUP, QuestionType.REFUSE,
    QuestionType.CLARIFY, QuestionType.ENGLISH,
}  # fmt: skip
"""The types that the project's own set means to hold; the others are asked for by given sets only."""
DERIVED = re.compile(r"\[derived: ([\d.+\-*/]+) = ([\d.]+)\]")


def truth(name):
    path = SAMPLES / "truth" / f"{name}.cells.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


def text(name):
    folder = SAMPLES / "data" / name
    parts = [folder / "narrative.md", *sorted((folder / "tables").glob("*绩效*.csv"))]
    return "".join(p.read_text(encoding="utf-8") for p in parts).replace(",", "")


def headings(name):
    lines = (SAMPLES / "data" / name / "narrative.md").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.startswith("#"))


def of_type(kind):
    return [q for q in QUESTIONS if q.type is kind]


def ids(questions):
    return [pytest.param(q, id=q.id) for q in questions]


def exactly(formula):
    """The value of a formula of decimals with + - * /, from left to right within products."""
    total = Decimal(0)
    for sign, product in re.findall(r"([+-]?)([^+-]+)", formula):
        first, *rest = re.findall(r"([*/]?)([\d.]+)", product)
        value = Decimal(first[1])
        for operator, number in rest:
            value = value * Decimal(number) if operator == "*" else value / Decimal(number)
        total += -value if sign == "-" else value
    return total


def test_the_set_has_every_type_and_is_large_enough():
    """At least 150 questions, no type that it means to hold left out, no question twice."""
    counts = Counter(q.type for q in QUESTIONS)
    assert len(QUESTIONS) >= 150
    assert set(counts) == HELD
    assert min(counts.values()) >= 6
    assert len({tuple(q.turns) for q in QUESTIONS}) == len(QUESTIONS)


def test_only_refusals_and_clarifications_are_expected_of_their_types():
    """The type of a question and the behaviour expected of it agree."""
    for question in QUESTIONS:
        same = {QuestionType.REFUSE: Behaviour.REFUSE, QuestionType.CLARIFY: Behaviour.CLARIFY}
        assert question.expect.behaviour is same.get(question.type, Behaviour.ANSWER), question.id


def test_citations_name_sample_reports_and_their_forms():
    """Every expected document is a sample; every expected form is one of its tables; every
    figure's owner and year are those of a document that is to be cited.
    """
    for question in QUESTIONS:
        documents = {citation.document for citation in question.expect.citations}
        assert documents <= set(INDEX), question.id
        for citation in question.expect.citations:
            forms = {cell["form"] for cell in truth(citation.document)}
            assert citation.form is None or citation.form in forms, question.id
            if citation.section_contains:
                assert citation.section_contains in headings(citation.document), question.id
        for figure in question.expect.figures:
            owners = {INDEX[name]["organisation"] for name in documents}
            assert set((figure.organisation or "").split("、")) <= owners, question.id


@pytest.mark.parametrize("question", ids(of_type(QuestionType.LOOKUP)))
def test_a_looked_up_figure_stands_in_the_truth(question):
    """The expected value is a figure of the cited table, in that unit and year."""
    (citation,) = question.expect.citations
    for figure in question.expect.figures:
        assert INDEX[citation.document]["fiscal_year"] == figure.fiscal_year
        assert any(
            Decimal(cell["value"]) == Decimal(figure.value)
            and cell["unit"] in (figure.unit, None)
            and citation.form in (None, cell["form"])
            for cell in truth(citation.document)
        )


def test_a_place_that_is_expected_is_that_of_the_one_cell_with_the_value():
    """Page and labels are those of the truth, and no other cell of the form could be meant."""
    placed = [q for q in QUESTIONS if any(figure.place for figure in q.expect.figures)]
    assert len(placed) > 30
    for question in placed:
        (citation,) = question.expect.citations
        for figure in question.expect.figures:
            (cell,) = [
                cell
                for cell in truth(citation.document)
                if cell["value"] is not None
                and Decimal(cell["value"]) == Decimal(figure.value)
                and citation.form in (None, cell["form"])
            ]
            labels = [*cell["row_path"], cell["row_label"]] if cell["row_label"] else cell["row_path"]
            assert figure.place.page == cell["page"]
            assert tuple(dict.fromkeys(labels)) == figure.place.row_path
            assert tuple(cell["column_path"]) == figure.place.column_path


@pytest.mark.parametrize("question", ids(of_type(QuestionType.NARRATIVE_FIGURE)))
def test_a_figure_of_the_narrative_stands_in_the_text(question):
    """The expected value stands in the cited report's text as a number of its own."""
    for figure in question.expect.figures:
        name = question.expect.citations[0].document
        assert re.search(rf"(?<![\d.]){re.escape(figure.value)}(?![\d.])", text(name))


@pytest.mark.parametrize("question", ids([q for q in QUESTIONS if "[derived" in (q.note or "")]))
def test_a_computed_figure_follows_from_figures_of_the_reports(question):
    """The formula in the note gives the expected value, and each of its inputs is published."""
    formula, value = DERIVED.search(question.note).groups()
    assert Decimal(question.expect.figures[0].value) == Decimal(value)
    assert exactly(formula).quantize(Decimal("0.01"), ROUND_HALF_UP) == Decimal(value)
    published = set()
    for citation in question.expect.citations:
        published |= {Decimal(cell["value"]) for cell in truth(citation.document)}
        published |= {Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", text(citation.document))}
    assert {Decimal(n) for n in re.findall(r"\d+(?:\.\d+)?", formula)} - {Decimal(100)} <= published


def test_every_computing_question_carries_its_formula():
    """No computed value is taken on trust."""
    assert all(DERIVED.search(q.note or "") for q in of_type(QuestionType.COMPUTE))


@pytest.mark.parametrize("question", ids(of_type(QuestionType.COMPARE) + of_type(QuestionType.ENGLISH)))
def test_the_compared_figures_are_published(question):
    """Every figure of a comparison stands in the table or the text of a cited report."""
    for figure in question.expect.figures:
        wanted = Decimal(figure.value)
        for name in (c.document for c in question.expect.citations):
            if INDEX[name]["organisation"] != figure.organisation:
                continue
            numbers = {Decimal(n) for n in re.findall(r"\d+(?:\.\d+)?", text(name))}
            if wanted in numbers | {Decimal(cell["value"]) for cell in truth(name)}:
                break
        else:
            pytest.fail(f"{figure.value} is in no cited report")


def test_what_an_answer_must_mention_is_in_the_reports():
    """For each group of wanted strings, one stands in a cited report."""
    for question in QUESTIONS:
        if question.expect.behaviour is not Behaviour.ANSWER:
            continue
        names = [c.document for c in question.expect.citations] or list(INDEX)
        whole = "".join(text(name) for name in names)
        for group in question.expect.mentions:
            assert any(word in whole for word in group), (question.id, group)


@pytest.mark.originals
@pytest.mark.skipif(not GIVEN.is_dir(), reason="the given question sets are not here")
def test_the_set_asks_its_own_questions_and_the_schema_reads_the_given_ones():
    """No conversation is taken from the given sets, which have the same shape."""
    given = [q for path in sorted(GIVEN.glob("*.jsonl")) for q in read_set(path)]
    assert given
    assert not {tuple(q.turns) for q in given} & {tuple(q.turns) for q in QUESTIONS}


@pytest.mark.originals
@pytest.mark.skipif(not GIVEN.is_dir(), reason="the given question sets are not here")
@pytest.mark.parametrize("path", sorted(GIVEN.glob("*.jsonl")), ids=lambda path: path.stem)
def test_a_given_set_is_read_whole(path):
    """Every line that holds something is a question, and what it expects can be judged."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    questions = read_set(path)
    assert len(questions) == len(lines)
    assert {q.type for q in questions} <= set(QuestionType)
    for question in questions:
        expected = question.expect
        assert expected.behaviour is not Behaviour.ANSWER or expected.figures or expected.mentions, (
            question.id
        )


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('{"id": "a"}', "type"),
        ('{"id": "a", "type": "lookup", "turns": [], "expect": {"behaviour": "answer"}}', "turns"),
        ('{"id": "a", "type": "poem", "turns": ["?"], "expect": {"behaviour": "answer"}}', "type"),
        (
            '{"id": "a", "type": "lookup", "turns": ["?"], '
            '"expect": {"behaviour": "answer", "figures": [{"value": "1,2"}]}}',
            "expect.figures.0.value",
        ),
        (
            '{"id": "a", "type": "refuse", "turns": ["?"], '
            '"expect": {"behaviour": "refuse", "figures": [{"value": "1"}]}}',
            "expect",
        ),
        ("no json", "Invalid JSON"),
        ("", "no question"),
    ],
)
def test_a_bad_line_is_refused_with_its_place(tmp_path, line, complaint):
    """What is not a question is named by file, line and field."""
    path = tmp_path / "set.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(QuestionSetInvalid, match=re.escape(complaint)):
        read_set(path)


def test_an_id_stands_once_and_the_file_must_be_there(tmp_path):
    """Two questions of one id are refused, and so is a set that does not exist."""
    path = tmp_path / "set.jsonl"
    line = '{"id": "a", "type": "lookup", "turns": ["?"], "expect": {"behaviour": "answer"}}\n'
    path.write_text(line * 2, encoding="utf-8")
    with pytest.raises(QuestionSetInvalid, match="twice"):
        read_set(path)
    with pytest.raises(FileMissing):
        read_set(tmp_path / "absent.jsonl")

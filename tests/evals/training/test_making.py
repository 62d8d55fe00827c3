"""Questions made for training: answered by the report, and the same ones for the same seed."""

import pytest

from evals.training.making import Maker
from service.evidence.places import places_of
from service.understanding.words import plain_label
from tests.service.shelf import GARDEN, accounts

VIEW = accounts(GARDEN, 2031, 3, ["全年组织植树活动 12 场，参加市民 4200 人次。"])


@pytest.fixture(scope="module")
def places():
    return places_of(VIEW)


def made(places, seed=1):
    maker = Maker(places, seed)
    return [*maker.cells(12), *maker.several(6), *maker.statements(4)]


def test_every_question_has_an_answer_among_the_places(places):
    questions = made(places)
    assert len(questions) > 12
    for question in questions:
        assert question.right
        assert all(0 <= row < places.size for row in question.right)
        assert question.slot in question.text


def test_the_answers_to_a_question_are_one_figure(places):
    for question in made(places):
        cells = [places.cells[row].record for row in question.right if row < len(places.cells)]
        told = [
            places.statements[row - len(places.cells)] for row in question.right if row >= len(places.cells)
        ]
        assert len({(c.value, c.unit) for c in cells} | {(s.value, s.unit) for s in told}) == 1


def test_a_question_names_the_body_and_the_year(places):
    for question in made(places):
        assert any(name in question.text for name in Maker(places, 1).names)
        assert any(year in question.text for year in ("2031", "31年", "二〇三一"))


def test_several_questions_of_one_text_have_slots_of_their_own(places):
    several = list(Maker(places, 1).several(8))
    texts = {}
    for question in several:
        texts.setdefault(question.text, []).append(question.slot)
    assert texts
    for slots in texts.values():
        assert len(slots) >= 2
        assert len(set(slots)) == len(slots)


def test_the_same_seed_makes_the_same_questions(places):
    assert made(places) == made(places)
    assert made(places, 1) != made(places, 2)


def test_labels_are_plain(places):
    assert all(text == plain_label(text)[:160] for text in places.texts)

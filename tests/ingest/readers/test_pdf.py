"""The PDF reader: words, rules, turned pages, and what cannot be read."""

import pytest

from corpus.errors import FileDamaged, FileEmpty, FileMissing
from corpus.report import Box
from corpus.text import mend_radicals
from ingest.content import PageContent, Rule, Word
from ingest.readers.glyphs import Glyph, words_of
from ingest.readers.pdf import page_count, read_pages
from tests.ingest.tables.pdf_print import print_pdf


def page(*words, rules=(), number=1):
    placed = [
        Word(t, Box(x, y, x + sum(10 * (0.5 if ord(c) < 128 else 1) for c in t), y + 10), 10.0)
        for t, x, y in words
    ]
    return PageContent(number, 600.0, 800.0, tuple(placed), tuple(rules))


def glyphs(text, x=0.0, base=20.0, size=10.0, gap=0.0):
    found = []
    for character in text:
        wide = size * (0.5 if ord(character) < 128 else 1)
        found.append(Glyph(character, x, x + wide, base, size, False))
        x += wide + gap
    return found


@pytest.mark.parametrize("turned", [0, 90])
def test_words_and_rules_come_back_where_they_were_printed(tmp_path, turned):
    """Places from the top left, upright or from a page that is turned to be read."""
    rule = Rule(Box(50, 100, 300, 100.5), True)
    path = tmp_path / "page.pdf"
    print_pdf([page(("合计", 60, 80), ("1,234.50", 200, 80), rules=[rule])], path, turned)
    (read,) = read_pages(path)
    assert [word.text for word in read.words] == ["合计", "1,234.50"]
    assert (read.width, read.height, read.turned) == (600, 800, 0)
    assert abs(read.words[0].box.x0 - 60) < 0.5 and abs(read.words[0].box.top - 80) < 0.5
    level = [r.box for r in read.rules if r.horizontal]
    assert level and abs(level[0].x0 - 50) < 0.1 and abs(level[0].x1 - 300) < 0.1


def test_pages_are_counted_and_numbered_from_one(tmp_path):
    """Every page comes, in order."""
    path = tmp_path / "pages.pdf"
    print_pdf([page(("甲", 60, 80)), page(("乙", 60, 80))], path)
    assert page_count(path) == 2
    assert [p.number for p in read_pages(path)] == [1, 2]


def test_a_gap_a_space_and_a_rule_end_a_word():
    """Characters that touch are one word, unless a rule stands between them."""
    rule = Rule(Box(20, 0, 20.2, 40), False)
    assert [w.text for w in words_of(glyphs("甲乙丙"))] == ["甲乙丙"]
    assert [w.text for w in words_of(glyphs("甲乙", gap=6))] == ["甲", "乙"]
    assert [w.text for w in words_of([*glyphs("甲"), *glyphs(" ", x=10), *glyphs("乙", x=15)])] == [
        "甲",
        "乙",
    ]
    assert [w.text for w in words_of(glyphs("甲乙丙"), [rule])] == ["甲乙", "丙"]


def test_small_digits_set_high_behind_a_number_are_no_digits_of_it():
    """A note's mark in one run with its number, or apart from it; on the line it is a figure."""
    number = glyphs("1,234.50", base=100, size=12)
    for rise, size in ((2, 8), (4.5, 7)):
        words = words_of([*number, *glyphs("2", x=number[-1].x1, base=100 - rise, size=size)])
        assert sorted("".join(word.text for word in words)) == sorted("1,234.50²")
    beside = glyphs("2", x=number[-1].x1 + 8, base=100, size=8)
    assert [word.text for word in words_of([*number, *beside])] == ["1,234.50", "2"]


def test_a_bracket_that_reaches_over_a_rule_does_not_join_two_cells():
    """The blank half of ） is pushed over the rule where a line is full."""
    label = glyphs("某（36）")
    wall = Rule(Box(label[-1].x1 - 4, 0, label[-1].x1 - 4, 200), False)
    words = words_of([*label, *glyphs("51.80", x=label[-1].x1)], [wall])
    assert [word.text for word in words] == ["某（36）", "51.80"]


def test_a_character_painted_twice_is_one():
    """The overlay that makes print look bold adds no characters."""
    assert [w.text for w in words_of([*glyphs("甲乙"), *glyphs("甲乙", x=0.3)])] == ["甲乙"]


def test_words_come_in_reading_order_whatever_the_files_order():
    """Lines from the top, words from the left."""
    words = words_of(
        [*glyphs("丁", x=50, base=60), *glyphs("乙", x=80), *glyphs("丙", base=60), *glyphs("甲")]
    )
    assert [w.text for w in words] == ["甲", "乙", "丙", "丁"]


def test_radical_forms_are_the_characters_meant():
    """⻋ is 车, ⻝ is 食, ⺠ is 民, ⼾ is 户."""
    assert mend_radicals("⻋⻝⻘⺠⼾") == "车食青民户"


def test_what_is_no_pdf_is_said_to_be_so(tmp_path):
    """Missing, empty and damaged files each have their error."""
    empty, text, cut = tmp_path / "empty.pdf", tmp_path / "text.pdf", tmp_path / "cut.pdf"
    empty.touch()
    text.write_text("not a pdf", encoding="utf-8")
    cut.write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    for path, error in (
        (tmp_path / "none.pdf", FileMissing),
        (empty, FileEmpty),
        (text, FileDamaged),
        (cut, FileDamaged),
    ):
        with pytest.raises(error):
            list(read_pages(path))

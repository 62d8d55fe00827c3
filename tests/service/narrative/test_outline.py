from service.narrative.outline import Outline, chinese_number, is_heading, marker_of


def depths(*texts):
    outline, found = Outline(), []
    for text in texts:
        marker = marker_of(text)
        heading = is_heading(text, marker)
        found.append(outline.enter(marker, heading) if marker else outline.body(text.endswith("：")))
    return found


def test_numerals_of_markers():
    """Chinese numerals up to ninety-nine are counted."""
    assert [chinese_number(t) for t in ("三", "十", "十二", "四十", "五十六")] == [3, 10, 12, 40, 56]


def test_markers_nest_in_the_order_of_the_report():
    """Each new kind of mark goes one level down, and a mark that goes on counting returns to its level."""
    assert depths("一、概况", "（一）职责", "1.文书", "2.库房", "（二）机构", "二、收支") == [
        0,
        1,
        2,
        2,
        1,
        0,
    ]


def test_a_list_with_the_mark_of_its_title_stands_below_it():
    """A list right under a title with the same mark belongs to that title, until that goes on."""
    assert depths(
        "（一）主要职责", "本馆职责是：", "（一）收集档案。", "（二）保管档案。", "（二）机构设置"
    ) == [0, 1, 1, 1, 0]


def test_what_is_a_title():
    """Titles are short and no sentences: entries with their text and amounts are none."""
    assert is_heading("一、收支情况", marker_of("一、收支情况"))
    for text in (
        "一、馆舍：指存放档案的房屋",
        "1.印刷费3.20万元",
        "2.向社会提供查阅服务。",
    ):
        assert not is_heading(text, marker_of(text))

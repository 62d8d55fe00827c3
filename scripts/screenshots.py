"""Take pictures of every state of the pages, over the sample reports.

    python scripts/screenshots.py              # those of the README, into docs/images
    python scripts/screenshots.py --all DIR    # every state, to be looked at

Reads the samples into a corpus of its own, and starts a service and a portal of another origin over it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from scripts.studio import PHONE, ROOT, SAMPLES, WIDE, Studio, ask, studio, wenbao

OUT = ROOT / "docs" / "images"
README = ("evidence", "comparison-dark", "phone", "portal", "reports", "table")
FIGURE = "天河区政府办2017年购房补贴支出决算是多少"
ASKED = "天河区政府办2017年三公经费是多少"
WHY = "天河区政府办2017年因公出国费为什么增加"
COMPARED = "天河区政府办和政务管理办公室2017年本年支出合计谁更多"
OFFICE = "the Tianhe District Government Office"


def asked(*questions: str, **how: object) -> Callable[[Studio], Page]:
    """The chat after these questions."""

    def state(studio: Studio) -> Page:
        page = studio.page(**how)  # type: ignore[arg-type]
        for question in questions:
            ask(page, question)
        return page

    return state


def evidence(studio: Studio, question: str = FIGURE, **how: object) -> Page:
    """The page of the report beside the answer."""
    page = asked(question, **how)(studio)
    page.locator("[data-citation='1']").last.click()
    page.locator("[data-mark=cell]").wait_for()
    page.wait_for_timeout(700)
    return page


def data_table(studio: Studio) -> Page:
    """The figures of a chart as a table."""
    page = asked(COMPARED)(studio)
    page.locator("wb-chart").get_by_role("button").click()
    return page


def feedback_form(studio: Studio) -> Page:
    """A verdict with room for a note."""
    page = asked(ASKED)(studio)
    page.get_by_role("button", name="有误").click()
    page.get_by_placeholder("哪里不对").fill("应说明是财政拨款口径")
    return page


def feedback_list(studio: Studio) -> Page:
    """What readers said."""
    page = feedback_form(studio)
    page.get_by_role("button", name="提交").click()
    page.get_by_text("谢谢，已记录。").wait_for()
    return studio.page("/feedback")


def grid(studio: Studio) -> Page:
    """A report's records as a grid."""
    page = studio.page("/reports")
    page.locator("tr[data-document]", has_text="政府办公室2017年").locator("a").first.click()
    page.locator("td.figure").first.wait_for()
    page.wait_for_timeout(500)
    return page


def grid_evidence(studio: Studio) -> Page:
    """A figure of the grid on its page."""
    page = grid(studio)
    page.locator("td.figure button").nth(8).click()
    page.locator("[data-mark=cell]").wait_for()
    page.wait_for_timeout(700)
    return page


def uploading(studio: Studio, edition: bytes = b"first") -> Page:
    """A report on its way in, one that is done, and one that is none."""
    content = next(SAMPLES.glob("*2017年部门决算.pdf")).read_bytes()
    page = studio.page("/reports")
    files = [
        ("说明.pdf", b"\x7fELF\0\1\2" * 99),
        ("天河区某办2017年部门决算.pdf", content + b"\n%% " + edition),
    ]
    page.set_input_files(
        "input[type=file]",
        files=[{"name": name, "mimeType": "application/pdf", "buffer": held} for name, held in files],
    )
    page.locator("[data-job=reading] progress[max]").wait_for()
    return page


def uploaded(studio: Studio) -> Page:
    """The same a little later, with another edition."""
    page = uploading(studio, b"second")
    page.locator("[data-job=done]").first.wait_for(timeout=60_000)
    page.wait_for_timeout(500)
    return page


def deleting(studio: Studio) -> Page:
    """The question before a deletion."""
    page = studio.page("/reports")
    page.locator("tr[data-document]").first.get_by_role("button").click()
    page.wait_for_timeout(300)
    return page


def reading(studio: Studio, path: str = "/reports", **how: object) -> Page:
    """The shelf as readers see it, once there is a key."""
    if "staff" not in wenbao(studio.home, "access", "list"):
        wenbao(studio.home, "access", "key", "staff")
    page = studio.page(path, **how)  # type: ignore[arg-type]
    page.wait_for_timeout(500)
    return page


def door(studio: Studio) -> Page:
    """Where staff give their key."""
    page = reading(studio)
    page.get_by_role("button", name="工作人员登录").click()
    page.wait_for_timeout(300)
    return page


def deep(studio: Studio, **how: object) -> Page:
    """Twelve turns."""
    return asked(*[ASKED, "那预算数呢？", COMPARED, WHY] * 3, **how)(studio)


def conversations(studio: Studio) -> Page:
    """Several of one question, one unfolded, one taken away."""
    page = studio.page()
    for _ in range(5):
        page.get_by_role("button", name="新对话").last.click()
        ask(page, ASKED)
    ask(page, "那预算数呢？")
    page.get_by_role("button", name="管理这段对话").last.click()
    page.get_by_role("button", name="删除").click()
    page.get_by_role("button", name="管理这段对话").nth(2).click()
    page.get_by_role("button", name="置顶").click()
    page.get_by_role("button", name="管理这段对话").nth(1).click()
    page.wait_for_timeout(300)
    return page


def too_long(studio: Studio) -> Page:
    """A question over the limit."""
    page = studio.page()
    page.get_by_role("textbox").last.fill(ASKED * 60)
    page.get_by_role("textbox").last.press("Enter")
    page.get_by_role("alert").wait_for()
    return page


def refused_site(studio: Studio) -> Page:
    """The widget on a site that nobody registered."""
    page = studio.page(studio.portal.replace("127.0.0.1", "localhost"))
    page.get_by_role("button", name="问报").click()
    page.get_by_role("textbox").fill(ASKED)
    page.get_by_role("textbox").press("Enter")
    page.locator(".failed").wait_for()
    return page


def portal(studio: Studio, *, size: tuple[int, int] = WIDE, opened: bool = False) -> Page:
    """The widget in a page of another origin."""
    page = studio.page(studio.portal, size=size)
    page.get_by_role("button", name="问报").click()
    ask(page, FIGURE)
    if opened:
        page.locator("[data-citation='1']").last.click()
        page.locator("[data-mark=cell]").wait_for()
        page.wait_for_timeout(700)
    return page


def shared(studio: Studio) -> Page:
    """An answer under a link of its own."""
    context = studio.browser.new_context(locale="zh-CN", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(studio.service)
    ask(page, ASKED)
    page.get_by_role("button", name="分享").click()
    page.get_by_text("链接已复制").wait_for()
    found = studio.page(page.evaluate("navigator.clipboard.readText()"))
    found.wait_for_timeout(800)
    return found


def menu_on_phone(studio: Studio) -> Page:
    """The drawer over a conversation."""
    page = asked(ASKED, size=PHONE)(studio)
    page.get_by_role("button", name="菜单").click()
    page.wait_for_timeout(400)
    return page


def gone(studio: Studio) -> Page:
    """A question that no service answers."""
    page = asked(ASKED)(studio)
    studio.stop()
    page.get_by_role("textbox").last.fill("那预算数呢？")
    page.get_by_role("textbox").last.press("Enter")
    page.locator(".failed").wait_for()
    page.wait_for_timeout(300)
    return page


STATES: dict[str, Callable[[Studio], Page]] = {
    "empty": lambda studio: studio.page(),
    "empty-phone": lambda studio: studio.page(size=PHONE),
    "empty-english": lambda studio: studio.page(locale="en-GB"),
    "empty-traditional": lambda studio: studio.page(locale="zh-TW"),
    "question": asked(ASKED),
    "deep": deep,
    "deep-phone": lambda studio: deep(studio, size=PHONE),
    "conversations": conversations,
    "too-long": too_long,
    "several": asked("天河区政府办2017年三公经费决算和预算分别是多少"),
    "trend": asked("天河区政府办2017年2021年2023年支出合计变化趋势"),
    "evidence": evidence,
    "evidence-text": lambda studio: evidence(studio, WHY),
    "evidence-followed": lambda studio: evidence(studio, ASKED),
    "follow-up": asked(ASKED, "那预算数呢？"),
    "clarify": asked("2017年三公经费是多少"),
    "comparison": asked(COMPARED),
    "comparison-table": data_table,
    "comparison-dark": asked(COMPARED, dark=True),
    "computed": asked("天河区政府办2017年三公经费决算比预算差多少"),
    "discrepancy": asked("天河区政府办2017年本年支出合计是多少"),
    "description": asked("天河区政府办2017年街道综合指挥中心建得怎么样了"),
    "list": asked("信息网项目的三步建议分别是什么（天河区政府办2017年报告）"),
    "refusal": asked("天河区政府办2019年三公经费是多少"),
    "follow-up-dark": asked(ASKED, "那预算数呢？", dark=True),
    "evidence-dark": lambda studio: evidence(studio, dark=True),
    "phone": asked(FIGURE, size=PHONE),
    "phone-comparison": asked(COMPARED, size=PHONE),
    "phone-evidence": lambda studio: evidence(studio, size=PHONE),
    "phone-menu": menu_on_phone,
    "phone-reports": lambda studio: studio.page("/reports", size=PHONE),
    "traditional": asked("天河區政府辦2017年三公經費是多少", locale="zh-TW"),
    "traditional-refusal": asked("天河區政府辦2019年三公經費是多少", locale="zh-TW"),
    "english": asked(f"What was the final expenditure total of {OFFICE} in 2017?", locale="en-GB"),
    "english-refusal": asked(f"How much did {OFFICE} spend in 2019?", locale="en-GB"),
    "english-reports": lambda studio: studio.page("/reports", locale="en-GB"),
    "feedback-form": feedback_form,
    "feedback": feedback_list,
    "shared": shared,
    "portal": portal,
    "portal-evidence": lambda studio: portal(studio, opened=True),
    "portal-phone": lambda studio: portal(studio, size=PHONE),
    "portal-refused": refused_site,
    "english-why": asked(
        f"Why did overseas travel spending of {OFFICE} rise in 2017?", locale="en-GB"
    ),
    "portal-inline-english": lambda studio: studio.page(
        f"{studio.portal}/?mode=inline&target=%23chat&language=en&theme=dark"
    ),
    "reports": lambda studio: studio.page("/reports"),
    "reports-dark": lambda studio: studio.page("/reports", dark=True),
    "table": grid,
    "table-evidence": grid_evidence,
    "table-phone": lambda studio: _resized(grid(studio)),
    "deleting": deleting,
    "upload": uploading,
    "uploaded": uploaded,
    "reading": reading,
    "reading-phone": lambda studio: reading(studio, size=PHONE),
    "reading-english": lambda studio: reading(studio, locale="en-GB"),
    "door": door,
    "feedback-wall": lambda studio: reading(studio, "/feedback"),
    "gone": gone,
}  # fmt: skip


def _resized(page: Page) -> Page:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.wait_for_timeout(400)
    return page


def main() -> None:
    """Take those that were asked for, in the order in which they stand."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--all", type=Path, metavar="DIR", help="every state, into this folder")
    parser.add_argument("--only", nargs="*", default=[], help="these states")
    options = parser.parse_args()
    out = options.all or OUT
    out.mkdir(parents=True, exist_ok=True)
    names = options.only or (STATES if options.all else README)
    with studio() as here:
        for name, state in STATES.items():
            if name in names:
                page = state(here)
                page.screenshot(path=out / f"{name}.png")
                page.context.close()
                print(out / f"{name}.png", flush=True)


if __name__ == "__main__":
    main()

"""Hostile questions, names, reports and answers: nothing runs, nothing is fetched from elsewhere."""

import json
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.browsing import answered, ask
from tests.e2e.conftest import QUESTION, Service
from tests.e2e.payloads import PAYLOADS

pytestmark = pytest.mark.browser


@pytest.fixture
def watched(page: Page, changing: Service) -> Iterator[tuple[Page, list[str]]]:
    """A page, and the list of scripts that ran and addresses that were asked for elsewhere."""
    misdeeds: list[str] = []

    def seen(url: str) -> None:
        if not url.startswith((changing.url, "blob:", "data:")):
            misdeeds.append(url)

    page.on("dialog", lambda dialog: (misdeeds.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: seen(request.url))
    yield page, misdeeds
    assert misdeeds == []


def test_there_are_two_hundred_payloads() -> None:
    """Each is another."""
    assert len(set(PAYLOADS)) == 200


def test_payloads_in_answers_stay_text(watched: tuple[Page, list[str]], changing: Service) -> None:
    """Every field of an answer holds one, all two hundred in forty answers of five figures."""
    page, _ = watched
    whole = changing.post("/api/ask", {"question": QUESTION})
    waiting = list(PAYLOADS)

    def hostile(route: Route) -> None:
        five = [waiting.pop() for _ in range(5)]
        answer = json.loads(json.dumps(whole))
        answer |= {"answer": "\n\n".join(five), "suggestions": five, "route": "lookup"}
        answer["warnings"] = [{"kind": text, "message": text, "citations": [1]} for text in five]
        answer["figures"] = [
            answer["figures"][0] | dict.fromkeys(("value", "unit", "label", "organisation", "formula"), text)
            for text in five
        ]
        first = answer["citations"][0]
        answer["citations"] = [
            first
            | {"number": number + 1, "title": text, "source": text, "quote": text, "url": text}
            | {"table": {"form": text, "title": text, "row_path": [text], "column_path": [text]}}
            for number, text in enumerate(five)
        ]
        body = f"event: delta\ndata: {json.dumps({'text': answer['answer']})}\n\n"
        body += f"event: answer\ndata: {json.dumps(answer)}\n\n"
        route.fulfill(content_type="text/event-stream", body=body)

    page.route("**/api/ask/stream", hostile)
    page.goto(changing.url)
    while waiting:
        before = len(waiting)
        ask(page, f"问 {before}")
        assert len(waiting) == before - 5
    page.locator("[data-citation]").last.click()
    expect(page.locator("[data-mark=cell]")).to_be_visible()
    for link in page.locator("wb-answer .text a[href]").all():
        assert (link.get_attribute("href") or "").startswith(("https://", "http://"))
    page.reload()
    expect(page.locator("li.turn").last).to_be_visible()
    page.wait_for_timeout(300)


def test_payloads_in_questions_stay_text(watched: tuple[Page, list[str]], changing: Service) -> None:
    """All of them asked through the API, every twentieth through the page and shown in the history."""
    page, _ = watched
    with ThreadPoolExecutor(8) as askers:
        answers = askers.map(lambda payload: changing.post("/api/ask", {"question": payload}), PAYLOADS)
    assert all("route" in answer for answer in answers)
    page.goto(changing.url)
    for payload in PAYLOADS[::20]:
        ask(page, payload.replace("\n", " "))
    page.goto(f"{changing.url}/?q={quote(PAYLOADS[1])}")
    answered(page)
    page.wait_for_timeout(200)


def test_payloads_in_names_and_in_reports_stay_text(
    watched: tuple[Page, list[str]], changing: Service
) -> None:
    """Two reports whose titles, sentences and tables hold all of them, under names that do too."""
    page, _ = watched
    rows = "".join(f"<tr><td>项目{n}</td><td>{n}.50</td></tr>" for n in range(3))
    text = "\n".join(payload.replace("<", "&lt;") for payload in PAYLOADS)
    report = (
        f"<h1>某市&lt;img src=x onerror=alert(1)&gt;局2018年部门决算</h1><p>{text}</p><table>{rows}</table>"
    )
    plain = "某市测试局2019年部门决算\n\n一、总体情况\n\n" + "\n\n".join(PAYLOADS)
    for name, content in (
        ("<img src=x onerror=alert(1)>.html", report),
        ('"><script>alert(1)</script>.txt', plain),
    ):
        upload(changing, name, f"<html><body>{content}</body></html>" if name.endswith("html") else content)
    for payload in PAYLOADS[:40]:
        assert refused(changing, payload) in (202, 422)
    page.goto(f"{changing.url}/reports")
    rows_shown = page.locator("tr[data-document]", has_text="alert(1)")
    expect(rows_shown.first).to_be_visible()
    for row in range(rows_shown.count()):
        page.goto(f"{changing.url}/reports")
        rows_shown.nth(row).locator("a").first.click()
        expect(page.locator("wb-report h1")).to_be_visible()
    page.goto(changing.url)
    ask(page, "某市测试局2019年总体情况如何")
    if page.locator("[data-citation]").count():
        page.locator("[data-citation]").first.click()
        expect(page.locator("wb-viewer dialog[open]")).to_be_visible()
    page.wait_for_timeout(300)


def refused(service: Service, name: str) -> int:
    """What becomes of a file of that name that is no report."""
    address = f"{service.url}/api/uploads?name={quote(name)}"
    return service._open(urllib.request.Request(address, b"\0\1\2\3" * 50, method="POST"))[0]


def upload(service: Service, name: str, content: str) -> None:
    """Send a file and wait until it is read."""
    address = f"{service.url}/api/uploads?name={quote(name)}"
    headers = {"Content-Type": "application/octet-stream"}
    status, body = service._open(urllib.request.Request(address, content.encode(), headers))
    assert status == 202, body
    job, deadline = json.loads(body), time.monotonic() + 60
    while job["state"] in ("queued", "reading"):
        assert time.monotonic() < deadline
        time.sleep(0.1)
        job = json.loads(service.get(f"/api/jobs/{job['id']}")[1])
    assert job["state"] == "done", job

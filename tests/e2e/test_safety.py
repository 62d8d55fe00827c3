"""Two hundred hostile texts, each as a question, as a file's name, as a report's text and as an answer:
nothing runs, nothing is fetched from elsewhere."""

import json
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.browsing import answered, ask
from tests.e2e.conftest import QUESTION, Service, ingested, started
from tests.e2e.payloads import PAYLOADS

pytestmark = pytest.mark.browser

Watched = tuple[Page, list[str]]
TOGETHER = 40  # turns of one conversation


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service over two hundred reports: each has a payload as its name, heading, text and table."""
    folder, home = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("hostile-home")
    for number, payload in enumerate(PAYLOADS):
        (folder / named(number)).write_text(report(number, payload), encoding="utf-8")
    assert ingested(home, folder).returncode == 0
    process, running = started(home)
    yield running
    process.terminate()
    process.wait(timeout=30)


def named(number: int) -> str:
    """The payload as a file's name; a slash is the one sign that no name holds."""
    return f"{PAYLOADS[number].replace('/', '∕').replace(chr(10), ' ')} {number}.html"


def report(number: int, payload: str) -> str:
    """A page whose heading, sentence and table say the payload, as text."""
    told = payload.replace("&", "&amp;").replace("<", "&lt;")
    rows = "".join(f"<tr><td>{told}{row}</td><td>{number}.{row}0</td></tr>" for row in range(2))
    head = "<tr><th>项目</th><th>决算数（万元）</th></tr>"
    return (
        f"<html><body><h1>某市第{number}局2018年部门决算</h1><h2>一、{told}</h2>"
        f"<p>会议费支出{number}.50万元，用于{told}。</p><table>{head}{rows}</table></body></html>"
    )


@pytest.fixture
def watched(page: Page, hostile: Service, service: Service) -> Iterator[Watched]:
    """A page, and the list of scripts that ran and addresses that were asked for elsewhere."""
    misdeeds: list[str] = []

    def seen(url: str) -> None:
        if not url.startswith((hostile.url, service.url, "blob:", "data:")):
            misdeeds.append(url)

    page.on("dialog", lambda dialog: (misdeeds.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: seen(request.url))
    yield page, misdeeds
    page.wait_for_timeout(200)
    assert misdeeds == []


def answers_to(service: Service, questions: Sequence[str]) -> list[dict[str, Any]]:
    """What the service answers, in their order."""
    with ThreadPoolExecutor(4) as askers:
        return list(askers.map(lambda text: service.post("/api/ask", {"question": text}), questions))


def recall(page: Page, service: Service, turns: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Have the chat page show these turns, as it does those of its own history."""
    kept = [{"question": question, "answer": answer} for question, answer in turns]
    for start in range(0, len(kept), TOGETHER):
        part = kept[start : start + TOGETHER]
        held = [{"id": "h", "thread": None, "turns": part, "at": 1}]
        page.goto(f"{service.url}/healthz")
        page.evaluate(
            "held => { localStorage['wenbao:conversations'] = JSON.stringify(held);"
            " sessionStorage['wenbao:conversations:current'] = 'h'; }",
            held,
        )
        page.goto(service.url)
        expect(page.locator("li.turn")).to_have_count(len(part))
        expect(page.locator("wb-answer article")).to_have_count(len(part))
        page.wait_for_timeout(150)


def test_there_are_two_hundred_payloads() -> None:
    """Each is another."""
    assert len(set(PAYLOADS)) == 200


def test_a_payload_that_ran_would_be_seen(page: Page, hostile: Service) -> None:
    """The watch is awake: markup that is put into a page without care does run and does fetch."""
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: ran.append(request.url) if "evil" in request.url else None)
    page.route("https://evil.example/**", lambda route: route.abort())
    page.set_content("<p id=a></p>")
    for markup in ("<img src=x onerror=alert(1)>", "<object data=https://evil.example/x></object>"):
        page.evaluate("text => { document.querySelector('#a').innerHTML = text; }", markup)
        page.wait_for_timeout(300)
    assert "1" in ran and any("evil" in url for url in ran)


def test_payloads_as_questions(watched: Watched, service: Service) -> None:
    """All of them are asked and shown with their answers; every twentieth is typed, one comes by a link."""
    page, _ = watched
    answers = answers_to(service, PAYLOADS)
    assert all("route" in answer for answer in answers)
    recall(page, service, list(zip(PAYLOADS, answers, strict=True)))
    page.get_by_role("button", name="新对话").last.click()
    for payload in PAYLOADS[::20]:
        ask(page, payload.replace("\n", " "))
    page.goto(f"{service.url}/?q={quote(PAYLOADS[1])}")
    answered(page)


def test_payloads_as_names_and_texts_of_reports(watched: Watched, hostile: Service) -> None:
    """The shelf lists all two hundred; an answer out of each is shown with its source and its sentence; every
    twentieth report is opened as tables and as evidence."""
    page, _ = watched
    page.goto(f"{hostile.url}/reports")
    rows = page.locator("tr[data-document]")
    expect(rows).to_have_count(len(PAYLOADS))
    shown = rows.all_inner_texts()
    assert all(any(named(number) in text for text in shown) for number in range(0, len(PAYLOADS), 7))
    questions = [f"某市第{number}局2018年会议费是多少" for number in range(len(PAYLOADS))]
    answers = answers_to(hostile, questions)
    for number, answer in enumerate(answers):
        assert [figure["value"] for figure in answer["figures"]] == [f"{number}.50"], answer["answer"]
        assert answer["citations"][0]["source"] == named(number)
    assert sum("alert(1)" in a["citations"][0]["quote"] for a in answers) > 100
    recall(page, hostile, list(zip(questions, answers, strict=True)))
    held = {entry["source"]: entry["document_id"] for entry in reports(hostile)}
    for number in range(0, len(PAYLOADS), 20):
        page.goto(f"{hostile.url}/reports/{held[named(number)]}")
        expect(page.locator("wb-report h1")).to_be_visible()
        expect(page.locator("td").first).to_be_visible()
    page.goto(hostile.url)
    page.locator("[data-citation]").last.click()
    expect(page.locator("wb-viewer dialog[open]")).to_be_visible()


def reports(service: Service) -> list[dict[str, Any]]:
    """What is on the shelf."""
    found: list[dict[str, Any]] = json.loads(service.get("/api/reports")[1])["reports"]
    return found


def test_payloads_as_names_of_uploads(watched: Watched, hostile: Service, tmp_path: Path) -> None:
    """All of them are sent through the page at once, are no reports, and stand there with their reasons."""
    page, _ = watched
    page.goto(f"{hostile.url}/reports")
    files = [
        {"name": f"{name} {number}.x", "mimeType": "application/pdf", "buffer": b"\x7fELF\0\1\2" * 9}
        for number, name in enumerate(payload.replace("/", "∕").replace("\n", " ") for payload in PAYLOADS)
    ]
    page.set_input_files("input[type=file]", files=files)  # type: ignore[arg-type]
    expect(page.locator(".job")).to_have_count(len(PAYLOADS))
    expect(page.locator(".job.failed")).to_have_count(len(PAYLOADS), timeout=60_000)
    assert "alert(1)" in page.locator(".job.failed .name").first.inner_text()


def hostile_answer(whole: dict[str, Any], five: Sequence[str]) -> dict[str, Any]:
    """An answer of five figures of which every field says a payload."""
    answer: dict[str, Any] = json.loads(json.dumps(whole))
    answer |= {"answer": "\n\n".join(five), "suggestions": list(five), "route": "lookup"}
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
    return answer


def test_payloads_as_answers(watched: Watched, hostile: Service, service: Service) -> None:
    """Every field of an answer holds one, as a stream and out of the history."""
    page, _ = watched
    whole = service.post("/api/ask", {"question": QUESTION})
    fives = [PAYLOADS[at : at + 5] for at in range(0, len(PAYLOADS), 5)]
    waiting = list(fives)

    def reply(route: Route) -> None:
        answer = hostile_answer(whole, waiting.pop(0))
        body = f"event: delta\ndata: {json.dumps({'text': answer['answer']})}\n\n"
        body += f"event: answer\ndata: {json.dumps(answer)}\n\n"
        route.fulfill(content_type="text/event-stream", body=body)

    page.route("**/api/ask/stream", reply)
    page.goto(hostile.url)
    while waiting:
        before = len(waiting)
        ask(page, f"问 {before}")
        assert len(waiting) == before - 1
    expect(page.locator("wb-answer article")).to_have_count(len(fives))
    for link in page.locator("wb-answer .text a[href]").all():
        assert (link.get_attribute("href") or "").startswith(("https://", "http://"))
    page.reload()
    expect(page.locator("wb-answer article")).to_have_count(len(fives))


def test_a_name_that_a_disk_would_not_take_is_mended(hostile: Service) -> None:
    """Sent as raw requests: no name breaks the service, none leads out of its folder."""
    for name in (*PAYLOADS[::10], "../../etc/passwd.pdf", "..\\x.pdf", "\0.pdf", "." * 300):
        address = f"{hostile.url}/api/uploads?name={quote(name)}"
        request = urllib.request.Request(address, b"\0\1\2\3" * 50, method="POST")
        assert hostile._open(request)[0] in (202, 422), name

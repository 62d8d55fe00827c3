"""The service in a real Chromium."""

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import QUESTION, Service

pytestmark = pytest.mark.browser


def test_the_reference_shows_the_endpoints_and_loads_nothing_from_elsewhere(
    page: Page, service: Service
) -> None:
    """On a network without a way out the page is the same."""
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(f"{service.url}/docs")
    assert page.get_by_text("/api/ask/stream").first.is_visible()
    assert [url for url in asked if not url.startswith(service.url)] == []
    assert [fault for fault in faults if "favicon" not in fault] == []


def test_a_page_of_this_site_reads_the_stream(page: Page, service: Service) -> None:
    """`fetch` gets the events as they come, the answer last."""
    page.goto(f"{service.url}/healthz")
    text = page.evaluate(
        """async question => {
            const reply = await fetch('/api/ask/stream', {method: 'POST', body: JSON.stringify({question}),
                                                          headers: {'Content-Type': 'application/json'}});
            let text = '';
            for await (const part of reply.body.pipeThrough(new TextDecoderStream())) text += part;
            return text;
        }""",
        QUESTION,
    )
    assert text.startswith("event: status") and "404.40" in text.split("event: answer")[1]


def test_the_file_is_served_in_ranges_to_a_viewer(page: Page, service: Service) -> None:
    """What a viewer of PDF does: ask for the end of the file first."""
    citation = service.post("/api/ask", {"question": QUESTION})["citations"][0]
    page.goto(f"{service.url}/healthz")
    status, size, tail = page.evaluate(
        """async url => {
            const reply = await fetch(url, {headers: {Range: 'bytes=-32'}});
            return [reply.status, (await reply.arrayBuffer()).byteLength, reply.headers.get('content-range')];
        }""",
        citation["url"].split("#")[0],
    )
    assert (status, size) == (206, 32) and tail.startswith("bytes ")

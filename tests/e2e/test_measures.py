"""How fast the page is, measured in the browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browsing import ask
from tests.e2e.conftest import QUESTION, Service

pytestmark = pytest.mark.browser


def test_first_paint_and_the_time_to_an_answer(page: Page, service: Service) -> None:
    """Something is seen soon after the request, and a question is answered soon after Enter."""
    page.goto(service.url)
    expect(page.locator(".examples button").first).to_be_visible()
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    ask(page, QUESTION)
    page.evaluate(
        """() => {
            const log = document.querySelector('wb-app').shadowRoot.querySelector('wb-thread').shadowRoot
                .querySelector('[role=log]');
            new MutationObserver(() => {
                if (log.getAttribute('aria-busy') === 'true') window.asked ??= performance.now();
                else if (window.asked) window.answered ??= performance.now();
            }).observe(log, {attributes: true});
        }"""
    )
    ask(page, "那预算数呢？")
    page.wait_for_function("window.answered")
    took = page.evaluate("window.answered - window.asked")
    print(f"first paint after {painted:.0f} ms, answered {took:.0f} ms after Enter")
    assert painted < 3_000 and took < 2_000  # a busy machine is let off

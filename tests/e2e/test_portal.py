"""The widget in a portal of another origin, under a strict policy."""

import base64
import gzip
import hashlib
import hmac
import json
import threading
import time
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.portal import server
from tests.e2e.browsing import ask, marked_box, violations
from tests.e2e.conftest import QUESTION, Run, Service

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def portal(service: Service, wenbao: Run) -> Iterator[str]:
    """The demo portal's address; its site is registered with the service."""
    with_port = server(service.url, 0, "site_pending")
    origin = f"http://127.0.0.1:{with_port.server_port}"
    with_port.server_close()
    site = wenbao("access", "site", "Portal", "--origin", origin).stdout.split()[0]
    running = server(service.url, int(origin.rsplit(":", 1)[1]), site)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield origin
    running.shutdown()
    running.server_close()


def refusals(page: Page) -> list[str]:
    """What the browser refuses from now on: the list fills as it goes."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    return told


def test_the_portals_policy_has_no_unsafe_part(page: Page, portal: str) -> None:
    """No `unsafe-inline`, no `unsafe-eval`, no wildcard."""
    reply = page.goto(portal)
    policy = (reply.headers if reply else {})["content-security-policy"]
    assert "unsafe" not in policy and "*" not in policy and policy.startswith("default-src 'none'")


def test_one_line_embeds_the_chat_and_the_evidence(page: Page, portal: str) -> None:
    """Button, panel, answer, page with its mark: nothing is refused by the policy."""
    told = refusals(page)
    page.goto(portal)
    page.get_by_role("button", name="问报").click()
    expect(page.get_by_role("textbox")).to_be_focused()
    answer = ask(page, QUESTION)
    expect(answer.locator("[data-figure]").first).to_contain_text("404.40")
    expect(answer.locator("wb-snippet canvas")).to_be_visible()
    answer.locator("[data-citation='1']").click()
    expect(page.locator("[data-mark=cell]")).to_be_visible()
    assert marked_box(page)[2] > marked_box(page)[0]
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="问报")).to_be_focused()
    assert told == []


def test_a_chart_is_drawn_under_the_policy(page: Page, portal: str) -> None:
    """The drawing library sets no inline style."""
    told = refusals(page)
    page.goto(f"{portal}/?mode=inline&target=%23chat")
    answer = ask(page, "天河区政府办和政务管理办公室2017年本年支出合计谁更多")
    expect(answer.locator("wb-chart canvas").first).to_be_visible()
    assert told == []


def test_the_portals_styles_do_not_reach_in_but_its_colours_do(page: Page, portal: str) -> None:
    """The shadow root keeps its type; `--wenbao-primary` paints the button."""
    page.goto(portal)
    button = page.get_by_role("button", name="问报")
    style = button.evaluate("e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).fontFamily]")
    assert style[0] == "rgb(155, 44, 34)" and "Songti" not in style[1]


def test_modes_languages_themes(page: Page, portal: str) -> None:
    """Inline, in English and dark; in a frame; on the left in traditional characters."""
    page.goto(f"{portal}/?mode=inline&target=%23chat&language=en&theme=dark")
    expect(page.get_by_role("textbox", name="Ask")).to_be_visible()
    assert page.locator("wenbao-chat").get_attribute("theme") == "dark"
    page.goto(f"{portal}/?language=zh-TW&position=left")
    button = page.get_by_role("button", name="問報")
    expect(button).to_be_visible()
    box = button.bounding_box()
    assert box is not None and box["x"] < 100
    page.goto(f"{portal}/?mode=frame")
    page.get_by_role("button", name="问报").click()
    inside = page.frame_locator("iframe")
    inside.get_by_role("textbox").fill(QUESTION)
    inside.get_by_role("textbox").press("Enter")
    expect(inside.locator("[data-figure]").first).to_contain_text("404.40")


def test_on_a_phone_the_panel_fills_the_screen(browser: Browser, portal: str) -> None:
    """A sheet over everything, closed by its button."""
    page = browser.new_page(locale="zh-CN", viewport={"width": 390, "height": 780})
    page.goto(portal)
    page.get_by_role("button", name="问报").click()
    panel = page.locator("wenbao-chat dialog").first
    page.wait_for_timeout(250)
    box = panel.bounding_box()
    assert box is not None and (round(box["width"]), round(box["height"])) == (390, 780)
    assert "404.40" in ask(page, QUESTION).inner_text()
    page.get_by_role("button", name="关闭").first.click()
    expect(panel).to_be_hidden()
    page.close()


def test_an_origin_that_no_site_names_gets_nothing(page: Page, service: Service, portal: str) -> None:
    """The same page under another name: neither a token nor an answer; the reader is told why, the owner how
    to register it."""
    elsewhere = portal.replace("127.0.0.1", "localhost")
    told = refusals(page)
    page.goto(elsewhere)
    page.get_by_role("button", name="问报").click()
    refused(page, "这个网站未获准使用问报")
    assert any(f"wenbao access site NAME --origin {elsewhere}" in line for line in told)
    status, _ = service.get("/api/reports", {"Origin": "https://evil.example"})
    assert status == 403


def refused(page: Page, why: str) -> None:
    """Ask, and be told why there is no answer."""
    box = page.get_by_role("textbox")
    box.fill(QUESTION)
    box.press("Enter")
    expect(page.locator(".failed").last).to_contain_text(why)


def test_a_frame_that_is_refused_says_so(page: Page, portal: str) -> None:
    """Instead of staying blank."""
    page.goto(f"{portal.replace('127.0.0.1', 'localhost')}/?mode=frame")
    page.get_by_role("button", name="问报").click()
    expect(page.get_by_role("alert")).to_contain_text("这个网站未获准使用问报")


def test_a_service_that_is_gone_is_not_mistaken_for_a_refusal(
    page: Page, portal: str, service: Service
) -> None:
    """Nor a source that is clicked while it is gone for nothing."""
    told = refusals(page)
    page.goto(portal)
    page.get_by_role("button", name="问报").click()
    ask(page, QUESTION)
    page.route(f"{service.url}/**", lambda route: route.abort())
    page.locator("[data-citation='1']").click()
    expect(page.get_by_role("status").filter(has_text="连不上服务").last).to_be_visible()
    box = page.get_by_role("textbox")
    box.fill(QUESTION)
    box.press("Enter")
    expect(page.locator(".failed")).to_contain_text("连不上服务")
    assert any("cannot be reached" in line for line in told)


def test_the_element_is_placed_by_the_page_itself(page: Page, portal: str) -> None:
    """As docs/widget.md shows it: one script, the element where it belongs, and its methods."""
    told = refusals(page)
    page.goto(f"{portal}/element?mode=inline&language=zh-TW")
    expect(page.get_by_role("textbox", name="提問")).to_be_visible()
    assert page.locator("wenbao-chat").count() == 1
    page.evaluate(f"document.querySelector('wenbao-chat').ask('{QUESTION}')")
    expect(page.locator("[data-figure]").first).to_contain_text("404.40")
    assert told == []


def test_the_elements_button_is_worked_by_its_methods(page: Page, portal: str) -> None:
    """`show`, `hide`, `ask`, called as soon as the element is defined."""
    script = (
        "customElements.whenDefined('wenbao-chat').then(() => document.querySelector('wenbao-chat').show());"
    )
    page.add_init_script(script)
    page.goto(f"{portal}/element")
    expect(page.get_by_role("textbox", name="提问")).to_be_focused()
    page.evaluate("document.querySelector('wenbao-chat').hide()")
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.evaluate(f"document.querySelector('wenbao-chat').ask('{QUESTION}')")
    expect(page.locator("[data-figure]").first).to_contain_text("404.40")


def test_a_site_that_signs_its_users_in_says_what_lacks(page: Page, portal: str, wenbao: Run) -> None:
    """No token: sign in; a bad one: sign in again; a good one, set before the element is there: answered."""
    made = wenbao("access", "site", "In", "--origin", portal, "--signed-users").stdout.split()
    site, key = made[0], made[-1]
    told = refusals(page)
    page.goto(f"{portal}/element?mode=inline&site={site}")
    refused(page, "请先登录本网站")
    assert any("userToken" in line for line in told)
    page.goto(f"{portal}/element?mode=inline&site={site}&user-token=a.b.c")
    refused(page, "登录信息无效或已过期")
    assert any("HS256" in line for line in told)
    jwt = signed(key, {"sub": "员工-7", "aud": site, "exp": time.time() + 60})
    page.add_init_script(
        f"""document.addEventListener('readystatechange', () => {{
            const element = document.querySelector('wenbao-chat');
            if (element && !customElements.get('wenbao-chat')) element.userToken = async () => '{jwt}';
        }})"""
    )
    page.goto(f"{portal}/element?mode=inline&site={site}")
    assert "404.40" in ask(page, QUESTION).inner_text()


def test_the_widget_is_accessible_and_small(page: Page, portal: str, service: Service) -> None:
    """axe-core finds nothing; what loads before the first question is at most 60 KB packed."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(portal)
    expect(page.get_by_role("button", name="问报")).to_be_visible()
    page.wait_for_load_state("networkidle")
    scripts = [url for url in loaded if url.startswith(service.url) and url.endswith(".js")]
    packed = sum(len(gzip.compress(service.get(url[len(service.url) :])[1])) for url in scripts)
    print(f"first load of the widget: {packed / 1024:.1f} KB packed, {len(scripts)} files")
    assert 0 < packed <= 60 * 1024
    assert violations(page) == []
    page.get_by_role("button", name="问报").click()
    ask(page, QUESTION)
    page.wait_for_timeout(300)
    assert violations(page) == []


def test_a_portal_that_signs_its_users_in(service: Service, wenbao: Run) -> None:
    """No token without a good JWT of the portal; with one the feedback carries the user's name."""
    printed = wenbao(
        "access", "site", "Signed", "--origin", "https://in.example", "--signed-users"
    ).stdout.split()
    site, key = printed[0], printed[-1]

    def token(**claims: object) -> tuple[int, bytes]:
        jwt = (
            signed(key, {"sub": "员工-7", "aud": site, "exp": time.time() + 60, **claims})
            if claims is not None
            else ""
        )
        body = json.dumps({"site": site, "user_token": jwt}).encode()
        headers = {"Content-Type": "application/json", "Origin": "https://in.example"}
        return service._open(urllib.request.Request(f"{service.url}/api/widget/token", body, headers))

    assert token(aud="other")[0] == 401 and token(exp=time.time() - 3600)[0] == 401
    status, body = token()
    assert status == 200
    visitor = {"Authorization": f"Bearer {json.loads(body)['token']}", "Origin": "https://in.example"}
    assert service.get("/api/reports", visitor)[0] == 200
    assert service.get("/api/reports", visitor | {"Origin": "https://evil.example"})[0] == 403
    assert service.get("/api/feedback", visitor)[0] == 403


def signed(key: str, claims: dict[str, object]) -> str:
    """A JWT, HS256."""
    parts = [json.dumps(part).encode() for part in ({"alg": "HS256", "typ": "JWT"}, claims)]
    text = ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)
    mac = hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()
    return f"{text}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"

"""Who may do what."""

import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.errors import StoreUnavailable
from corpus.store.access import AccessBook, Scope, Site
from corpus.store.database import Database
from service.http import register, tokens
from service.http.guard import need_of
from tests.service.http.fakes import application, desk

HERE = "http://127.0.0.1"
PORTAL = "https://portal.example"


@pytest.fixture
def book(tmp_path: Path) -> AccessBook:
    """No key and no site yet."""
    return AccessBook(Database(f"sqlite:///{tmp_path}/a.db"))


def door(book: AccessBook, url: str = HERE, client: str = "127.0.0.1", **options: bool) -> TestClient:
    """Asks under the name of `url` from the address `client`."""
    app = application(around=desk(access=book), **({"local": True} | options))
    return TestClient(app, base_url=url, client=(client, 5000), raise_server_exceptions=False)


def test_every_endpoint_that_changes_something_needs_managing() -> None:
    """Walked over the real endpoints: what is neither asked nor read, nor a reader's own word."""
    words = {
        "/api/ask",
        "/api/ask/stream",
        "/api/plan",
        "/api/feedback",
        "/api/shares",
        "/api/widget/token",
        "/v1/chat/completions",
    }
    for path, verbs in application().openapi()["paths"].items():
        for verb in verbs:
            changes = verb.upper() not in ("GET", "HEAD") and path not in words
            if changes:
                assert need_of(verb.upper(), path.replace("{", "").replace("}", "")) is Scope.MANAGE, (
                    verb,
                    path,
                )


def test_this_machine_may_manage_until_there_is_a_key(book: AccessBook) -> None:
    """And from then on needs it as everybody does."""
    assert door(book).get("/api/jobs").status_code == 200
    assert door(book).get("/api/session").json()["open"] is True
    _, secret = book.add_key("staff", {Scope.MANAGE})
    assert door(book).get("/api/jobs").status_code == 401
    assert door(book).get("/api/jobs", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    assert door(book).get("/api/reports").status_code == 200


@pytest.mark.parametrize(
    ("url", "client", "headers"),
    [
        ("http://evil.example", "127.0.0.1", {}),
        (HERE, "203.0.113.7", {}),
        (HERE, "127.0.0.1", {"X-Forwarded-For": "203.0.113.7"}),
        (HERE, "127.0.0.1", {"Sec-Fetch-Site": "cross-site"}),
    ],
)
def test_nobody_else_may(book: AccessBook, url: str, client: str, headers: dict[str, str]) -> None:
    """Another name that leads here, another machine, a proxy, a page of another site."""
    assert door(book, url, client).get("/api/jobs", headers=headers).status_code == 401


def test_a_service_on_the_network_is_not_open(book: AccessBook) -> None:
    """Not even to its own machine."""
    assert door(book, local=False).get("/api/jobs").status_code == 401
    assert door(book, local=False).post("/api/ask", json={"question": "q"}).status_code == 200


def test_a_private_service_answers_those_with_a_key(book: AccessBook) -> None:
    """With `ask` it answers and manages nothing; a wrong key is no better than none."""
    _, secret = book.add_key("program", {Scope.ASK})
    private = door(book, private=True)
    assert private.get("/api/reports").status_code == 401
    assert private.get("/documents/doc-1").status_code == 401
    assert private.get("/api/reports", headers={"Authorization": "Bearer wbk_x"}).status_code == 401
    headers = {"Authorization": f"Bearer {secret}"}
    assert private.get("/api/reports", headers=headers).status_code == 200
    reply = private.get("/api/jobs", headers=headers)
    assert (reply.status_code, reply.json()["error"]["code"]) == (403, "not_permitted")
    assert private.get("/").status_code == 200 and private.get("/healthz").status_code == 200


def test_a_key_is_kept_as_its_hash(book: AccessBook, tmp_path: Path) -> None:
    """The secret is nowhere on the disk; revoked, it opens nothing."""
    key, secret = book.add_key("staff", {Scope.MANAGE})
    assert all(secret.encode() not in path.read_bytes() for path in tmp_path.iterdir())
    assert book.key_of(secret) == key
    book.revoke(key.id)
    assert book.key_of(secret) is None


def test_a_portals_page_gets_a_token_for_its_origin_alone(
    book: AccessBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it no answer; with it from elsewhere neither; revoked, no more."""
    monkeypatch.setattr(register, "FRESH_SECONDS", 0.0)
    site = book.add_site("portal", [PORTAL], signed_users=False)
    asked = door(book, local=False)
    assert asked.get("/api/reports", headers={"Origin": PORTAL}).status_code == 403
    refused = asked.post(
        "/api/widget/token", json={"site": site.id}, headers={"Origin": "https://evil.example"}
    )
    # The page may read why it is refused, and nothing else.
    assert refused.status_code == 403 and refused.json()["error"]["code"] == "origin_refused"
    assert refused.headers["access-control-allow-origin"] == "https://evil.example"
    token = asked.post("/api/widget/token", json={"site": site.id}, headers={"Origin": PORTAL}).json()[
        "token"
    ]
    visitor = {"Authorization": f"Bearer {token}", "Origin": PORTAL}
    reply = asked.get("/api/reports", headers=visitor)
    assert (reply.status_code, reply.headers["access-control-allow-origin"]) == (200, PORTAL)
    assert asked.get("/api/jobs", headers=visitor).status_code == 403
    assert asked.get("/api/reports", headers=visitor | {"Origin": "https://evil.example"}).status_code == 403
    book.revoke(site.id)
    assert asked.get("/api/reports", headers=visitor).status_code == 401


def test_a_preflight_lets_the_reason_arrive(book: AccessBook) -> None:
    """The browser asks first whether it may ask: it may, and hears from the reply that it is not served."""
    book.add_site("portal", [PORTAL], signed_users=False)
    asked = door(book, local=False)
    known = asked.options("/api/ask", headers={"Origin": PORTAL, "Access-Control-Request-Method": "POST"})
    assert (known.status_code, known.headers["access-control-allow-origin"]) == (204, PORTAL)
    evil = {"Origin": "https://evil.example"}
    assert asked.options("/api/ask", headers=evil).status_code == 204
    reply = asked.post("/api/ask", json={"question": "q"}, headers=evil)
    assert (reply.status_code, reply.json()["error"]["code"]) == (403, "origin_refused")
    assert reply.headers["access-control-allow-origin"] == evil["Origin"]


def test_a_visitor_who_is_not_signed_in_is_told_so(book: AccessBook) -> None:
    """Not that a key is needed: no visitor has one."""
    site = book.add_site("portal", [PORTAL], signed_users=True)
    reply = door(book, local=False).post(
        "/api/widget/token", json={"site": site.id}, headers={"Origin": PORTAL}
    )
    assert (reply.status_code, reply.json()["error"]["code"]) == (401, "sign_in_required")
    assert reply.headers["access-control-allow-origin"] == PORTAL


def test_a_private_site_gives_no_token_to_a_program(book: AccessBook) -> None:
    """Its id is public: without an origin and without a signature nobody gets in by it."""
    site = book.add_site("portal", [PORTAL], signed_users=False)
    asked = door(book, local=False, private=True)
    assert asked.post("/api/widget/token", json={"site": site.id}).status_code == 403
    assert (
        asked.post("/api/widget/token", json={"site": site.id}, headers={"Origin": PORTAL}).status_code == 200
    )


@pytest.mark.parametrize(
    "path", ["/widget.js", "/", "/reports", "/embed", "/favicon.ico", "/healthz", "/readyz"]
)
def test_what_is_read_can_be_asked_for_by_head(book: AccessBook, path: str) -> None:
    """As caches, proxies and watchdogs do."""
    assert door(book).head(path).status_code == door(book).get(path).status_code == 200


class StuckBook(AccessBook):
    """Whose database does not answer while `stuck` is set."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.stuck, self.looks = False, 0

    def everything(self):  # type: ignore[no-untyped-def]
        self.looks += 1
        if self.stuck:
            time.sleep(10)
            raise StoreUnavailable("db.internal")
        return super().everything()


def test_a_database_that_hangs_holds_up_neither_probes_nor_askers(tmp_path: Path) -> None:
    """What needs no key is not held up at all, a known key goes on being known, nothing waits for long."""
    book = StuckBook(Database(f"sqlite:///{tmp_path}/a.db"))
    _, secret = book.add_key("portal", {Scope.ASK})
    asked = door(book, local=False, private=True)
    bearer = {"Authorization": f"Bearer {secret}"}
    assert asked.post("/api/ask", json={"question": "q"}, headers=bearer).status_code == 200
    book.stuck = True
    time.sleep(register.FRESH_SECONDS)
    started = time.monotonic()
    assert asked.get("/healthz").status_code == 200
    assert time.monotonic() - started < 5
    assert asked.post("/api/ask", json={"question": "q"}, headers=bearer).status_code == 200
    assert time.monotonic() - started < 9
    never = door(StuckBook(Database(f"sqlite:///{tmp_path}/b.db")), local=False)
    assert never.post("/api/ask", json={"question": "q"}).status_code == 200


def test_guessing_keys_does_not_reach_the_database_each_time(tmp_path: Path) -> None:
    """Many wrong keys at once come to a few looks."""
    book = StuckBook(Database(f"sqlite:///{tmp_path}/a.db"))
    asked = door(book, local=False)
    for number in range(100):
        assert asked.get("/api/reports", headers={"Authorization": f"Bearer wbk_{number}"}).status_code == 401
    assert book.looks < 50


def test_a_token_cannot_be_made_or_stretched(book: AccessBook) -> None:
    """Neither by another site's key, nor by changing a byte, nor after its time."""
    site = book.add_site("portal", [PORTAL], signed_users=True)
    other = book.add_site("other", [PORTAL], signed_users=True)
    now = time.time()
    token = tokens.issue(site, PORTAL, now + 60, "u")
    found = tokens.read(site, token, now)
    assert found is not None and (found.user, found.origin) == ("u", PORTAL)
    assert tokens.read(site, token, now + 61) is None
    forged = tokens.issue(Site(site.id, "", (PORTAL,), other.token_key, None, 0), PORTAL, now + 60)
    assert tokens.read(site, forged, now) is None
    for at in range(len(tokens.PREFIX), len(token)):
        changed = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        read = tokens.read(site, changed, now)
        assert read is None or read == found  # the last character of Base64 has bits to spare


def test_uploads_take_what_is_a_report_by_its_content(book: AccessBook) -> None:
    """Stored under a name that any disk takes; too large or empty is refused."""
    asked = door(book, upload_limit=1_000)
    taken = asked.post("/api/uploads", params={"name": "../../etc/某局\x00 决算?.pdf"}, content=b"%PDF-1.7")
    assert (taken.status_code, taken.json()["source"]) == (202, "_.._etc_某局 决算_.pdf")
    assert asked.post("/api/uploads", params={"name": "a.pdf"}, content=b"MZ").status_code == 422
    assert asked.post("/api/uploads", params={"name": "a.pdf"}, content=b"").status_code == 422
    assert (
        asked.post("/api/uploads", params={"name": "a.pdf"}, content=b"%PDF-" + b"x" * 1_000).status_code
        == 413
    )
    assert asked.post("/api/uploads", params={"name": "..."}, content=b"%PDF-").status_code == 422


def test_only_answers_that_were_given_are_shared(book: AccessBook) -> None:
    """A made-up answer gets no link of ours."""
    asked = door(book)
    answer = asked.post("/api/ask", json={"question": "合计是多少"}).json()
    shared = asked.post("/api/shares", json={"trace_id": answer["trace_id"]}).json()
    assert asked.get(f"/api/shares/{shared['id']}").json()["answer"]["answer"] == answer["answer"]
    assert asked.post("/api/shares", json={"trace_id": "0" * 32}).status_code == 404
    assert asked.get("/api/shares/not-there-at-all-x").status_code == 404

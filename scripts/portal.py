"""A portal of another origin with the widget in its page, to try it and to test it.

    python scripts/portal.py [--service http://127.0.0.1:8000] [--port 8090] [--site site_…]

Its Content-Security-Policy is strict: no inline script or style, no eval, nothing from anywhere but itself
and the service.  Without `--site` the portal registers itself in the corpus of WENBAO_HOME.  The query of a
page sets the widget up: `/?mode=inline&language=en&theme=dark`.  `/element` places `<wenbao-chat>` itself.
"""

from __future__ import annotations

import argparse
import html
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

DEMO = Path(__file__).resolve().parent.parent / "widget" / "demo"
POLICY = (
    "default-src 'none'; script-src {service}; style-src 'self'; connect-src {service}; frame-src {service}; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SETTABLE = frozenset({"mode", "language", "theme", "position", "heading", "target", "user-token"})


def registered(origin: str) -> str:
    """A new site for `origin` in the corpus of WENBAO_HOME."""
    command = [sys.executable, "-m", "wenbao", "access", "site", "Demo portal", "--origin", origin]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[0]


def page(service: str, site: str, given: dict[str, str], template: str = "portal.html") -> str:
    """A page of the portal, its widget set up by `given`: by the script's `data-…`, or by the element's own
    attributes."""
    prefix = "data-" if template == "portal.html" else ""
    names = sorted(SETTABLE & given.keys())
    more = "".join(f' {prefix}{name}="{html.escape(given[name])}"' for name in names)
    fields = {
        "service": service,
        "site": site,
        "more": more,
        "language": html.escape(given.get("lang", "zh-CN")),
    }
    text = (DEMO / template).read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda found: fields[found.group(1)], text)


def server(service: str, port: int, site: str | None = None) -> ThreadingHTTPServer:
    """The portal, listening on `port` (0: a free one)."""

    class Portal(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/portal.css":
                self.reply("text/css", (DEMO / "portal.css").read_text(encoding="utf-8"))
            elif parts.path == "/":
                self.reply("text/html", page(service, known, dict(parse_qsl(parts.query))))
            elif parts.path == "/element":
                given = dict(parse_qsl(parts.query))
                self.reply("text/html", page(service, given.get("site", known), given, "element.html"))
            elif parts.path == "/favicon.ico":
                self.reply("image/svg+xml", (DEMO.parent / "mark.svg").read_text(encoding="utf-8"))
            else:
                self.send_error(404)

        def reply(self, kind: str, text: str) -> None:
            body = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY.format(service=service))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    made = ThreadingHTTPServer(("127.0.0.1", port), Portal)
    known = site or registered(f"http://127.0.0.1:{made.server_port}")
    return made


def main() -> None:
    """Serve the portal until Ctrl-C."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--service", default="http://127.0.0.1:8000")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--site")
    options = parser.parse_args()
    portal = server(options.service, options.port, options.site)
    print(f"portal: http://127.0.0.1:{portal.server_port}", flush=True)
    try:
        portal.serve_forever()
    except KeyboardInterrupt:
        portal.server_close()


if __name__ == "__main__":
    main()

"""Show Wenbao at work: read the sample reports, start the service, ask it a question over HTTP.

    python scripts/demo.py [--once] [--port 8000]

State goes to WENBAO_HOME, by default `.wenbao/demo`, so that a corpus of your own is left alone.
Afterwards the service stays up until Ctrl-C.  With `--once`, with DEMO_ONCE or CI in the environment,
or without a terminal it stops after the answer, with exit code 0 when that was given.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WENBAO = Path(sys.executable).with_name("wenbao")
QUESTION = "天河区政府办2017年三公经费是多少"
START_SECONDS = 60


def main() -> int:
    """Run the demo; the exit code is that of the first step that fails."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--once", action="store_true", help="stop after the answer")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    once = options.once or any(os.environ.get(name) for name in ("DEMO_ONCE", "CI")) or not sys.stdin.isatty()
    environment = {**os.environ, "WENBAO_HOME": os.environ.get("WENBAO_HOME", str(ROOT / ".wenbao" / "demo"))}

    print(f"$ wenbao ingest samples/reports      (WENBAO_HOME={environment['WENBAO_HOME']})", flush=True)
    read = subprocess.run([WENBAO, "ingest", str(ROOT / "samples" / "reports")], env=environment, check=False)
    if read.returncode:
        return read.returncode

    port = free_port(options.port)
    address = f"http://127.0.0.1:{port}"
    print(f"\n$ wenbao serve --port {port}", flush=True)
    service = subprocess.Popen([WENBAO, "serve", "--port", str(port)], env=environment)
    try:
        answer = ask_when_up(service, address)
        show(address, answer)
        if not once:
            print("Ctrl-C ends it.", flush=True)
            service.wait()
    except KeyboardInterrupt:
        pass
    except (TimeoutError, RuntimeError) as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    finally:
        service.terminate()
        service.wait(timeout=30)
    return 0


def free_port(wanted: int) -> int:
    """`wanted`, or any free port when that one is taken."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask_when_up(service: subprocess.Popen[bytes], address: str) -> dict[str, Any]:
    """The answer to the README's question, as soon as the service takes it."""
    deadline = time.monotonic() + START_SECONDS
    body = json.dumps({"question": QUESTION}).encode()
    while service.poll() is None and time.monotonic() < deadline:
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{address}/api/ask", body, headers)  # noqa: S310  # our own address
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:  # noqa: S310
                found: dict[str, Any] = json.load(reply)
                return found
        except urllib.error.HTTPError as error:
            raise RuntimeError(error.read().decode()) from error
        except urllib.error.URLError:
            time.sleep(0.2)
    raise TimeoutError("the service did not come up")


def show(address: str, answer: dict[str, Any]) -> None:
    """The question, its answer and the first place, and where to go on."""
    body = f'{{"question": "{QUESTION}"}}'
    print(f"\n$ curl -s {address}/api/ask -H 'Content-Type: application/json' -d '{body}'")
    print(f"\n{answer['answer']}\n")
    for citation in answer["citations"][:3]:
        table = citation["table"] or {}
        place = " · ".join(filter(None, [table.get("form"), table.get("title")]))
        print(f"[{citation['number']}] {citation['source']} p. {citation['page']} {place}")
        print(f"    {address}{citation['url']}")
    print(f"\nThe service is at {address} (endpoints: {address}/docs)", flush=True)


if __name__ == "__main__":
    sys.exit(main())

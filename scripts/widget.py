"""Build the pages and the widget, or check that what is committed was built from the sources at hand.

    python scripts/widget.py [--check]

`--check` compares the digest of the sources with the one that the build left behind.  Where Node is, it
also gets the packages of `widget/package-lock.json`, lints, checks types, runs the components' tests, builds
anew and compares every byte.  Where that cannot be done it says so, loudly.
"""

from __future__ import annotations

import filecmp
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE, BUILT = ROOT / "widget", ROOT / "service" / "http" / "static"
APART = ("node_modules", "test", "demo")
LOCK, INSTALLED = SOURCE / "package-lock.json", SOURCE / "node_modules" / ".package-lock.json"
LEAST_NODE = (20, 19)
GET = (
    "npm",
    "ci",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "--fetch-retries=1",
    "--fetch-timeout=60000",
)


def digest() -> str:
    """The SHA-256 of what the build is made from: as `widget/build.mjs` takes it."""
    taken = hashlib.sha256()
    for path in sorted(sources(), key=lambda path: path.relative_to(SOURCE).as_posix()):
        taken.update(path.relative_to(SOURCE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return taken.hexdigest()


def sources() -> list[Path]:
    """The files that the build is made from."""
    return [
        path
        for top in SOURCE.iterdir()
        if top.name not in APART
        for path in ([top] if top.is_file() else top.rglob("*"))
        if path.is_file() and path.name != ".npmrc" and path.suffix != ".md"
    ]


def node(*words: str) -> int:
    """A command of Node's in the folder of the sources; its exit code."""
    return subprocess.run(words, cwd=SOURCE, check=False).returncode


def unready() -> str:
    """Why the components cannot be checked here, after getting their packages; empty when they can."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "Node and npm are not here"
    version = subprocess.run(
        ["node", "--version"], capture_output=True, text=True, check=False
    ).stdout.strip()
    if tuple(int(part) for part in re.findall(r"\d+", version)[:2]) < LEAST_NODE:
        return f"Node {version} is older than {'.'.join(map(str, LEAST_NODE))}"
    if INSTALLED.is_file() and INSTALLED.stat().st_mtime >= LOCK.stat().st_mtime:
        return ""
    return "" if node(*GET) == 0 else f"`{' '.join(GET)}` failed in widget/"


def rebuilt_differs() -> list[str]:
    """The files that a new build makes otherwise."""
    with tempfile.TemporaryDirectory() as folder:
        if node("node", "build.mjs", folder):
            return ["the build fails"]
        fresh = Path(folder)
        made = {path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file()}
        kept = {path.relative_to(BUILT) for path in BUILT.rglob("*") if path.is_file()}
        _, other, lost = filecmp.cmpfiles(fresh, BUILT, [str(name) for name in made & kept], shallow=False)
        return sorted([*other, *lost, *(str(name) for name in made ^ kept)])


def check() -> int:
    """Exit code 1 when what is committed is not what the sources give."""
    mark = BUILT / "built-from.txt"
    if not mark.is_file() or mark.read_text().strip() != digest():
        print(
            "widget: service/http/static is not built from widget/ as it is; run `make widget`",
            file=sys.stderr,
        )
        return 1
    if lacking := unready():
        print(
            f"widget: NOT CHECKED, lint, types and tests of widget/ were not run: {lacking}", file=sys.stderr
        )
        print("widget: built from these sources, by their digest alone")
        return 0
    if node("npm", "run", "--silent", "check"):
        return 1
    if differing := rebuilt_differs():
        print("widget: a new build differs: " + ", ".join(differing), file=sys.stderr)
        return 1
    print("widget: lint, types and tests pass; a new build gives the same bytes")
    return 0


def main() -> int:
    """Build, or check."""
    if "--check" in sys.argv:
        return check()
    if lacking := unready():
        print(f"widget: cannot be built: {lacking}", file=sys.stderr)
        return 1
    return node("node", "build.mjs")


if __name__ == "__main__":
    sys.exit(main())

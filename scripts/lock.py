"""Write requirements.lock: the exact versions, in this environment, of all that the project needs.

    python scripts/lock.py [--check]

Follows the requirements of pyproject.toml (the extras and the development group included) through
the installed packages.  Local labels (`+cpu`) are dropped, so that the versions resolve from any
index; what is installed but not needed is left out.  `--check` only tells whether the file agrees.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
HEAD = """\
# Made by scripts/lock.py: every package that Wenbao, its extras and its checks need.
# torch is pinned: an open range takes a build of several gigabytes for graphics cards.
"""


def declared() -> list[str]:
    """The requirements that pyproject.toml states."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    stated = list(project["project"]["dependencies"])
    for extra in project["project"].get("optional-dependencies", {}).values():
        stated += extra
    for group in project.get("dependency-groups", {}).values():
        stated += [item for item in group if isinstance(item, str)]
    return stated


def closure(stated: Iterable[str]) -> dict[str, str]:
    """Name → version of everything needed, marks and extras heeded; exits when one is missing."""
    pinned: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(text), "") for text in stated]
    while waiting:
        requirement, wanted_by = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": wanted_by}):
            continue
        name = canonicalize_name(requirement.name)
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            sys.exit(f"lock: {name} is needed but not installed here")
        if not requirement.specifier.contains(found.version, prereleases=True):
            sys.exit(f"lock: {name} {found.version} does not meet {requirement}")
        pinned[name] = found.version.partition("+")[0]
        for extra in requirement.extras | {""}:
            if (name, extra) not in seen:
                seen.add((name, extra))
                waiting += [(Requirement(text), extra) for text in found.requires or ()]
    return pinned


def main() -> int:
    """Write the file, or say with exit code 1 that it does not agree."""
    path = ROOT / "requirements.lock"
    lines = [f"{name}=={version}\n" for name, version in sorted(closure(declared()).items())]
    text = HEAD + "".join(lines)
    if "--check" in sys.argv:
        same = path.exists() and path.read_text(encoding="utf-8") == text
        print("lock: agrees" if same else "lock: requirements.lock does not agree; run make lock")
        return 0 if same else 1
    path.write_text(text, encoding="utf-8")
    print(f"lock: {len(lines)} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())

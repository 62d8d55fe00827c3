"""The READMEs: their session, and their commands as they stand."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.en.md")
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ENVIRONMENT = Path(sys.prefix)


def blocks(name: str) -> list[str]:
    """What is to be pasted into a shell, block by block."""
    return BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))


def test_the_session_prints_the_numbers_that_the_readme_shows() -> None:
    """Every count, page, box and figure; `make readme` brings it up to date."""
    done = subprocess.run(
        [sys.executable, "scripts/readme.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_both_languages_tell_the_same_commands() -> None:
    """What is said about them differs, the commands do not."""
    plain = [[re.sub(r":\?[^}]*", ":?", block) for block in blocks(name)] for name in READMES]
    assert plain[0] == plain[1] and len(plain[0]) >= 5


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The checkout as it is now, as a repository to clone."""
    if not (ROOT / ".git").exists():
        pytest.skip("no git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    folder = tmp_path / "repository"
    for name in re.sub(r'"((?:\\.|[^"])*)"', lambda quoted: _unquoted(quoted.group(1)), listed).splitlines():
        source, target = ROOT / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    who = ("-c", "user.name=test", "-c", "user.email=test@localhost")
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "as it is")):
        subprocess.run(["git", *words], cwd=folder, check=True)
    return folder


def _unquoted(name: str) -> str:
    """A file name as git quotes it, in octal bytes."""
    return name.encode().decode("unicode_escape").encode("latin-1").decode()


@pytest.fixture
def shell(repository: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a new user: nothing of Wenbao's is set.

    What the network gives is here already: a clone finds the packages of this environment in its `.venv`
    (a hook of git puts them there), and `docker` notes what it is asked for.
    """
    if not (ENVIRONMENT / "bin" / "activate").is_file():
        pytest.skip("these tests do not run in a virtual environment")
    hook = tmp_path / "template" / "hooks" / "post-checkout"
    hook.parent.mkdir(parents=True)
    links = "\n".join(f'ln -s "{ENVIRONMENT / name}" .venv/{name}' for name in ("bin", "lib", "pyvenv.cfg"))
    hook.write_text(f"#!/bin/sh\nset -e\nmkdir .venv\n{links}\ntouch .venv/.installed\n")
    docker = tmp_path / "bin" / "docker"
    docker.parent.mkdir()
    docker.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/docker.txt\n')
    for made in (hook, docker):
        made.chmod(0o755)
    dropped = ("WENBAO_", "VIRTUAL_ENV", "DEMO_ONCE", "CI")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {
        **kept,
        "REPOSITORY": str(repository),
        "GIT_TEMPLATE_DIR": str(hook.parent.parent),
        "PATH": f"{docker.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(tmp_path / "wenbao"),
    }


def free_port() -> int:
    """8000 as the README has it, or any other where that is taken."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", 8000))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_commands_of_the_readme_work_as_they_stand(shell: dict[str, str], tmp_path: Path) -> None:
    """Pasted block by block into one shell, from the clone to the scorecard; the first that fails ends it."""
    port = str(free_port())
    script = "".join(
        f"echo; echo '=== {number}'\n{block}" for number, block in enumerate(blocks("README.md"))
    ).replace("8000", port)
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=tmp_path,
        env=shell,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    parts = re.split(r"^=== \d+\n", done.stdout, flags=re.MULTILINE)[1:]
    demo, asked, served, own, _, scored = parts
    assert "404.40 万元" in demo and "404.40 万元" in asked
    assert '"answer"' in served and "404.40" in served
    clone = tmp_path / "wenbao"
    assert "样例" in own and (clone / "records.xlsx").stat().st_size > 10_000
    assert (clone / "out" / "card" / "index.html").is_file() and scored
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    told = (tmp_path / "docker.txt").read_text().splitlines()
    assert told == ["compose up --build --detach", "compose run --rm ingest"] and "ingest" in services
    assert list((clone / "reports").glob("*.pdf"))

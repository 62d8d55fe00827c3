"""The container files, read as a builder would."""

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from wenbao.cli import app
from wenbao.settings import Settings

ROOT = Path(__file__).parents[2]


def steps() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile, continued lines joined."""
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines)]


def of(name: str) -> list[str]:
    return [rest for step, rest in steps() if step == name]


def sources() -> list[str]:
    """What is copied from the checkout."""
    return [path for rest in of("COPY") if not rest.startswith("--from") for path in rest.split()[:-1]]


@pytest.mark.parametrize("path", sources())
def test_what_is_copied_is_there_and_not_ignored(path: str) -> None:
    """A source that is missing, or kept out by .dockerignore, ends the build."""
    assert (ROOT / path).exists()
    allowed = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert f"!{Path(path).name}" in allowed


def test_every_package_of_the_project_is_copied() -> None:
    """A room that is forgotten is missed at the first import."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rooms = {pattern.rstrip("*") for pattern in project["tool"]["setuptools"]["packages"]["find"]["include"]}
    assert rooms <= {Path(path).name for path in sources()}
    assert project["project"]["readme"] in sources() and "LICENSE" in sources()


def test_stages_users_and_paths_fit_together() -> None:
    """Two stages; what is taken from the first was made there; the service does not run as root."""
    stages = [rest.split(" AS ")[1] for rest in of("FROM") if " AS " in rest]
    (taken,) = [rest for rest in of("COPY") if rest.startswith("--from")]
    stage, made = re.match(r"--from=(\w+) (\S+)", taken).groups()  # type: ignore[union-attr]
    assert stage in stages and f"python -m venv {made}" in of("RUN")
    assert of("USER") == ["wenbao"] and any("useradd" in rest and "wenbao" in rest for rest in of("RUN"))


def test_settings_commands_and_port_are_real() -> None:
    """The image starts a command that exists, with settings that exist, on the port that it exposes."""
    names = re.findall(r"(WENBAO_\w+)=", " ".join(of("ENV")))
    assert names and {name.removeprefix("WENBAO_").lower() for name in names} <= set(Settings.model_fields)
    group: Any = typer.main.get_command(app)
    assert json.loads(of("CMD")[-1])[0] in group.commands
    assert json.loads(of("ENTRYPOINT")[0]) == ["wenbao"]
    assert of("EXPOSE") == [str(Settings.model_fields["port"].default)]
    assert f":{of('EXPOSE')[0]}/readyz" in of("HEALTHCHECK")[0]


def test_the_health_check_is_valid_python() -> None:
    """It runs every half minute for years: it had better compile."""
    command = json.loads(of("HEALTHCHECK")[0].partition("CMD ")[2])
    assert command[:2] == ["python", "-c"]
    compile(command[2], "healthcheck", "exec")


def test_run_steps_are_well_formed_shell() -> None:
    """Each splits into words, and pip gets files that were copied before."""
    for rest in of("RUN"):
        words = shlex.split(rest)
        if "--requirement" in words:
            assert words[words.index("--requirement") + 1] in sources()


def test_compose_starts_what_the_image_has() -> None:
    """Its services use this image, real commands and the volume that is declared."""
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    group: Any = typer.main.get_command(app)
    for service in compose["services"].values():
        assert service["command"][0] in group.commands
        assert "state:/data" in service["volumes"] and "state" in compose["volumes"]
    assert compose["services"]["wenbao"]["build"] == "."


@pytest.mark.slow
def test_the_steps_make_a_service_that_answers() -> None:
    """Each COPY and RUN, carried out in a new folder, makes what starts, is healthy, reads and answers."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "image.py")],
        env=environment, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "image: healthy" in done.stdout and "404.40 万元" in done.stdout

"""`wenbao`: the command line.  Each command lives in `wenbao.commands`."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated

import typer

from corpus.errors import SettingInvalid, WenbaoError
from wenbao import __version__
from wenbao.commands import COMMANDS

FAILED, USAGE = 1, 2

app = typer.Typer(
    name="wenbao",
    help="问报：向公开的部门决算、预算和绩效报告提问。 Ask published reports; get the figure with its place.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"wenbao {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """What stands before any command."""


for _name in COMMANDS:
    _module = import_module(f"wenbao.commands.{_name}")
    if hasattr(_module, "app"):
        app.add_typer(_module.app, name=_name)  # a command with commands of its own
    else:
        app.command(_name)(_module.run)


def main() -> None:
    """Run the command line; an error of ours is a sentence on standard error, not a traceback."""
    try:
        app()
    except SettingInvalid as error:
        _fail(error, USAGE)
    except WenbaoError as error:
        _fail(error, FAILED)
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`): nothing is wrong.
        sys.stderr.close()
        sys.exit(0)


def _fail(error: WenbaoError, code: int) -> None:
    typer.echo(error.message(), err=True)
    sys.exit(code)

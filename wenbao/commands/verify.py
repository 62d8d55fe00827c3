"""`wenbao verify`: whether a backup is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(file: Annotated[Path, typer.Argument(help="备份文件。 The backup.")]) -> None:
    """检验备份是否完整。 Read a backup to its end: every file, every row, every report's original.

    Exit status: 0 it is whole, 1 not.
    """
    from corpus.store import backup

    told = backup.verify(file)
    typer.echo(f"{file}: reports {told.reports}, originals {told.originals}, rows {told.rows}")

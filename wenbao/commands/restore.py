"""`wenbao restore`: a backup back into an empty corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(file: Annotated[Path, typer.Argument(help="备份文件。 The backup.")]) -> None:
    """恢复备份到空的资料库。 Bring a backup back into an empty WENBAO_HOME and database.

    A backup of SQLite may be restored to PostgreSQL and the other way, and one of an earlier release is
    brought up.  Vectors are made anew.  Exit status: 0 restored, 1 not, with nothing changed.
    """
    from corpus.store import backup
    from corpus.store.files import FileStore
    from corpus.store.lock import held
    from wenbao.settings import load

    settings = load()
    with held(settings.home / "writer.lock"):
        told = backup.restore(file, settings.sql_url, FileStore(settings.home / "files"))
    typer.echo(f"{file}: reports {told.reports}, originals {told.originals}, rows {told.rows}")

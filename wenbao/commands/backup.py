"""`wenbao backup`: the corpus as one file, while it is used."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(
    file: Annotated[Path, typer.Argument(help="备份文件。 The file to write (a tar archive, gzip).")],
) -> None:
    """备份：报告、原件、密钥、反馈。 Write reports, originals, keys and feedback into one file.

    The service may run and read meanwhile.  Exit status: 0 written, 1 not.
    """
    from corpus.store import backup
    from wenbao.bootstrap import corpus_of
    from wenbao.settings import load

    with corpus_of(load()) as corpus:
        told = backup.write(corpus.database, corpus.files, file)
    typer.echo(f"{file}: reports {told.reports}, originals {told.originals}, rows {told.rows}")

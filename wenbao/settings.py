"""Every setting, with its default and what it does.  Values come from the environment
(`WENBAO_…`) or from `.env` in the working directory; nothing is opened here.

`docs/settings.md` lists the same; a test holds the two together.
"""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingInvalid


def _cores() -> int:
    """Cores that this process may use (a container's share, not the machine's)."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Settings(BaseSettings):
    """Settings of one running Wenbao."""

    model_config = SettingsConfigDict(env_prefix="WENBAO_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Field(default=Path(".wenbao"), description="Folder that holds all state.")
    database_url: str | None = Field(
        default=None,
        description="SQLAlchemy URL of the records, such as postgresql+psycopg://user@host/name. "
        "Unset: SQLite in WENBAO_HOME.",
    )
    embedding_model: str | None = Field(
        default=None,
        description="Name or folder of a sentence-transformers model. Unset: a small model fitted on the "
        "corpus itself, which downloads nothing.",
    )
    vectors: bool = Field(default=True, description="Whether passages are also searched by vectors.")
    view_cache: int = Field(default=256, ge=1, description="How many reports are kept in memory once read.")

    ingest_processes: int = Field(
        default_factory=_cores, ge=1, description="How many files are read at once. Default: the cores."
    )
    ingest_memory_mb: int = Field(
        default=1500, ge=256, description="Address space of the process that reads one file, in MB."
    )
    ingest_cpu_seconds: int = Field(default=600, ge=1, description="Processor time for one file, in seconds.")
    ingest_wall_seconds: int = Field(default=900, ge=1, description="Time for one file, in seconds.")
    ingest_result_mb: int = Field(default=256, ge=1, description="Largest result of reading one file, in MB.")

    @property
    def sql_url(self) -> str:
        """The URL of the records: `database_url`, or SQLite under `home`."""
        return self.database_url or f"sqlite:///{self.home.absolute() / 'wenbao.db'}"


def load() -> Settings:
    """The settings of this environment.  Raises SettingInvalid, naming the setting."""
    try:
        return Settings()
    except ValidationError as error:
        faults = [
            f"WENBAO_{'.'.join(str(part) for part in fault['loc']).upper()}: {fault['msg']}"
            for fault in error.errors()
        ]
        raise SettingInvalid("; ".join(faults)) from error

"""Every setting, with its default and what it does.  Values come from the environment
(`WENBAO_…`) or from `.env` in the working directory; nothing is opened here.

`docs/settings.md` lists the same; a test holds the two together.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
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
    view_cache: int = Field(default=64, ge=1, description="How many reports are kept in memory once read.")

    ingest_processes: int = Field(
        default_factory=_cores, ge=1, description="How many files are read at once. Default: the cores."
    )
    ingest_memory_mb: int = Field(
        default=1300, ge=256, description="Address space of the process that reads one file, in MB."
    )
    ingest_share_mb: int = Field(
        default=320,
        ge=128,
        description="Address space with which a file is tried first, in MB: several are read at a time so, "
        "and those that need more again, with WENBAO_INGEST_MEMORY_MB.",
    )
    ingest_total_mb: int = Field(
        default=2048,
        ge=256,
        description="Address space of all processes of one user on the machine that read files, in MB.",
    )
    ingest_page_cpu_seconds: int = Field(
        default=45, ge=1, description="Processor time for one page of a file, in seconds."
    )
    ingest_cpu_seconds: int = Field(
        default=3_600, ge=1, description="Processor time for one file, in seconds."
    )
    ingest_wall_seconds: int = Field(default=7_200, ge=1, description="Time for one file, in seconds.")
    ingest_stall_seconds: int = Field(
        default=55, ge=1, description="Time without a page read, or without a result after the last one."
    )
    ingest_result_mb: int = Field(default=256, ge=1, description="Largest result of reading one file, in MB.")
    ingest_rows: int = Field(
        default=120_000,
        ge=1,
        description="Rows of one sheet or table that are read; a problem tells of more.",
    )
    ingest_cells: int = Field(
        default=520_000, ge=1, description="Cells of one file that are read; a problem tells of more."
    )

    chat_model: str | None = Field(
        default=None, description="Name of a chat model behind an OpenAI-compatible endpoint. Unset: none."
    )
    chat_base_url: str | None = Field(
        default=None, description="Address of that endpoint, with its /v1. Unset: OpenAI's own."
    )
    chat_api_key: SecretStr | None = Field(
        default=None, description="Key for that endpoint, if it needs one."
    )
    chat_timeout: float = Field(
        default=20.0, gt=0, description="Time for all calls of one answer to the chat model, in seconds."
    )
    chat_max_tokens: int = Field(
        default=1_024, ge=16, description="Longest reply of the chat model, in tokens."
    )
    chat_concurrency: int = Field(
        default=8, ge=1, description="How many calls to the chat model run at once."
    )
    chat_output: Literal["json_schema", "function_calling", "json_mode"] = Field(
        default="json_schema", description="How the endpoint is asked for a structured reply."
    )
    sure: float = Field(
        default=0.6,
        ge=0,
        le=1,
        description="How sure the learned reader must be before it tells a figure: higher asks back more "
        "often, lower tells wrong figures more often.",
    )
    chat_certain: float = Field(
        default=0.95,
        ge=0,
        description="How certain the reading without the chat model must be for the model not to be asked; "
        "above 1 it always is.",
    )
    chat_room: int = Field(
        default=20_000,
        ge=1_000,
        description="How much of the reports the chat model is shown with a question, in characters.",
    )
    chat_lookups: int = Field(
        default=2, ge=0, le=5, description="How often the chat model may ask for more of the reports."
    )

    host: str = Field(default="127.0.0.1", description="Address that `wenbao serve` listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port of `wenbao serve`; 0 takes a free one.")
    connections: int = Field(default=1_000, ge=10, description="How many connections are open at once.")
    question_limit: int = Field(default=1_000, ge=1, description="Longest question, in characters.")
    body_limit_kb: int = Field(default=256, ge=1, description="Largest body of a request, in KB.")
    traces: int = Field(
        default=1_000, ge=0, description="How many explained answers are kept to be found by trace id."
    )
    trace_seconds: int = Field(default=3_600, ge=1, description="How long an explained answer is kept.")
    private: bool = Field(
        default=False, description="Whether asking and reading need a key or a portal's token."
    )
    upload_limit_mb: int = Field(default=200, ge=1, description="Largest file that is uploaded, in MB.")
    token_seconds: int = Field(
        default=900, ge=60, description="How long the token of a portal's visitor lasts, in seconds."
    )
    page_processes: int = Field(default=2, ge=1, description="How many pages are drawn at once.")
    page_cache_mb: int = Field(default=512, ge=1, description="Room for drawn pages on disk, in MB.")
    disk_free_mb: int = Field(
        default=200, ge=0, description="Free room on the disk below which `/readyz` says so, in MB."
    )
    shutdown_seconds: int = Field(
        default=10, ge=0, description="How long open requests may take to end when the service is stopped."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The least severe log lines that are written."
    )
    log_format: Literal["console", "json"] = Field(
        default="console", description="Log lines for people (`console`) or for programs (`json`)."
    )
    log_questions: bool = Field(
        default=False, description="Whether the access log holds the text of the questions."
    )

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

"""The commands, one module each.  A module has `run`, which Typer reads the options off; it
imports what is heavy inside, so that `--help` stays quick."""

from __future__ import annotations

COMMANDS = (
    "ingest", "ask", "serve", "mcp", "reports", "records", "eval", "audit", "access",
    "backup", "verify", "restore", "doctor", "train",
)  # fmt: skip
"""In the order in which `wenbao --help` lists them."""

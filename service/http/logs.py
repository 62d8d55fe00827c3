"""How log lines look: for people on a terminal, or one JSON object a line.  They go to standard error."""

from __future__ import annotations

import logging
import sys
from typing import Literal

import structlog
from structlog.typing import Processor

MOST_FRAMES = 30
_SAID_BEFORE = "Exception in ASGI application"
_held: list[logging.Handler] = []  # the one handler of the process, once there is one
LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def configure(level: str = "info", form: Literal["console", "json"] = "console") -> None:
    """Set the log up for this process."""
    processors: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if form == "json":
        # Locals hold what people ask, and take a second to render.
        told = structlog.tracebacks.ExceptionDictTransformer(show_locals=False, max_frames=MOST_FRAMES)
        last: list[Processor] = [
            structlog.processors.ExceptionRenderer(told),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    else:
        colors = sys.stderr.isatty()
        last = [
            structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=structlog.dev.plain_traceback)
        ]
    _take_over(processors, last, LEVELS[level])
    structlog.configure(
        processors=[*processors, *last],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _take_over(processors: list[Processor], last: list[Processor], level: int) -> None:
    """Let what libraries log through the standard library look the same."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=processors,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    handler.addFilter(_not_said_before)
    _held[:] = [handler]
    logging.root.setLevel(max(level, logging.INFO))
    hold()


def hold() -> None:
    """Undo what libraries did to the log since: some put handlers of their own on it when they start.

    Nothing happens where `configure` was not called: tests and programs that embed the service have
    their own.
    """
    if not _held:
        return
    logging.root.handlers[:] = _held
    for logger in list(logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            logger.handlers[:] = [h for h in logger.handlers if isinstance(h, logging.NullHandler)]
            logger.propagate = True


def _not_said_before(record: logging.LogRecord) -> bool:
    # The service has told of it, with its trace id; the server would render the traceback again.
    return not record.getMessage().startswith(_SAID_BEFORE)

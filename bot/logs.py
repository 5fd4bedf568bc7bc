"""Logging: structured lines on standard error, without ids, tokens or what people wrote."""

import logging
import re
import sys
import traceback
from datetime import date
from pathlib import Path
from typing import Literal

import structlog
from structlog.typing import EventDict, WrappedLogger

_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
_LONG_NUMBER = re.compile(r"(?<![\w.:-])-?\d{6,}(?![\w.])")
_SMALLEST_ID = 10**6
_LIBRARIES = ("httpx", "httpcore", "alembic", "aiosqlite", "sqlalchemy", "uvicorn", "watchfiles")


def configure_logs(level: str, form: Literal["console", "json"]) -> None:
    """Set up logging for the whole program, the libraries' loggers included."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        name_cause,
        redact,
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("telegram").setLevel(logging.CRITICAL)  # it quotes what Telegram sent
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)


def name_cause(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Write an exception as its type and places; its text may quote what somebody wrote."""
    info = event.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["error"] = type(error).__name__
        event["at"] = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
    return event


def redact(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Blacken tokens and long numbers (chat and update ids) wherever they stand.

    Of objects only the type is written: their text may quote what somebody wrote.
    """
    return {
        key: value if key == "timestamp" or key.startswith("_") else _clean(value)
        for key, value in event.items()
    }


def _clean(value: object) -> object:
    match value:
        case None | bool():
            return value
        case str() | Path() | date():
            return _LONG_NUMBER.sub("[number]", _TOKEN.sub("[token]", str(value)))
        case int() | float():
            return value if abs(value) < _SMALLEST_ID else "[number]"
        case dict():
            return {str(_clean(key)): _clean(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_clean(item) for item in value]
        case _:
            return type(value).__name__

"""The one place that sets logging up: `NAP_LOG` enters, every line of this process leaves in one form, on standard error.

A line has a moment in UTC, level, logger and message, and where there is one the request it belongs to and the number a person
was shown. What may stand in it at all says `nap.discreet`. Whoever logs only calls `logging.getLogger("nap.…")`.
"""

from __future__ import annotations

import logging
import secrets
import sys
import threading
import warnings
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from nap.discreet import OURS, Fit, kinds, place, places, sentence
from nap.tallies import TROUBLE

FIELDS = ("request", "incident", "kind", "page", "method", "status", "ms")
"""What a line may say beside its message, by the names under which it is given to `extra`. Each is a number or a word of ours."""
_SILENT = frozenset({"uvicorn.access"})
"""Writes addresses of people and of pages; ours says what is needed of a request (`web/access.py`)."""
_TRACE = "Traceback (kinds and places alone):"
_REQUEST: ContextVar[str] = ContextVar("request", default="")
_LOG = logging.getLogger("nap.process")


def new_id() -> str:
    """A number for one request, one run of a page."""
    return secrets.token_hex(8)


def begin_request(id: str) -> None:
    """What is logged from here on, in this task or thread and those begun from it, belongs to the request of that id."""
    _REQUEST.set(id)


def request_id() -> str:
    """The id of the request that is answered just now; empty outside of one."""
    return _REQUEST.get()


def trouble(where: str, fault: BaseException) -> str:
    """Log a failure of ours and count it; returns the number under which it is found, to be shown to the person."""
    number = secrets.token_hex(4)
    TROUBLE.add(where)
    _LOG.error("trouble", exc_info=fault, extra={"incident": number})
    return number


def kind_asked(environment: Mapping[str, str]) -> str:
    """What the setting `NAP_LOG` asks for; text for anything it cannot mean, which whoever reads the settings refuses."""
    return "json" if environment.get("NAP_LOG", "").strip().lower() == "json" else "text"


def set_up(kind: str) -> None:
    """From now on every record of every logger leaves as one line of this `kind`, text or json, on standard error.

    Handlers that libraries brought along are taken away. Call it again after further libraries were loaded.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(kind))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(logging.INFO)
    for logger in list(logging.Logger.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger) and (logger.handlers or logger.propagate):
            let_through(logger)
    logging.lastResort = logging.NullHandler()
    sys.excepthook = _of_process
    threading.excepthook = _of_thread
    warnings.showwarning = _warned


def let_through(logger: logging.Logger) -> None:
    """A logger without a way of its own: what it says goes the way of all others."""
    logger.handlers.clear()
    logger.propagate = logger.name not in _SILENT


def formatter(kind: str) -> logging.Formatter:
    """What makes a line of a record."""
    if kind == "json":
        from nap.logs_json import JsonLines  # takes a tenth of a second

        return JsonLines(_told)
    return _Text()


def _told(record: logging.LogRecord) -> dict[str, Any]:
    """Everything a line says, in order."""
    fault = record.exc_info[1] if record.exc_info else None
    said: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "level": record.levelname,
        "logger": record.name,
        "message": sentence(record),
    }
    given: Mapping[str, Any] = {"request": request_id(), **vars(record)}
    said |= {name: given[name] for name in FIELDS if given.get(name) not in (None, "")}
    if fault is not None:
        said |= {"fault": kinds(fault), "places": list(places(fault))}
    return said


class _Text(logging.Formatter):
    """`MOMENT LEVEL logger: message [field=value …]`; the places of a failure on lines of their own."""

    def format(self, record: logging.LogRecord) -> str:
        said = _told(record)
        fields = " ".join(f"{name}={said[name]}" for name in (*FIELDS, "fault") if name in said)
        line = f"{said['time']} {said['level']} {said['logger']}: {said['message']}" + (f" [{fields}]" if fields else "")
        return "\n".join([line, *([_TRACE, *said["places"]] if "places" in said else ())])


def _of_process(kind: type[BaseException], fault: BaseException, _: object) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _LOG.critical("the process ends by a failure", exc_info=fault)


def _of_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_type is not SystemExit:
        _LOG.error("a thread ended by a failure", exc_info=args.exc_value)


def _warned(message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: object, **__: object) -> None:
    _LOG.warning("%s at %s", category.__name__, Fit(place(filename, lineno)))

"""Log lines as JSON, one object each: what a line says enters, text leaves. Loaded only where JSON is asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from pythonjsonlogger.json import JsonFormatter


class JsonLines(JsonFormatter):
    """`told` says of a record what its line is to say."""

    def __init__(self, told: Callable[[logging.LogRecord], Mapping[str, Any]]) -> None:
        super().__init__()
        self._said = told

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        return self.serialize_log_record(dict(self._said(record)))

"""What of a log record may be told: a record enters, sentences without anybody's data leave.

Nothing that a person typed, sent or is called may stand in a log, whoever writes the line: we, a library, or an exception that
quotes a cell. So what is filled into a sentence is left out unless it is a number, a word of a code, or was declared fit (`Fit`);
of libraries only sentences that stand in their own source are told, with nothing filled in; of an exception its kind and places.
"""

from __future__ import annotations

import ast
import logging
import re
import traceback
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from pathlib import Path
from types import TracebackType

from nap.settings import ROOT

OURS = "nap"
"""The first part of the names of our own loggers."""
WITHHELD = "…"
"""Stands for what is left out."""
LAST_FRAMES = 15
"""Calls before a failure that are told."""
_CODE = re.compile(r"[A-Za-z][A-Za-z_-]{0,47}")
_STATE = re.compile(r"[A-Z0-9_]{5,32}")
"""As databases write them: SQLITE_FULL, 53300."""
_BLANK = re.compile(r"%(?:\(\w+\))?[-#0 +]*[\d*]*(?:\.[\d*]+)?[a-zA-Z]")
"""What is to be filled in."""
_BREAKS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")
_INSTALLED = re.compile(r".*/(?:site|dist)-packages/")


class Fit(str):
    """A text made by our own code of nothing that anybody typed: it is told as it is."""

    __slots__ = ()


class _Withheld:
    def __str__(self) -> str:
        return WITHHELD

    __repr__ = __str__


def sentence(record: logging.LogRecord) -> str:
    """The message of a record without what it must not tell."""
    told = _filled(record) if _is_known(record) else f"not told, see {place(record.pathname, record.lineno)}"
    return _BREAKS.sub(" ", told)


def kinds(fault: BaseException | None) -> str:
    """The kind of an exception and of those that caused it, the first cause last; empty for none."""
    return " from ".join(type(each).__name__ for each in chain(fault))


def places(fault: BaseException | None) -> tuple[str, ...]:
    """Where it happened, the outermost call first, then what it is; the first cause first."""
    lines: list[str] = []
    for each in reversed([*chain(fault)]):
        lines += [*_frames(each.__traceback__), _named(each)]
    return tuple(lines)


def chain(fault: BaseException | None) -> Iterator[BaseException]:
    """The exception and what it came from."""
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        yield fault
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)


def place(path: str, line: int | None) -> str:
    """A place in a program, by a path that tells nothing of the machine."""
    plain = path.replace("\\", "/")
    ours = ROOT.as_posix() + "/"
    outside = _INSTALLED.sub("", plain) if _INSTALLED.match(plain) else Path(plain).name
    return f"{plain.removeprefix(ours) if plain.startswith(ours) and not _INSTALLED.match(plain) else outside}:{line}"


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name == OURS or record.name.startswith(OURS + ".")


def _is_known(record: logging.LogRecord) -> bool:
    """Whether the sentence is ours, or stands word for word in the source that wrote it."""
    if not isinstance(record.msg, str):
        return False
    return _is_ours(record) or isinstance(record.msg, Fit) or record.msg in _constants(record.pathname)


def _filled(record: logging.LogRecord) -> str:
    args = record.args
    if not args:
        return str(record.msg)
    if not _is_ours(record):  # what a library fills in may come out of a cell, its numbers too
        return _BLANK.sub(WITHHELD, str(record.msg))
    fit = {name: _fit(value) for name, value in args.items()} if isinstance(args, Mapping) else tuple(map(_fit, args))
    try:
        return str(record.msg % fit)
    except (TypeError, ValueError, KeyError):  # a sentence that wanted a number got something else
        return _BLANK.sub(WITHHELD, str(record.msg))


def _fit(value: object) -> object:
    """The value if it tells nothing of anybody."""
    if value is None or isinstance(value, (bool, int, float, Fit)):
        return value
    if isinstance(value, BaseException):
        return " ".join([type(value).__name__, *_code_of(value)])
    word = value.value if isinstance(value, Enum) else value
    return word if isinstance(word, str) and _CODE.fullmatch(word) else _Withheld()


def _code_of(fault: BaseException) -> Iterator[str]:
    """The number or word by which the system, a database or a mail server names what happened; none of their sentences."""
    for name in ("sqlite_errorname", "sqlstate", "smtp_code", "errno"):
        code = getattr(fault, name, None)
        if isinstance(code, int) or (isinstance(code, str) and _STATE.fullmatch(code)):
            yield str(code)


def _frames(trace: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(trace)[-LAST_FRAMES:]:
        yield f"  {place(frame.filename, frame.lineno)} in {frame.name}"


def _named(fault: BaseException) -> str:
    """The kind, and the message only if it stands word for word in the source that raised it."""
    said = fault.args[0] if len(fault.args) == 1 and isinstance(fault.args[0], str) else ""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    source = trace.tb_frame.f_code.co_filename if trace is not None else ""
    name = type(fault).__qualname__
    return f"{name}: {_BREAKS.sub(' ', said)}" if said and said in _constants(source) else name


@lru_cache(maxsize=256)
def _constants(path: str) -> frozenset[str]:
    """Every text that stands in a source file; none for what cannot be read."""
    try:
        tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError):
        return frozenset()
    nodes = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return frozenset(text for text in nodes if isinstance(text, str))

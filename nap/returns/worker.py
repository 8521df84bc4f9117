"""Read a file from a stranger in a process of its own, with limits of time and memory. Bytes enter; a Book or one Finding leaves.

A fresh interpreter for each file, never a fork: a fork of a server with threads can hang. It starts without site-packages,
because the reading needs the standard library only. The limits are set inside the new process, so that this one has none; on
Windows only time is limited. The process also ends by itself when its time is over, should this one have died.
"""

from __future__ import annotations

import json
import marshal
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from nap.facts import Finding
from nap.returns.book import Book
from nap.returns.failing import failure
from nap.returns.gate import refusal
from nap.returns.packing import FAILED, OUT_OF_MEMORY, unpack
from nap.returns.personal import PersonalHit, PrivacyPattern

_ROOT = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from nap.returns.worker_process import serve; serve()"
_OUT_OF_TIME = -24
"""Ended by SIGXCPU."""


@dataclass(frozen=True)
class Limits:
    """What one file may cost: seconds of processor time and bytes of address space."""

    seconds: int = 60
    memory: int = 2 * 1024**3

    @property
    def clock(self) -> int:
        """Seconds by the clock: reading gives way to pages, and on a busy machine it waits for its turn more than it works."""
        return 3 * self.seconds


def open_book_safely(data: bytes, limits: Limits = Limits()) -> Book | Finding:
    """As `reader.open_book`; what hangs, explodes or breaks the reader gives `file-unreadable` (timeout, memory, crash)."""
    return ask(data, {"verb": "book"}, limits, unpack)


def scan_safely(
    data: bytes,
    patterns: Iterable[PrivacyPattern],
    limits: Limits = Limits(),
) -> tuple[PersonalHit, ...] | Finding:
    """As `personal.scan`, within limits; a pattern that never ends on this text is a `timeout`."""
    spelt = spelt_out(patterns)
    return ask(data, {"verb": "scan", "patterns": spelt}, limits, _hits)


T = TypeVar("T")


def ask(
    data: bytes,
    request: dict[str, object],
    limits: Limits,
    read: Callable[[bytes], T],
    start: str = "",
    libraries: tuple[str, ...] = (),
) -> T | Finding:
    """What a worker answers to this request about this file, as `read` understands it, or the finding of its failure.

    `start` is the program of another room's worker; it finds our code at `sys.argv[1]` and `libraries`, folders, behind it.
    """
    answer = _answer(data, request, limits, [start or _START, _ROOT, *libraries])
    return answer if isinstance(answer, Finding) else _understood(answer, read)


def _understood(answer: bytes, read: Callable[[bytes], T]) -> T | Finding:
    """The answer as `read` understands it; one that is cut off or no answer at all is a crash."""
    try:
        return read(answer)
    except (ValueError, EOFError, TypeError, LookupError):
        return _unreadable("crash")


def _hits(answer: bytes) -> tuple[PersonalHit, ...] | Finding:
    kind, *rest = marshal.loads(answer)  # noqa: S302 - from our own worker
    if kind == "hits":
        return tuple(PersonalHit(*hit) for hit in rest[0])
    found = unpack(answer)
    if not isinstance(found, Finding):
        raise TypeError(kind)
    return found


def spelt_out(patterns: Iterable[PrivacyPattern]) -> list[tuple[str, str, str, str]]:
    """The patterns as a question to the worker carries them: the fields of `NamedPattern`."""
    return [(each.name, _spelling(each.pattern), str(each.level), getattr(each, "needs", "")) for each in patterns]


def _spelling(pattern: str | re.Pattern[str]) -> str:
    return pattern if isinstance(pattern, str) else pattern.pattern


def _answer(data: bytes, request: dict[str, object], limits: Limits, program: list[str]) -> bytes | Finding:
    """The worker's answer in bytes, or the finding of its failure."""
    question = json.dumps(request | {"limits": {**asdict(limits), "clock": limits.clock}}).encode() + b"\n" + data
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-I", "-S", "-c", *program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        answer, _ = process.communicate(question, timeout=limits.clock)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return _unreadable("timeout", limits.clock)
    if process.returncode == FAILED:
        return failure(data, answer.decode("utf-8", errors="replace"))
    return answer if process.returncode == 0 and answer else _ended(process.returncode, limits)


def _ended(returncode: int, limits: Limits) -> Finding:
    if returncode == _OUT_OF_TIME:
        return _unreadable("timeout", limits.seconds)
    return _unreadable("memory" if returncode == OUT_OF_MEMORY else "crash")


def _unreadable(case: str, seconds: int | None = None) -> Finding:
    return (refusal("file-unreadable", case) if seconds is None else refusal("file-unreadable", case, seconds=seconds)).finding

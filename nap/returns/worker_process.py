"""What runs inside the worker: set the limits, read the question from the standard input, write the answer, end.

The question is one line of JSON (`verb`, `limits`, for a scan `patterns`), then the bytes of the file. The answer is
`packing.pack` of the book or finding, or `("hits", [...])`. Exit status 0; 3 when the memory was not enough; 4 when our own
code failed, and then the answer is where.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from nap.facts import Finding
from nap.returns.packing import FAILED, OUT_OF_MEMORY, pack
from nap.returns.personal import NamedPattern, scan
from nap.returns.reader import open_book

LESS_URGENT = 5
"""Steps of the scheduler by which a page for everybody goes before the reading of one file."""
FIRST_TO_GO = "800"
"""Should the machine itself run out of memory, Linux ends this process and not the server."""


def reply(question: dict[str, Any], data: bytes) -> bytes:
    """The answer to one question, in this process."""
    if question["verb"] == "book":
        return pack(open_book(data))
    found = scan(data, [NamedPattern(*pattern) for pattern in question["patterns"]])
    return pack(found) if isinstance(found, Finding) else marshal.dumps(("hits", [tuple(hit) for hit in found]))


def serve(reply: Callable[[dict[str, Any], bytes], bytes] = reply) -> None:
    """Answer one question and leave at once, without tidying up a million cells."""
    gc.disable()  # this process ends before rubbish could matter; looking for it doubles the time of a bulk sheet
    source = sys.stdin.buffer
    question = json.loads(source.readline())
    set_limits(**question["limits"])
    status, answer = 0, b""
    try:
        answer = reply(question, source.read())
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as fault:
        from nap.returns.failing import told  # loaded when it is needed, which is never

        status, answer = FAILED, told(fault).encode()
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(status)


def set_limits(seconds: int, memory: int, clock: int) -> None:
    """An end by the clock everywhere; on POSIX also limits of processor time and memory, no written files, less urgency."""
    # Ends the process from outside Python, also while a pattern holds the interpreter.
    faulthandler.dump_traceback_later(clock + 1, exit=True)
    if sys.platform == "win32":
        return
    os.nice(LESS_URGENT)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO)
    import resource

    for what, amount in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, ceiling = resource.getrlimit(what)
        wanted = amount if ceiling == resource.RLIM_INFINITY else min(amount, ceiling)
        try:
            resource.setrlimit(what, (wanted, ceiling))
        except (ValueError, OSError):
            continue  # macOS knows no limit of address space; the limit of time stands

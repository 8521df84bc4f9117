"""What is ours when something fails that should not: where it happened goes to the log, never what stood in the file.

An exception enters; a Finding leaves. The reference is made of the file's bytes, so that the same file has the same one in the
log, on the page and on the command line, also where nothing is kept.
"""

from __future__ import annotations

import hashlib
import logging
import traceback
from collections.abc import Iterator

from nap.discreet import Fit, place
from nap.facts import Finding, Severity

_log = logging.getLogger(__name__)
UNEXPECTED = "unexpected-failure"
LAST_FRAMES = 12
"""Calls before a failure that the log names."""


def failure(data: bytes, where: str) -> Finding:
    """The finding for a file whose reading or checking failed; `where` (see `told`) goes to the log."""
    reference = hashlib.sha256(data).hexdigest()[:8]
    _log.error("a file failed, reference %s\n%s", Fit(reference), Fit(where), extra={"incident": reference})
    return Finding("unexpected-failure", Severity.REFUSED, facts=(("reference", reference),))


def told(fault: BaseException) -> str:
    """Kinds of exception and lines of our code, the first cause first. Their messages are left out: they quote the file."""
    return "\n".join(line for each in reversed([*_chain(fault)]) for line in (*_lines(each), type(each).__qualname__))


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__


def _lines(fault: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(fault.__traceback__)[-LAST_FRAMES:]:
        yield f"  {place(frame.filename, frame.lineno)} in {frame.name}"

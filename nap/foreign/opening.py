"""Open a file of somebody else. Bytes enter (xlsx, ods, xls, csv); its Book with what is to be told of it leaves, or one Finding.

Everything is read and searched in a process of its own, in turn with all other files and within the limits of a return
(`nap.returns.worker`); of the libraries installed only that process sees the folder, and only for the old Excel format.
"""

from __future__ import annotations

import importlib.util
import marshal
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nap.facts import Finding, Severity
from nap.foreign.model import Remark
from nap.returns.book import Book
from nap.returns.checks.brought import brought_by
from nap.returns.failing import failure, told
from nap.returns.packing import unpack
from nap.returns.personal import PersonalHit, PrivacyPattern
from nap.returns.privately import discreet, personal_findings
from nap.returns.turns import TURNS
from nap.returns.worker import Limits, ask, spelt_out

_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); sys.path += sys.argv[2:];"
    "from nap.returns.worker_process import serve; from nap.foreign.opening_process import reply; serve(reply)"
)


LIMITS = Limits()
"""Those of a return."""


@dataclass(frozen=True)
class Opened:
    """A file that could be read and searched. Whoever keeps or shows it looks at `refused` first."""

    book: Book
    kind: str
    """`xlsx`, `ods`, `xls` or `csv`."""
    personal: tuple[PersonalHit, ...] = ()
    """Where personal data stand; never what stands there."""
    remarks: tuple[Remark, ...] = ()
    """What this kind of file could not tell (docs/foreign.md, "Which files")."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Personal data, links to other files and programs, pictures nobody has searched."""
        return (*personal_findings(self.personal), *discreet(brought_by(self.book)))

    @property
    def refused(self) -> bool:
        """True if the file holds personal data that may not be kept."""
        return any(each.severity is Severity.REFUSED for each in self.findings)


def open_foreign(data: bytes, patterns: Iterable[PrivacyPattern], limits: Limits = LIMITS, sender: str = "") -> Opened | Finding:
    """Read and search the file. Never raises for anything a file can hold: what is wrong with it is one refusing Finding.

    `patterns` is what is searched for (`privately.patterns_of(plan)`); `sender` is who waits for the turn, as for returns. Busy
    (`nap.returns.turns`) if others' files take so long that this one does not get its turn.
    """
    try:
        question: dict[str, object] = {"patterns": spelt_out(patterns)}
        with TURNS.turn(sender):
            return ask(data, question, limits, _opened, _START, _libraries())
    except (ImportError, OSError) as fault:
        return failure(data, told(fault))


def _libraries() -> tuple[str, ...]:
    """The folder with the library that knows the old Excel format."""
    found = importlib.util.find_spec("xlrd")
    return () if found is None or found.origin is None else (str(Path(found.origin).parents[1]),)


def _opened(answer: bytes) -> Opened | Finding:
    said, *rest = marshal.loads(answer)  # noqa: S302 - from our own worker
    if said == "opened":
        kind, packed, hits, noticed = rest
        book = unpack(packed)
        if isinstance(book, Book):
            return Opened(book, kind, tuple(PersonalHit(*hit) for hit in hits), tuple(Remark(**each) for each in noticed))
    found = unpack(answer)
    if not isinstance(found, Finding):
        raise TypeError(said)
    return found

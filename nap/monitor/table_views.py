"""What the monitor hands out about tables in a layout of their own. Frozen data, no sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nap.facts import Finding, Observation, Period
from nap.foreign.model import Remark, Understood
from nap.returns.book import Book
from nap.returns.check import Checked


@dataclass(frozen=True)
class Looked:
    """A file and what was understood of it. Of one that cannot be read, or may not be kept, `book` and `understood` are None and
    `findings` say why; else they tell what a person should know of it. `kind`: `xlsx`, `ods`, `xls` or `csv`."""

    findings: tuple[Finding, ...] = ()
    kind: str = ""
    book: Book | None = None
    understood: Understood | None = None
    remarks: tuple[Remark, ...] = ()
    """Of the file as a whole; read by a mapping, what moved, is new, is gone, and what was not taken."""

    own: bool = False
    """A return workbook of this program, which has a page of its own."""

    @property
    def refused(self) -> bool:
        """True if nothing of it may be shown or kept."""
        return self.understood is None


@dataclass(frozen=True)
class Stored:
    """What is accepted now of one figure: the observation, the return it stands in, who accepted it when (UTC), and the name of
    the mapping by which that return came (empty for a return workbook)."""

    observation: Observation
    return_id: str
    accepted: datetime
    accepted_by: str
    mapping: str = ""


@dataclass(frozen=True)
class Beside:
    """One figure of a table beside what is stored.

    `kind`: `new`, `same`, `changed`, `finer` (what is stored is this figure, rounded to fewer digits), or `kept` (the table has
    no data where a figure is accepted: that figure stays).
    """

    observation: Observation
    kind: str
    stored: Stored | None = None


@dataclass(frozen=True)
class TableDrawn:
    """What would come out of a table. `period`: of the return it would become; None where nothing came out.

    `checked`: the checks of a return, as `send_table` would make them; with errors in it the return would stay a draft.
    """

    looked: Looked
    partner: str
    period: Period | None = None
    figures: tuple[Beside, ...] = ()
    checked: Checked | None = None

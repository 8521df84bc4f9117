"""Tables in a layout of their own: a file of somebody else enters; what was understood of it, what would come out of it beside
what is stored, and in the end a return of the partner it belongs to leave.

Nothing is stored but by `send_table`, and there in one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping as Map, Sequence
from dataclasses import dataclass
from datetime import datetime

from nap.facts import Finding, Observation, Period
from nap.foreign.mapping import Mapping
from nap.foreign.model import Choice, Hint, Remark, Understood
from nap.monitor.house import House
from nap.monitor.views import Received
from nap.people import Viewer
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
    """Of the file as a whole, and of a mapping: what moved, is new, is gone."""

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

    `kind`: `new`, `same`, `changed`, or `kept` (the table has no data where a figure is accepted: that figure stays).
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


def look_table(viewer: Viewer, house: House, data: bytes, filename: str, hints: Sequence[Hint] = ()) -> Looked:
    """What is understood of a file; nothing is stored. NotNow: busy."""
    raise NotImplementedError


def draw_table(
    viewer: Viewer,
    house: House,
    data: bytes,
    filename: str,
    by: Mapping | Map[int, Choice],
    hints: Sequence[Hint] = (),
    *,
    partner: str = "",
    source: str = "",
    period: Period | None = None,
    lang: str | None = None,
) -> TableDrawn:
    """What would come out of a file by a mapping, or by choices for its blocks (then `partner` says whose figures they are), each
    figure beside what is stored of it; nothing is stored. Denied for the figures of others. NotNow: busy. Unknown: partner.
    """
    raise NotImplementedError


def send_table(
    viewer: Viewer,
    house: House,
    data: bytes,
    filename: str,
    mapping: Mapping,
    because: str = "",
    *,
    period: Period | None = None,
    lang: str | None = None,
) -> Received:
    """Read a file by its mapping and keep it as a return of the mapping's partner; without errors it is submitted at once.

    The same bytes by the same mapping give the same receipt while that is the latest version. `because` is why a coordinator
    sends for a partner. `period`: of the return; by default the one in which the newest period of its figures ends. A file that
    is refused becomes an incident. NotNow: as `send`. Unknown: partner.
    """
    raise NotImplementedError

"""Tables in a layout of their own: a file of somebody else enters; what was understood of it, what would come out of it beside
what is stored, and in the end a return of the partner it belongs to leave.

Nothing is stored but by `send_table`, and there in one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nap.facts import Period
from nap.foreign.mapping import Mapping
from nap.foreign.mapping_yaml import read_mapping, write_mapping
from nap.foreign.model import Choices, Hint
from nap.monitor import table_reading
from nap.monitor.house import House
from nap.monitor.mappings import may_be_kept
from nap.monitor.permission import require
from nap.monitor.problems import NotMended, NotNow, Unknown
from nap.monitor.reasons import fit
from nap.monitor.sending import keep, kept_or_failed, submit_within
from nap.monitor.table_reading import Asked
from nap.monitor.table_stored import beside
from nap.monitor.table_views import Looked as Looked, TableDrawn as TableDrawn
from nap.monitor.views import Received
from nap.people import Verb, Viewer
from nap.returns.check import Checked
from nap.store import Transaction
from nap.store.returns import StoredReturn


def look_table(viewer: Viewer, house: House, data: bytes, filename: str, hints: Sequence[Hint] = ()) -> Looked:
    """What is understood of a file; nothing is stored. NotNow: busy."""
    require(viewer, Verb.SEND_RETURN)
    return table_reading.look(viewer, house, data, hints)


def draw_table(
    viewer: Viewer,
    house: House,
    data: bytes,
    filename: str,
    by: Mapping | Choices,
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
    asked = _asked(by, partner, hints, source)
    _may_send(viewer, house, asked.partner)
    found = table_reading.read(viewer, house, data, asked)
    checked = table_reading.checked(viewer, house, asked, found, period, lang)
    if found.drawn is None or checked.period is None:
        return TableDrawn(found.looked, asked.partner, checked=checked)
    return TableDrawn(
        found.looked, asked.partner, checked.period, beside(house, asked.partner, found.drawn.observations), checked
    )


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
    is refused becomes an incident. NotNow: as `send`. Unknown: partner, period. MappingRefused: name, personal.
    """
    _may_send(viewer, house, mapping.partner)
    may_be_kept(house, mapping)
    because = fit(because, house.plan.privacy, NotNow)
    asked = Asked(mapping.partner, mapping)
    found = table_reading.read(viewer, house, data, asked)
    checked = table_reading.checked(viewer, house, asked, found, period, lang)

    def put(transaction: Transaction, checked: Checked) -> Received:
        by = (mapping.name, write_mapping(mapping))
        received = keep(transaction, viewer, house, data, filename, checked, because, *by)
        kept = received.receipt
        if kept is None or kept.status != "draft" or kept.verdict == "errors":
            return received
        return replace(received, receipt=submit_within(transaction, viewer, house, kept.id, because))

    return kept_or_failed(house, data, checked, put)


def checked_again(viewer: Viewer, house: House, stored: StoredReturn, data: bytes, mapped: str, lang: str | None) -> Checked:
    """A kept table, read again by the mapping it was read with then. NotMended(refused) where that cannot be done any more."""
    mapping, _ = read_mapping(mapped.encode())
    if mapping is None:
        raise NotMended("cannot_edit")
    asked = Asked(stored.partner, mapping)
    return table_reading.checked(viewer, house, asked, table_reading.read(viewer, house, data, asked), stored.period, lang)


def _asked(by: Mapping | Choices, partner: str, hints: Sequence[Hint], source: str) -> Asked:
    if isinstance(by, Mapping):
        return Asked(by.partner, by, hints=hints)
    return Asked(partner, None, by, hints, source)


def _may_send(viewer: Viewer, house: House, partner: str) -> None:
    require(viewer, Verb.SEND_RETURN)
    if house.plan.partner(partner) is None:
        raise Unknown("partner", partner)
    require(viewer, Verb.SEND_RETURN, partner)

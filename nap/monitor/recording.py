"""What is put on record: an act, who did it and from where, as one event at the end of the audit chain."""

from __future__ import annotations

from nap.monitor.house import House
from nap.monitor.later import soon
from nap.monitor.permission import operator, require
from nap.people import Verb, Viewer
from nap.store import Transaction, audit
from nap.store.audit import DOWNLOAD

DOWNLOADS = (
    "original", "marked_return", "refused_file", "template", "templates", "result_table", "figures_behind", "table_figures",
    "mapping", "trail", "own_figures", "invitation_texts", "plan_file",
    "plan_matrix", "region_brief",
)  # fmt: skip
"""What is handed out as a file and on record when it is: a return as it was sent or with its marks, a refused upload, a template
with the last accepted figures or all those of a period, a table of results, the returns' figures behind one result, figures drawn
from a table in a layout of its own, a mapping, the trail itself, the texts of invitations, an
organisation's own figures, the plan in force and its matrix, the brief of a region."""


def record(
    transaction: Transaction,
    house: House,
    viewer: Viewer,
    act: str,
    return_id: str | None = None,
    status: str | None = None,
    **facts: str,
) -> int:
    """Append one event of the plan in force, inside the writer's transaction; returns its number."""
    return record_of(transaction, house, viewer.person, viewer.origin, act, return_id, status, **facts)


def record_of(
    transaction: Transaction,
    house: House,
    person: str,
    origin: str,
    act: str,
    return_id: str | None = None,
    status: str | None = None,
    **facts: str,
) -> int:
    """The same for somebody who is not signed in. `person` may be empty: what a stranger types is not put on record."""
    return audit.append(transaction, house.moment(), person, act, house.plan.id, return_id, status, origin, **facts)


def downloaded(viewer: Viewer, house: House, what: str, return_id: str | None = None, **facts: str) -> None:
    """Put on record that this person was handed a file; `what` is one of `DOWNLOADS`. The reader never fails by it.

    Whoever sits at the machine itself is not noted: they have the store. ValueError for a `what` there is not.
    """
    require(viewer, Verb.OWN_ACCOUNT)
    if what not in DOWNLOADS:
        raise ValueError(what)
    if viewer == operator():
        return
    now = house.as_it_is
    at, about = now.moment(), (now.plan.id, return_id, None, viewer.origin)

    def put() -> None:
        with now.store.writing() as transaction:
            audit.append(transaction, at, viewer.person, DOWNLOAD, *about, what=what, **facts)

    soon(put, f"download of {what}")

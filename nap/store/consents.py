"""What partners say to a draft release, and what they hold back at any time: answers go in, the ones that hold leave.

Nothing is changed: the last answer of a partner to a draft is the one that holds. Draft 0 stands for every release to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from nap.store import audit, release_tables as t, tables
from nap.store.tables import Found

AGREE, HOLD, ASK, FREE = "agree", "hold", "ask", "free"
ANSWERS = (AGREE, HOLD, ASK)
"""What can be said to a draft. At any time (draft 0): `hold`, and `free`, which takes that back."""
AT_ANY_TIME = 0
CONSENT, HOLD_FIGURES, FREE_FIGURES = "consent", "hold_figures", "free_figures"
"""The events: an answer to a draft, whose fact `rows` stands for what was shown with the question; figures held back at any time,
and no longer."""


@dataclass(frozen=True)
class Consent:
    """One answer. `said`: the partner's words with it."""

    partner: str
    number: int
    draft: int
    answer: str
    said: str
    person: str
    at: datetime


def add(connection: sa.Connection, plan: str, consent: Consent) -> None:
    """Keep an answer."""
    connection.execute(sa.insert(t.consents), {"plan": plan, **vars(consent)})


def next_number(connection: sa.Connection, plan: str, partner: str) -> int:
    """The number of that partner's next answer."""
    of_it = (t.consents.c.plan == plan, t.consents.c.partner == partner)
    return (connection.scalar(sa.select(sa.func.max(t.consents.c.number)).where(*of_it)) or 0) + 1


def history(connection: sa.Connection, plan: str, partner: str | None = None) -> tuple[Consent, ...]:
    """Every answer of every partner, or of one, in the order given."""
    wanted = [t.consents.c.plan == plan, *([t.consents.c.partner == partner] if partner is not None else [])]
    question = sa.select(t.consents).where(*wanted).order_by(t.consents.c.partner, t.consents.c.number)
    return tuple(map(_consent, connection.execute(question)))


def answers_to(consents: Iterable[Consent], draft: int) -> Mapping[str, Consent]:
    """The answer to that draft that holds, by partner."""
    return {one.partner: one for one in consents if one.draft == draft}


def held_at_any_time(consents: Iterable[Consent]) -> Mapping[str, Consent]:
    """Which partners hold their figures back from whatever is published, by partner."""
    return {partner: one for partner, one in answers_to(consents, AT_ANY_TIME).items() if one.answer == HOLD}


def shown_with(connection: sa.Connection, plan: str, draft: int) -> Mapping[str, str]:
    """What stands for the rows that each partner was shown when it answered last, by partner."""
    wanted = (tables.audit.c.plan == plan, tables.audit.c.act == CONSENT)
    events = audit.read(connection, sa.select(tables.audit).where(*wanted).order_by(tables.audit.c.number))
    return {one.facts["partner"]: one.facts["rows"] for one in events if one.facts["draft"] == str(draft)}


def _consent(row: Found) -> Consent:
    return Consent(**{name: getattr(row, name) for name in Consent.__dataclass_fields__})

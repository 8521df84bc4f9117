"""Hand-made nouns with something in every field."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from nap.facts import Finding, Item, Note, Observation, Period, Place, Severity
from nap.store import Store
from nap.store.installations import StoredPlan, adopt
from nap.store.returns import NewReturn

PLAN = StoredPlan("kg-example", 1, "ab" * 32, b"plan: {}\n")
NOON = datetime(2026, 7, 10, 12, tzinfo=UTC)
H1 = Period.parse("2026-H1")
PLACE = Place("O2", "F12")


def adopted(store: Store) -> Store:
    """The store with the sample plan in it."""
    with store.writing() as transaction:
        adopt(transaction, PLAN, NOON, "system")
    return store


TYPED = (("F12", "«12,50»"), ("G12", ""))


def observation(**changes: object) -> Observation:
    key = ("WPN", "2.1", "KG-B", H1, "sex=F", Decimal("12.50"))
    made = Observation(*key, quality="provisional", source="list", place=PLACE, typed=TYPED)
    return replace(made, **changes)  # type: ignore[arg-type]


ITEM = Item("2.3", "KG-O", date(2026, 3, 8), "Хат", "akimiat", "water", "yes", "no", date(2026, 4, 1), "letter", PLACE)
NOTE = Note("comment", "Өзгөрүү болду: «ооба»", "2.1", "KG-B", PLACE)
FACTS = (("low", Decimal("0.10")), ("count", 3), ("day", date(2026, 1, 2)), ("name", "Ош"), ("none", None))
FINDING = Finding("out-of-range", Severity.WARNING, "O2", ("F12", "G12"), "2.1", "KG-B", "1 280", "high", FACTS)


def new_return(data: bytes = b"PK one", **changes: object) -> NewReturn:
    made = NewReturn(
        plan=PLAN.plan,
        plan_version=1,
        partner="WPN",
        period=H1,
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        filename="Отчёт.xlsx",
        received=NOON,
        late=False,
        person="wpn@demo",
        language="ky",
        verdict="warnings",
        rows=2,
        nothing_to_report=False,
        errors=0,
        warnings=1,
        findings=(FINDING,),
        observations=(observation(), observation(breakdown="", value=None, state="no_data", place=None, typed=())),
        items=(ITEM,),
        notes=(NOTE,),
    )
    return replace(made, **changes)  # type: ignore[arg-type]

"""Editions as they are kept: results at one moment and which of them are hidden. Written once, read back exactly."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from nap.facts import Gap, Overridden, Period, Result, Status
from nap.store.release_tables import editions

Cell = tuple[str, str, Period, str]
_EXACT = ("value", "increment", "numerator", "denominator", "parts_sum", "progress", "expected_value", "pace")
_PLAIN = ("reported", "expected", "carried", "at_least", "reason")


@dataclass(frozen=True)
class StoredEdition:
    """One edition. `cause`: `closing` or `release`; `own`: by partner what its own figures alone gave; `version`:
    of the plan, with `register` standing for what was on record of partners."""

    number: int
    cause: str
    period: Period
    as_of: date
    at: datetime
    person: str
    version: int
    register: str
    method: int
    results: tuple[Result, ...]
    own: Mapping[str, tuple[Result, ...]]
    hidden: frozenset[Cell]


def add(connection: sa.Connection, plan: str, edition: StoredEdition) -> None:
    """Keep an edition under its number; the number must be the next one."""
    rows = _packed({"results": _told(edition.results), "own": {code: _told(each) for code, each in edition.own.items()}})
    hidden = _packed(sorted([code, region, str(period), key] for code, region, period, key in edition.hidden))
    connection.execute(
        editions.insert().values(
            plan=plan,
            number=edition.number,
            cause=edition.cause,
            period=str(edition.period),
            register=edition.register,
            sha256=hashlib.sha256(rows + hidden).hexdigest(),
            version=edition.version,
            method=edition.method,
            as_of=edition.as_of,
            rows=rows,
            hidden=hidden,
            person=edition.person,
            at=edition.at,
        )
    )


def numbers(connection: sa.Connection, plan: str, until: datetime | None = None) -> tuple[int, ...]:
    """The numbers of the editions known just before `until` (None: all), in order."""
    known = [editions.c.plan == plan, *([editions.c.at < until] if until else [])]
    return tuple(connection.scalars(sa.select(editions.c.number).where(*known).order_by(editions.c.number)))


def get(connection: sa.Connection, plan: str, number: int) -> StoredEdition | None:
    """The edition of that number. ValueError if its bytes are not what was written."""
    found = connection.execute(sa.select(editions).where(editions.c.plan == plan, editions.c.number == number)).mappings().first()
    if found is None:
        return None
    if hashlib.sha256(found["rows"] + found["hidden"]).hexdigest() != found["sha256"]:
        raise ValueError(f"edition {number}")
    told = json.loads(gzip.decompress(found["rows"]))
    return StoredEdition(
        number=number,
        cause=found["cause"],
        period=Period.parse(found["period"]),
        as_of=found["as_of"],
        at=found["at"],
        person=found["person"],
        version=found["version"],
        register=found["register"],
        method=found["method"],
        results=_read(told["results"]),
        own={code: _read(each) for code, each in told["own"].items()},
        hidden=frozenset(
            (code, region, Period.parse(period), key)
            for code, region, period, key in json.loads(gzip.decompress(found["hidden"]))
        ),
    )


def _packed(told: Any) -> bytes:
    return gzip.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)


def _told(results: Iterable[Result]) -> list[list[Any]]:
    return [_row(each) for each in results]


def _row(result: Result) -> list[Any]:
    exact = [None if value is None else str(value) for value in (getattr(result, name) for name in _EXACT)]
    over = result.overridden
    return [
        *(result.indicator, result.region, str(result.period), result.breakdown, result.status.value),
        exact,
        [str(each) if isinstance(each, str) else each for each in (getattr(result, name) for name in _PLAIN)],
        sorted(result.contributors),
        [[each.kind, each.cells, each.due.isoformat() if each.due else None] for each in result.gaps],
        [over.status.value, over.reason, over.because] if over else None,
        # Rows without flags stay as they were always written.
        *([sorted(result.flags)] if result.flags else []),
    ]


def _read(rows: Sequence[Sequence[Any]]) -> tuple[Result, ...]:
    periods: dict[str, Period] = {}
    return tuple(_result(row, periods) for row in rows)


def _result(row: Sequence[Any], periods: dict[str, Period]) -> Result:
    code, region, period, key, status, exact, plain, contributors, gaps, over, *flags = row
    if period not in periods:
        periods[period] = Period.parse(period)
    numbers: dict[str, Any] = {name: None if value is None else Decimal(value) for name, value in zip(_EXACT, exact, strict=True)}
    return Result(
        code,
        region,
        periods[period],
        key,
        status=Status(status),
        contributors=frozenset(contributors),
        gaps=tuple(Gap(kind, cells, date.fromisoformat(due) if due else None) for kind, cells, due in gaps),
        overridden=Overridden(Status(over[0]), over[1], over[2]) if over else None,
        flags=frozenset(*flags),
        **numbers,
        **dict(zip(_PLAIN, plain, strict=True)),
    )

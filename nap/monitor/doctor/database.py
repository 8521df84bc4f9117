"""The database: is it reached, is it one we can work with, is what it holds whole, and does the plan file fit to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nap.monitor.doctor.patient import Patient
from nap.monitor.doctor.told import Diagnosis, error, warning, well
from nap.plan import load_plan
from nap.store import Transaction, chain, installations
from nap.store.vitals import NotReached, Vitals, asked, quick_check, shown, vitals

OLDEST_POSTGRES = 13


def database(patient: Patient) -> Iterator[Diagnosis]:
    """Everything about it; `deep` reads all of it."""
    url = patient.settings.database_url
    try:
        with asked(url) as connection:
            found = vitals(connection)
            yield well("database", kind=found.kind, version=found.version, where=shown(url))
            yield from _fit(found)
            if patient.deep:
                yield _whole(connection)
            if found.revision == found.newest:
                yield from _inside(connection, patient)
    except NotReached as problem:
        yield _not_reached(problem, url)


def _not_reached(problem: NotReached, url: str) -> Diagnosis:
    if problem.why == "none":
        return warning("database_none", where=shown(url))
    if problem.why == "address":
        return error("database_address")
    return error("database_refused", where=shown(url), said=problem.said)


def _fit(found: Vitals) -> Iterator[Diagnosis]:
    """Version, alphabet, connections, and the state of the tables."""
    if found.kind == "postgresql":
        number = re.match(r"\d+", found.version)
        if number and int(number[0]) < OLDEST_POSTGRES:
            yield error("database_old", found=found.version, expected=OLDEST_POSTGRES)
        if found.most and found.most - found.others < found.pool:
            yield warning("connections_few", most=found.most, others=found.others, needed=found.pool)
    if found.encoding.upper().replace("-", "") != "UTF8":
        yield error("database_alphabet", found=found.encoding)
    yield _schema(found)


def _schema(found: Vitals) -> Diagnosis:
    revision = found.revision or "-"
    if found.revision is None or found.revision < found.newest:
        return warning("schema_older" if found.revision else "schema_none", found=revision, expected=found.newest)
    if found.revision > found.newest:
        return error("schema_newer", found=revision, expected=found.newest)
    return well("schema", found=revision)


def _whole(connection: Transaction) -> Diagnosis:
    broken = quick_check(connection)
    return error("database_broken", said=broken) if broken else well("database_whole")


def _inside(connection: Transaction, patient: Patient) -> Iterator[Diagnosis]:
    """What can be asked only of tables as we know them."""
    if patient.deep:
        held = chain.examine(connection)
        yield error("trail_broken", number=held.broken or 0) if held.fault else well("trail", n=held.count)
    begun = installations.begun(connection)
    if begun is None:
        yield warning("not_begun")
    elif begun.demo and not patient.settings.demo:
        yield error("is_demo")
    else:
        yield well("is_demo_as_meant" if begun.demo else "is_real")
    yield from _plan(connection, patient)


def _plan(connection: Transaction, patient: Patient) -> Iterator[Diagnosis]:
    """The plan file beside the version in force."""
    plan, _ = load_plan(patient.settings.plan_file, adopted=True) if patient.settings.plan_file.is_file() else (None, ())
    stored = installations.stored_plans(connection)
    if plan is None or not stored:
        return
    current = installations.newest_version(connection, plan.id)
    kept = stored.get((plan.id, plan.version))
    versions = {"version": str(plan.version), "current": str(current)}
    if current is None:
        yield warning("plan_other", id=plan.id, ids=", ".join(sorted({id for id, _ in stored})))
    elif kept is not None and kept.sha256 != plan.sha256:
        yield error("plan_changed", version=str(plan.version))
    elif plan.version != current:
        yield warning("plan_waits" if plan.version > current else "plan_older", **versions)

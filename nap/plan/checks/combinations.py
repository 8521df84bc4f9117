"""Keys of one indicator that exclude or need each other (docs/plan-file.md)."""

from __future__ import annotations

from collections.abc import Iterator

from nap.plan.checks.asking import places_asked
from nap.plan.draft import Draft, fault, items, place, warning
from nap.plan.faults import Fault
from nap.plan.model import PARTS, WHOLE_NUMBERS, Indicator
from nap.plan.reading import Read, last

_MEASURED = frozenset({"count", "stock", "money", "index", *PARTS})
_ADDED_UP = frozenset({"count", "stock", "money", "milestone", "list", "cascade"})
ONLY_FOR = {
    "numerator": PARTS,
    "denominator": PARTS,
    "multiplier": frozenset({"rate", "ratio"}),
    "scale": frozenset({"ordinal"}),
    "steps": frozenset({"cascade"}),
    "currency": frozenset({"money"}),
    "range": _MEASURED,
    "breakdowns": _MEASURED,
    "baseline": _MEASURED | _ADDED_UP | {"ordinal"},
    "targets": _MEASURED | _ADDED_UP | {"ordinal"},
    "regional_targets": _MEASURED | _ADDED_UP | {"ordinal"},
    "regional_baselines": _MEASURED | _ADDED_UP | {"ordinal"},
}
"""Keys that mean something for these types alone."""
ACCUMULATING = frozenset({"count", "money", "list", "cascade"})
PERSONAL = frozenset({"sex", "age", "disability", "ethnicity"})
"""Breakdowns that tell people apart."""
REVEALING = frozenset({"ethnicity", "disability"})
"""Breakdowns that are never crossed with figures about survivors."""


def check(indicator: Indicator, read: Read, draft: Draft) -> Iterator[Fault]:
    """Every combination of the indicator that cannot be."""
    yield from _keys(indicator, read)
    yield from _money(indicator, read)
    yield from _needed(indicator, read)
    yield from _parts(indicator, read)
    yield from _adding(indicator, read)
    yield from _partners(indicator, read)
    yield from _breakdowns(indicator, read)
    yield from _reporting(indicator, read, draft)


def _keys(indicator: Indicator, read: Read) -> Iterator[Fault]:
    for key, types in ONLY_FOR.items():
        written = read.at(key)
        if written is not None and written.value != () and indicator.type not in types:
            yield fault("key-not-for-type", written, key=key, type=indicator.type, known=", ".join(sorted(types)))
    tolerance = read.at("tolerance")
    if tolerance is not None and indicator.direction != "maintain":
        yield fault("tolerance-without-maintain", tolerance, direction=indicator.direction)


def _money(indicator: Indicator, read: Read) -> Iterator[Fault]:
    """Amounts have a currency; numbers of things have none."""
    amount = indicator.counts == "money"
    if (amount and indicator.type in WHOLE_NUMBERS) or (indicator.type == "money" and indicator.counts and not amount):
        yield fault("counts-not-for-type", place(read, "counts"), found=indicator.counts, type=indicator.type)


def _needed(indicator: Indicator, read: Read) -> Iterator[Fault]:
    """Judged by what was read, so that a faulty level is not reported a second time as a missing one."""
    if indicator.type == "money" and indicator.currency is None and read.lacks("currency"):
        yield fault("money-without-currency", read)
    if indicator.type == "ordinal" and len(items(read, "scale")) < 2 and "scale" not in read.faulty:
        yield fault("ordinal-without-scale", place(read, "scale"))
    if indicator.type == "cascade" and len(items(read, "steps")) < 2 and "steps" not in read.faulty:
        yield fault("cascade-without-steps", place(read, "steps"))
    if indicator.type == "rate" and indicator.has_ratio and read.lacks("multiplier"):
        yield warning("rate-without-multiplier", read)


def _parts(indicator: Indicator, read: Read) -> Iterator[Fault]:
    if indicator.type not in PARTS:
        return
    missing = [key for key in ("numerator", "denominator") if read.lacks(key)]
    if len(missing) == 1:
        yield fault("half-a-ratio", read, missing=missing[0])
    elif missing and indicator.regions == "pooled":
        yield fault("pooled-without-numerator", place(read, "regions"), type=indicator.type)
    elif missing and indicator.accumulation == "flow":
        yield fault("flow-without-numerator", place(read, "accumulation"), type=indicator.type)


def _adding(indicator: Indicator, read: Read) -> Iterator[Fault]:
    if indicator.regions == "sum" and indicator.type not in _ADDED_UP:
        yield fault("cannot-sum-regions", place(read, "regions"), type=indicator.type)
    if indicator.regions == "pooled" and indicator.type not in PARTS:
        yield fault("cannot-pool", place(read, "regions"), type=indicator.type)
    possible = _accumulations(indicator.type)
    if indicator.accumulation not in possible:
        facts = {"type": indicator.type, "found": indicator.accumulation, "known": ", ".join(possible)}
        yield fault("accumulation-not-for-type", place(read, "accumulation"), **facts)


def _accumulations(kind: str) -> tuple[str, ...]:
    if kind in ACCUMULATING:
        return ("flow", "ytd", "since_start", "snapshot")
    return ("flow", "snapshot") if kind in PARTS else ("snapshot",)


def _partners(indicator: Indicator, read: Read) -> Iterator[Fault]:
    if indicator.partners == "list" and indicator.type not in {"list", "narrative"}:
        yield fault("partners-list-on-number", place(read, "partners"), type=indicator.type)
    yield from _several(indicator, read)
    if indicator.partners != "lead_only":
        return
    if read.lacks("lead"):
        yield fault("lead-only-without-lead", place(read, "partners"))
    elif indicator.lead is not None and indicator.lead not in indicator.reported_by:
        yield fault("lead-does-not-report", place(read, "reported_by"), lead=indicator.lead)


def _several(indicator: Indicator, read: Read) -> Iterator[Fault]:
    """Figures of several partners meet by addition, by pooling, or as the highest of numbers of people; nothing else adds up."""
    scored = indicator.type in {"index", "ordinal"}
    written = read.at("partners")
    if indicator.partners == "max" and (scored or _plain_share(indicator, read)):
        yield fault("cannot-take-highest", place(read, "partners"), type=indicator.type)
    # Left out, it means nothing for these types; written, it promises a sum that is never made.
    elif written is not None and written.value == "sum" and (scored or _plain_share(indicator, read)):
        yield warning("cannot-sum-partners", written, type=indicator.type)


def _plain_share(indicator: Indicator, read: Read) -> bool:
    return indicator.type in PARTS and read.lacks("numerator") and read.lacks("denominator")


def _breakdowns(indicator: Indicator, read: Read) -> Iterator[Fault]:
    for written in items(read, "breakdowns"):
        by = written.at("by")
        if by is None:
            continue
        if by.value in PERSONAL and indicator.counts != "people" and "counts" not in read.faulty:
            yield fault("split-of-nobody", by, breakdown=by.value, key=last(by.path))
        if by.value in REVEALING and indicator.sensitivity == "sensitive":
            yield fault("breakdown-too-revealing", by, breakdown=by.value)
        elif by.value == "ethnicity" and written.get("required"):
            yield fault("ethnicity-required", place(written, "required"))


def _reporting(indicator: Indicator, read: Read, draft: Draft) -> Iterator[Fault]:
    """Whether anybody has a place for which the indicator is reported."""
    asked = places_asked(indicator, draft)
    if asked is None:
        return
    if not asked:
        yield warning("nobody-reports", place(read, "levels"), levels=", ".join(indicator.levels))
    elif indicator.regions == "national_row" and all(each.level != "country" for each in asked):
        yield warning("no-national-row", place(read, "regions"))

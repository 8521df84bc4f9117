"""What was read becomes the plan with every default resolved (docs/plan-file.md). Entries that are faulty are left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from nap.facts import Frequency
from nap.plan.model import (
    PARTS,
    WHOLE_NUMBERS,
    Baseline,
    Breakdown,
    Calendar,
    Indicator,
    Level,
    Measure,
    Objective,
    Partner,
    Plan,
    PrivacyPattern,
    Target,
    Thresholds,
)
from nap.plan.reading import Read
from nap.plan.regions import Regions

Made = TypeVar("Made")
_FLOWS = {"count", "money", "list", "cascade"}
_NO_COUNTRY = {"index", "ordinal", "narrative"}
_TEXTS = ("definition", "unit", "verification", "counts", "numerator", "denominator", "partners", "lead")
_WORDS = ("levels", "direction", "tolerance", "sensitivity", "rules", "maps_to", "measure", "successor_of", "comparable")
_AS_THEY_STAND = (*_TEXTS, *_WORDS, "valid_from", "valid_to", "kind")


@dataclass(frozen=True)
class Defaults:
    """What indicators take from the rest of the plan."""

    frequency: Frequency
    currency: str | None
    partners: tuple[str, ...]


def defaults(file: Read) -> Defaults:
    """The defaults a plan file sets for its indicators."""
    plan = file.get("plan") or {}
    partners = tuple(partner["code"] for partner in file.get("partners") or () if "code" in partner)
    return Defaults(calendar_of(plan).frequency, plan.get("currency"), partners)


def indicator(read: Read, given: Defaults) -> Indicator | None:
    """The indicator, None if its code or type could not be read; other faulty keys take their defaults."""
    values: dict[str, Any] = read.plain()
    if "code" not in values or "type" not in values:
        return None
    kind: str = values["type"]
    accumulation = values.get("accumulation") or ("flow" if kind in _FLOWS else "snapshot")
    over = "year" if accumulation in {"flow", "ytd"} else None
    regional = values.get("regional_targets") or {}
    stood = {code: _each(Baseline, [given], "value", "date") for code, given in (values.get("regional_baselines") or {}).items()}
    return Indicator(
        **{key: values[key] for key in _AS_THEY_STAND if key in values},
        code=values["code"],
        title=values.get("title", {}),
        multiplier=values.get("multiplier", Decimal(100 if kind == "percentage" else 1)),
        objective=values.get("objective", ""),
        type=kind,
        regions=values.get("regions") or _regions(kind),
        reported_by=values.get("reported_by") or _reporters(values, given),
        accumulation=accumulation,
        breakdowns=_each(Breakdown, values.get("breakdowns"), "by", "categories"),
        scale=_each(Level, values.get("scale"), "code", "title"),
        steps=_each(Level, values.get("steps"), "code", "title"),
        baseline=next(iter(_each(Baseline, [values.get("baseline") or {}], "value", "date")), None),
        targets=_targets(values.get("targets"), over),
        regional_targets={code: _targets(targets, over) for code, targets in regional.items()},
        regional_baselines={code: made[0] for code, made in stood.items() if made},
        range=values["range"] if len(values.get("range", ())) == 2 else None,
        frequency=Frequency(values.get("frequency") or given.frequency),
        precision=values.get("precision", 0 if kind in WHOLE_NUMBERS or kind == "money" else 1),
        currency=(values.get("currency") or given.currency) if kind == "money" else None,
    )


def plan(file: Read, regions: Regions, indicators: Iterable[Indicator], sha256: str, source: bytes) -> Plan:
    """The whole plan of a file without errors."""
    head: dict[str, Any] = file.get("plan")
    years: tuple[int, int] = head["years"]
    return Plan(
        id=head["id"],
        version=head["version"],
        status=head["status"],
        title=head["title"],
        country=head["country"],
        years=years,
        history_from=head.get("history_from", years[0]),
        languages=head["languages"],
        currency=head.get("currency"),
        calendar=calendar_of(head),
        thresholds=Thresholds(**head.get("thresholds", {})),
        retention_months=head.get("retention_months", 12),
        privacy=tuple(PrivacyPattern(**{"level": "block", **pattern}) for pattern in head.get("privacy", ())),
        partners=tuple(Partner(**partner) for partner in file.get("partners")),
        objectives=tuple(Objective(**objective) for objective in file.get("objectives")),
        measures=tuple(_measure(measure) for measure in file.get("measures") or ()),
        indicators=tuple(indicators),
        regions=regions,
        sha256=sha256,
        source=source,
    )


def calendar_of(head: Mapping[str, Any]) -> Calendar:
    """The calendar of the section `plan`, what is not said as it usually is."""
    values = dict(head.get("calendar") or {})
    if "frequency" in values:
        values["frequency"] = Frequency(values["frequency"])
    return Calendar(**values)


def _measure(values: dict[str, Any]) -> Measure:
    deadline = values.pop("deadline", None)
    continuous = isinstance(deadline, str)
    return Measure(
        **{key: value for key, value in values.items() if key != "with"},
        partners=values.get("with", ()),
        deadline=None if continuous else deadline,
        continuous=continuous,
    )


def _regions(kind: str) -> str:
    return "pooled" if kind in PARTS else "none" if kind in _NO_COUNTRY else "sum"


def _reporters(values: Mapping[str, Any], given: Defaults) -> tuple[str, ...]:
    if values.get("partners") == "lead_only":
        return (values["lead"],) if values.get("lead") else ()
    return given.partners


def _targets(values: Iterable[Mapping[str, Any]] | None, over: str | None) -> tuple[Target, ...]:
    made = _each(Target, ({"over": over, **target} for target in values or ()), "date", "value")
    return tuple(sorted(made, key=lambda target: target.date))


def _each(kind: type[Made], values: Iterable[Mapping[str, Any]] | None, *needed: str) -> tuple[Made, ...]:
    return tuple(kind(**value) for value in values or () if all(key in value for key in needed))

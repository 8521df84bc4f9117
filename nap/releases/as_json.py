"""A release as one JSON document, described by the JSON Schema beside it. A release enters, bytes leave."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nap.facts import Result
from nap.plan import Indicator, Plan, Region, Target
from nap.releases.lines import hidden, number, published, row
from nap.releases.release import Elsewhere, Line, Moved, Release, Stamp
from nap.releases.sources import all_unnamed, unnamed
from nap.words import Text

FORMAT = 1
"""Raised whenever a reader of the document would have to change."""
SCHEMA = "release.schema.json"
_FIGURES = "figures"


def release_json(release: Release) -> bytes:
    """UTF-8, one figure a line, so that two releases can be compared line by line."""
    head = _written(_head(release)).removesuffix("\n}")
    figures = ",\n".join(json.dumps(_figure(release, line), ensure_ascii=False) for line in release.lines)
    return f'{head},\n  "{_FIGURES}": [\n{figures}\n  ]\n}}\n'.encode()


def schema_json() -> bytes:
    """The JSON Schema (draft 2020-12) that every release document keeps, as it is published beside it."""
    return (Path(__file__).parent / SCHEMA).read_bytes().replace(b"\r\n", b"\n")


def _written(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1)


def _head(release: Release) -> dict[str, Any]:
    """Everything but the figures."""
    return {
        "$schema": SCHEMA,
        "format": FORMAT,
        "release": release.number,
        "kind": release.kind.value,
        "draft": release.draft,
        "illustrative": release.illustrative,
        "title": _text(release.title),
        "period": str(release.period),
        "as_of": release.as_of.isoformat(),
        "method": release.method,
        "plan": _plan(release.plan),
        "returns": {"asked": release.asked, "accepted": release.accepted},
        "previous": _stamp(release.previous),
        "replaces": _stamp(release.replaces),
        "because": _text(release.because),
        "address": release.base_url,
        "texts": {code: _text(text) for code, text in release.texts.items()},
        "objectives": [{"code": one.code, "title": _text(one.title)} for one in release.plan.objectives],
        "regions": [_region(one) for one in _regions(release)],
        "indicators": [_indicator(release.plan, one) for one in release.indicators],
        "changes": [_moved(release, one) for one in release.moved],
        "elsewhere": [_elsewhere(one) for one in release.elsewhere],
    }


def _plan(plan: Plan) -> dict[str, Any]:
    about = {"id": plan.id, "version": plan.version, "sha256": plan.sha256, "status": plan.status}
    return about | {
        "title": _text(plan.title),
        "country": plan.country,
        "years": list(plan.years),
        "languages": list(plan.languages),
    }


def _stamp(stamp: Stamp | None) -> dict[str, Any] | None:
    return None if stamp is None else {"release": stamp.number, "as_of": stamp.as_of.isoformat()}


def _regions(release: Release) -> Iterable[Region]:
    told = {line.result.region for line in release.lines} | {release.plan.regions.country.code}
    above = {parent.code for code in told if (parent := release.plan.regions.parent_region(code)) is not None}
    return (one for one in release.plan.regions.all if one.code in told | above)


def _region(region: Region) -> dict[str, Any]:
    return {"code": region.code, "parent": region.parent, "level": region.level, "name": _text(region.names)}


def _indicator(plan: Plan, one: Indicator) -> dict[str, Any]:
    texts = ("title", "definition", "unit", "numerator", "denominator")
    words = ("objective", "type", "direction", "accumulation", "regions", "currency", "counts", "sensitivity", "successor_of")
    return {
        "code": one.code,
        **{name: _text(getattr(one, name)) for name in texts},
        "verification": all_unnamed(plan, one, one.verification),
        **{name: getattr(one, name) for name in words},
        "multiplier": number(one.multiplier),
        "precision": one.precision,
        "frequency": one.frequency.value,
        "comparable": one.comparable,
        "baseline": _baseline(plan, one),
        "targets": [_target(each) for each in one.targets],
        "regional_targets": {place: [_target(each) for each in targets] for place, targets in one.regional_targets.items()},
        "breakdowns": [
            {"by": each.by, "categories": list(each.categories), "complete": each.complete} for each in one.breakdowns
        ],
        "scale": [{"code": each.code, "title": _text(each.title)} for each in one.scale],
        "steps": [{"code": each.code, "title": _text(each.title)} for each in one.steps],
        "maps_to": list(one.maps_to),
    }


def _baseline(plan: Plan, one: Indicator) -> dict[str, Any] | None:
    told = one.baseline
    if told is None:
        return None
    return {"value": number(told.value), "date": told.date.isoformat(), "source": unnamed(plan, one, told.source)}


def _target(target: Target) -> dict[str, Any]:
    about = {"date": target.date.isoformat(), "value": number(target.value), "over": target.over}
    return about | {"hypothetical": target.hypothetical}


def _moved(release: Release, moved: Moved) -> dict[str, Any]:
    return {"figure": release.name(moved.line), "why": list(moved.kinds)}


def _elsewhere(one: Elsewhere) -> dict[str, Any]:
    about = {"indicator": one.indicator, "region": one.region, "period": one.period}
    return about | {"value": one.value, "source": one.source, "why": _text(one.why)}


def _figure(release: Release, line: Line) -> dict[str, Any]:
    told, indicator = row(line), release.plan.indicator(line.result.indicator)
    because = told["override_reason"]
    if indicator is not None and isinstance(because, str):
        told["override_reason"] = unnamed(release.plan, indicator, because) or None
    return {"figure": release.name(line), **told, "before": _before(line)}


def _before(line: Line) -> dict[str, Any] | None:
    """What stood there in the release before; nothing where the figure is hidden now, which it would tell."""
    if line.before is None or hidden(line.result):
        return None
    before: Result = published(line.before)
    numbers = {name: number(getattr(before, name)) for name in ("value", "numerator", "denominator")}
    return numbers | {"status": before.status.value}


def _text(text: Text) -> dict[str, str]:
    return dict(text)

"""Codes: each given once, each reference leads to something that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nap.plan.draft import Draft, fault, items, place
from nap.plan.faults import Fault
from nap.plan.reading import Read, last, suggest
from nap.plan.regions import Regions
from nap.plan.rules import BadRule, read_rule

LISTS = ("partners", "objectives", "measures", "indicators")


def check(draft: Draft) -> Iterator[Fault]:
    """Faults `duplicate-code`, `unknown-…`, `bad-rule`, `not-a-country`."""
    for key in LISTS:
        yield from _twice(draft.items(key), "code")
    yield from _measures(draft)
    for indicator in draft.items("indicators"):
        yield from _indicator(indicator, draft)
    yield from _rules(draft)
    if draft.regions is not None and draft.regions.all:
        yield from _places(draft, draft.regions)


def _twice(entries: Iterable[Read], key: str) -> Iterator[Fault]:
    """Codes are compared without case: people and addresses do not tell `WPN` from `wpn`."""
    first: dict[str, Read] = {}
    for entry in entries:
        code = entry.at(key)
        if code is None:
            continue
        earlier = first.setdefault(str(code.value).casefold(), code)
        if earlier is not code:
            yield fault("duplicate-code", code, key=last(code.path), found=str(code.value), first=str(earlier.line))


def _measures(draft: Draft) -> Iterator[Fault]:
    for measure in draft.items("measures"):
        yield from _known(measure.at("objective"), "unknown-objective", draft, "objectives")
        for partner in (measure.at("lead"), *items(measure, "with")):
            yield from _known(partner, "unknown-partner", draft, "partners")


def _indicator(read: Read, draft: Draft) -> Iterator[Fault]:
    yield from _known(read.at("objective"), "unknown-objective", draft, "objectives")
    yield from _known(read.at("measure"), "unknown-measure", draft, "measures")
    for partner in (read.at("lead"), *items(read, "reported_by")):
        yield from _known(partner, "unknown-partner", draft, "partners")
    earlier = read.at("successor_of")
    if earlier is not None and ":" not in earlier.value:
        yield from _known(earlier, "unknown-predecessor", draft, "indicators")
        if earlier.value == read.get("code"):
            yield fault("succeeds-itself", earlier)
    for key, by in (("breakdowns", "by"), ("scale", "code"), ("steps", "code")):
        yield from _twice(items(read, key), by)


def _known(written: Read | None, code: str, draft: Draft, among: str) -> Iterator[Fault]:
    """Silent while a code in the list is faulty itself: it may be the one that is meant."""
    known = draft.codes(among)
    if written is not None and written.value not in known and not any("code" in each.faulty for each in draft.items(among)):
        yield fault(
            code,
            written,
            key=last(written.path),
            found=written.value,
            known=", ".join(known),
            suggestion=suggest(written.value, known),
        )


def _rules(draft: Draft) -> Iterator[Fault]:
    indicators = {indicator.code: indicator for indicator, _ in draft.indicators}
    for _, read in draft.indicators:
        for rule in items(read, "rules"):
            wrong = read_rule(rule.value, indicators)
            if isinstance(wrong, BadRule):
                codes = tuple(indicators) if wrong.code == "unknown-indicator" else ()
                facts = {"known": ", ".join(codes), "suggestion": suggest(wrong.found, codes)}
                yield fault(wrong.code, rule, rule=rule.value, found=wrong.found, **facts)


def _places(draft: Draft, regions: Regions) -> Iterator[Fault]:
    plan = draft.file.at("plan")
    country = plan.at("country") if plan is not None else None
    if country is not None:
        yield from _place(country, country.value, regions)
        found = regions.get(country.value)
        if found is not None and found.level != "country":
            yield fault("not-a-country", country, found=country.value, expected=regions.country.code)
    for partner in draft.items("partners"):
        for region in items(partner, "regions"):
            yield from _place(region, region.value, regions)
    for indicator in draft.items("indicators"):
        for key in ("regional_targets", "regional_baselines"):
            regional = indicator.at(key)
            for code in regional.value if regional is not None else ():
                yield from _place(place(regional or indicator, code), code, regions)


def _place(written: Read, code: str, regions: Regions) -> Iterator[Fault]:
    """A region is named by its code; who wrote a name is told the code, if the name has only one meaning."""
    if regions.get(code) is None:
        meant = regions.find(code)
        near = meant[0].code if len(meant) == 1 else suggest(code, (region.code for region in regions.all))
        yield fault("unknown-region", written, key=last(written.path), found=code, suggestion=near)

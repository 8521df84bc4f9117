"""What is wrong with an entry about a partner before it is made, all of it at once. The plan as it stands and the entry enter,
faults leave as data. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nap.facts import Fact, Period
from nap.plan.keys import PARTNER
from nap.plan.model import Indicator, Partner, Plan
from nap.plan.owing import return_periods
from nap.plan.register import ADD, BRING_BACK, CHANGE, END, REMOVE, Entry, fold, leads_alone
from nap.words import pick

LONGEST_CODE, LONGEST_NAME = 20, 200
"""Letters; codes stand in tables, file names and addresses."""

REGISTER_FAULTS = (
    "code_missing", "code_shape", "code_long", "code_twice", "code_like", "unknown_partner",
    "name_missing", "name_long", "name_taken", "no_regions", "unknown_region",
    "no_indicators", "unknown_indicator", "region_level", "lead_taken",
    "unknown_period", "until_before_since", "after_end", "not_asked_yet", "until_missing",
    "leads", "later_returns", "has_returns", "not_ended", "nothing_changed",
)  # fmt: skip
"""Every code of `RegisterFault`."""


@dataclass(frozen=True)
class RegisterFault:
    """One thing that is wrong. `field`: code, name, regions, indicators, since, until, or empty where it is about the whole."""

    code: str
    field: str = ""
    facts: tuple[tuple[str, Fact], ...] = ()


def faults_of(plan: Plan, entries: Sequence[Entry], entry: Entry, sent: Sequence[Period] = ()) -> tuple[RegisterFault, ...]:
    """Every fault of `entry` after the `entries` made before. `sent`: periods of the partner's returns that wait or count."""
    now = fold(plan, entries)
    found = [*_who(now, entry), *_when(now, entry)]
    if entry.act in (ADD, CHANGE, BRING_BACK):
        found += [*_named(now, entry), *_places(now, entry), *_reports(now, entry)]
    if not found and entry.act in (CHANGE, END, REMOVE):
        found += _left_behind(now, fold(plan, (*entries, entry)), entry, sent)
    if not found and entry.act in (CHANGE, END) and fold(plan, (*entries, entry)) == now:
        found.append(RegisterFault("nothing_changed"))
    return tuple(found)


def _who(plan: Plan, entry: Entry) -> Iterator[RegisterFault]:
    there = plan.partner(entry.code)
    if entry.act == ADD:
        yield from _new_code(plan, entry.code)
    elif there is None and not (entry.act == BRING_BACK and entry.name):
        yield _wrong("unknown_partner", "code", code=entry.code)
    elif there is not None and entry.act == BRING_BACK and there.until is None:
        yield _wrong("not_ended", code=entry.code)


def _new_code(plan: Plan, code: str) -> Iterator[RegisterFault]:
    like = next((one for one in plan.partners if one.code.casefold() == code.casefold()), None)
    if not code:
        yield _wrong("code_missing", "code")
    elif like is not None:
        name = pick(like.name, plan.languages[0])
        yield _wrong("code_twice" if like.code == code else "code_like", "code", code=like.code, name=name)
    elif len(code) > LONGEST_CODE:
        yield _wrong("code_long", "code", longest=LONGEST_CODE)
    elif not re.fullmatch(PARTNER.pattern, code):
        yield _wrong("code_shape", "code", found=code)


def _named(plan: Plan, entry: Entry) -> Iterator[RegisterFault]:
    for language in plan.languages:
        name = entry.name.get(language, "")
        if not name:
            yield _wrong("name_missing", "name", language=language)
        elif len(name) > LONGEST_NAME:
            yield _wrong("name_long", "name", language=language, longest=LONGEST_NAME)
        else:
            other = next((one for one in plan.partners if one.code != entry.code and _same(one.name.get(language), name)), None)
            if other is not None:
                yield _wrong("name_taken", "name", code=other.code, name=name)


def _same(name: str | None, other: str) -> bool:
    return name is not None and name.casefold() == other.casefold()


def _places(plan: Plan, entry: Entry) -> Iterator[RegisterFault]:
    if not entry.regions:
        yield _wrong("no_regions", "regions")
    for code in entry.regions:
        if plan.regions.get(code) is None:
            yield _wrong("unknown_region", "regions", found=code)


def _reports(plan: Plan, entry: Entry) -> Iterator[RegisterFault]:
    if not entry.indicators:
        yield _wrong("no_indicators", "indicators")
    in_vain: dict[str, list[str]] = {}
    for code in entry.indicators:
        indicator = plan.indicator(code)
        if indicator is None:
            yield _wrong("unknown_indicator", "indicators", found=code)
        elif not _fits(plan, indicator, entry.regions) and _is_news(plan, indicator, entry):
            in_vain.setdefault(", ".join(indicator.levels), []).append(code)
    for levels, codes in in_vain.items():
        yield _wrong("region_level", "indicators", indicators=", ".join(codes), levels=levels)
    taken = [one.code for one in plan.indicators if leads_alone(one, entry.code) and one.code not in entry.indicators]
    if taken:
        yield _wrong("lead_taken", "indicators", indicators=", ".join(taken))


def _fits(plan: Plan, indicator: Indicator, regions: Iterable[str]) -> bool:
    """Whether any of these places is one the indicator is asked for; of unknown places something else is wrong."""
    known = [place for place in map(plan.regions.get, regions) if place is not None]
    return not known or any(place.level in indicator.levels for place in known)


def _is_news(plan: Plan, indicator: Indicator, entry: Entry) -> bool:
    """True unless the plan asks nothing of this partner for the indicator already: that is the plan's affair."""
    now = plan.partner(entry.code)
    return now is None or entry.code not in indicator.reported_by or _fits(plan, indicator, now.regions)


def _when(plan: Plan, entry: Entry) -> Iterator[RegisterFault]:
    known, there = return_periods(plan), plan.partner(entry.code)
    for field, period in (("since", entry.since), ("until", entry.until)):
        if period is not None and period not in known:
            yield _wrong("unknown_period", field, found=str(period), first=str(known[0]), last=str(known[-1]))
    since, until = entry.since, entry.until
    if since is not None and until is not None and until < since:
        yield _wrong("until_before_since", "until", since=str(since), until=str(until))
    if entry.act == END and until is None:
        yield _wrong("until_missing", "until")
    if there is not None:
        yield from _against(there, entry)


def _against(there: Partner, entry: Entry) -> Iterator[RegisterFault]:
    """What does not go with from when to when the partner is asked now."""
    since, until = entry.since, entry.until
    if entry.act == END and until is not None and there.since is not None and until < there.since:
        yield _wrong("until_before_since", "until", since=str(there.since), until=str(until))
    if entry.act == CHANGE and there.until is not None and since is not None and there.until < since:
        yield _wrong("after_end", "since", until=str(there.until))
    if entry.act == BRING_BACK and there.until is not None and since is not None and since <= there.until:
        yield _wrong("not_asked_yet", "since", until=str(there.until))


def _left_behind(now: Plan, then: Plan, entry: Entry, sent: Sequence[Period]) -> Iterator[RegisterFault]:
    """What an end would leave without anybody: figures that this partner alone gives, returns it has sent already."""
    if entry.act == REMOVE and sent:
        yield _wrong("has_returns", periods=_periods(sent))
    elif later := [period for period in sent if _asked(now, entry.code, period) and not _asked(then, entry.code, period)]:
        yield _wrong("later_returns", "until", periods=_periods(later))
    if entry.act in (END, REMOVE) and (led := _led(now, then, entry.code)):
        yield _wrong("leads", indicators=", ".join(led))


def _led(now: Plan, then: Plan, code: str) -> list[str]:
    """Indicators that nobody would lead in a return period in which this partner leads them alone now."""
    ends = [period for period in return_periods(now) if _asked(now, code, period) and not _asked(then, code, period)]
    alone = (one for one in now.indicators if leads_alone(one, code))
    return [one.code for one in alone if any(one.valid_in(period) for period in ends)]


def _asked(plan: Plan, code: str, period: Period) -> bool:
    partner = plan.partner(code)
    return partner is not None and (not partner.terms or partner.term(period) is not None)


def _periods(periods: Iterable[Period]) -> str:
    return ", ".join(map(str, sorted(set(periods))))


def _wrong(code: str, field: str = "", /, **facts: Fact) -> RegisterFault:
    return RegisterFault(code, field, tuple(facts.items()))

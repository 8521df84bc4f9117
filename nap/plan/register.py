"""What coordinators put on record of partners on top of the plan file. Plan and entries enter, the plan with them leaves. Pure.

Each entry says all there is of a partner from a return period on: name, regions, indicators. What was asked before stays as it
was. Indicators that came into the plan after an entry follow the plan file; regions and indicators that a version of the plan
does not have are left out of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from nap.facts import Period
from nap.plan.model import Indicator, Partner, Plan, Term
from nap.words import Text

ADD, CHANGE, END, REMOVE, BRING_BACK = "add", "change", "end", "remove", "bring_back"
ACTS = (ADD, CHANGE, END, REMOVE, BRING_BACK)
"""A partner begins; has another name or task; sends for a last time; was never meant to be there; sends again."""


@dataclass(frozen=True)
class Entry:
    """One entry about a partner; `number` counts those of a plan from 1, 0 for one that is not kept yet.

    `since`: the first return period of an added or changed task, or after coming back; None: its whole time. `until`: the last
    return period, of an end and of an added partner. `known`: the indicators there were, reported or not.
    """

    code: str
    act: str
    name: Text = field(default_factory=dict)
    regions: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    since: Period | None = None
    until: Period | None = None
    number: int = 0


@dataclass(frozen=True)
class _Task:
    """A term with what it says of indicators: which are reported, of those there were."""

    since: Period | None
    until: Period | None
    regions: tuple[str, ...]
    indicators: tuple[str, ...]
    known: tuple[str, ...]


_Tasks = tuple[_Task, ...]


def as_filed(plan: Plan) -> Plan:
    """The plan as its file alone says it."""
    return plan.filed or plan


def fold(plan: Plan, entries: Iterable[Entry]) -> Plan:
    """The plan with the entries on top of its file, whatever was on top before; the file's own plan if they change nothing."""
    filed = as_filed(plan)
    said: dict[str, list[Entry]] = {}
    for entry in entries:
        said.setdefault(entry.code, []).append(entry)
    partners: dict[str, Partner | None] = {partner.code: partner for partner in filed.partners}
    partners |= {code: _partner(filed, code, several) for code, several in said.items()}
    kept = tuple(partner for partner in partners.values() if partner is not None)
    indicators = tuple(_reported(indicator, kept) for indicator in filed.indicators)
    if (kept, indicators) == (filed.partners, filed.indicators):
        return filed
    word = _word(partner or code for code, partner in partners.items() if code in said)
    return replace(filed, partners=kept, indicators=indicators, register=word, filed=filed)


def _partner(filed: Plan, code: str, entries: Sequence[Entry]) -> Partner | None:
    """The partner as its entries leave it; None if it was taken out."""
    before = filed.partner(code)
    everything = tuple(indicator.code for indicator in filed.indicators)
    tasks: _Tasks = (_Task(None, None, before.regions, _of_file(filed, code), everything),) if before else ()
    name: Text = before.name if before else {}
    for entry in entries:
        tasks, name = _after(tasks, entry), entry.name or name
    terms = _joined([_term(filed, code, task) for task in tasks])
    if not terms:
        return None
    regions = tuple(dict.fromkeys(region for term in terms for region in term.regions))
    same = before is not None and terms == (Term(None, None, before.regions, _of_file(filed, code)),)
    return Partner(code, name, regions, () if same else terms)


def _after(tasks: _Tasks, entry: Entry) -> _Tasks:
    """The tasks of a partner once that entry is made."""
    match entry.act:
        case "remove":
            return ()
        case "end":
            return _ended(tasks, entry.until)
        case "change":
            return _changed(tasks, entry) if tasks else ()  # a later version of the file has dropped it
        case "bring_back" if tasks and entry.since is None:
            return (*tasks[:-1], replace(tasks[-1], until=None))
        case "bring_back":
            return (*_before(tasks, entry.since), _task(entry, entry.since, None))
        case _:
            return (_task(entry, entry.since, entry.until),)


def _task(entry: Entry, since: Period | None, until: Period | None) -> _Task:
    return _Task(since, until, entry.regions, entry.indicators, entry.known)


def _changed(tasks: _Tasks, entry: Entry) -> _Tasks:
    """Another task from that return period on; when nothing is asked in between stays as it is."""
    first = tasks[0].since
    start = entry.since or first
    if start is None:
        return tuple(_task(entry, task.since, task.until) for task in tasks)
    later = [task for task in tasks if task.until is None or task.until >= start]
    begins = [start if task is tasks[0] and first and start < first else _later(task.since, start) for task in later]
    return (*_before(tasks, start), *(_task(entry, since, task.until) for since, task in zip(begins, later, strict=True)))


def _later(since: Period | None, start: Period) -> Period:
    return start if since is None or since < start else since


def _before(tasks: _Tasks, start: Period | None) -> _Tasks:
    """What was asked before that return period."""
    if start is None:
        return ()
    early = (task for task in tasks if task.since is None or task.since < start)
    last = start.previous()
    return tuple(task if task.until is not None and task.until < start else replace(task, until=last) for task in early)


def _ended(tasks: _Tasks, until: Period | None) -> _Tasks:
    """Nothing is asked after that return period; up to it what was asked last, also where that had ended earlier."""
    kept = [task for task in tasks if until is None or task.since is None or task.since <= until]
    return (*kept[:-1], replace(kept[-1], until=until)) if kept else ()


def _term(filed: Plan, code: str, task: _Task) -> Term:
    reports = tuple(indicator.code for indicator in filed.indicators if _is_reported(indicator, code, task))
    known = tuple(region for region in task.regions if filed.regions.get(region) is not None)
    return Term(task.since, task.until, known, reports)


def _joined(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The same task in two terms without a pause between them is one term."""
    kept: list[Term] = []
    for term in terms:
        before = kept[-1] if kept else None
        same = before is not None and (before.regions, before.indicators) == (term.regions, term.indicators)
        if before and same and before.until and term.since and before.until == term.since.previous():
            kept[-1] = replace(before, until=term.until)
        else:
            kept.append(term)
    return tuple(kept)


def _is_reported(indicator: Indicator, code: str, task: _Task) -> bool:
    if leads_alone(indicator, code):
        return True  # whoever is named so by a later version of the plan
    return indicator.code in task.indicators if indicator.code in task.known else code in indicator.reported_by


def leads_alone(indicator: Indicator, code: str) -> bool:
    """True if the figures of that partner alone count for the indicator."""
    return indicator.partners == "lead_only" and indicator.lead == code


def _of_file(filed: Plan, code: str) -> tuple[str, ...]:
    return tuple(indicator.code for indicator in filed.indicators if code in indicator.reported_by)


def _reported(indicator: Indicator, partners: Sequence[Partner]) -> Indicator:
    """The indicator with everybody who reports it at any time, in order of the file, then of the entries."""
    recorded = (partner for partner in partners if partner.terms)
    found = {partner.code: any(indicator.code in term.indicators for term in partner.terms) for partner in recorded}
    there = {partner.code for partner in partners}
    kept = [code for code in indicator.reported_by if code in there and found.get(code, True)]
    kept += [code for code, reports in found.items() if reports and code not in kept]
    return indicator if tuple(kept) == indicator.reported_by else replace(indicator, reported_by=tuple(kept))


def _word(said: Iterable[Partner | str]) -> str:
    """A short name for what is on record, the same for the same."""
    told = (
        one if isinstance(one, str) else (one.code, sorted(one.name.items()), one.regions, *map(_told, one.terms)) for one in said
    )
    return sha256(repr(sorted(map(repr, told))).encode()).hexdigest()[:16]


def _told(term: Term) -> tuple[str, ...]:
    return (str(term.since), str(term.until), *term.regions, "/", *term.indicators)


DIFFERENCES = ("added", "name", "regions", "indicators", "time")
"""In what a partner on record can differ from the plan file: it is not in the file at all, or one of these is another."""


def differences(plan: Plan, partner: Partner) -> tuple[str, ...]:
    """In what the partner's last task differs from the plan file; empty if the file says the same."""
    filed = as_filed(plan)
    before = filed.partner(partner.code)
    if before is None:
        return ("added",)
    if not partner.terms:
        return () if partner.name == before.name else ("name",)
    last = partner.terms[-1]
    said = {
        "name": partner.name != before.name,
        "regions": set(last.regions) != set(before.regions),
        "indicators": set(last.indicators) != set(_of_file(filed, partner.code)),
        "time": (partner.since, partner.until) != (None, None),
    }
    return tuple(what for what, other in said.items() if other)


def last_task(plan: Plan, entries: Sequence[Entry], code: str) -> Entry:
    """What is on record last of a partner, also of one taken out: name, regions and indicators, as an entry without act."""
    partner = plan.partner(code)
    known = tuple(indicator.code for indicator in plan.indicators)
    if partner is not None and partner.terms:
        last = partner.terms[-1]
        return Entry(code, "", partner.name, last.regions, last.indicators, known)
    if partner is None:
        told = next((entry for entry in reversed(entries) if entry.code == code and entry.name), None)
        if told is not None:
            return replace(told, act="", known=known, since=None, until=None, number=0)
        partner = as_filed(plan).partner(code)
    if partner is None:
        return Entry(code, "", known=known)
    return Entry(code, "", partner.name, partner.regions, _of_file(as_filed(plan), code), known)

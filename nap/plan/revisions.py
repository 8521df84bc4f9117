"""What differs between two versions of a plan, as far as results and their readers are concerned. Pure.

Two plans enter, `Revision`s leave, in the order of the file: the plan as a whole, partners, objectives, indicators. Every field
of an indicator is compared, so that a field added to the model is never passed over in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

from nap.plan.model import Indicator, Objective, Partner, Plan, Target
from nap.words import Text

Thing = TypeVar("Thing")

GOALS = ("baseline", "target")
"""Revisions of what a figure is measured against; `at` is the region, empty for the whole country."""

_OF_THE_PLAN = ("status", "title", "country", "years", "history_from", "currency")
_GOAL_FIELDS = ("baseline", "targets", "regional_baselines", "regional_targets")


@dataclass(frozen=True)
class Revision:
    """One difference. `what`: a field's name, or `added` and `retired` of an indicator, `baseline`, `target`, `threshold`,
    `calendar`, `partner`, `partner_regions`, `objective`.

    `old` and `new` are values of the model, None where there is none. `indicator` is empty where it is about none. `at` says
    which one: the region of a baseline or target, the name of a threshold or calendar key, the code of a partner or objective.
    """

    what: str
    old: object
    new: object
    indicator: str = ""
    at: str = ""


def revisions(old: Plan, new: Plan) -> tuple[Revision, ...]:
    """Everything that differs but version and hash, measures, privacy patterns, languages, retention and the regions' table."""
    return (
        *_fields(old, new, _OF_THE_PLAN),
        *_sections("calendar", old.calendar, new.calendar),
        *_sections("threshold", old.thresholds, new.thresholds),
        *_partners(old, new),
        *_objectives(old, new),
        *_indicators(old, new),
    )


def goal_revisions(found: Iterable[Revision], indicator: str, region: str) -> tuple[Revision, ...]:
    """Those of the baseline and targets that hold for an indicator in one region; empty `region`: the whole country's."""
    return tuple(one for one in found if one.indicator == indicator and one.what in GOALS and one.at == region)


def _fields(old: object, new: object, names: Iterable[str], indicator: str = "") -> Iterator[Revision]:
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Revision(name, before, after, indicator)


def _sections(what: str, old: object, new: object) -> Iterator[Revision]:
    for name in _names(type(old)):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Revision(what, before, after, at=name)


def _partners(old: Plan, new: Plan) -> Iterator[Revision]:
    for before, after in _paired(old.partners, new.partners, _code):
        if before is None or after is None:
            yield Revision("partner", _name(before), _name(after), at=_code(before or after))
            continue
        if before.name != after.name:
            yield Revision("partner", before.name, after.name, at=before.code)
        if before.regions != after.regions:
            yield Revision("partner_regions", before.regions, after.regions, at=before.code)


def _objectives(old: Plan, new: Plan) -> Iterator[Revision]:
    for before, after in _paired(old.objectives, new.objectives, _code):
        if before != after:
            yield Revision("objective", _title(before), _title(after), at=_code(before or after))


def _indicators(old: Plan, new: Plan) -> Iterator[Revision]:
    for before, after in _paired(old.indicators, new.indicators, _code):
        if before is None or after is None:
            what = "added" if before is None else "retired"
            yield Revision(what, _title(before), _title(after), _code(before or after))
        else:
            yield from _goals(before, after)
            others = (name for name in _names(Indicator) if name not in _GOAL_FIELDS)
            yield from _fields(before, after, others, before.code)


def _goals(old: Indicator, new: Indicator) -> Iterator[Revision]:
    """The country's baseline and targets, then those of each region."""
    for region, before, after in _by_region(old.baseline, new.baseline, old.regional_baselines, new.regional_baselines):
        if before != after:
            yield Revision("baseline", before, after, old.code, region)
    for region, had, has in _by_region(old.targets, new.targets, old.regional_targets, new.regional_targets):
        for one, other in _targets(had or (), has or ()):
            yield Revision("target", one, other, old.code, region)


def _by_region(
    old: Thing, new: Thing, before: Mapping[str, Thing], after: Mapping[str, Thing]
) -> Iterator[tuple[str, Thing | None, Thing | None]]:
    yield "", old, new
    for region in dict.fromkeys((*before, *after)):
        yield region, before.get(region), after.get(region)


def _targets(old: Sequence[Target], new: Sequence[Target]) -> Iterator[tuple[Target | None, Target | None]]:
    """Targets of the same day belong together; a single one left on each side was moved to another day."""
    pairs = [pair for pair in _paired(old, new, lambda target: target.date) if pair[0] != pair[1]]
    gone = [pair for pair in pairs if pair[1] is None]
    come = [pair for pair in pairs if pair[0] is None]
    if len(gone) == len(come) == 1:
        pairs = [pair for pair in pairs if pair not in (*gone, *come)] + [(gone[0][0], come[0][1])]
    yield from sorted(pairs, key=lambda pair: min(one.date for one in pair if one is not None))


def _paired(
    old: Sequence[Thing], new: Sequence[Thing], key: Callable[[Thing], object]
) -> Iterator[tuple[Thing | None, Thing | None]]:
    """Old and new of the same key side by side: the new plan's order, then what is gone."""
    before = {key(one): one for one in old}
    after = {key(one): one for one in new}
    for name, one in after.items():
        yield before.get(name), one
    for name, one in before.items():
        if name not in after:
            yield one, None


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _code(one: Partner | Objective | Indicator | None) -> str:
    return one.code if one else ""


def _name(partner: Partner | None) -> Text | None:
    return partner.name if partner else None


def _title(one: Objective | Indicator | None) -> Text | None:
    return one.title if one else None

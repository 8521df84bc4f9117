"""The directory for its readers: a viewer and filters enter, organisations leave, each reader as much as is hers.

Coordinators find everything, partners and forum members the names of all, donors the names of those who agreed and of the others
only how many there are where nobody can be told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from nap.monitor.distributing import FEWEST, distribution
from nap.monitor.house import House
from nap.monitor.organisation_kinds import organisation_codes
from nap.monitor.organisation_views import CapacityScore, Directory, Organisation, OrganisationStep, OwnScores, Spread, Unnamed
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.people import Role, Verb, Viewer, may
from nap.store import Transaction, organisations as kept
from nap.store.organisations import Score, StoredOrganisation


def directory(
    viewer: Viewer, house: House, *, region: str = "", kind: str = "", field: str = "", archived: bool = False
) -> Directory:
    """The organisations on record, by name. `archived`: those as well, for coordinators.

    `unnamed` is the same whatever is filtered: counts of several filters side by side would tell single organisations.
    """
    require(viewer, Verb.READ_DIRECTORY)
    with house.store.reading() as transaction:
        everything = list(kept.current(transaction).values())
        people = _people(transaction, everything) if may(viewer, Verb.ADMINISTER) else {}
    active = [one for one in everything if one.active]
    shown = [one for one in everything if _is_shown(viewer, one, archived) and _fits(house, one, region, kind, field)]
    named = sorted((_as_seen(viewer, one, people.get(one.id, ())) for one in shown), key=lambda one: (_sorting(one), one.id))
    reads_names = _reads_names(viewer)
    return Directory(tuple(named), () if reads_names else unnamed([one.region for one in active if not one.named]))


def organisation_history(viewer: Viewer, house: House, id: str) -> tuple[OrganisationStep, ...]:
    """Every version of one organisation, the latest first; for coordinators. Unknown(organisation)."""
    require(viewer, Verb.ADMINISTER)
    with house.store.reading() as transaction:
        versions = kept.history(transaction, id)
    if not versions:
        raise Unknown("organisation", id)
    return tuple(OrganisationStep(one.number, one.at, one.person, _as_seen(viewer, one)) for one in reversed(versions))


def capacity_scores(viewer: Viewer, house: House, id: str) -> tuple[CapacityScore, ...]:
    """The scores of one organisation, for itself and for coordinators. Unknown(organisation) for everybody else."""
    require(viewer, Verb.READ_DIRECTORY)
    with house.store.reading() as transaction:
        found = kept.current(transaction).get(id)
        if found is None or not (may(viewer, Verb.ADMINISTER) or _is_own(transaction, viewer, found)):
            raise Unknown("organisation", id)
        return tuple(_score(viewer, one) for one in kept.scores(transaction, [id]))


def own_scores(viewer: Viewer, house: House) -> tuple[OwnScores, ...]:
    """The organisations the viewer belongs to, with their scores."""
    require(viewer, Verb.READ_DIRECTORY)
    with house.store.reading() as transaction:
        own = [one for one in kept.current(transaction).values() if one.active and _is_own(transaction, viewer, one)]
        scores = kept.scores(transaction, [one.id for one in own]) if own else ()
    return tuple(
        OwnScores(_as_seen(viewer, one), tuple(_score(viewer, each) for each in scores if each.organisation == one.id))
        for one in sorted(own, key=lambda one: one.id)
    )


def distributions(viewer: Viewer, house: House) -> tuple[Spread, ...]:
    """How the latest scores of each area are spread over the active organisations, in the order of the areas."""
    require(viewer, Verb.READ_DIRECTORY)
    with house.store.reading() as transaction:
        active = [one.id for one in kept.current(transaction).values() if one.active]
        latest = _latest(kept.scores(transaction, active))
    areas = organisation_codes(house).areas
    return tuple(Spread(area, distribution([(one.score, one.highest) for one in latest if one.area == area])) for area in areas)


def unnamed(regions: Sequence[str]) -> tuple[Unnamed, ...]:
    """How many there are by region; regions with fewer than `FEWEST` together, and with further ones until these are enough.

    Nothing where all of them are fewer: of one or two, that they are there is telling.
    """
    counts = Counter(regions)
    few = {region: count for region, count in counts.items() if count < FEWEST}
    many = sorted((region for region in counts if region not in few), key=lambda region: (counts[region], region))
    while few and sum(few.values()) < FEWEST and many:
        region = many.pop(0)
        few[region] = counts[region]
    shown = tuple(Unnamed(region, counts[region]) for region in sorted(many))
    others = sum(few.values())
    return (*shown, Unnamed("", others)) if others >= FEWEST else shown


def _reads_names(viewer: Viewer) -> bool:
    return may(viewer, Verb.ADMINISTER) or bool(viewer.roles & {Role.PARTNER, Role.FORUM})


def _is_shown(viewer: Viewer, one: StoredOrganisation, archived: bool) -> bool:
    if not one.active:
        return archived and may(viewer, Verb.ADMINISTER)
    return one.named or _reads_names(viewer)


def _fits(house: House, one: StoredOrganisation, region: str, kind: str, field: str) -> bool:
    inside = not region or region == one.region or region in _above(house, one.region)
    return inside and kind in ("", one.kind) and (not field or field in one.fields)


def _above(house: House, code: str) -> Iterable[str]:
    parent = house.plan.regions.parent_region(code)
    return (house.plan.regions.country.code, *([parent.code] if parent else []))


def _as_seen(viewer: Viewer, one: StoredOrganisation, people: tuple[str, ...] = ()) -> Organisation:
    plain = (one.id, one.name, one.region, one.kind, one.fields, one.named)
    if not may(viewer, Verb.ADMINISTER):
        return Organisation(*plain)
    return Organisation(*plain, one.active, one.partner, one.consent, one.consent_day, people, str(one.number))


def _people(transaction: Transaction, several: Iterable[StoredOrganisation]) -> Mapping[str, tuple[str, ...]]:
    return {one.id: kept.people_of(transaction, one.id) for one in several}


def _sorting(one: Organisation) -> str:
    return min(one.name.values(), default="").casefold()


def _is_own(transaction: Transaction, viewer: Viewer, one: StoredOrganisation) -> bool:
    by_code = bool(one.partner) and Role.PARTNER in viewer.roles and viewer.partner == one.partner
    return by_code or one.id in kept.of_person(transaction, viewer.person)


def _score(viewer: Viewer, one: Score) -> CapacityScore:
    told = (one.note, one.person) if may(viewer, Verb.ADMINISTER) else ()
    return CapacityScore(one.day, one.area, one.score, one.highest, *told)


def _latest(scores: Iterable[Score]) -> Sequence[Score]:
    """Of each organisation and area the last one."""
    return list({(one.organisation, one.area): one for one in scores}.values())

"""Hiding an indicator or a region at once from everybody but coordinators, and showing it again: each is one event with a reason.

For the hour in which a figure puts people in danger. It holds from the next request on, in every process, for results and for
releases alike; nothing is erased, and coordinators go on seeing everything.
"""

from __future__ import annotations

from collections.abc import Iterator

from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.reasons import fit
from nap.monitor.recording import record
from nap.people import Verb, Viewer, may
from nap.plan import Plan
from nap.results.breaks import predecessor
from nap.results.hiding.model import NOTHING, Withdrawn
from nap.store import Transaction, audit, hidings
from nap.store.hidings import HIDE, SHOW, Hiding

Thing = tuple[str, str]
"""Kind (`indicator` or `region`) and code."""


def hide_now(viewer: Viewer, house: House, reason: str, *, indicator: str = "", region: str = "") -> None:
    """Hide it from everybody but coordinators. Exactly one of `indicator` and `region` (below the country) is given.

    Unknown: indicator, region. NotNow: already_hidden, reason_needed, reason_too_long, reason_personal.
    """
    require(viewer, Verb.PUBLISH)
    reason = fit(reason, house.plan.privacy, NotNow, needed=True)
    kind, code = _thing(indicator, region)
    if code not in _there(house, kind):
        raise Unknown(kind, code, sorted(_there(house, kind)))
    with house.store.writing() as transaction:
        if (kind, code) in _standing(transaction, house):
            raise NotNow("already_hidden")
        record(transaction, house, viewer, HIDE, **{kind: code}, reason=reason)


def show_again(viewer: Viewer, house: House, reason: str, *, indicator: str = "", region: str = "") -> None:
    """End the hiding of exactly one indicator or region.

    NotNow: not_hidden, reason_needed, reason_too_long, reason_personal.
    """
    require(viewer, Verb.PUBLISH)
    reason = fit(reason, house.plan.privacy, NotNow, needed=True)
    kind, code = _thing(indicator, region)
    with house.store.writing() as transaction:
        if (kind, code) not in _standing(transaction, house):
            raise NotNow("not_hidden")
        record(transaction, house, viewer, SHOW, **{kind: code}, reason=reason)


def hidings_of(viewer: Viewer, house: House) -> tuple[Hiding, ...]:
    """Every hiding there ever was, the newest first; those that hold have no `ended`. For coordinators."""
    require(viewer, Verb.PUBLISH)
    with house.store.reading() as transaction:
        return hidings.history(transaction, house.plan.id)[::-1]


def anything_hidden(viewer: Viewer, house: House) -> bool:
    """Whether something is hidden at the moment; never what. For everybody who reads figures."""
    require(viewer, Verb.READ_SUMMARY)
    return bool(hidden_now(house))


def drawn_upon(house: House) -> int:
    """What stands for this moment; for `hidden_since`. To be asked before the first result is read: what is hidden while a page
    is being made is not known to all of it."""
    return house.store.counting_version()


def hidden_since(viewer: Viewer, house: House, drawn: int) -> bool:
    """Whether something was hidden from this viewer since then: what was made of results before is handed out no more."""
    require(viewer, Verb.READ_PLAN)
    if may(viewer, Verb.PUBLISH):
        return False
    with house.store.reading() as transaction:
        return audit.version(transaction, hidings.ACTS) > drawn


def hidden_now(house: House) -> Withdrawn:
    """What is hidden now."""
    with house.store.reading() as transaction:
        return withdrawn(transaction, house)


def withdrawn(transaction: Transaction, house: House) -> Withdrawn:
    """What is hidden now, whatever day is looked at: a region with its districts, an indicator with those it continues, whose
    figures are the beginning of its series."""
    things = [one.thing for one in hidings.standing(transaction, house.plan.id)]
    places = {code for kind, code in things if kind == "region"}
    inside = {one.code for place in places for one in house.plan.regions.children(place)}
    codes = {each for kind, code in things if kind == "indicator" for each in _series(house.plan, code)}
    return Withdrawn(frozenset(codes), frozenset(places | inside))


def withdrawn_from(transaction: Transaction, house: House, viewer: Viewer) -> Withdrawn:
    """What is hidden from this viewer now: nothing from coordinators."""
    return NOTHING if may(viewer, Verb.PUBLISH) else withdrawn(transaction, house)


def suspended(transaction: Transaction, house: House, release_number: int) -> bool:
    """True while something is hidden of which a release shows figures: it was made when that was not hidden. ValueError if there
    is no such release."""
    history = hidings.history(transaction, house.plan.id)
    standing = [one for one in history if one.ended is None]
    if not standing:
        return False
    made, included = hidings.release_made(transaction, house.plan.id, release_number)
    held = {one.thing for one in history if one.held_at(made)}
    return any(one.thing not in held and _touches(house.plan, one, included) for one in standing)


def _touches(plan: Plan, hiding: Hiding, included: frozenset[str]) -> bool:
    if hiding.kind == "region" or not included:
        return True
    return not included.isdisjoint(_series(plan, hiding.code))


def _series(plan: Plan, code: str) -> Iterator[str]:
    """The indicator and those it continues; one that the plan in force no longer has, alone."""
    known, current = {code}, plan.indicator(code)
    yield code
    while current is not None and (current := predecessor(plan, current)) is not None and current.code not in known:
        known.add(current.code)
        yield current.code


def _thing(indicator: str, region: str) -> Thing:
    if bool(indicator) == bool(region):
        raise ValueError("exactly one of indicator and region")
    return ("indicator", indicator) if indicator else ("region", region)


def _there(house: House, kind: str) -> frozenset[str]:
    if kind == "indicator":
        return frozenset(one.code for one in house.plan.indicators)
    return frozenset(one.code for one in house.plan.regions.all if one.level != "country")


def _standing(transaction: Transaction, house: House) -> frozenset[Thing]:
    return frozenset(one.thing for one in hidings.standing(transaction, house.plan.id))

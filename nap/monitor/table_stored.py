"""Figures of a table beside what is stored: observations of one partner enter, each leaves with the figure that counts now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

from nap.facts import Observation, Period
from nap.foreign.standing import only_rounded
from nap.monitor.house import House
from nap.monitor.receipts import find
from nap.monitor.table_views import Beside, Stored
from nap.people import Verb, Viewer
from nap.results.lasting import last_said
from nap.store import Transaction, histories, returns, sources
from nap.store.sources import Source

_Key = tuple[str, str, Period, str]


def return_beside(viewer: Viewer, house: House, id: str) -> tuple[Beside, ...]:
    """Each figure of a kept return beside what other returns have brought of it that counts, or would if this one did not."""
    with house.store.reading() as transaction:
        stored = find(transaction, viewer, id, Verb.SEE_RETURNS)
        figures = returns.contents(transaction, id).observations
    return beside(house, stored.partner, figures, id)


def beside(house: House, partner: str, observations: Sequence[Observation], without: str = "") -> tuple[Beside, ...]:
    """Each figure, in the same order, beside what counts `without` one return; whoever asks may see that partner's returns."""
    with house.store.reading() as transaction:
        return beside_within(transaction, house, partner, observations, without)


def beside_within(
    transaction: Transaction, house: House, partner: str, observations: Sequence[Observation], without: str = ""
) -> tuple[Beside, ...]:
    """The same inside a transaction."""
    indicators = dict.fromkeys(each.indicator for each in observations)
    stored = _stored(transaction, house, partner, indicators, without)
    return tuple(_beside(each, stored.get(_key(each))) for each in observations)


def _stored(
    transaction: Transaction, house: House, partner: str, indicators: Mapping[str, None], without: str
) -> Mapping[_Key, Stored]:
    accepted = histories.accepted(transaction, house.plan.id)
    shares = [one.share for one in accepted if one.partner == partner and one.id != without]
    told = [each for code in indicators for each in sources.counting(transaction, shares, code)] if shares else []
    behind = sources.sources(transaction, {id for id, _ in told})
    returns = {id(one): return_id for return_id, one in told}
    counting, _ = last_said([one for _, one in told], attrgetter("partner"))
    return {_key(one): _with(one, behind[returns[id(one)]]) for one in counting}


def _with(one: Observation, source: Source) -> Stored:
    return Stored(one, source.return_id, source.accepted, source.accepted_by, source.mapping)


def _beside(each: Observation, stored: Stored | None) -> Beside:
    return Beside(each, "new" if stored is None else _kind(each, stored.observation), stored)


def _kind(now: Observation, before: Observation) -> str:
    if _said(now) == _said(before):
        return "same"
    if _rounded(now, before):
        return "finer"
    return "kept" if now.state == "no_data" and before.state in {"", "not_safe"} else "changed"


def _rounded(now: Observation, before: Observation) -> bool:
    if now.value is None or before.value is None or now.quality != before.quality:
        return False
    return only_rounded(before.value, now.value)


def _said(one: Observation) -> tuple[object, ...]:
    """Value, state and quality are compared; how and where it was typed is not."""
    return one.value, one.numerator, one.denominator, one.state, one.quality


def _key(one: Observation) -> _Key:
    return one.indicator, one.region, one.period, one.breakdown

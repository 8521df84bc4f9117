"""The examples of `docs/findings/` for figures beside what was accepted before; entered with the others."""

from __future__ import annotations

from dataclasses import replace

from nap.facts import Period
from nap.plan import Plan
from nap.returns import tags
from nap.returns.past import Past
from tests.returns.examples import AFTERWARDS, YEAR, made
from tests.returns.pasts import Told, given, series
from tests.returns.workbooks import Return

HALF = Period.parse("2026-H1")


def with_indicator(code: str, **changes: object):
    """The plan with one indicator changed."""

    def planned(plan: Plan) -> Plan:
        changed = tuple(replace(one, **changes) if one.code == code else one for one in plan.indicators)  # type: ignore[arg-type]
        return replace(plan, sha256=f"with-{code}", indicators=changed)

    return planned


def before(known: Past) -> Told:
    return Told(known)


ACCEPTED = Past(version=1, own={("2.2", "KG-B", HALF): {"": given("2026-H1", 14)}})


@made("already-accepted", "41 committees where 14 were accepted for the same half-year", history=before(ACCEPTED))
def _correction(plan: Plan) -> Return:
    one = Return(plan, lang="en")
    one.put("2.2", "KG-B", tags.TOTAL, 41)
    return one


@made("large-jump", "40 committees, 7 half a year before", "up", history=before(Past(series("2.2", p2025_H2=7))))
def _jump(plan: Plan) -> Return:
    one = Return(plan, lang="en")
    one.put("2.2", "KG-B", tags.TOTAL, 40)
    return one


QUARTERS = before(Past(series("3.1", "KG", p2026_Q1=1500, p2026_Q2=1610)))


@made(
    "looks-cumulative",
    "4,800 for a quarter; the two quarters before it were 1,500 and 1,610",
    planned=with_indicator("3.1", accumulation="flow", rules=()),
    today=AFTERWARDS,
    history=QUARTERS,
)
def _since_january(plan: Plan) -> Return:
    one = Return(plan, "MIA", YEAR, "en")
    one.put("3.1", "KG", tags.TOTAL, 4800, "2026-Q3")
    one.put("3.1", "KG", tags.TOTAL, 1700, "2026-Q4")
    return one


DEPUTIES = before(Past(series("1.1", p2025=(3600, 9062))))


@made("denominator-leap", "6,384 deputies, 9,062 the year before", today=AFTERWARDS, history=DEPUTIES)
def _reform(plan: Plan) -> Return:
    one = Return(plan, "CEC", YEAR, "en")
    one.put("1.1", "KG-B", tags.NUMERATOR, 2538)
    one.put("1.1", "KG-B", tags.DENOMINATOR, 6384)
    return one


SHARED = before(Past(shared=frozenset({("2.2", "KG-B", HALF)})))


@made(
    "given-by-others",
    "two organisations count the committees of one region",
    "max",
    planned=with_indicator("2.2", partners="max"),
    history=SHARED,
)
def _shared(plan: Plan) -> Return:
    return Return(plan, lang="en")

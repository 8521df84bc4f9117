"""The examples of `docs/findings/` for figures beside their neighbours in one file; entered with the others."""

from __future__ import annotations

from dataclasses import replace

from nap.plan import Breakdown, Plan
from nap.returns import tags
from tests.returns.examples import AFTERWARDS, YEAR, made
from tests.returns.workbooks import Return


def by_position(plan: Plan) -> Plan:
    """The plan with three shares that make 100."""
    positions = (Breakdown("position", ("LOW", "MIDDLE", "TOP"), complete=True),)
    split = (replace(one, breakdowns=positions) if one.code == "3.3" else one for one in plan.indicators)
    return replace(plan, sha256="by-position", indicators=tuple(split))


@made("shares-not-whole", "3.1, 2.3 and 9.46; in three earlier years the shares make 100", "moved", by_position, today=AFTERWARDS)
def _shares(plan: Plan) -> Return:
    one = Return(plan, "NSC", YEAR, "en")
    columns = [f"value_position_{each}" for each in ("low", "middle", "top")]
    for year, shares in {2019: (20.5, 52.4, 27.1), 2020: (2.9, 2.1, 95.0), 2021: (3.0, 1.9, 95.1)}.items():
        one.add_row(("3.3", "KG"), date_period=str(year), value_total=100, **dict(zip(columns, shares, strict=True)))
    for tag, share in zip(columns, (3.1, 2.3, 9.46), strict=True):
        one.put("3.3", "KG", "#" + tag.replace("_", "+", 1), share)
    one.put("3.3", "KG", tags.TOTAL, 100)
    return one


@made("places-differ", "267 in the country, 266 in its nine regions", "less", today=AFTERWARDS)
def _places(plan: Plan) -> Return:
    one = Return(plan, "NSC", YEAR, "en")
    regions = ("KG-B", "KG-J", "KG-Y", "KG-N", "KG-O", "KG-T", "KG-C", "KG-GB", "KG-GO")
    one.add_row(("2.2", "KG"), date_period="2016", value_total=267)
    for place, number in zip(regions, (11, 30, 27, 6, 22, 8, 95, 55, 12), strict=True):
        one.add_row(("2.2", "KG"), adm_code=place, adm_name=None, date_period="2016", value_total=number)
    return one


@made("periods-differ", "20 committees at the end of 2019, 14 at the end of its second half", "running")
def _periods(plan: Plan) -> Return:
    one = Return(plan, lang="en")
    one.add_row(("2.2", "KG-B"), date_period="2019-H2", value_total=14)
    one.add_row(("2.2", "KG-B"), date_period="2019", value_total=20)
    return one


@made("copied-unchanged", "the row of one region repeated in the next: 214, 127, 84 and 3", "place")
def _copied(plan: Plan) -> Return:
    one = Return(plan, lang="en")
    for place in ("KG-J", "KG-O"):
        for tag, value in ((tags.TOTAL, 214), ("#value+f", 127), ("#value+m", 84), ("#value+u", 3)):
            one.put("2.1", place, tag, value)
    return one


@made("constant-zero", "0 in one city, 16.6 to 51.4 everywhere else", "lone", today=AFTERWARDS)
def _zero(plan: Plan) -> Return:
    one = Return(plan, "NSC", YEAR, "en")
    one.put("3.3", "KG", tags.TOTAL, 38.1)
    for place, share in {"KG-B": 34.2, "KG-J": 45.3, "KG-O": 51.4, "KG-C": 16.6, "KG-GO": 0}.items():
        one.add_row(("3.3", "KG"), adm_code=place, adm_name=None, value_total=share)
    return one

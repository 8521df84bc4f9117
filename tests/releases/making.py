"""Releases to test with: one of the demo's own results, and small made-up ones with a figure of every kind.

`small()` has every kind of indicator of the example plan: hidden cells, parts, districts, percentages, a cascade, a milestone,
money, a narrative, a list; `corrected()` is the release after it, in which something has moved for every reason.
`demo_release(house)` is made of the demo's store. `SECRET` stands in no file of any of them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from nap.facts import Overridden, Period, Result, Status
from nap.monitor import House, fill_demo, open_house, operator, results_for
from nap.plan import Plan, load_plan
from nap.releases.building import build
from nap.releases.release import Elsewhere, Kind, Release, Stamp
from nap.results import Reason, is_primary
from nap.settings import Settings
from nap.store import Store
from tests.conftest import SAMPLES

H1, YEAR = Period.parse("2026-H1"), Period.parse("2025")
AS_OF = date(2026, 7, 31)
SECRET = "77123"
"""What partners are called in `contributors` and the number of a hidden figure's overlooked field; it must never be published."""
TITLE = {"en": "Half-year summary", "ru": "Сводка за полугодие", "ky": "Жарым жылдык кыскача маалымат"}
TEXTS = {
    "": {"en": "A year of <work> & talks.", "ru": "Год <работы> и бесед.", "ky": "Бир жылдык <иш> жана маектер."},
    "O2": {"en": "Committees met in spring.", "ru": "Комитеты собрались весной.", "ky": "Комитеттер жазында жыйналды."},
}
ELSEWHERE = (
    Elsewhere(
        "1.1",
        "KG",
        "2025",
        "39.75",
        "CEC via press",
        {"en": "All local councils.", "ru": "Все местные кенеши.", "ky": "Бардык жергиликтүү кеңештер."},
    ),
)


@cache
def example() -> Plan:
    """The example plan: one indicator of every type."""
    plan, faults = load_plan(SAMPLES / "example-plan.yaml")
    assert plan is not None, faults
    return plan


def figure(code: str, value: object = None, status: Status = Status.ON_TRACK, **more: Any) -> Result:
    """A result, of the country and of the first half of 2026, 1 of 2 reported, unless `more` says otherwise."""
    fields = {"region": "KG", "period": H1, "reported": 1, "expected": 2, "contributors": frozenset({SECRET})} | more
    number = None if value is None else Decimal(str(value))
    return Result(code, value=number, status=status, **fields)


def hidden(code: str, **more: Any) -> Result:
    """A hidden result as disclosure control leaves it."""
    nothing = {"reported": None, "expected": None, "carried": None, "at_least": None, "contributors": frozenset()}
    return figure(code, None, Status.SUPPRESSED, reason=Reason.TO_PROTECT_PEOPLE, **(nothing | more))


def part(code: str, breakdown: str, value: object, **more: Any) -> Result:
    """A part of a total."""
    fields = {"status": Status.NOT_ASSESSABLE, "reason": Reason.OF_THE_TOTAL} | more
    return figure(code, value, breakdown=breakdown, **fields)


def share(code: str, top: int, bottom: int, status: Status = Status.ON_TRACK, **more: Any) -> Result:
    """A percentage of two numbers."""
    value = Decimal(top) * 100 / bottom
    return replace(figure(code, None, status, **more), value=value, numerator=Decimal(top), denominator=Decimal(bottom))


_BY_HAND = Overridden(Status.OFF_TRACK, "", "Two districts were flooded.")


def _paced(progress: str, pace: str) -> dict[str, Any]:
    return {"progress": Decimal(progress), "pace": Decimal(pace)}


def some_results() -> list[Result]:
    """Results with a figure of every kind, in the order in which results come."""
    context, silent, partial = Status.CONTEXT, Status.NO_DATA, Status.PARTIAL
    return [
        share("1.1", 2501, 7933, Status.BEHIND, period=YEAR, reported=9, expected=9, **_paced("0.72", "0.9")),
        share("1.1", 310, 790, Status.ACHIEVED, period=YEAR, region="KG-B", reported=1, expected=1),
        share("1.1", 400, 1200, Status.NOT_ASSESSABLE, period=YEAR, region="KG-O", reason=Reason.NO_TARGET),
        figure("2.1", 312, Status.BEHIND, at_least=True, reported=2, expected=2, **_paced("0.52", "0.9")),
        part("2.1", "sex=F", 101, at_least=True),
        part("2.1", "sex=M", 205, at_least=True),
        part("2.1", "sex=_U", 6, at_least=True),
        figure("2.1", 40, Status.NOT_ASSESSABLE, region="KG-O", reason=Reason.NO_TARGET),
        hidden("2.1", region="KG-O", breakdown="sex=F"),
        hidden("2.1", region="KG-O", breakdown="sex=M"),
        figure("2.2", 21, Status.OFF_TRACK, period=Period.parse("2025-H2"), reported=3, expected=3),
        figure("2.2", 22, Status.BEHIND, reported=2, expected=3, carried=1, overridden=_BY_HAND, **_paced("0.1", "0.7")),
        figure("2.2", 8, Status.NOT_ASSESSABLE, region="KG-J", reason=Reason.NO_TARGET),
        figure("2.2", 0, Status.NOT_ASSESSABLE, region="KG-B", reason=Reason.NO_TARGET),
        figure("2.2", 3, Status.NOT_ASSESSABLE, region="41705214", reason=Reason.NO_TARGET),
        figure("2.3", 4, Status.NOT_ASSESSABLE, reason=Reason.NOT_NUMERIC),
        figure("2.4", 5, Status.OFF_TRACK, reported=7, expected=9, **_paced("0.5", "0.4")),
        figure("2.4", 1, Status.NOT_ASSESSABLE, region="KG-B", reported=1, expected=1, reason=Reason.NO_TARGET),
        figure("2.4", 0, Status.NOT_ASSESSABLE, region="KG-J", reported=1, expected=1, reason=Reason.NO_TARGET),
        figure("2.5", 1, Status.NOT_ASSESSABLE, reason=Reason.NO_BASELINE),
        figure("2.6", 1250000, partial, reported=1, expected=4),
        part("2.6", "origin=BUDGET", 1000000, reported=1, expected=4),
        part("2.6", "origin=COMMUNITY", 250000, reported=1, expected=4),
        hidden("3.1", period=Period.parse("2026-Q1")),
        figure("3.1", 2319, context, period=Period.parse("2026-Q2"), reported=1, expected=1),
        hidden("3.1", period=Period.parse("2026-Q2"), region="KG-B"),
        figure("3.2", 960, context, reported=1, expected=1),
        part("3.2", "step=REPORTED", 960, reported=1, expected=1),
        part("3.2", "step=INVESTIGATED", 519, reported=1, expected=1),
        hidden("3.2", breakdown="step=SENTENCED"),
        figure("3.3", None, silent, period=YEAR, reported=0, expected=1, reason=Reason.NOT_REPORTED),
        figure("3.4", "1.48", context, period=YEAR, reported=1, expected=1, numerator=Decimal(106), denominator=Decimal(7161910)),
        figure("3.5", None, Status.NOT_DUE, reported=0, expected=3, reason=Reason.NOT_DUE),
        figure("3.6", "33.1", Status.ACHIEVED, period=YEAR, reported=1, expected=1),
        figure("3.7", None, Status.NOT_ASSESSABLE, reported=2, expected=5, reason=Reason.NOT_NUMERIC),
    ]  # fmt: skip


def small(kind: Kind = Kind.FORUM, *, number: int = 3, results: list[Result] | None = None, **more: Any) -> Release:
    """A small release of made-up figures; `more` goes to `build`."""
    about: dict[str, Any] = {"title": TITLE, "texts": TEXTS, "asked": 12, "accepted": 9, "elsewhere": ELSEWHERE}
    about |= {"period": H1, "as_of": AS_OF, "base_url": "https://monitor.example.org"} | more
    return build(example(), some_results() if results is None else results, number=number, kind=kind, **about)


def corrected(kind: Kind = Kind.FORUM, **more: Any) -> Release:
    """The release after `small()`, which it corrects: figures came, were corrected, hidden, shown, set by hand."""
    anew = {("2.2", "KG-J", ""): figure("2.2", 9, Status.NOT_ASSESSABLE, region="KG-J", reason=Reason.NO_TARGET)}
    anew |= {("2.2", "KG", ""): figure("2.2", 23, Status.OFF_TRACK, reported=3, expected=3, overridden=None)}
    anew |= {("2.1", "KG-O", "sex=F"): part("2.1", "sex=F", 15, region="KG-O")}
    anew |= {("2.4", "KG-B", ""): hidden("2.4", region="KG-B")}
    now = [
        anew.get((each.indicator, each.region, each.breakdown), each) if each.period == H1 else each for each in some_results()
    ]
    facts: dict[str, Any] = {"number": 4, "as_of": date(2026, 8, 31), "previous": small(kind), "replaces": Stamp(3, AS_OF)}
    facts |= {"causes": {("2.2", "KG-J", H1, ""): ("corrected",)}}
    facts |= {"because": {"en": "A return was wrong.", "ru": "В отчёте была ошибка.", "ky": "Отчётто ката бар болчу."}}
    return small(kind, results=now, **(facts | more))


def demo_release(house: House, kind: Kind = Kind.FORUM, *, number: int = 3, **more: Any) -> Release:
    """The demo's figures, the small ones among them hidden: as many rows as a real release has, without the time it takes."""
    about: dict[str, Any] = {"title": TITLE, "texts": TEXTS, "asked": 40, "accepted": 33, "period": H1, "as_of": house.today()}
    return build(house.plan, _small_hidden(house), number=number, kind=kind, **(about | more))


_kept: WeakKeyDictionary[Store, list[Result]] = WeakKeyDictionary()


def _small_hidden(house: House) -> list[Result]:
    """Everything that is known, without what is too small itself; remembered, since many tests look at it."""
    if house.store not in _kept:
        _kept[house.store] = [_unless_small(house.plan, each) for each in results_for(operator(), house)]
    return _kept[house.store]


def _unless_small(plan: Plan, result: Result) -> Result:
    indicator = plan.indicator(result.indicator)
    if indicator is None or not is_primary(plan, indicator, result):
        return result
    return hidden(result.indicator, region=result.region, period=result.period, breakdown=result.breakdown)


def demo_house(folder: Path = Path("/tmp/nap-release-demo")) -> House:
    """A filled demo house outside the tests, to look at files by hand."""
    filled = folder.exists()
    house = open_house(Settings.read({"NAP_DATA": str(folder)}))
    if not filled:
        fill_demo(house)
    return house

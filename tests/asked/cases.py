"""What a case of the corpus is, and the judge: what came out of a return against what must come out of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from nap.facts import Finding, Observation, Period
from nap.plan import Plan, read_plan
from nap.returns.check import Checked
from nap.returns.past import Past
from tests.asked.lean import Book, honest
from tests.returns.workbooks import LEFT_OUT, SAMPLES, check

Key = tuple[str, str, str, str]
TODAY = {"2026-H1": date(2026, 7, 10), "2026-H2": date(2027, 1, 10)}


@dataclass(frozen=True)
class Case:
    """An edit to an honest return and what must come of it.

    `gives`: what the changed figure is after reading: a number as text, `40/100`, `=no_data` for a state, `""` for no figure at
    all, `*` for as before; several that are equally right are parted by `|`. `at`: codes of which one must stand at exactly the
    changed cell; `anywhere`: codes each of which must be said somewhere; `may`: what may be said besides; anything else is too
    much. `loses`: keys (indicator, region, any part of them) whose figures may go or change; all others must be as before.
    `offer`: the text offered for the cell. `verdict`: when it must be exactly that.
    """

    name: str
    edit: Callable[[Book], object]
    gives: str = "*"
    at: str = ""
    anywhere: str = ""
    may: str = ""
    loses: tuple[tuple[str, str], ...] = ()
    offer: str | None = None
    partner: str = "WPN"
    lang: str = "ru"
    verdict: str = ""
    shares: bool = False
    """In a plan in which CEC types 3.3, a percentage, for its nine regions."""


def complaints(case: Case, plan: Plan) -> list[str]:
    """Everything that came out otherwise than asked."""
    plan = with_shares(plan) if case.shares else plan
    before = figures(honest_reading(plan, case.partner, case.lang))
    book = honest(plan, case.partner, case.lang)
    made = case.edit(book)
    today = TODAY[PERIOD[case.partner]]
    data = made if isinstance(made, bytes) else book.data()
    checked = reading(data, plan, today)
    return [*_said(case, book, checked), *_read(case, book, checked, before)]


PERIOD = {"WPN": "2026-H1", "MIA": "2026-H1", "PBF": "2026-H1", "CEC": "2026-H2", "NSC": "2026-H2"}


@cache
def with_shares(plan: Plan) -> Plan:
    """The example plan with one typed percentage for every region."""
    text = (SAMPLES / "example-plan.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("    regions: national_row ", "    regions: none "),
        ("    lead: NSC\n    baseline: {value: 58.47", "    lead: CEC\n    baseline: {value: 58.47"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    made, faults = read_plan(text.encode(), "shares.yaml", plan.regions)
    assert made is not None, faults
    return made


@cache
def honest_reading(plan: Plan, partner: str, lang: str) -> Checked:
    """What the unchanged return gives; it must be clean."""
    return reading(honest(plan, partner, lang).data(), plan, TODAY[PERIOD[partner]])


class FirstReturn:
    """A store in which nothing was accepted yet: the checks of the history are made, and find what the file itself holds."""

    def past(self, plan: Plan, partner: str, period: Period, indicators: Collection[str]) -> Past:
        """Nothing."""
        return Past()


def reading(data: bytes, plan: Plan, today: date) -> Checked:
    """Checked as the first return of its sender."""
    return check(data, plan, today=today, history=FirstReturn())


def spoken(checked: Checked) -> list[Finding]:
    """All findings but the infos of every return."""
    return [each for each in checked.findings if each.code not in LEFT_OUT]


def _said(case: Case, book: Book, checked: Checked) -> Iterator[str]:
    findings = spoken(checked)
    told = [f"{each.code}({each.case}) {each.severity} {each.sheet} {','.join(each.cells[:4])}" for each in findings]
    here = [each for each in findings if each.sheet == book.spot[0] and book.spot[1] in each.cells]
    if case.at and not {each.code for each in here} & set(case.at.split()):
        yield f"one of {case.at} must stand at {book.spot}; said: {told}"
    missing = set(case.anywhere.split()) - {each.code for each in checked.findings}
    if missing:
        yield f"not said: {sorted(missing)}; said: {told}"
    allowed = {*case.at.split(), *case.anywhere.split(), *case.may.split()}
    extra = [line for each, line in zip(findings, told, strict=True) if each.code not in allowed]
    if extra:
        yield f"said too much: {extra}"
    offers = {str(dict(each.facts)["offer"]) for each in here if "offer" in dict(each.facts)}
    if case.offer is not None and offers != ({case.offer} if case.offer else set()):
        yield f"offered {offers}, not {case.offer!r}"
    if case.verdict and checked.verdict != case.verdict:
        yield f"verdict {checked.verdict}, not {case.verdict}"


def _read(case: Case, book: Book, checked: Checked, before: dict[Key, str]) -> Iterator[str]:
    after = figures(checked)
    if case.gives != "*" and after.get(book.key, "") not in case.gives.split("|"):
        yield f"{book.key} is {after.get(book.key, '')!r}, not {case.gives!r}"
    for key in sorted(before.keys() | after.keys()):
        free = any(indicator in ("", key[0]) and region in ("", key[1]) for indicator, region in case.loses)
        if not free and (case.gives == "*" or key != book.key) and before.get(key) != after.get(key):
            yield f"{key}: {before.get(key)} became {after.get(key)}"


def figures(checked: Checked) -> dict[Key, str]:
    """Key → the figure as text; a key given twice has both."""
    found: dict[Key, str] = {}
    for each in checked.observations:
        key = (each.indicator, each.region, str(each.period), each.breakdown)
        found[key] = found[key] + " and " + figure(each) if key in found else figure(each)
    return found


def figure(each: Observation) -> str:
    """`30`, `40/100` or `=no_data`."""
    if each.state:
        return f"={each.state}"
    if each.value is None:
        return f"{plain(each.numerator)}/{plain(each.denominator)}"
    return plain(each.value)


def plain(number: Decimal | None) -> str:
    """Without exponent and idle zeros."""
    if number is None:
        return "-"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

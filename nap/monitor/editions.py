"""Editions: results fixed at one moment, with a pattern of hidden cells that no earlier edition undoes.

Partners and the forum read sensitive indicators from the latest edition, donors read releases made of one; so nobody can subtract
today's figure from yesterday's. An edition is made when a period is closed and when a release is built.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain

from nap.facts import Observation, Period, Result
from nap.monitor.adding import Adding
from nap.monitor.counting import Counting
from nap.monitor.emptied import emptied
from nap.monitor.hiding_now import withdrawn
from nap.monitor.house import SYSTEM, House
from nap.monitor.judgements import judged
from nap.monitor.knowing import as_it_was
from nap.monitor.problems import NotNow
from nap.monitor.standings import standings, versions_of
from nap.plan import Plan
from nap.releases.release import METHOD
from nap.results import compute, explain_gaps
from nap.results.hiding import Cell, Past, audit, hide, own_results
from nap.results.hiding.primary import says_something
from nap.store import Transaction, consents, editions
from nap.store.editions import StoredEdition

CLOSING, RELEASE = "closing", "release"


@dataclass(frozen=True)
class Edition:
    """Results of one moment with their true numbers (for coordinators), and which cells nobody else may see.

    `number` 0: not kept, a preview. `own`: by partner what its own figures alone gave.
    """

    number: int
    cause: str
    period: Period
    as_of: date
    at: datetime
    plan: Plan = field(repr=False)
    results: tuple[Result, ...] = field(repr=False)
    own: dict[str, tuple[Result, ...]] = field(repr=False)
    hidden: frozenset[Cell] = field(repr=False)

    def past(self) -> Past:
        """The same as something that may have been kept by anybody."""
        return Past.of((each for each in self.results if says_something(each)), self.hidden, self.own)


def draft_edition(
    house: House, period: Period, as_of: date, *, without: Collection[str] = (), cause: str = RELEASE, at: datetime | None = None
) -> Edition:
    """The edition as it would be now: every row of periods that end by `period`, hidden against all earlier editions.

    `as_of` an earlier day: what was known at its end. `without`: partners whose sensitive figures do not count. For a closing
    only indicators about people. NotNow: edition_exposed, if the audit finds that a number could still be worked out.
    """
    then = as_it_was(house, as_of)
    with then.store.reading() as transaction:
        results, own, held_cells = _found(transaction, then, period, as_of, frozenset(without), cause)
        past = pasts(transaction, house)
        hidden_now = withdrawn(transaction, house)
    pattern = hide(then.plan, results, own=own, past=past, withdrawn=hidden_now)
    exposed = audit(then.plan, results, pattern, own=own, past=past)
    if any(each.cell not in pattern.lost for each in exposed):
        raise NotNow("edition_exposed")
    kept, hidden = {partner: tuple(several) for partner, several in own.items()}, pattern.hidden | held_cells
    return Edition(0, cause, period, as_of, at or house.moment(), then.plan, tuple(results), kept, hidden)


def keep_edition(transaction: Transaction, house: House, edition: Edition, person: str = SYSTEM) -> Edition:
    """Store an edition under the next number. NotNow: changed_meanwhile, if another one was kept since it was drafted."""
    known = editions.numbers(transaction, house.plan.id)
    if any(get_edition(transaction, house, number).at > edition.at for number in known[-1:]):
        raise NotNow("changed_meanwhile")
    kept = replace(edition, number=(known[-1] if known else 0) + 1)
    editions.add(
        transaction,
        house.plan.id,
        StoredEdition(
            kept.number,
            kept.cause,
            kept.period,
            kept.as_of,
            kept.at,
            person,
            kept.plan.version,
            kept.plan.register,
            METHOD,
            kept.results,
            kept.own,
            kept.hidden,
        ),
    )
    return kept


def editions_read(transaction: Transaction, house: House) -> tuple[Edition, ...]:
    """Those that are read now, the newest first: of periods that it does not reach the newest that does."""
    found = list[Edition]()
    for number in reversed(editions.numbers(transaction, house.plan.id, house.until)):
        edition = get_edition(transaction, house, number)
        if all(edition.period.end > newer.period.end for newer in found):
            found.append(edition)
    return tuple(found)


def get_edition(transaction: Transaction, house: House, number: int) -> Edition:
    """One edition, remembered: it never changes. KeyError if there is none of that number."""
    remembered = house.memory.editions
    if number not in remembered:
        found = editions.get(transaction, house.plan.id, number)
        if found is None:
            raise KeyError(number)
        plan = house.plans.get((house.plan.id, found.version), house.plan)
        own = dict(found.own)
        remembered[number] = Edition(
            number, found.cause, found.period, found.as_of, found.at, plan, found.results, own, found.hidden
        )
    return remembered[number]


def pasts(transaction: Transaction, house: House) -> list[Past]:
    """Every edition there is, whatever day is looked at: what was told once may have been kept."""
    numbers = editions.numbers(transaction, house.plan.id)
    return [_past(house, get_edition(transaction, house, number)) for number in numbers]


def _past(house: House, edition: Edition) -> Past:
    remembered = house.memory.pasts
    if edition.number not in remembered:
        remembered[edition.number] = edition.past()
    return remembered[edition.number]


def _found(
    transaction: Transaction, house: House, period: Period, as_of: date, without: frozenset[str], cause: str
) -> tuple[list[Result], dict[str, list[Result]], frozenset[Cell]]:
    """Every row of the edition, what each partner's own figures alone give, and which rows held figures alone would fill."""
    counting, known = Counting(transaction, house), max(as_of, house.today())
    adding, stood = Adding(counting, house), standings(versions_of(transaction, house))
    held = without | frozenset(consents.held_at_any_time(consents.history(transaction, house.plan.id)))
    figures = _figures(house.plan, adding, held)
    codes = [one.code for one in house.plan.indicators if cause == RELEASE or house.plan.thresholds.minimum_cell(one)]
    computed = chain.from_iterable(compute(house.plan, figures(code), as_of, indicators=[code], known=known) for code in codes)
    results = judged(house, explain_gaps(house.plan, computed, stood, known, counting.left_out()))
    own = own_results(house.plan, figures, codes, as_of, known=known)
    until = {partner: _ended(several, period) for partner, several in own.items()}
    rows = [replace(each, missing=()) for each in _ended(results, period)]
    sensitive = [one.code for one in house.plan.indicators if held and one.sensitivity == "sensitive"]
    given = (compute(house.plan, adding.figures(code), as_of, indicators=[code], known=known) for code in sensitive)
    return rows, until, emptied(chain.from_iterable(given), rows)


def _ended(results: Iterable[Result], period: Period) -> list[Result]:
    return [each for each in results if each.period.end <= period.end]


def _figures(plan: Plan, adding: Adding, held: frozenset[str]) -> Callable[[str], Sequence[Observation]]:
    """What counts of an indicator; of sensitive ones without the figures that their partners hold back."""

    def figures(code: str) -> Sequence[Observation]:
        indicator, given = plan.indicator(code), adding.figures(code)
        if indicator is None or indicator.sensitivity != "sensitive" or not held:
            return given
        return [each for each in given if each.partner not in held]

    return figures


def of_edition(edition: Edition, codes: Collection[str]) -> list[Result]:
    """The rows of these indicators."""
    return [each for each in edition.results if each.indicator in codes]

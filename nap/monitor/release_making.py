"""What a release is made of. A draft and the store enter: the row that is kept; that row and its edition enter: the `Release`.

The row holds everything that the edition does not, so that the same row and edition always give the same release.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date
from typing import Any

from nap.facts import Period, Result
from nap.monitor.counting import Counting
from nap.monitor.country_files import country_file
from nap.monitor.editions import Edition, get_edition
from nap.monitor.house import House, installed
from nap.monitor.release_causes import causes_between, causes_kept, kept_causes, kept_shares, shares_kept
from nap.monitor.release_views import WIDER, ReleaseDraft
from nap.monitor.standings import versions_of
from nap.plan import Plan, due_date, is_owed, return_periods
from nap.plan.register import fold
from nap.releases.building import Earlier, build
from nap.releases.elsewhere import load_elsewhere
from nap.releases.release import METHOD, Elsewhere, Kind, Release, Stamp
from nap.results import Audience
from nap.results.hiding import Pattern, shown
from nap.settings import Settings
from nap.store import Transaction, closings, hidings, releases as kept
from nap.store.consents import CONSENT, FREE_FIGURES, HOLD_FIGURES
from nap.store.opening import COUNTING_ACTS
from nap.store.releases import StoredRelease

MADE_UPON = (*COUNTING_ACTS, *kept.ACTS, *hidings.ACTS, *closings.ACTS, CONSENT, HOLD_FIGURES, FREE_FIGURES)
"""The events after which another release might be made of the same draft."""


def new_row(transaction: Transaction, house: House, draft: ReleaseDraft, edition: int, without: frozenset[str]) -> StoredRelease:
    """The release that the draft would be now, with the number it would get; who publishes it and its hash are still empty."""
    content, before = draft.content, last_readable(transaction, house, draft.content.visible)
    return StoredRelease(
        number=kept.last_release(transaction) + 1,
        kind=Kind.DONOR.value,
        period=content.period,
        title=dict(content.title),
        texts={code: dict(text) for code, text in content.texts.items()},
        included=content.included or tuple(one.code for one in house.plan.indicators),
        because=dict(content.because),
        register=house.plan.register,
        sha256="",
        edition=edition,
        draft=draft.number,
        version=house.plan.version,
        method=METHOD,
        previous=before.number if before else 0,
        replaces=content.replaces,
        as_of=house.today(),
        person="",
        at=house.moment().astimezone(UTC),
        facts=_facts(transaction, house, content.period, without, before),
    )


def last_readable(transaction: Transaction, house: House, visible: str) -> StoredRelease | None:
    """The newest release that was not withdrawn and that all readers of one so visible can read: what they compare with.

    One for fewer people is not told of by its figures before in one for more.
    """
    fates, wide = kept.fates(transaction, house.plan.id), WIDER.index(visible)
    for one in reversed(kept.find_releases(transaction, house.plan.id)):
        fate = fates[one.number]
        if fate.withdrawn is None and WIDER.index(fate.visible) >= wide:
            return one
    return None


def release_of(
    transaction: Transaction, house: House, row: StoredRelease, edition: Edition, kind: Kind, *, draft: bool = False
) -> Release:
    """The release of that row and edition, as readers of that kind get it."""
    facts, plan = row.facts, edition.plan
    return build(
        plan,
        disclosed(edition, kind),
        number=row.number,
        kind=kind,
        period=row.period,
        as_of=row.as_of,
        title=row.title,
        texts=row.texts,
        included=row.included,
        previous=_earlier(transaction, house, row.previous, kind),
        causes=causes_kept(facts["causes"]),
        asked=facts["asked"],
        accepted=facts["accepted"],
        replaces=_stamp(transaction, house, row.replaces),
        because=row.because,
        elsewhere=tuple(Elsewhere(*one) for one in facts["elsewhere"]),
        illustrative=facts["illustrative"],
        draft=draft,
        base_url=facts["base_url"],
    )


def edition_of(transaction: Transaction, house: House, row: StoredRelease) -> Edition:
    """The edition of a published release, with the plan as it was then, partners on record too."""
    plan = fold(house.plans[house.plan.id, row.version], house.entries[: row.facts["entries"]])
    return replace(get_edition(transaction, house, row.edition), plan=plan)


def disclosed(edition: Edition, kind: Kind) -> list[Result]:
    """The edition's results as readers of that kind may see them."""
    return shown(edition.plan, edition.results, Pattern(edition.hidden), Audience(kind.value))


def _earlier(transaction: Transaction, house: House, number: int, kind: Kind) -> Earlier | None:
    row = kept.find_release(transaction, house.plan.id, number) if number else None
    if row is None:
        return None
    edition = edition_of(transaction, house, row)
    then = build(
        edition.plan,
        disclosed(edition, kind),
        number=row.number,
        kind=kind,
        period=row.period,
        as_of=row.as_of,
        title=row.title,
        included=row.included,
    )
    lines = tuple(line.result for line in then.lines)
    return Earlier(row.number, row.as_of, lines, edition.plan, row.method)


def _stamp(transaction: Transaction, house: House, number: int) -> Stamp | None:
    row = kept.find_release(transaction, house.plan.id, number) if number else None
    return None if row is None else Stamp(row.number, row.as_of)


def _facts(
    transaction: Transaction, house: House, period: Period, without: frozenset[str], before: StoredRelease | None
) -> Mapping[str, Any]:
    shares = Counting(transaction, house).shares
    then = (shares_kept(before.facts["counted"]), before.facts["without"]) if before else None
    causes = causes_between(transaction, house.plan, then, (shares, without)) if then else {}
    asked, accepted = returns_of(transaction, house, period, house.today())
    return {
        "asked": asked,
        "accepted": accepted,
        "illustrative": house.plan.status == "illustrative" or installed(transaction, house.settings).demo,
        "base_url": house.settings.base_url,
        "elsewhere": [
            [*(getattr(one, name) for name in _ELSEWHERE), dict(one.why)] for one in elsewhere_of(house.plan, house.settings)
        ],
        "entries": len(house.entries),
        "counted": kept_shares(shares),
        "without": sorted(without),
        "causes": kept_causes(causes),
    }


_ELSEWHERE = ("indicator", "region", "period", "value", "source")


def elsewhere_of(plan: Plan, settings: Settings) -> tuple[Elsewhere, ...]:
    """What others have published of the plan's indicators."""
    path = country_file(settings, "elsewhere.csv")
    return load_elsewhere(path, plan) if path else ()


def returns_of(transaction: Transaction, house: House, until: Period, today: date) -> tuple[int, int]:
    """How many returns of periods up to that one were due before `today`, and for how many of them some version counts."""
    plan, versions = house.plan, versions_of(transaction, house)
    due = [each for each in return_periods(plan) if each.end <= until.end and due_date(plan, each) < today]
    asked = [(one.code, each) for each in due for one in plan.partners if is_owed(plan, one.code, each)]
    counts = {key for key, found in versions.items() if any(one.standing.status == "accepted" for one in found)}
    return len(asked), sum(key in counts for key in asked)

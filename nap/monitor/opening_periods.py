"""Return periods as coordinators see them: how each stands and who has reported, and all its templates as one archive.

A viewer, the house and a period enter; states, or a zip with one workbook per partner and a read-me, leave.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from nap.facts import Period
from nap.monitor.closing import closed_periods, may_close
from nap.monitor.counting import counting_totals
from nap.monitor.house import House
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.monitor.recording import downloaded
from nap.monitor.sessions import active_viewers
from nap.monitor.standings import PASSED, standing_version, versions_of
from nap.monitor.templates import latest_of
from nap.monitor.turns import turn_of
from nap.monitor.views import Download
from nap.people import Role, Verb, Viewer
from nap.plan import due_date, is_owed, return_periods
from nap.store.closings import Closing
from nap.words import day, period_name, pick, say

ZIP = "application/zip"
_AHEAD = 1
"""So many periods that have not begun are shown: their templates can be sent out."""
_NEWLINE = "\r\n"


@dataclass(frozen=True)
class Reporting:
    """One partner of a period: the status of the version that stands (None: nothing was sent), whether it came late; whether the
    closed period is open for it again."""

    partner: str
    status: str | None
    late: bool
    reopened: bool


@dataclass(frozen=True)
class PeriodState:
    """One return period. `state`: `ahead`, `running`, `due` (it has ended, the due date has not), `over` (it can be closed),
    `closed`."""

    period: Period
    due: date
    state: str
    partners: tuple[Reporting, ...]
    closing: Closing | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """Partners of which nothing was handed in, or whose return came back to them."""
        return tuple(one.partner for one in self.partners if one.status in (None, "returned"))


def period_states(viewer: Viewer, house: House) -> tuple[PeriodState, ...]:
    """Every return period that has begun, and the next one; the latest first."""
    require(viewer, Verb.REVIEW)
    periods = return_periods(house.plan)
    begun = sum(period.start <= house.today() for period in periods)
    with house.store.reading() as transaction:
        closed, versions = closed_periods(transaction, house), versions_of(transaction, house)
    stood = {key: standing_version(found) for key, found in versions.items()}
    sent = {key: (one.standing.status, one.late) for key, one in stood.items() if one.standing.status not in PASSED}
    shown = reversed(periods[: begun + _AHEAD])
    return tuple(_state(house, period, closed.get(period), sent) for period in shown)


def templates_zip(viewer: Viewer, house: House, period: Period, lang: str = "") -> Download:
    """Every owing partner's template for that period, each in the language of its people (or all in `lang`), with a read-me.

    Unknown: period (nobody owes anything), language. NotNow: busy.
    """
    require(viewer, Verb.REVIEW)
    if lang and lang not in house.plan.languages:
        raise Unknown("language", lang)
    chosen = partner_languages(house, period)
    if not chosen:
        raise Unknown("period", str(period), [str(one) for one in return_periods(house.plan)])
    named = {partner: lang or own for partner, own in chosen.items()}
    with turn_of(viewer):
        data = _archive(house, period, named)
    downloaded(viewer, house, "templates", period=str(period))
    return Download(f"{house.plan.id}-{period}.zip", data, ZIP)


def partner_languages(house: House, period: Period) -> dict[str, str]:
    """Every partner that owes a return for the period, in the plan's order, with the language most of its people chose.

    Where nobody has chosen any, the plan's first.
    """
    with house.store.reading() as transaction:
        people = active_viewers(transaction, house)
    first = house.plan.languages[0]
    owing = (partner.code for partner in house.plan.partners if is_owed(house.plan, partner.code, period))
    return {code: _most(house, (one.language for one in people if _of(one, code))) or first for code in owing}


def _of(person: Viewer, partner: str) -> bool:
    return person.partner == partner and Role.PARTNER in person.roles


def _most(house: House, chosen: Iterable[str | None]) -> str:
    counted = Counter(lang for lang in chosen if lang in house.plan.languages)
    return max(house.plan.languages, key=lambda lang: counted[lang]) if counted else ""


def _archive(house: House, period: Period, named: Mapping[str, str]) -> bytes:
    from nap.returns.template import make_template  # openpyxl takes long to import, and few verbs need it

    counting = counting_totals(house)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_entry("read-me.txt", house.today()), _read_me(house, period, named).encode("utf-8-sig"))
        for partner, lang in named.items():
            data = make_template(house.plan, partner, period, lang, latest_of(counting, partner, period))
            archive.writestr(_entry(f"{partner}-{period}-{lang}.xlsx", house.today()), data)
    return held.getvalue()


def _entry(name: str, today: date) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (today.year, today.month, today.day, 0, 0, 0))
    entry.external_attr = 0o644 << 16
    return entry


def _read_me(house: House, period: Period, named: Mapping[str, str]) -> str:
    """What is in the archive and what to do with it, in every language of the house, for whoever opens it first."""
    return f"{_NEWLINE}{_NEWLINE}".join(_told(house, period, named, lang) for lang in house.plan.languages)


def _told(house: House, period: Period, named: Mapping[str, str], lang: str) -> str:
    due = day(lang, due_date(house.plan, period))
    title = say(lang, "periods.zip.title", plan=pick(house.plan.title, lang), period=period_name(lang, period))
    names = {one.code: pick(one.name, lang) for one in house.plan.partners}
    lines = [title, "=" * len(title), say(lang, "periods.zip.what"), say(lang, "periods.zip.due", date=due)]
    lines += [say(lang, "periods.zip.own"), "", *(f"{code}-{period}-{own}.xlsx  {names[code]}" for code, own in named.items())]
    return _NEWLINE.join(lines)


def _state(
    house: House, period: Period, closing: Closing | None, sent: Mapping[tuple[str, Period], tuple[str, bool]]
) -> PeriodState:
    owing = [one.code for one in house.plan.partners if is_owed(house.plan, one.code, period)]
    partners = (_reporting(code, sent.get((code, period)), closing) for code in owing)
    return PeriodState(period, due_date(house.plan, period), _name(house, period, closing), tuple(partners), closing)


def _reporting(partner: str, sent: tuple[str, bool] | None, closing: Closing | None) -> Reporting:
    status, late = sent or (None, False)
    return Reporting(partner, status, late, closing is not None and closing.open_for(partner))


def _name(house: House, period: Period, closing: Closing | None) -> str:
    if closing is not None:
        return "closed"
    if period.start > house.today():
        return "ahead"
    if period.end >= house.today():
        return "running"
    return "over" if may_close(house, period) else "due"

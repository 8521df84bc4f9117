"""What is looked at before a release goes out: a draft and the store enter, problems leave. Whether they stop it is their weight.

Nothing goes out without the word of those it comes from, so consent weighs most: while there is time to answer, it is waited for;
afterwards whoever has not agreed is left out, and the coordinator says why she publishes all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from nap.facts import Severity, Status
from nap.monitor.answered import said_to
from nap.monitor.consenting import Book
from nap.monitor.counting import Counting
from nap.monitor.covering import coverage_if
from nap.monitor.hiding_now import withdrawn
from nap.monitor.house import House
from nap.monitor.permission import operator
from nap.monitor.release_views import ConsentState, PartnerConsent, ReleaseDraft, ReleaseProblem, Weight
from nap.monitor.standings import standing_version, versions_of
from nap.plan import due_date
from nap.releases.release import Release
from nap.store import Transaction, returns
from nap.words import Text

STOPS, NEEDS_REASON, TELLS = Weight.STOPS, Weight.NEEDS_REASON, Weight.TELLS
TITLE, BECAUSE = "title", "because"
"""What a missing text is a text of, beside the codes of objectives and "" for the first page."""


def draft_problems(transaction: Transaction, house: House, draft: ReleaseDraft) -> Iterator[ReleaseProblem]:
    """All that can be told without making the release."""
    yield from _consents(transaction, house, draft)
    yield from _words(house, draft)
    yield from _period(house, draft)
    yield from _returns(transaction, house, draft)
    hidden = withdrawn(transaction, house)
    if hidden:
        yield ReleaseProblem("hidden_now", TELLS, len(hidden.indicators) + len(hidden.regions))


def made_problems(release: Release) -> Iterator[ReleaseProblem]:
    """What the release itself tells: that it says nothing, or how much of it differs from the one before."""
    numbers = [line for line in release.lines if line.result.value is not None]
    if not numbers:
        yield ReleaseProblem("nothing_to_say", STOPS)
    if release.moved:
        yield ReleaseProblem("changed_since", TELLS, len(release.moved))
    kept_back = sum(line.result.status is Status.SUPPRESSED for line in release.lines)
    if kept_back:
        yield ReleaseProblem("figures_hidden", TELLS, kept_back)


def _consents(transaction: Transaction, house: House, draft: ReleaseDraft) -> Iterator[ReleaseProblem]:
    last = draft.content.answer_by
    over = last is not None and last < house.today()
    told = Book(transaction, house).standings(draft)
    if last is None and any(one.left_out and not _has_said_no(one) for one in told):
        yield ReleaseProblem("no_answer_date", STOPS)
    for one in told:
        found = _of_partner(one, over)
        if found is not None and (last is not None or found[1] is TELLS):
            yield ReleaseProblem(found[0], found[1], one.rows, one.partner, day=last, said=one.said)


def _of_partner(one: PartnerConsent, over: bool) -> tuple[str, Weight] | None:
    """The code for how a partner stands, and what it weighs; None if it agreed."""
    if one.always:
        return "held_at_any_time", TELLS
    match one.state:
        case ConsentState.AGREED:
            return None
        case ConsentState.HELD:
            return "consent_held", TELLS
        case ConsentState.ASKS:
            return "consent_asked", NEEDS_REASON if over else STOPS
        case _:
            return ("consent_missing", NEEDS_REASON) if over else ("consent_waited_for", STOPS)


def _has_said_no(one: PartnerConsent) -> bool:
    return one.always or one.state is ConsentState.HELD


def _words(house: House, draft: ReleaseDraft) -> Iterator[ReleaseProblem]:
    content = draft.content
    yield from _needed(house, TITLE, content.title)
    if content.replaces:
        yield from _needed(house, BECAUSE, content.because)
    for code, text in content.texts.items():
        yield from _translations(house, code, text)


def _needed(house: House, place: str, text: Text) -> Iterator[ReleaseProblem]:
    if not text:
        yield ReleaseProblem(f"{place}_missing", STOPS, languages=tuple(house.plan.languages))
    else:
        yield from _translations(house, place, text)


def _translations(house: House, place: str, text: Text) -> Iterator[ReleaseProblem]:
    missing = tuple(language for language in house.plan.languages if not text.get(language))
    if missing:
        yield ReleaseProblem("translation_missing", NEEDS_REASON, len(missing), languages=missing, place=place)


def _period(house: House, draft: ReleaseDraft) -> Iterator[ReleaseProblem]:
    period = draft.content.period
    due = due_date(house.plan, period)
    if max(due, period.end) >= house.today():
        yield ReleaseProblem("period_running", TELLS, day=due, period=period)


def _returns(transaction: Transaction, house: House, draft: ReleaseDraft) -> Iterator[ReleaseProblem]:
    period, versions = draft.content.period, versions_of(transaction, house)
    for (partner, of), found in versions.items():
        stands = standing_version(found)
        if of == period and stands.standing.status in {"submitted", "returned"}:
            yield ReleaseProblem("unaccepted", TELLS, partner=partner, place=stands.id, period=of)
        counting = next((one for one in found if one.standing.status == "accepted"), None)
        if of == period and counting is not None and counting.warnings:
            yield from _unexplained(transaction, house, partner, counting.id)
    coverage = coverage_if(transaction, house, Counting(transaction, house), versions, period)
    share = Decimal(coverage.came) / coverage.expected if coverage.expected else Decimal(1)
    if share < house.plan.thresholds.coverage:
        yield ReleaseProblem("coverage_low", TELLS, coverage.expected - coverage.came, period=period, share=100 * share)


def _unexplained(transaction: Transaction, house: House, partner: str, id: str) -> Iterable[ReleaseProblem]:
    findings = [one for one in returns.findings(transaction, id) if one.severity is Severity.WARNING]
    left = said_to(operator(), house, id).unexplained(findings)
    return [ReleaseProblem("warnings_unexplained", TELLS, left, partner, place=id)] if left else []

"""A partner's verbs: check a file, have it received, submit it. The one door through which every workbook comes in."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from nap.facts import Finding, Period, Severity
from nap.monitor.answering import CORRECTION, give_answers, hand_on, judge
from nap.monitor.closed_figures import changes_closed
from nap.monitor.closing import closed_for
from nap.monitor.house import House, begin
from nap.monitor.left_out import nothing_left, open_errors
from nap.monitor.permission import require
from nap.monitor.problems import Denied, NotMended, NotNow
from nap.monitor.reasons import fit
from nap.monitor.receipts import find, receipt
from nap.monitor.remembered import Remembered
from nap.monitor.turns import sender_of
from nap.monitor.views import Receipt, Received
from nap.monitor.waived import carry_waivers
from nap.people import Verb, Viewer, may
from nap.plan import Plan, due_date, return_periods
from nap.returns.check import Checked, Context, check_return
from nap.returns.failing import UNEXPECTED, failure, told
from nap.returns.fields import counted
from nap.returns.privately import names_person
from nap.returns.turns import Busy
from nap.store import Transaction, audit, incidents, returns
from nap.store.answers import find_answers
from nap.store.handovers import find_handover
from nap.store.returns import NewReturn, StoredReturn
from nap.tallies import UPLOADS

KEEP_REFUSED = timedelta(days=14)
"""How long coordinators can look at a refused file (design 6)."""
PERSONAL = "personal-data"
_UNSENT = frozenset({"draft", "withdrawn"})
LONGEST_NAME = 200
"""Letters of a file name that are kept: the last ones, with its ending."""
LONGEST_SHEET = 31
"""Excel's longest name of a sheet; a longer one is somebody's own writing."""


def check(viewer: Viewer, house: House, data: bytes, lang: str | None = None) -> Checked:
    """Check a file and store nothing."""
    require(viewer, Verb.SEND_RETURN)
    return examined(viewer, house, data, lang)


def examined(viewer: Viewer, house: House, data: bytes, lang: str | None = None, *, safely: bool = True) -> Checked:
    """The file as `check_return` sees it. NotNow: busy, if others' files take so long that this one does not get its turn."""
    try:
        return check_return(data, context(viewer, house, lang, safely=safely))
    except Busy as fault:
        raise NotNow("busy") from fault


def receive(
    viewer: Viewer, house: House, data: bytes, filename: str, because: str = "", lang: str | None = None, *, safely: bool = True
) -> Received:
    """Check an upload and keep it: a draft with its receipt or, if it is refused, an incident with its number.

    The same bytes give the same receipt while they are the partner's latest version for that period that was neither withdrawn
    nor replaced. `because` is why a coordinator sends for a partner. `safely=False` reads in this process: for files of our own
    only. A file that we fail to keep becomes an incident as well. NotNow: busy, reason_too_long, reason_personal.
    """
    require(viewer, Verb.SEND_RETURN)
    because = fit(because, house.plan.privacy, NotNow)
    checked = examined(viewer, house, data, lang, safely=safely)

    def put(transaction: Transaction, checked: Checked) -> Received:
        return keep(transaction, viewer, house, data, filename, checked, because)

    return kept_or_failed(house, data, checked, put)


def kept_or_failed(house: House, data: bytes, checked: Checked, put: Callable[[Transaction, Checked], Received]) -> Received:
    """What `put` makes of a checked file in one transaction; if that fails, what it makes of one that only failed."""
    received = _kept_or_failed(house, data, checked, put)
    UPLOADS.add(received.checked.verdict)
    return received


def _kept_or_failed(house: House, data: bytes, checked: Checked, put: Callable[[Transaction, Checked], Received]) -> Received:
    try:
        with house.store.writing() as transaction:
            return put(transaction, checked)
    except (Denied, NotNow, NotMended):
        raise
    except Exception as fault:
        failed = _failed(checked, failure(data, told(fault)))
    with house.store.writing() as transaction:
        return put(transaction, failed)


def _failed(checked: Checked, finding: Finding) -> Checked:
    """The file as one that only failed; where personal data stand is still told, so that no byte of it is kept."""
    personal = (each for each in checked.findings if each.code == PERSONAL)
    return Checked("refused", checked.plan, checked.partner, checked.period, checked.language, findings=(finding, *personal))


def submit(viewer: Viewer, house: House, return_id: str, because: str = "", correction: str = "") -> Receipt:
    """Hand in a draft without errors; an earlier version that still waits is superseded.

    `correction` says why figures that were accepted already are corrected; it is needed where some were, and kept beside the
    return for its reviewer. Where nothing else says it, `because` does.
    NotMended: answer_too_long, answer_personal.
    NotNow: not_draft, has_errors, newer_version, period_closed, figures_closed (it changes figures of another period, a closed
    one), because_needed (a coordinator sends for a partner and gives no reason), correction_needed, reason_too_long,
    reason_personal.
    """
    because = fit(because, house.plan.privacy, NotNow)
    with house.store.writing() as transaction:
        return submit_within(transaction, viewer, house, return_id, because, correction)


def submit_within(
    transaction: Transaction, viewer: Viewer, house: House, return_id: str, because: str = "", correction: str = ""
) -> Receipt:
    """`submit`, inside the writer's transaction."""
    stored = find(transaction, viewer, return_id, Verb.SEND_RETURN)
    known = find_answers(transaction, stored.plan, stored.id)
    corrects, given = _corrects(transaction, stored), any(one.code == CORRECTION[0] for one in known)
    said = correction.strip() or (because if corrects and not given else "")
    give_answers(transaction, viewer, house, stored, judge(house.plan, (), known, {CORRECTION: said} if said else {}))
    kept = hand_in(transaction, viewer, house, return_id, because)
    if corrects and not (said or given):
        raise NotNow("correction_needed")
    return kept


def _corrects(transaction: Transaction, stored: StoredReturn) -> bool:
    """Whether this would take the place of a version that counts."""
    return any(one.standing.status == "accepted" for one in returns.versions(transaction, stored) if one.id != stored.id)


def send(viewer: Viewer, house: House, data: bytes, filename: str, because: str = "", lang: str | None = None) -> Received:
    """Receive and, if there are no errors, submit. What was submitted before stays as it is."""
    received = receive(viewer, house, data, filename, because, lang)
    kept = received.receipt
    if kept is None or kept.status != "draft" or kept.verdict == "errors":
        return received
    return replace(received, receipt=submit(viewer, house, kept.id, because))


def context(
    viewer: Viewer, house: House, lang: str | None = None, *, safely: bool = True, within: Transaction | None = None
) -> Context:
    """What a check needs to know. Whoever may send for others is held to no organisation.

    `within`: the transaction in which earlier returns are looked up, for whoever is inside one already.
    """
    partner = None if may(viewer, Verb.REVIEW) else viewer.partner
    history = Remembered(viewer, house, within)
    return Context(house.plans, house.plan, house.today(), partner, history, lang, safely, sender_of(viewer))


def keep(
    transaction: Transaction,
    viewer: Viewer,
    house: House,
    data: bytes,
    filename: str,
    checked: Checked,
    because: str = "",
    mapping: str = "",
    mapped: str = "",
) -> Received:
    """Put a checked upload into the store, inside the writer's transaction.

    `mapping`: of a table in a layout of its own the name of its mapping, and `mapped` that mapping's text.
    """
    begin(transaction, house)
    incidents.drop_expired(transaction, house.today())
    filename = _kept_name(filename, house.plan)
    if checked.verdict == "refused" or checked.plan is None or checked.partner is None or checked.period is None:
        incident = _refuse(transaction, viewer, house, data, filename, checked)
        return Received(None, incident, _numbered(checked, incident))
    require(viewer, Verb.SEND_RETURN, checked.partner)
    sha256 = hashlib.sha256(data).hexdigest()
    earlier = in_hand(returns.find_returns(transaction, checked.plan.id, checked.partner, checked.period, mapping=mapping))
    if earlier and _is_again(transaction, earlier[-1], sha256, mapped):
        return Received(receipt(earlier[-1]), None, checked, again=True)
    new = replace(new_return(viewer, house, data, filename, checked, because), mapping=mapping, mapped=mapped)
    kept = returns.add_return(transaction, new)
    if earlier:
        carry_waivers(transaction, earlier[-1], kept, checked.findings)
    if earlier and earlier[-1].standing.status != "accepted":  # what was said to accepted figures says nothing of new ones
        hand_on(transaction, earlier[-1], kept, checked.findings)
    return Received(receipt(kept), None, checked)


def in_hand(versions: Iterable[StoredReturn]) -> list[StoredReturn]:
    """The versions without those that were withdrawn: what was taken back is gone on with no more."""
    return [one for one in versions if one.standing.status != "withdrawn"]


def _is_again(transaction: Transaction, latest: StoredReturn, sha256: str, mapped: str) -> bool:
    """Whether this very file is in hand already; one that was replaced may be sent anew."""
    same = latest.sha256 == sha256 and returns.mapped_text(transaction, latest.id) == mapped
    return same and latest.standing.status != "superseded"


def hand_in(transaction: Transaction, viewer: Viewer, house: House, return_id: str, because: str = "") -> Receipt:
    """`submit`, inside the writer's transaction."""
    stored = find(transaction, viewer, return_id, Verb.SEND_RETURN)
    others = [one for one in returns.versions(transaction, stored) if one.id != stored.id]
    handed_over = find_handover(transaction, stored.plan, stored.id) is not None
    _may_be_handed_in(viewer, stored, others, because, handed_over=handed_over)
    if open_errors(transaction, stored):
        raise NotNow("has_errors")
    if nothing_left(transaction, stored):
        raise NotNow("nothing_left")
    if closed_for(transaction, house, stored.partner, stored.period):
        raise NotNow("period_closed")
    if changes_closed(transaction, house, stored):
        raise NotNow("figures_closed")
    facts = {"because": because.strip()} if because.strip() and viewer.partner != stored.partner else {}
    at = house.moment()
    audit.append(transaction, at, viewer.person, "submit", stored.plan, stored.id, "submitted", viewer.origin, **facts)
    for other in others:
        if other.standing.status == "submitted":
            supersede(transaction, house, viewer, other, stored)
    return receipt(returns.get_return(transaction, stored.id))


def supersede(transaction: Transaction, house: House, viewer: Viewer, old: StoredReturn, new: StoredReturn) -> None:
    """Note that `new` takes the place of `old`; what `old` was is noted too, so that it can be restored."""
    facts = {"by": new.id, "was": old.standing.status}
    at, about = house.moment(), (old.plan, old.id, "superseded")
    audit.append(transaction, at, viewer.person, "supersede", *about, viewer.origin, **facts)


def _may_be_handed_in(
    viewer: Viewer, stored: StoredReturn, others: list[StoredReturn], because: str, *, handed_over: bool
) -> None:
    if stored.standing.status != "draft":
        raise NotNow("not_draft")
    if any(other.version > stored.version and other.standing.status not in _UNSENT for other in others):
        raise NotNow("newer_version")
    if viewer.partner != stored.partner and not (because.strip() or stored.standing.because or handed_over):
        raise NotNow("because_needed")


def new_return(viewer: Viewer, house: House, data: bytes, filename: str, checked: Checked, because: str) -> NewReturn:
    """All there is to keep of a checked file that was not refused."""
    assert checked.plan is not None
    assert checked.partner is not None
    assert checked.period is not None
    counts: Counter[Severity] = Counter()
    for finding in checked.findings:
        counts[finding.severity] += counted(finding)
    return NewReturn(
        plan=checked.plan.id,
        plan_version=checked.plan.version,
        partner=checked.partner,
        period=checked.period,
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        filename=filename,
        received=house.moment(),
        late=_is_late(house, checked.plan, checked.period),
        person=viewer.person,
        origin=viewer.origin,
        language=checked.language,
        verdict=checked.verdict,
        rows=checked.rows,
        nothing_to_report=checked.nothing_to_report,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        because=because.strip() if viewer.partner != checked.partner else "",
        findings=checked.findings,
        observations=checked.observations,
        items=checked.items,
        notes=checked.notes,
    )


def _is_late(house: House, plan: Plan, period: Period) -> bool:
    # History is never due, so it cannot be late.
    return period in return_periods(plan) and house.today() > due_date(plan, period)


def _refuse(transaction: Transaction, viewer: Viewer, house: House, data: bytes, filename: str, checked: Checked) -> str:
    sha256, at = hashlib.sha256(data).hexdigest(), house.moment()
    if any(finding.code == PERSONAL for finding in checked.findings):
        # Nothing typed is kept, nor the file's name: people put names into both.
        bare = _bare(house.plan, checked.findings)
        return incidents.add_incident(
            transaction, incidents.NewIncident(house.plan.id, at, viewer.person, sha256, bare, origin=viewer.origin)
        )
    until = house.today() + KEEP_REFUSED
    new = incidents.NewIncident(house.plan.id, at, viewer.person, sha256, checked.findings, filename, until, data, viewer.origin)
    return incidents.add_incident(transaction, new)


def _numbered(checked: Checked, incident: str) -> Checked:
    """A failure of ours names the number under which the file is kept; nothing is kept where personal data stand."""
    if any(finding.code == PERSONAL for finding in checked.findings):
        return checked
    kept = (("incident", incident), ("days", KEEP_REFUSED.days))
    findings = (
        replace(each, case="kept", facts=(*each.facts, *kept)) if each.code == UNEXPECTED else each for each in checked.findings
    )
    return replace(checked, findings=tuple(findings))


def _bare(plan: Plan, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The places of personal data and nothing else; a sheet whose very name is personal goes without it."""
    return tuple(
        replace(
            each,
            found=None,
            sheet=None
            if each.sheet and (len(each.sheet) > LONGEST_SHEET or names_person(each.sheet, plan.privacy))
            else each.sheet,
        )
        for each in findings
        if each.code == PERSONAL
    )


def _kept_name(filename: str, plan: Plan) -> str:
    """The last part of the name, fit to be stored and sent on; empty if the name itself is personal."""
    last = filename.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in last if letter.isprintable())[-LONGEST_NAME:]
    return "" if names_person(kept, plan.privacy) else kept

"""Publishing: a draft becomes a release, once, whole and for good. Preview and release are made by the same code.

Files take a while to make, so they are made before anything is written; then the store is asked whether all they were made from
still stands, and edition, release, files and event are kept in one transaction, or none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from json import loads

from nap.monitor.consenting import left_out_of
from nap.monitor.editions import Edition, draft_edition, keep_edition
from nap.monitor.hiding_now import suspended
from nap.monitor.house import House
from nap.monitor.knowing import as_known
from nap.monitor.permission import require
from nap.monitor.plans_beside import house_of
from nap.monitor.problems import NotNow, Unknown
from nap.monitor.published import find_published, release as find_release
from nap.monitor.reasons import fit
from nap.monitor.recording import record
from nap.monitor.release_checks import draft_problems, made_problems
from nap.monitor.release_drafts import as_shown, end_draft, find_draft, fit_content
from nap.monitor.release_making import MADE_UPON, edition_of, new_row, release_of
from nap.monitor.release_views import DraftContent, PublishedRelease, ReleaseDraft, ReleaseProblem, Weight
from nap.people import Verb, Viewer, may
from nap.releases.answer import Answer, answer, find
from nap.releases.manifest import MANIFEST
from nap.releases.release import Kind, Release
from nap.store import Transaction, audit, releases as kept
from nap.store.releases import BUILT, PUBLISH, StoredRelease

Files = Mapping[str, bytes]
NOBODY_ASKED = -1
"""The number of a draft that is not kept."""


@dataclass(frozen=True)
class Made:
    """A draft as it would be published now. `upon`: the last event it was made upon."""

    draft: ReleaseDraft
    row: StoredRelease
    edition: Edition
    without: frozenset[str]
    releases: Mapping[Kind, Release]
    upon: int
    problems: tuple[ReleaseProblem, ...]


def check_release(viewer: Viewer, house: House, draft: int) -> tuple[ReleaseProblem, ...]:
    """What to know before publishing a draft, what stops it first. Unknown: draft. NotNow: edition_exposed."""
    require(viewer, Verb.PUBLISH)
    return made_of(house, draft).problems


def preview(viewer: Viewer, house: House, draft: int, kind: Kind = Kind.DONOR) -> Release:
    """Exactly what readers of that kind would get if the draft were published now. Unknown: draft. NotNow: edition_exposed."""
    require(viewer, Verb.PUBLISH)
    return made_of(house, draft).releases[kind]


def would_be(viewer: Viewer, house: House, content: DraftContent, *, as_of: date | None = None) -> Made:
    """What would be published if there were a draft of that content that nobody had answered; on an earlier day too.

    Unknown: as for a draft. NotNow: as for a draft, edition_exposed.
    """
    require(viewer, Verb.PUBLISH)
    then = as_known(house, as_of or house.today())
    with then.store.reading() as transaction:
        fitting = fit_content(transaction, then, content)
    return _make(then, ReleaseDraft(NOBODY_ASKED, fitting, then.moment(), viewer.person, then.moment(), viewer.person, ""))


def preview_files(house: House, draft: int) -> Files:
    """The files of the preview for whoever was given its link. Unknown: draft. NotNow: edition_exposed."""
    made = made_of(house, draft)
    key = (made.draft.seen, made.upon)
    found: Files = house.memory.previews.made(("files", *key), lambda: files_of(made.releases[Kind.DONOR], made.row.at))
    return found


def publish(viewer: Viewer, house: House, draft: int, reason: str = "", *, seen: str) -> PublishedRelease:
    """Publish the draft that was shown with `seen`, for good.

    Unknown: draft. NotNow: changed_meanwhile (also where a return was accepted while the files were made), release_blocked,
    reason_needed (somebody has not agreed and is left out), reason_too_long, reason_personal, edition_exposed.
    """
    require(viewer, Verb.PUBLISH)
    with house.store.reading() as transaction:
        as_shown(transaction, house, draft, seen)
    made = made_of(house, draft)
    said = _fit(house, made.problems, reason)
    row = replace(made.row, person=viewer.person, at=house.moment().astimezone(UTC))
    built = {kind: files_of(replace(release, draft=False), row.at) for kind, release in made.releases.items()}
    row = replace(row, sha256=content_hash(built[Kind.DONOR]))
    with house.store.writing() as transaction:
        shown_draft = as_shown(transaction, house, draft, seen)
        if _upon(transaction) != made.upon:
            raise NotNow("changed_meanwhile")
        edition = keep_edition(transaction, house, made.edition, viewer.person)
        kept.add_release(transaction, house.plan.id, replace(row, edition=edition.number))
        for kind, several in built.items():
            kept.add_files(transaction, house.plan.id, row.number, kind.value, with_sums(several))
        end_draft(transaction, viewer, house, shown_draft, BUILT, said)
        facts = {"release": str(row.number), "visible": shown_draft.content.visible, "draft": str(draft), "sha256": row.sha256}
        record(transaction, house, viewer, PUBLISH, **facts, **({"reason": said} if said else {}))
        return find_published(transaction, house, row.number)


def rebuild(house: House, number: int) -> Mapping[str, Files]:
    """Every file of a release made again from the store, by edition: the same bytes as were published. Unknown: release."""
    with house.store.reading() as transaction:
        row = _row(transaction, house, number)
        edition = edition_of(transaction, house, row)
        made = {kind: release_of(transaction, house, row, edition, kind) for kind in Kind}
    return {kind.value: files_of(release, row.at) for kind, release in made.items()}


def release_data(house: House, number: int, kind: Kind = Kind.DONOR) -> Release:
    """A published release, of whichever plan, as data, made again from the store. Unknown: release."""
    house = _house_of(house, number)
    with house.store.reading() as transaction:
        row = _row(transaction, house, number)
        return release_of(transaction, house, row, edition_of(transaction, house, row), kind)


def release_files(viewer: Viewer, house: House, number: int, edition: str = Kind.DONOR.value) -> Files:
    """Every file of a release as it was published, for any web host to serve. Unknown: release."""
    require(viewer, Verb.PUBLISH)
    with house.store.reading() as transaction:
        _row(transaction, house, number)
        return kept.files_of(transaction, house.plan.id, number, edition)


def explain_figure(viewer: Viewer, house: House, number: int, name: str, lang: str) -> Answer:
    """The answer sheet of one published figure, `R3-214`, in that language.

    Unknown: release (also while something in it is hidden at once), figure. NotNow: release_withdrawn. Coordinators get both.
    """
    require(viewer, Verb.READ_RELEASES)
    house = _house_of(house, number)
    if not may(viewer, Verb.PUBLISH):
        _readable(viewer, house, number)
    release = release_data(house, number, Kind.FORUM if may(viewer, Verb.BROWSE_RESULTS) else Kind.DONOR)
    line = find(release, name)
    if line is None:
        raise Unknown("figure", name)
    return answer(release, lang, line)


def _readable(viewer: Viewer, house: House, number: int) -> None:
    if find_release(viewer, house, number).withdrawn is not None:
        raise NotNow("release_withdrawn")
    with house.store.reading() as transaction:
        if suspended(transaction, house, number):
            raise Unknown("release", str(number))


def made_from(house: House, draft: int) -> tuple[str, int]:
    """What stands for all that the preview of a draft is made from now: how it is written, and the last event. Unknown: draft."""
    with house.store.reading() as transaction:
        return find_draft(transaction, house, draft).seen, _upon(transaction)


def made_of(house: House, draft: int) -> Made:
    """The draft as it would be published now; made once as long as nothing changes."""
    with house.store.reading() as transaction:
        found, upon = find_draft(transaction, house, draft), _upon(transaction)
    made: Made = house.memory.previews.made((found.seen, upon, house.today()), lambda: _make(house, found))
    return made


def files_of(release: Release, at: datetime) -> Files:
    """Every file of a release, built at that moment."""
    from nap.releases.writing import files  # the libraries that press and write are loaded by whoever publishes

    return files(release, at)


def content_hash(built: Files) -> str:
    """The one sum that stands for all files of a release."""
    return str(loads(built[MANIFEST])["content_hash"])


def with_sums(built: Files) -> Mapping[str, tuple[str, bytes]]:
    """The files with the SHA-256 of each."""
    return {path: (sha256(data).hexdigest(), data) for path, data in built.items()}


def _make(house: House, found: ReleaseDraft) -> Made:
    with house.store.reading() as transaction:
        upon = _upon(transaction)
        without = left_out_of(transaction, house, found)
        row = new_row(transaction, house, found, 0, without)
        problems = tuple(draft_problems(transaction, house, found))
    edition = draft_edition(house, found.content.period, house.today(), without=without)
    with house.store.reading() as transaction:
        releases = {kind: release_of(transaction, house, row, edition, kind, draft=True) for kind in Kind}
    problems = (*problems, *made_problems(releases[Kind.DONOR]))
    order = {weight: place for place, weight in enumerate(Weight)}
    told = tuple(sorted(problems, key=lambda one: order[one.weight]))
    return Made(found, row, edition, without, releases, upon, told)


def _fit(house: House, problems: tuple[ReleaseProblem, ...], reason: str) -> str:
    if any(one.blocks for one in problems):
        raise NotNow("release_blocked")
    needed = any(one.weight is Weight.NEEDS_REASON for one in problems)
    return fit(reason, house.plan.privacy, NotNow, needed=needed)


def _upon(transaction: Transaction) -> int:
    return audit.version(transaction, MADE_UPON)


def _house_of(house: House, number: int) -> House:
    """The house as it stands for the plan that release is of."""
    with house.store.reading() as transaction:
        plan = kept.plan_of_release(transaction, number, house.plan.id)
    return house_of(house, plan) if plan else house


def _row(transaction: Transaction, house: House, number: int) -> StoredRelease:
    row = kept.find_release(transaction, house.plan.id, number)
    if row is None:
        raise Unknown("release", str(number))
    return row

"""A coordinator's acts on the directory: keep, note or withdraw consent, give scores, say whose it is, archive.

Nothing is overwritten: each act adds a version, and `seen` tells upon which one; whoever was second is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from nap.monitor.house import House
from nap.monitor.organisation_kinds import organisation_codes
from nap.monitor.organisation_views import CapacityScore, NewOrganisation, OrganisationRefused
from nap.monitor.permission import require
from nap.monitor.problems import Unknown
from nap.monitor.reasons import fit
from nap.monitor.recording import record
from nap.people import Verb, Viewer
from nap.people.emails import email_of
from nap.returns.choices import fold
from nap.returns.privately import holds_personal
from nap.store import Transaction, organisations as kept, persons
from nap.store.organisations import Score, StoredOrganisation

LONGEST_ORGANISATION = 200
"""Letters of a name."""
LONGEST_WORD = 200
"""Letters of by whose word consent was given, and of a note to scores."""


def keep_organisation(viewer: Viewer, house: House, new: NewOrganisation, *, id: str = "", seen: str = "") -> str:
    """Put an organisation on record, or change the one of that id; returns its id. Whether it may be named stays as it is.

    OrganisationRefused; Unknown(organisation).
    """
    require(viewer, Verb.ADMINISTER)
    fitting = fit_organisation(house, new)
    with house.store.writing() as transaction:
        return keep_within(transaction, viewer, house, fitting, id, seen)


def keep_within(
    transaction: Transaction, viewer: Viewer, house: House, new: NewOrganisation, id: str = "", seen: str = ""
) -> str:
    """The same inside the writer's transaction, of what was found fit."""
    before = _shown(transaction, id, seen) if id else None
    name_clash([(one.name, one.region) for one in kept.current(transaction).values() if one.id != id and one.active], new)
    by = (viewer.person, house.moment())
    if before is None:
        about = (new.name, new.region, new.kind, new.fields, new.partner)
        first = StoredOrganisation(kept.new_id(), 1, *about, False, "", None, True, *by)
        return _keep(transaction, viewer, house, first)
    same = replace(before, name=new.name, region=new.region, kind=new.kind, fields=new.fields, partner=new.partner)
    if same == before:
        raise OrganisationRefused("unchanged")
    after = replace(same, number=before.number + 1, person=by[0], at=by[1])
    return _keep(transaction, viewer, house, after)


def note_consent(
    viewer: Viewer, house: House, id: str, named: bool, by_whose_word: str = "", day: date | None = None, *, seen: str = ""
) -> None:
    """Note that an organisation agrees to be named outside, by whose word and when; or that it does so no more, at once."""
    require(viewer, Verb.ADMINISTER)
    word = fit(by_whose_word, house.plan.privacy, OrganisationRefused, LONGEST_WORD)
    if named and not (word and day):
        raise OrganisationRefused("consent_needed")
    if day is not None and day > house.today():
        raise OrganisationRefused("day_ahead", day.isoformat())
    with house.store.writing() as transaction:
        before = _shown(transaction, id, seen)
        if not named and not before.named:
            raise OrganisationRefused("unchanged")
        if named and day:
            named_within(transaction, viewer, house, id, word, day)
            return
        kept.add(transaction, _next(viewer, house, before, named=False, consent=word, consent_day=day or house.today()))
        record(transaction, house, viewer, "organisation_unnamed", organisation=id)


def named_within(transaction: Transaction, viewer: Viewer, house: House, id: str, word: str, day: date) -> None:
    """Consent inside the writer's transaction, of what was found fit."""
    agreed = _next(viewer, house, _known(transaction, id), named=True, consent=word, consent_day=day)
    kept.add(transaction, agreed)
    record(transaction, house, viewer, "organisation_named", organisation=id)


def archive_organisation(viewer: Viewer, house: House, id: str, active: bool = False, *, seen: str = "") -> None:
    """Take an organisation out of the directory, or (`active`) back in; its history stays."""
    require(viewer, Verb.ADMINISTER)
    with house.store.writing() as transaction:
        before = _shown(transaction, id, seen)
        if before.active == active:
            raise OrganisationRefused("unchanged")
        kept.add(transaction, _next(viewer, house, before, active=active))
        act = "organisation_back" if active else "organisation_archived"
        record(transaction, house, viewer, act, organisation=id)


def give_scores(
    viewer: Viewer,
    house: House,
    id: str,
    day: date,
    scores: Mapping[str, Decimal],
    *,
    highest: Decimal | None = None,
    note: str = "",
) -> None:
    """Keep what an organisation was scored on a day, by area; of areas scored on that day before the new score holds."""
    require(viewer, Verb.ADMINISTER)
    said = fit(note, house.plan.privacy, OrganisationRefused, LONGEST_WORD)
    given = fit_scores(house, day, scores, highest)
    with house.store.writing() as transaction:
        scores_within(transaction, viewer, house, id, given, said)


def scores_within(
    transaction: Transaction, viewer: Viewer, house: House, id: str, given: Iterable[CapacityScore], note: str = ""
) -> None:
    """The same inside the writer's transaction, of what was found fit."""
    found = _known(transaction, id)
    if not found.active:
        raise OrganisationRefused("not_active")
    by = (note, viewer.person, house.moment())
    kept.add_scores(transaction, [Score(id, 0, one.day, one.area, one.score, one.highest, *by) for one in given])
    record(transaction, house, viewer, "organisation_scored", organisation=id)


def fit_scores(house: House, day: date, scores: Mapping[str, Decimal], highest: Decimal | None) -> tuple[CapacityScore, ...]:
    """Scores that may be kept. OrganisationRefused: unknown_area, score_over, no_score, day_ahead."""
    codes = organisation_codes(house)
    most = codes.highest if highest is None else highest
    if day > house.today():
        raise OrganisationRefused("day_ahead", day.isoformat())
    if not scores:
        raise OrganisationRefused("no_score")
    for area, score in scores.items():
        if area not in codes.areas:
            raise OrganisationRefused("unknown_area", area, list(codes.areas))
        if not (most.is_finite() and score.is_finite() and most > 0 and 0 <= score <= most):
            raise OrganisationRefused("score_over", str(score), [f"0-{most}"])
    return tuple(CapacityScore(day, area, score, most) for area, score in scores.items())


def set_organisation_people(viewer: Viewer, house: House, id: str, people: Iterable[str]) -> None:
    """Say who belongs to an organisation and so sees its scores: e-mails of accounts. OrganisationRefused(unknown_person)."""
    require(viewer, Verb.ADMINISTER)
    with house.store.writing() as transaction:
        _known(transaction, id)
        emails = sorted({email_of(one) or one.strip() for one in people if one.strip()})
        for email in emails:
            if not persons.is_known(transaction, email, active=True):
                raise OrganisationRefused("unknown_person", email[:80])
        kept.set_people(transaction, id, emails)
        record(transaction, house, viewer, "organisation_people", organisation=id)


def fit_organisation(house: House, new: NewOrganisation) -> NewOrganisation:
    """What may be kept, names on one line. OrganisationRefused, naming what was typed and what there is."""
    for problem in faults_of(house, new):
        raise problem
    in_order = tuple(field for field in organisation_codes(house).fields if field in new.fields)
    return replace(new, name=_name(house, new.name), fields=in_order)


def faults_of(house: House, new: NewOrganisation) -> Iterator[OrganisationRefused]:
    """Everything that is wrong with what was typed."""
    yield from _faults_of_name(house, list(_name(house, new.name).values()))
    codes, partners = organisation_codes(house), [one.code for one in house.plan.partners]
    if house.plan.regions.get(new.region) is None:
        yield OrganisationRefused("unknown_region", new.region)
    if new.kind not in codes.kinds:
        yield OrganisationRefused("unknown_kind", new.kind, list(codes.kinds))
    yield from (
        OrganisationRefused("unknown_field", field, list(codes.fields)) for field in new.fields if field not in codes.fields
    )
    if new.partner and new.partner not in partners:
        yield OrganisationRefused("unknown_partner", new.partner, partners)


def _faults_of_name(house: House, names: Sequence[str]) -> Iterator[OrganisationRefused]:
    if not names:
        yield OrganisationRefused("no_name")
    for text in names:
        if len(text) > LONGEST_ORGANISATION:
            yield OrganisationRefused("name_too_long", text[:80])
        if holds_personal(text, house.plan.privacy):
            yield OrganisationRefused("name_personal")


def name_clash(known: Iterable[tuple[Mapping[str, str], str]], new: NewOrganisation) -> None:
    """OrganisationRefused(exists) if one of these names and regions is called so there, in any language."""
    wanted = {fold(one) for one in new.name.values()}
    if any(region == new.region and wanted & {fold(one) for one in name.values()} for name, region in known):
        raise OrganisationRefused("exists", next(iter(new.name.values())))


def _name(house: House, typed: Mapping[str, str]) -> Mapping[str, str]:
    return {lang: " ".join(text.split()) for lang, text in typed.items() if lang in house.plan.languages and text.strip()}


def _known(transaction: Transaction, id: str) -> StoredOrganisation:
    found = kept.current(transaction).get(id)
    if found is None:
        raise Unknown("organisation", id)
    return found


def _shown(transaction: Transaction, id: str, seen: str) -> StoredOrganisation:
    found = _known(transaction, id)
    if seen and seen != str(found.number):
        raise OrganisationRefused("changed_meanwhile")
    return found


def _keep(transaction: Transaction, viewer: Viewer, house: House, new: StoredOrganisation) -> str:
    kept.add(transaction, new)
    record(transaction, house, viewer, "organisation_kept", organisation=new.id)
    return new.id


def _next(viewer: Viewer, house: House, before: StoredOrganisation, **changed: Any) -> StoredOrganisation:
    return replace(before, number=before.number + 1, person=viewer.person, at=house.moment(), **changed)

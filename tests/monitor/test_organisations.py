"""The directory: what is refused, who is told what, consent withdrawn at once, lists brought in whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from nap.monitor import (
    House,
    NewOrganisation,
    OrganisationList,
    OrganisationRefused,
    Unknown,
    Viewer,
    archive_organisation,
    bring_in,
    capacity_scores,
    directory,
    give_scores,
    keep_organisation,
    note_consent,
    organisation_codes,
    organisation_history,
    own_scores,
    read_organisations,
    set_organisation_people,
    trail,
)
from nap.people import Role
from nap.words import languages
from tests.monitor.building import COORDINATOR, DONOR, FORUM, MIA, WPN, second_coordinator, somebody

SPRING = NewOrganisation({"en": "Spring", "ky": "Жаз"}, "KG-B", "NGO", ("LEGAL", "PEACE"), "WPN")
DAY = date(2026, 3, 31)
SCORES = {"STAFF": Decimal(7), "FINANCE": Decimal("4.5")}


@pytest.fixture
def spring(quick_house: House) -> str:
    return keep_organisation(COORDINATOR, quick_house, SPRING)


def names(viewer: Viewer, house: House, **filters: str) -> list[str]:
    return [one.name["en"] for one in directory(viewer, house, **filters).organisations]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"name": {"en": "  "}}, "no_name"),
        ({"name": {"en": "x" * 201}}, "name_too_long"),
        ({"name": {"en": "Spring, call 0555 123 456"}}, "name_personal"),
        ({"region": "KG-X"}, "unknown_region"),
        ({"kind": "CLUB"}, "unknown_kind"),
        ({"fields": ("SONG",)}, "unknown_field"),
        ({"partner": "XYZ"}, "unknown_partner"),
        ({"name": {"ru": "жаз"}}, "exists"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(
    quick_house: House, spring: str, typed: dict[str, object], code: str
) -> None:
    with pytest.raises(OrganisationRefused) as problem:
        keep_organisation(COORDINATOR, quick_house, replace(SPRING, **typed))  # type: ignore[arg-type]
    assert problem.value.code == code
    assert names(COORDINATOR, quick_house) == ["Spring"]


def test_whoever_changes_second_is_told_and_nothing_is_overwritten(quick_house: House, spring: str) -> None:
    (shown,) = directory(COORDINATOR, quick_house).organisations
    keep_organisation(second_coordinator(quick_house), quick_house, replace(SPRING, region="KG-O"), id=spring, seen=shown.seen)
    for late in (
        lambda: keep_organisation(COORDINATOR, quick_house, replace(SPRING, kind="GROUP"), id=spring, seen=shown.seen),
        lambda: archive_organisation(COORDINATOR, quick_house, spring, seen=shown.seen),
        lambda: note_consent(COORDINATOR, quick_house, spring, True, "chair", DAY, seen=shown.seen),
    ):
        with pytest.raises(OrganisationRefused, match="changed_meanwhile"):
            late()
    assert [step.version.region for step in organisation_history(COORDINATOR, quick_house, spring)] == ["KG-O", "KG-B"]


def test_donors_read_a_name_only_while_the_organisation_agrees(quick_house: House, spring: str) -> None:
    assert (names(FORUM, quick_house), names(MIA, quick_house), names(DONOR, quick_house)) == (["Spring"], ["Spring"], [])
    with pytest.raises(OrganisationRefused, match="consent_needed"):
        note_consent(COORDINATOR, quick_house, spring, True)
    with pytest.raises(OrganisationRefused, match="day_ahead"):
        note_consent(COORDINATOR, quick_house, spring, True, "chair", date(2027, 1, 1))
    note_consent(COORDINATOR, quick_house, spring, True, "chair in writing", DAY)
    (seen,) = directory(DONOR, quick_house).organisations
    assert (seen.name["en"], seen.consent, seen.consent_day, seen.partner, seen.people, seen.seen) == (
        "Spring",
        "",
        None,
        "",
        (),
        "",
    )
    note_consent(COORDINATOR, quick_house, spring, False)
    assert names(DONOR, quick_house) == []


def test_what_a_donor_filters_for_does_not_change_the_counts_of_the_unnamed(quick_house: House) -> None:
    for number in range(6):
        keep_organisation(COORDINATOR, quick_house, NewOrganisation({"en": f"No {number}"}, "KG-B", "NGO", ("LEGAL",)))
    keep_organisation(COORDINATOR, quick_house, NewOrganisation({"en": "Lonely"}, "KG-O", "CRISIS_CENTRE", ("VIOLENCE",)))
    whole = directory(DONOR, quick_house)
    assert [(one.region, one.count) for one in whole.unnamed] == [("", 7)]
    assert directory(DONOR, quick_house, region="KG-O", kind="CRISIS_CENTRE", field="VIOLENCE") == whole
    assert directory(FORUM, quick_house).unnamed == ()


def test_filters_find_by_region_kind_and_field_and_archived_ones_are_for_coordinators(quick_house: House, spring: str) -> None:
    assert names(FORUM, quick_house, region="KG", kind="NGO", field="LEGAL") == ["Spring"]
    assert names(FORUM, quick_house, region="KG-O") == names(FORUM, quick_house, field="YOUTH") == []
    archive_organisation(COORDINATOR, quick_house, spring)
    assert names(COORDINATOR, quick_house) == []
    assert len(directory(COORDINATOR, quick_house, archived=True).organisations) == 1
    assert directory(FORUM, quick_house, archived=True).organisations == ()


def test_scores_are_seen_by_the_organisation_itself_and_coordinators_alone(quick_house: House, spring: str) -> None:
    give_scores(COORDINATOR, quick_house, spring, DAY, SCORES, note="self-assessment")
    told = [(one.area, one.score, one.note) for one in capacity_scores(COORDINATOR, quick_house, spring)]
    assert told == [("FINANCE", Decimal("4.5"), "self-assessment"), ("STAFF", 7, "self-assessment")]
    (own,) = own_scores(WPN, quick_house)
    assert [(one.area, one.note, one.by) for one in own.scores] == [("FINANCE", "", ""), ("STAFF", "", "")]
    of_the_code = replace(FORUM, partner="WPN")
    for other in (MIA, FORUM, DONOR, of_the_code):
        assert own_scores(other, quick_house) == ()
        with pytest.raises(Unknown):
            capacity_scores(other, quick_house, spring)
    with pytest.raises(OrganisationRefused, match="unknown_person"):
        set_organisation_people(COORDINATOR, quick_house, spring, ["nobody@example.org"])
    set_organisation_people(COORDINATOR, quick_house, spring, [second_coordinator(quick_house).person])
    accountant = somebody(Role.DONOR, person="aida@example.org")
    assert len(own_scores(accountant, quick_house)) == 1


@pytest.mark.parametrize(
    ("scores", "day", "code"),
    [
        ({}, DAY, "no_score"),
        ({"SONG": Decimal(1)}, DAY, "unknown_area"),
        ({"STAFF": Decimal("10.5")}, DAY, "score_over"),
        ({"STAFF": Decimal("NaN")}, DAY, "score_over"),
        (SCORES, date(2027, 1, 1), "day_ahead"),
    ],
)
def test_scores_that_cannot_be_are_refused(
    quick_house: House, spring: str, scores: dict[str, Decimal], day: date, code: str
) -> None:
    with pytest.raises(OrganisationRefused, match=code):
        give_scores(COORDINATOR, quick_house, spring, day, scores)
    assert capacity_scores(COORDINATOR, quick_house, spring) == ()


def test_acts_on_the_directory_are_on_record_without_names_or_scores(quick_house: House, spring: str) -> None:
    give_scores(COORDINATOR, quick_house, spring, DAY, SCORES)
    found = trail(COORDINATOR, quick_house, act="organisations")
    assert [one.act for one in found] == ["organisation_scored", "organisation_kept"]
    assert all(dict(one.facts) == {"organisation": spring} for one in found)


def listed(house: House, text: str) -> OrganisationList:
    found = read_organisations(COORDINATOR, house, text.encode())
    assert isinstance(found, OrganisationList)
    return found


HEAD = "name in English,регион,түрү,fields,consent,consent_day,GOVERNANCE,score_day\n"


def test_a_list_with_faults_tells_every_one_with_its_line_and_nothing_is_kept(quick_house: House) -> None:
    found = listed(
        quick_house,
        HEAD
        + "Spring,Баткенская область,NGO,LEGAL; Работа с молодёжью,chair,2026-01-05,7,31.03.2026\n"
        + "Summer,Atlantis,Club,Singing,chair,,eleven,2026-01-05\n"
        + "Spring,KG-B,Crisis centre,,,,7,\n",
    )
    assert [(one.line, one.code) for one in found.faults] == [
        (3, "unknown_region"),
        (3, "unknown_kind"),
        (3, "unknown_field"),
        (3, "consent_needed"),
        (3, "bad_score"),
        (4, "exists"),
        (4, "no_score_day"),
    ]
    with pytest.raises(ValueError, match="Atlantis"):
        bring_in(COORDINATOR, quick_house, found)
    assert names(COORDINATOR, quick_house) == []


def test_a_list_without_faults_is_brought_in_with_consent_and_scores(quick_house: House) -> None:
    found = listed(
        quick_house, HEAD + "Spring,Баткен облусу,НПО,,chair,2026-01-05,7,31.03.2026\n".replace("НПО", "Crisis centre")
    )
    assert found.faults == ()
    assert bring_in(COORDINATOR, quick_house, found) == 1
    (one,) = directory(COORDINATOR, quick_house).organisations
    assert (one.region, one.kind, one.named, one.consent, one.consent_day) == (
        "KG-B",
        "CRISIS_CENTRE",
        True,
        "chair",
        date(2026, 1, 5),
    )
    assert [(score.area, score.score, score.day) for score in capacity_scores(COORDINATOR, quick_house, one.id)] == [
        ("GOVERNANCE", 7, DAY)
    ]


@pytest.mark.parametrize(("text", "code"), [("a,b\n1,2\n", "no_header"), (HEAD, "empty")])
def test_a_list_of_something_else_says_so(quick_house: House, text: str, code: str) -> None:
    assert [one.code for one in listed(quick_house, text).faults] == [code]


def test_every_kind_field_and_area_has_words_in_every_language(house: House) -> None:
    codes = organisation_codes(house)
    for words in (codes.kinds, codes.fields, codes.areas):
        assert all(set(said) == set(languages()) and all(said.values()) for said in words.values())

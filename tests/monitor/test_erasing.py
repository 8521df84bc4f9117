"""Erasing a file for a person's sake, and files that have had their time: two people, no trace, figures and trail stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from nap.facts import Finding, Item, Note, Observation, Place, Severity
from nap.monitor import (
    Checked,
    House,
    NotNow,
    Unknown,
    Viewer,
    apply_retention,
    ask_erasure,
    audit_verify,
    confirm_erasure,
    drop_erasure,
    erasures_asked,
    gone_files,
    kept_files,
    marked_return,
    original,
    purge,
    receive,
    refused_file,
    refused_uploads,
    results_for,
    return_detail,
    send_back,
    submit,
    tidy_files,
    to_mend,
)
from nap.monitor.house import at_noon
from nap.monitor.retention import months_after
from nap.monitor.sending import keep
from nap.store import audit
from tests.monitor.building import COORDINATOR, H1, MIA, WPN, a_draft, a_submission, an_acceptance, second_coordinator

MARKER = "Zulfiya-who-asked-to-be-forgotten"
WHY = "A person named in the file asks for it"


def told(house: House) -> Checked:
    """What a check says of a file that names somebody wherever a file can."""
    where = Place(MARKER, "F12")
    return Checked(
        "warnings",
        house.plan,
        "WPN",
        H1,
        "ky",
        1,
        (Observation("WPN", "2.2", "KG-B", H1, value=Decimal(21), source=MARKER, typed=MARKER, place=where),),
        (Item("1.1", "KG-B", date(2026, 3, 1), MARKER, MARKER, MARKER, source=MARKER, place=where),),
        (Note("comment", MARKER, "2.2", place=where),),
        findings=(Finding("lost-decimal", Severity.WARNING, MARKER, ("F12",), "2.2", found=MARKER, facts=(("others", MARKER),)),),
    )


def sent(house: House) -> str:
    with house.store.writing() as transaction:
        receipt = keep(transaction, WPN, house, MARKER.encode() * 400, f"{MARKER}.xlsx", told(house)).receipt
    assert receipt is not None
    return submit(WPN, house, receipt.id).id


def on_disk(house: House) -> bytes:
    file = house.store.file()
    assert file is not None
    return b"".join(path.read_bytes() for path in file.parent.iterdir() if path.name.startswith(file.name))


def refusal(act: object, *about: object) -> str:
    with pytest.raises(NotNow) as caught:
        act(*about)  # type: ignore[operator]
    return caught.value.code


def test_nobody_erases_alone(quick_house: House) -> None:
    id = a_submission(quick_house).id
    assert refusal(confirm_erasure, COORDINATOR, quick_house, id) == "erasure_none"
    assert refusal(ask_erasure, COORDINATOR, quick_house, id, "  ") == "reason_needed"
    assert not purge(COORDINATOR, quick_house, id, WHY).done
    assert refusal(purge, COORDINATOR, quick_house, id, WHY) == "erasure_own"
    assert refusal(ask_erasure, second_coordinator(quick_house), quick_house, id, WHY) == "erasure_asked"
    assert original(WPN, quick_house, id).data == b"one"


def test_what_is_dropped_is_not_erased(quick_house: House) -> None:
    id, other = a_submission(quick_house).id, second_coordinator(quick_house)
    ask_erasure(COORDINATOR, quick_house, id, WHY)
    drop_erasure(other, quick_house, id, "It was another file")
    assert erasures_asked(COORDINATOR, quick_house) == ()
    assert refusal(confirm_erasure, other, quick_house, id) == "erasure_none"


def test_what_there_is_not_cannot_be_erased(quick_house: House) -> None:
    for subject in ("no.such.return", "I-0099"):
        with pytest.raises(Unknown):
            ask_erasure(COORDINATOR, quick_house, subject, WHY)


@pytest.mark.sqlite
def test_no_byte_of_an_erased_file_is_left_in_the_database(quick_house: House) -> None:
    id, other = sent(quick_house), second_coordinator(quick_house)
    assert MARKER.encode() in on_disk(quick_house)
    ask_erasure(COORDINATOR, quick_house, id, WHY)
    done = confirm_erasure(other, quick_house, id)
    assert (done.done, done.swept, done.backups_until) == (True, True, None)
    assert MARKER.encode() not in on_disk(quick_house)


def test_figures_hash_history_and_trail_stay(house: House) -> None:
    id = an_acceptance(house).id
    before = results_for(COORDINATOR, house, indicators=["2.2"])
    purge(COORDINATOR, house, id, WHY)
    done = purge(second_coordinator(house), house, id, "")
    detail = return_detail(WPN, house, id)
    assert done.done
    assert detail.receipt.erased
    assert detail.receipt.sha256 == done.sha256
    assert [one.value for one in detail.observations] == [Decimal(21)]
    assert results_for(COORDINATOR, house, indicators=["2.2"]) == before
    assert audit_verify(house)[0] is None
    assert [(one.return_id, one.why) for one in gone_files(COORDINATOR, house)] == [(id, "erased")]
    assert refusal(purge, COORDINATOR, house, id, WHY) == "erased_already"


def test_every_word_about_an_erased_file_is_gone(house: House) -> None:
    id, other = sent(house), second_coordinator(house)
    ask_erasure(COORDINATOR, house, id, WHY)
    confirm_erasure(other, house, id)
    assert MARKER not in repr(return_detail(COORDINATOR, house, id))
    with house.store.reading() as transaction:
        assert all(MARKER not in repr(event) for event in audit.events(transaction))


def test_whoever_wants_the_bytes_is_told_that_they_are_gone(quick_house: House) -> None:
    id, other = a_submission(quick_house).id, second_coordinator(quick_house)
    send_back(COORDINATOR, quick_house, id, "look again")
    ask_erasure(COORDINATOR, quick_house, id, WHY)
    confirm_erasure(other, quick_house, id)
    assert refusal(original, WPN, quick_house, id) == "file_gone"
    assert refusal(marked_return, WPN, quick_house, id, "ky") == "file_gone"
    assert not to_mend(WPN, quick_house, id).open


def test_a_draft_without_its_file_is_withdrawn(quick_house: House) -> None:
    id, other = a_draft(quick_house).id, second_coordinator(quick_house)
    ask_erasure(COORDINATOR, quick_house, id, WHY)
    confirm_erasure(other, quick_house, id)
    assert return_detail(WPN, quick_house, id).receipt.status == "withdrawn"


def test_other_versions_that_may_hold_the_same_are_named(quick_house: House) -> None:
    first, second = a_submission(quick_house).id, a_submission(quick_house, b"two").id
    assert ask_erasure(COORDINATOR, quick_house, second, WHY).others == (first,)


@pytest.mark.sqlite
def test_a_refused_upload_is_erased_by_two_people_too(quick_house: House) -> None:
    incident = receive(WPN, quick_house, b"no workbook", f"{MARKER}.xlsx").incident
    assert incident is not None
    assert not purge(COORDINATOR, quick_house, incident, WHY).done
    assert refusal(purge, COORDINATOR, quick_house, incident, WHY) == "erasure_own"
    assert purge(second_coordinator(quick_house), quick_house, incident, "").done
    with pytest.raises(Unknown):
        refused_file(COORDINATOR, quick_house, incident)
    assert [(one.filename, one.findings) for one in refused_uploads(COORDINATOR, quick_house)] == [("", ())]
    assert MARKER.encode() not in on_disk(quick_house)


def test_when_backups_lose_it_is_told_where_it_is_known(quick_house: House) -> None:
    house = replace(quick_house, settings=replace(quick_house.settings, backup_days=35))
    id, other = a_submission(house).id, second_coordinator(house)
    ask_erasure(COORDINATOR, house, id, WHY)
    assert confirm_erasure(other, house, id).backups_until == date(2026, 12, 20)
    assert gone_files(COORDINATOR, house)[0].backups_until == date(2026, 12, 20)


@pytest.mark.sqlite
def test_copies_that_an_upgrade_left_are_named(quick_house: House) -> None:
    file = quick_house.store.file()
    assert file is not None
    Path(f"{file}.before-leaving-0008").write_bytes(b"older")
    id, other = a_submission(quick_house).id, second_coordinator(quick_house)
    ask_erasure(COORDINATOR, quick_house, id, WHY)
    assert confirm_erasure(other, quick_house, id).copies == (f"{file.name}.before-leaving-0008",)


@pytest.mark.sqlite
def test_traces_that_an_erasure_had_to_leave_are_swept_with_the_next_tidying(
    quick_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, other = sent(quick_house), second_coordinator(quick_house)
    ask_erasure(COORDINATOR, quick_house, id, WHY)
    with monkeypatch.context() as patch:
        patch.setattr(type(quick_house.store), "sweep", lambda store: False)
        assert not confirm_erasure(other, quick_house, id).swept
    assert MARKER.encode() in on_disk(quick_house)
    tidy_files(COORDINATOR, quick_house)
    assert MARKER.encode() not in on_disk(quick_house)


def later(house: House, day: date) -> House:
    return at_noon(house, day)


def test_a_file_leaves_the_day_after_its_time_and_not_before(quick_house: House) -> None:
    id = an_acceptance(quick_house).id
    (kept,) = kept_files(COORDINATOR, quick_house)
    assert kept.leaves == date(2027, 11, 15)
    assert apply_retention(later(quick_house, date(2027, 11, 15))) == 0
    assert apply_retention(later(quick_house, date(2027, 11, 16))) == 1
    assert apply_retention(later(quick_house, date(2027, 11, 16))) == 0
    assert refusal(original, WPN, quick_house, id) == "file_gone"
    assert [one.why for one in gone_files(COORDINATOR, quick_house)] == ["retention"]
    assert return_detail(WPN, quick_house, id).observations
    assert audit_verify(quick_house)[0] is None


def test_what_waits_for_a_decision_stays(quick_house: House) -> None:
    a_submission(quick_house)
    assert [one.leaves for one in kept_files(COORDINATOR, quick_house)] == [None]
    assert apply_retention(later(quick_house, date(2036, 1, 1))) == 0


def test_what_left_after_its_time_can_still_be_erased(quick_house: House) -> None:
    id, other = an_acceptance(quick_house).id, second_coordinator(quick_house)
    apply_retention(later(quick_house, date(2028, 1, 1)))
    ask_erasure(COORDINATOR, quick_house, id, WHY)
    confirm_erasure(other, quick_house, id)
    assert [one.why for one in gone_files(COORDINATOR, quick_house)] == ["erased"]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), 13, date(2027, 12, 30)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_partners_are_told_nothing_of_others_files(quick_house: House) -> None:
    from nap.monitor import Denied

    people: tuple[Viewer, ...] = (WPN, MIA)
    for person in people:
        with pytest.raises(Denied):
            kept_files(person, quick_house)

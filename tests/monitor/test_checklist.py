"""The first day: what the store shows of a step nobody can tick away, what a person says is on record and can be taken back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from nap.monitor import (
    BY_HAND,
    House,
    NotNow,
    SetupItem,
    SetupStep,
    Unknown,
    Viewer,
    close,
    disable_person,
    first_day,
    note_settings,
    open_house,
    operator,
    say_done,
    setting_up,
    take_back_done,
    try_mail,
)
from nap.people import Role
from nap.words import languages, say
from tests.mailing import Postbox, postbox
from tests.monitor.accounts_made import AIDA, BEK, coordinator, invited, joined, trail
from tests.monitor.building import settings, somebody
from tests.store.databases import migrated_file

__all__ = ["migrated_file", "postbox"]

HERSELF = somebody(Role.COORDINATOR, person=AIDA)


@pytest.fixture
def real(migrated_file: Path, tmp_path: Path) -> Iterator[House]:
    """A real installation at the very beginning."""
    shutil.copy(migrated_file, tmp_path / "nap.sqlite")
    opened = open_house(settings(f"sqlite:///{tmp_path / 'nap.sqlite'}", demo=False), today=lambda: date(2026, 11, 20))
    yield opened
    close(opened)


def item(house: House, step: SetupStep) -> SetupItem:
    (found,) = (each for each in first_day(operator(), house) if each.step is step)
    return found


@pytest.mark.parametrize("step", [step for step in SetupStep if step not in BY_HAND])
def test_what_the_store_shows_nobody_ticks(real: House, step: SetupStep) -> None:
    with pytest.raises(Unknown):
        say_done(operator(), real, step)
    assert setting_up(operator(), real) == (0, len(SetupStep))


def test_a_backup_of_tomorrow_and_a_note_with_somebodys_number_are_not_taken(real: House) -> None:
    with pytest.raises(ValueError, match="2026-11-21"):
        say_done(operator(), real, "backup", date(2026, 11, 21))
    with pytest.raises(NotNow, match="reason_personal"):
        say_done(operator(), real, "backup", note="ask +996 555 123 456")
    assert not item(real, SetupStep.BACKUP).done


def test_a_tick_is_on_record_and_can_be_taken_back(real: House) -> None:
    say_done(HERSELF, real, "backup", date(2026, 11, 18), "on the second disk")
    found = item(real, SetupStep.BACKUP)
    assert found.done
    assert found.tick is not None
    assert (found.tick.person, found.tick.day, found.tick.note) == (AIDA, date(2026, 11, 18), "on the second disk")
    take_back_done(HERSELF, real, "backup")
    take_back_done(HERSELF, real, "backup")
    assert not item(real, SetupStep.BACKUP).done
    assert [event.act for event in trail(real)][-2:] == ["setup_said", "setup_unsaid"]


def test_a_new_version_of_the_plan_asks_for_another_look_at_its_protection(real: House) -> None:
    say_done(operator(), real, "sensitivity")
    assert item(real, SetupStep.SENSITIVITY).done
    newer = replace(real, plan=replace(real.plan, version=real.plan.version + 1))
    found = item(newer, SetupStep.SENSITIVITY)
    assert (found.done, found.stale) == (False, True)


def test_one_coordinator_and_one_who_never_came_are_not_two(real: House) -> None:
    coordinator(real, AIDA)
    invited(real, BEK, "coordinator")
    assert not item(real, SetupStep.SECOND).done
    assert item(real, SetupStep.JOINED).missing == (BEK,)
    coordinator(real, "chinara@example.org")
    assert item(real, SetupStep.SECOND).done


def test_an_organisation_whose_only_person_is_disabled_has_nobody(real: House) -> None:
    everybody = item(real, SetupStep.PARTNERS).missing
    joined(real, BEK, "partner", partner="WPN")
    assert set(everybody) - set(item(real, SetupStep.PARTNERS).missing) == {"WPN"}
    disable_person(operator(), real, BEK)
    assert item(real, SetupStep.PARTNERS).missing == everybody


def test_mail_is_done_once_a_letter_on_trial_went_and_again_open_when_the_server_is_another(
    real: House, postbox: Postbox
) -> None:
    assert item(real, SetupStep.MAIL).missing == ("server",)
    mailing = replace(real, settings=replace(real.settings, mail=postbox.mail()))
    note_settings(mailing, identity=False)
    assert item(mailing, SetupStep.MAIL).missing == ("letter",)
    postbox.answer = "550 no"
    assert try_mail(HERSELF, mailing) == "refused"
    assert not item(mailing, SetupStep.MAIL).done
    postbox.answer = ""
    assert try_mail(HERSELF, mailing) == "sent"
    assert postbox.letters[0]["To"] == AIDA
    assert item(mailing, SetupStep.MAIL).done
    moved = replace(mailing, settings=replace(mailing.settings, mail=replace(postbox.mail(), port=2525)))
    note_settings(moved, identity=False)
    assert item(moved, SetupStep.MAIL).missing == ("letter",)


def test_whoever_has_no_mail_server_may_say_so(real: House) -> None:
    say_done(operator(), real, "mail")
    assert item(real, SetupStep.MAIL).done
    assert try_mail(HERSELF, real) == "unset"


def test_a_demonstration_has_nothing_to_set_up(quick_house: House) -> None:
    assert setting_up(operator(), quick_house) == (0, 0)
    demo = Viewer("coordinator@demo", "coordinator", frozenset({Role.COORDINATOR}))
    assert try_mail(demo, quick_house) == "unset"


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("step", SetupStep)
def test_every_step_has_words(step: SetupStep, lang: str) -> None:
    keys = [f"setup.step.{step.value}", f"setup.step.{step.value}.about"]
    keys += [f"setup.step.{step.value}.tick"] if step in BY_HAND else []
    assert [key for key in keys if say(lang, key) == key] == []


def test_days_passed_since_do_not_undo_a_tick(real: House) -> None:
    say_done(operator(), real, "address")
    later = replace(real, now=lambda: real.now() + timedelta(days=400))
    assert item(later, SetupStep.ADDRESS).done

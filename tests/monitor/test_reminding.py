"""Reminders: who is told what on which day, never twice, nobody who should not be told, nothing that should not be said."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from nap.monitor import (
    REMINDED,
    STEPS,
    House,
    close,
    disable_person,
    open_house,
    operator,
    pass_reminder_on,
    reminded,
    reminder_letter,
    reminders_due,
    reminders_unheard,
    send_back,
    send_reminders,
    submit,
)
from nap.monitor.reminding_steps import MOST, step_after_return, step_before_and_after
from nap.people import Role
from nap.plan import due_date
from nap.words import languages, say
from tests.mailing import Postbox, postbox
from tests.monitor.accounts_made import AIDA, BEK, invited, joined, trail
from tests.monitor.building import H1, H2, a_draft, settings, somebody
from tests.store.databases import migrated_file

__all__ = ["migrated_file", "postbox"]

SENDER = somebody(Role.PARTNER, partner="WPN", person=AIDA)


@pytest.fixture
def real(migrated_file: Path, tmp_path: Path, postbox: Postbox) -> Iterator[House]:
    """A real installation that sends its letters to the postbox, on the day the first return is due."""
    shutil.copy(migrated_file, tmp_path / "nap.sqlite")
    known = replace(settings(f"sqlite:///{tmp_path / 'nap.sqlite'}", demo=False), mail=postbox.mail())
    opened = open_house(replace(known, base_url="https://nap.example.org"))
    yield on(opened, due_date(opened.plan, H1))
    close(opened)


def on(house: House, day: date) -> House:
    return replace(house, today=lambda: day, now=lambda: datetime(day.year, day.month, day.day, 6, tzinfo=UTC))


def after(house: House, days: int) -> House:
    return on(house, house.today() + timedelta(days=days))


def kinds(house: House) -> list[str]:
    return [thing.kind for one in reminders_due(operator(), house) for thing in one.things]


def sent(house: House) -> list[tuple[str, str]]:
    return [(one.reminder.person, one.outcome) for one in send_reminders(operator(), house)]


def a_sender(house: House, email: str = AIDA) -> None:
    joined(house, email, "partner", partner="WPN", language="ru")


def given_back(house: House) -> None:
    """The partner's return was sent in, and sent back on the house's day."""
    submit(SENDER, house, a_draft(house, SENDER).id)
    send_back(operator(), house, f"{house.plan.id}.WPN.{H1}.1", "the total of row 12 is wrong")


def test_nobody_who_never_came_or_is_disabled_is_told_anything(real: House, postbox: Postbox) -> None:
    invited(real, AIDA, "partner", partner="WPN")
    a_sender(real, BEK)
    disable_person(operator(), real, BEK)
    assert sent(real) == []
    assert postbox.letters == []
    assert "WPN" in reminders_unheard(operator(), real)


def test_the_same_thing_is_never_told_twice(real: House, postbox: Postbox) -> None:
    a_sender(real)
    assert sent(real) == [(AIDA, "sent")]
    assert sent(real) == []
    assert len(postbox.letters) == 1


def test_two_commands_at_once_send_one_letter(real: House, postbox: Postbox, monkeypatch: pytest.MonkeyPatch) -> None:
    a_sender(real)
    seen_by_both = reminders_due(operator(), real)
    assert sent(real) == [(AIDA, "sent")]
    monkeypatch.setattr("nap.monitor.reminding.reminders_due", lambda *_: seen_by_both)
    assert sent(real) == []
    assert not pass_reminder_on(operator(), real, seen_by_both[0])
    assert len(postbox.letters) == 1


def test_a_command_killed_between_noting_and_sending_leaves_a_letter_that_is_not_sent_again(
    real: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_sender(real)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("nap.monitor.reminding.send", killed)
    with pytest.raises(KeyboardInterrupt):
        send_reminders(operator(), real)
    monkeypatch.undo()
    assert sent(real) == []
    assert [one.outcome for one in reminded(operator(), real)] == ["sending"]


def test_a_server_that_is_away_is_asked_once_and_again_by_the_next_run(real: House, postbox: Postbox) -> None:
    a_sender(real)
    a_sender(real, BEK)
    away = replace(real, settings=replace(real.settings, mail=replace(postbox.mail(), port=1)))
    assert sent(away) == [(AIDA, "unreachable")]
    assert sent(after(real, 0)) == [(AIDA, "sent"), (BEK, "sent")]
    assert [event.act for event in trail(real)][-3:] == ["letter_failed", "letter_sent", "letter_sent"]


def test_a_letter_the_server_does_not_take_is_not_tried_again(real: House, postbox: Postbox) -> None:
    a_sender(real)
    postbox.answer = "550 nobody of that name"
    assert sent(real) == [(AIDA, "refused")]
    postbox.answer = ""
    assert sent(real) == []


def test_what_came_in_meanwhile_is_not_asked_for(real: House, postbox: Postbox) -> None:
    a_sender(real)
    assert kinds(real) == ["due"]
    submit(SENDER, real, a_draft(real, SENDER).id)
    assert kinds(real) == []


def test_whoever_got_a_return_back_hears_of_it_after_three_days_then_weekly_three_times(real: House) -> None:
    a_sender(real)
    given_back(real)
    heard = {days: told for days in range(40) if (told := sent(after(real, days)))}
    assert list(heard) == [3, 10, 17]


def test_whoever_sent_nothing_hears_before_on_the_day_and_weekly_three_times(real: House) -> None:
    a_sender(real)
    heard = [days for days in range(-20, 60) if sent(after(real, days))]
    assert heard == [-7, 0, 7, 14, 21]


def test_a_letter_holds_no_figure_and_no_reason_and_is_in_the_language_of_its_reader(real: House, postbox: Postbox) -> None:
    a_sender(real)
    given_back(real)
    assert sent(after(real, 3)) == [(AIDA, "sent")]
    said = postbox.letters[0].get_content()
    assert "row 12" not in said
    assert "возвращён на доработку" in said
    assert "https://nap.example.org/returns" in said


def test_coordinators_hear_once_a_week_of_what_waits(real: House, postbox: Postbox) -> None:
    joined(real, BEK, "coordinator", language="en")
    submit(SENDER, real, a_draft(real, SENDER).id)
    heard = [days for days in range(21) if sent(after(real, days))]
    assert len(heard) == 4  # a Friday to begin with, then every Monday
    assert "wait for review" in postbox.letters[0].get_content()


def test_people_of_a_demonstration_get_no_mail(quick_house: House, postbox: Postbox) -> None:
    house = on(quick_house, due_date(quick_house.plan, H1))
    house = replace(house, settings=replace(house.settings, mail=postbox.mail()))
    assert {one.person for one in reminders_due(operator(), house)} >= {"wpn@demo", "mia@demo"}
    assert sent(house) == []


def test_what_was_passed_on_by_hand_is_on_record_and_not_said_again(house: House) -> None:
    house = on(house, due_date(house.plan, H1))
    first, *others = reminders_due(operator(), house)
    assert pass_reminder_on(operator(), house, first)
    assert list(reminders_due(operator(), house)) == others
    assert trail(house)[-1].act == "reminded"
    assert trail(house)[-1].facts["whom"] == first.person


@pytest.mark.parametrize("lang", languages())
def test_every_outcome_and_step_has_words(lang: str) -> None:
    keys = [f"reminders.outcome.{each}" for each in REMINDED] + [f"reminders.step.{each}" for each in STEPS]
    assert [key for key in keys if say(lang, key) == key] == []


@pytest.mark.parametrize("lang", languages())
def test_a_letter_is_whole_in_every_language(quick_house: House, lang: str) -> None:
    house = on(quick_house, due_date(quick_house.plan, H2))
    for one in reminders_due(operator(), house):
        letter = reminder_letter(house, replace(one, language=lang))
        assert "{" not in letter.text + letter.subject


@given(st.dates(date(2025, 1, 1), date(2030, 1, 1)), st.integers(0, 7))
def test_nobody_hears_more_than_five_times_of_a_due_date(due: date, missed: int) -> None:
    """Whatever days the command does not run on, every step comes at most once, and all within a month."""
    days = [due + timedelta(days=n) for n in range(-40, 60) if n % (missed + 1) == 0]
    steps = [step for day in days if (step := step_before_and_after(due, day))]
    assert len(set(steps)) <= 2 + MOST
    assert [step_before_and_after(due, due + timedelta(days=n)) for n in (-8, 28, 60)] == ["", "", ""]


@given(st.dates(date(2025, 1, 1), date(2030, 1, 1)), st.integers(-10, 100))
def test_steps_after_a_return_begin_on_the_third_day_and_end(returned: date, n: int) -> None:
    step = step_after_return(returned, returned + timedelta(days=n))
    assert bool(step) == (3 <= n < 3 + 7 * MOST)

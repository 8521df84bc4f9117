"""`remind`: tell partners what is due and coordinators what waits; by mail, or as texts to pass on. Made to be run by cron."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any

from nap.commands.edge import in_words, lang_of, print_json, the_house, the_person
from nap.monitor import (
    House,
    Reminded,
    Reminder,
    mail_is_set_up,
    operator,
    reminder_letter,
    reminders_due,
    reminders_unheard,
    send_reminders,
    tidy_at_start,
)
from nap.words import say


@in_words
def remind(options: Namespace) -> int:
    """Send what is due today; 1 if a letter did not go. Without a mail server, or on trial, only print it."""
    with the_house() as house:
        viewer = the_person(house, options) if options.person else operator()
        unheard = reminders_unheard(viewer, house)
        if not options.dry_run:
            tidy_at_start(house)  # cron comes every day, a server may run for a year
        if options.dry_run or not mail_is_set_up(house):
            due = reminders_due(viewer, house)
            _print(options, house, [Reminded(each, "due") for each in due], unheard)
            return 0
        sent = send_reminders(viewer, house)
        _print(options, house, sent, unheard)
        return 0 if all(each.outcome == "sent" for each in sent) else 1


def _print(options: Namespace, house: House, told: Sequence[Reminded], unheard: Sequence[str]) -> None:
    if options.json:
        print_json({"reminders": [_json(house, each) for each in told], "unheard": list(unheard)})
        return
    lang = lang_of(options)
    for each in told:
        print(say(lang, f"reminders.cli.{each.outcome}", person=each.reminder.person, n=len(each.reminder.things)))
        if each.outcome == "due" and not mail_is_set_up(house):
            print(reminder_letter(house, each.reminder).text + "\n")
    if not told:
        print(say(lang, "reminders.cli.none"))
    if unheard:
        print(say(lang, "reminders.unheard", partners=", ".join(unheard)))


def _json(house: House, told: Reminded) -> Mapping[str, Any]:
    reminder: Reminder = told.reminder
    return {
        "person": reminder.person,
        "language": reminder.language,
        "outcome": told.outcome,
        "things": [
            {
                "kind": thing.kind,
                "partner": thing.partner,
                "period": str(thing.period),
                "day": thing.day.isoformat(),
                "return": thing.return_id or None,
            }
            for thing in reminder.things
        ],
        "text": reminder_letter(house, reminder).text,
    }

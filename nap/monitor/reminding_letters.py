"""What a reminder says: organisation, period, date and where to go, in the person's language. No figure, no reason, no names."""

from __future__ import annotations

from nap.monitor.house import House
from nap.monitor.reminding_found import Reminder, Thing
from nap.post import Letter
from nap.words import pick, say

MOST_LINES = 20
"""Lines of a coordinator's list; the rest is a number, since the page has them all."""


def reminder_letter(house: House, reminder: Reminder) -> Letter:
    """The letter; its text also serves whoever copies it into a messenger."""
    lang, kind = reminder.language, "digest" if reminder.digest else "partner"
    lines = [_line(house, lang, thing) for thing in reminder.things[:MOST_LINES]]
    left = len(reminder.things) - MOST_LINES
    lines += [say(lang, "reminders.letter.more", n=left)] if left > 0 else []
    monitor = say(lang, "pages.monitor")
    text = say(
        lang,
        f"reminders.letter.{kind}",
        name=" ".join(reminder.name.split()),
        monitor=monitor,
        lines="\n".join(lines),
        address=_address(house, "review" if reminder.digest else "returns"),
    )
    return Letter(reminder.person, say(lang, f"reminders.subject.{kind}", monitor=monitor), text, lang)


def _address(house: House, page: str) -> str:
    return f"{house.settings.base_url.rstrip('/')}/{page}"


def _line(house: House, lang: str, thing: Thing) -> str:
    partner = house.plan.partner(thing.partner)
    named = pick(partner.name, lang) if partner else thing.partner
    kind = thing.kind.rstrip("0123456789")
    return say(lang, f"reminders.line.{kind}", partner=named, period=thing.period, date=thing.day)

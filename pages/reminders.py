"""Who is to be reminded of which return today, what was sent, texts to pass on where there is no mail."""

from __future__ import annotations

from nap.monitor import Verb
from ui.reminders import reminders_page
from ui.session import require

person = require(Verb.REVIEW)
reminders_page(person)

"""The coordinator's screen about people: who there is, inviting, changing, disabling, and who forgot the password."""

from __future__ import annotations

from nap.monitor import Verb
from ui.people import people_page
from ui.session import require

person = require(Verb.ADMINISTER)
people_page(person)

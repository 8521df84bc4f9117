"""The coordinators' page about partners: who reports what for which places, what each owes next, changes with their history."""

from __future__ import annotations

from nap.monitor import Verb
from ui.partners import partners_page
from ui.session import require

person = require(Verb.ADMINISTER)
partners_page(person)

"""One page for whoever takes over: who is who, what is under way, what was decided and why, where things are kept."""

from __future__ import annotations

from nap.monitor import Verb
from ui.handover import handover_page
from ui.session import require

person = require(Verb.ADMINISTER)
handover_page(person)

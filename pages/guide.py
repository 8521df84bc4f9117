"""How to do what one came for: the guide of one's role, the others, and what else is written about the monitor."""

from __future__ import annotations

from nap.monitor import Verb
from ui.guide import show_guide
from ui.session import require

person = require(Verb.OWN_ACCOUNT)
show_guide(person)

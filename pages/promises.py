"""Measures and indicators by responsible body and deadline."""

from __future__ import annotations

from nap.monitor import Verb
from ui.promises import show_promises
from ui.session import require

person = require(Verb.BROWSE_RESULTS)
show_promises(person)

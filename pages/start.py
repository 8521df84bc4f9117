"""Where everybody lands: what this is, and what to do next by role."""

from __future__ import annotations

from nap.monitor import Verb
from ui.session import require
from ui.start import next_steps

person = require(Verb.READ_PLAN)
next_steps(person)

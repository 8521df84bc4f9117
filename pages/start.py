"""Where those who send or review returns land: what waits for them, and where to go."""

from __future__ import annotations

from nap.monitor import Verb
from ui.session import require
from ui.start import next_steps

person = require(Verb.SEE_RETURNS)
next_steps(person)

"""One objective: how it stands in every region, and its indicators in the chosen place, of one status or all."""

from __future__ import annotations

from nap.monitor import Verb
from ui.objective import show_objective
from ui.session import require

person = require(Verb.BROWSE_RESULTS)
show_objective(person)

"""How everything is calculated, with worked examples."""

from __future__ import annotations

from nap.monitor import Verb
from ui.methods import show_methods
from ui.session import require

person = require(Verb.READ_PLAN)
show_methods(person)

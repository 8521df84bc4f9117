"""What is hidden and why, and how complete and sure the figures are."""

from __future__ import annotations

from nap.monitor import Verb
from ui.about import show_about
from ui.session import require

person = require(Verb.READ_PLAN)
show_about(person)

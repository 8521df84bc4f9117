"""The plan at a glance: objectives, what to look at first, the map, regions, what changed since the last period."""

from __future__ import annotations

from nap.monitor import Verb
from ui.overview import show_overview
from ui.session import require

person = require(Verb.BROWSE_RESULTS)
show_overview(person)

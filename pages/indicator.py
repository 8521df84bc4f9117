"""One indicator over time, by region and by its parts, what it means and how it is calculated."""

from __future__ import annotations

from nap.monitor import Verb
from ui.indicator import show_indicator
from ui.session import require

person = require(Verb.BROWSE_RESULTS)
show_indicator(person)

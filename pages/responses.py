"""Alerts and recommendations: to whom, answered or not, how long it took."""

from __future__ import annotations

from nap.monitor import Verb
from ui.responses import show_responses
from ui.session import require

person = require(Verb.BROWSE_RESULTS)
show_responses(person)

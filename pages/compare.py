"""Regions or periods of one indicator side by side, on one scale."""

from __future__ import annotations

from nap.monitor import Verb
from ui.compare import show_compare
from ui.session import require

person = require(Verb.BROWSE_RESULTS)
show_compare(person)

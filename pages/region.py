"""One region: how each objective stands there, what to look at first, and its indicators."""

from __future__ import annotations

from nap.monitor import Verb
from ui.region import show_region
from ui.session import require

person = require(Verb.BROWSE_RESULTS)
show_region(person)

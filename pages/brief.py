"""One page about a region for a meeting with its authorities."""

from __future__ import annotations

from nap.monitor import Verb
from ui.brief import show_brief
from ui.session import require

person = require(Verb.BROWSE_RESULTS)
show_brief(person)

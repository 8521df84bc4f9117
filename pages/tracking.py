"""Every indicator on one line: baseline, targets, figures by period, share of the way, status."""

from __future__ import annotations

from nap.monitor import Verb
from ui.session import require
from ui.tracking import show_tracking

person = require(Verb.BROWSE_RESULTS)
show_tracking(person)

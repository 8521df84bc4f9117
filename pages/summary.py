"""For donors, and for whoever wants to see what they see: the newest release that the reader may read. Prints on paper."""

from __future__ import annotations

from nap.monitor import Verb
from ui.session import require
from ui.summary import show_summary

person = require(Verb.READ_RELEASES)
show_summary(person)

"""Who has reported: how every return stands and what of it is missing, each reader as much as is theirs."""

from __future__ import annotations

from nap.monitor import Verb
from ui.coverage import show_coverage
from ui.session import require

person = require(Verb.READ_SUMMARY)
show_coverage(person)

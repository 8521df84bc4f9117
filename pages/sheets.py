"""The plan: every indicator's reference sheet, to search and to print."""

from __future__ import annotations

from nap.monitor import Verb
from ui.session import require
from ui.sheets import show_sheets

person = require(Verb.READ_PLAN)
show_sheets(person)

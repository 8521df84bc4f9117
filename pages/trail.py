"""The record of what was done: everything for coordinators, the own deeds for everybody else."""

from __future__ import annotations

from nap.monitor import Verb
from ui.session import require
from ui.trail import trail_page

person = require(Verb.OWN_ACCOUNT)
trail_page(person)

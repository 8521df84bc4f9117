"""The coordinator's page about the plan: a changed plan file, adopting it with a reason, every version so far."""

from __future__ import annotations

from nap.monitor import Verb
from ui.plan import plan_page
from ui.session import require

person = require(Verb.ADMINISTER)
plan_page(person)

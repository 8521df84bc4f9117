"""The coordinator's screen about return periods: templates for all, who has reported, closing and opening again."""

from __future__ import annotations

from nap.monitor import Verb
from ui.periods import periods_page
from ui.session import require

person = require(Verb.REVIEW)
periods_page(person)

"""The coordinator's screen for the hour in which a figure puts people in danger: hiding at once, and showing again."""

from __future__ import annotations

from nap.monitor import Verb
from ui.hiding import hiding_page
from ui.session import require

person = require(Verb.PUBLISH)
hiding_page(person)

"""The first day of an installation: what has to be done once, how far it is, where it is done."""

from __future__ import annotations

from nap.monitor import Verb
from ui.session import require
from ui.setup import setup_page

person = require(Verb.ADMINISTER)
setup_page(person)

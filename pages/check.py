"""Checking files without sending them: for partners their own, for coordinators anybody's. Nothing is kept."""

from __future__ import annotations

from nap.monitor import Verb
from ui.check import check_page
from ui.session import require

person = require(Verb.SEND_RETURN)
check_page(person)

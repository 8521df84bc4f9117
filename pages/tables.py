"""Tables in a layout of their own: for partners their own sheets, for coordinators anybody's and the official statistics."""

from __future__ import annotations

from nap.monitor import Verb
from ui.session import require
from ui.tables_page import tables_page

person = require(Verb.SEND_RETURN)
tables_page(person)

"""The partner's screen: what is due, the template, sending a return, one's own returns."""

from __future__ import annotations

from nap.monitor import Verb
from ui.returns import due_table, history, template_box, upload_box
from ui.session import require

person = require(Verb.SEND_RETURN)
due_table(person)
template_box(person)
upload_box(person)
history(person)

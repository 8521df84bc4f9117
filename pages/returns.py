"""The partner's screen: what came back, what is due, the template, sending a return, one's own returns."""

from __future__ import annotations

from nap.monitor import Verb
from ui.history import history
from ui.returns import came_back, due_table, sender, template_box, upload_box
from ui.session import require

person = require(Verb.SEND_RETURN)
partner = sender(person)
came_back(person, partner)
due_table(person, partner)
template_box(person, partner)
upload_box(person)
if person.partner is not None:
    history(person)

"""The partner's screen: the version in hand, what came back, what is due, the template, sending a return, one's own returns."""

from __future__ import annotations

from nap.monitor import Verb
from ui.history import history
from ui.own import own_board
from ui.returns import came_back, due_table, just_sent, sender, sent_before, template_box, upload_box
from ui.returns_otherwise import not_safe_box, on_behalf_box
from ui.session import require
from ui.version import asked_for, drafts_board, version

person = require(Verb.SEND_RETURN)
partner = sender(person)
uploaded = just_sent()
if uploaded:
    upload_box(person)
chosen = asked_for(person)
if chosen:
    version(person, chosen, old=sent_before())
came_back(person, partner)
drafts_board(person, partner, chosen)
due_table(person, partner)
template_box(person, partner)
if not uploaded:
    upload_box(person)
on_behalf_box(person, partner)
not_safe_box(person, partner)
if person.partner is not None:
    history(person)
own_board(person, partner)

"""The coordinator's screen: waiting returns, one of them in full, accept, send back, undo."""

from __future__ import annotations

from nap.monitor import Verb
from ui.joining import joint_list
from ui.review import choose_return, one_return
from ui.session import require

person = require(Verb.REVIEW)
chosen = choose_return(person)
if chosen is not None:
    one_return(person, chosen)
else:
    joint_list(person)

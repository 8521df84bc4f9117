"""For donors: the public indicators as of the last closed period. Reads only, prints on paper."""

from __future__ import annotations

from nap.monitor import Verb
from ui.session import require
from ui.summary import show_summary

person = require(Verb.READ_SUMMARY)
show_summary(person)

"""Organisations on record: who they are, where and in what they work; capacity scores for themselves and for coordinators."""

from __future__ import annotations

from nap.monitor import Verb
from ui.organisations import show_organisations
from ui.session import require

person = require(Verb.READ_DIRECTORY)
show_organisations(person)

"""The coordinator's screen about files: which leave when, erasing for a person's sake, what is gone, history by CSV."""

from __future__ import annotations

from nap.monitor import Verb
from ui.files import files_page
from ui.session import require

person = require(Verb.REVIEW)
files_page(person)

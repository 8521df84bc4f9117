"""The coordinator's screen about releases: drafts, what stands in them, publishing, and what was published."""

from __future__ import annotations

from nap.monitor import Verb
from ui.publishing import publishing_page
from ui.session import require

person = require(Verb.PUBLISH)
publishing_page(person)

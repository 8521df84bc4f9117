"""What of an organisation's sensitive figures would be published, and what it says to that."""

from __future__ import annotations

from nap.monitor import Verb
from ui.consent import consent_page
from ui.session import require

person = require(Verb.SEND_RETURN)
consent_page(person)

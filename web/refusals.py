"""Who was not let in, as one line in the log for whoever keeps the server. Never what was typed, nor the address of a link."""

from __future__ import annotations

import logging

from starlette.requests import HTTPConnection

from nap.monitor import House
from web.origin import origin

_LOG = logging.getLogger("nap.web")


def log_refusal(request: HTTPConnection, house: House, what: str, why: str) -> None:
    """`what` was refused and the code that says why; from where is added."""
    _LOG.warning("%s refused: %s, from %s", what, why, origin(request, house) or "nowhere known")

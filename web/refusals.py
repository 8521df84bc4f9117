"""Who was not let in, as one line in the log for whoever keeps the server. Never what was typed, the address of a link, or whose
it was: from where somebody came stands in the record alone."""

from __future__ import annotations

import logging

from nap.discreet import Fit

_LOG = logging.getLogger("nap.web")


def log_refusal(what: str, why: str) -> None:
    """`what` was refused and the code that says why."""
    _LOG.warning("%s refused: %s", Fit(what), Fit(why))

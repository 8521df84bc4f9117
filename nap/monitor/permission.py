"""The one gate inside the monitor: asks the table of `nap.people`, raises Denied."""

from __future__ import annotations

from nap.monitor.problems import Denied
from nap.people import Role, Verb, Viewer, may

OPERATOR = "operator"
"""Who sits at the machine itself, in the audit trail."""
COMMAND_LINE = "cli"
"""From where, if not over the network."""


def require(viewer: Viewer | None, verb: Verb, partner: str | None = None) -> None:
    """Go on, or raise Denied(verb): for the data of `partner`, or (None) for anybody's at all."""
    if not may(viewer, verb, partner):
        raise Denied(verb)


def operator() -> Viewer:
    """Whoever sits at the machine itself: they can read the whole store anyway, so the command line lets them ask everything."""
    return Viewer(OPERATOR, OPERATOR, frozenset({Role.COORDINATOR}), origin=COMMAND_LINE)

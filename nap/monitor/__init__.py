"""The use cases, one function per verb, the viewer first: checks permission, opens the transaction, calls the pure rooms."""

from nap.monitor.problems import NOT_NOW, Denied, NotNow, PlanProblem, Unknown
from nap.monitor.views import Download, DueReturn, Event, Incident, Receipt, Received, ReturnDetail, ReturnLine

__all__ = [
    "NOT_NOW",
    "Denied",
    "Download",
    "DueReturn",
    "Event",
    "Incident",
    "NotNow",
    "PlanProblem",
    "Receipt",
    "Received",
    "ReturnDetail",
    "ReturnLine",
    "Unknown",
]

"""The use cases, one function per verb, the viewer first: checks permission, opens the transaction, calls the pure rooms."""

from nap.finding_texts import FindingText, finding_text
from nap.monitor.alone import check_alone
from nap.monitor.demo import fill_demo
from nap.monitor.house import House, Installation, close, installation, open_house, start_empty
from nap.monitor.keeping import audit_verify, health
from nap.monitor.permission import operator
from nap.monitor.problems import NOT_NOW, Denied, NotNow, PlanProblem, Unknown
from nap.monitor.reading import (
    all_returns,
    due_returns,
    my_returns,
    original,
    refused_file,
    refused_uploads,
    return_detail,
    waiting_returns,
)
from nap.monitor.reviewing import accept, send_back, undo
from nap.monitor.sending import check, receive, send, submit
from nap.monitor.sessions import demo_people, person_viewer, sign_in_demo, sign_out, viewer_of
from nap.monitor.showing import last_closed, plan_of, results_for, results_for_audience, results_of, summary_for
from nap.monitor.templates import template
from nap.monitor.views import Download, DueReturn, Event, Incident, Receipt, Received, ReturnDetail, ReturnLine
from nap.people import Role, Verb, Viewer, may
from nap.plan import Fault, Indicator, Partner, Plan, fault_text, load_plan
from nap.results import Audience, read_observations
from nap.results import to_json as result_json
from nap.returns.check import Checked
from nap.returns.report import to_json as report

__all__ = [
    "NOT_NOW",
    "Audience",
    "Checked",
    "Denied",
    "Download",
    "DueReturn",
    "Event",
    "Fault",
    "FindingText",
    "House",
    "Incident",
    "Indicator",
    "Installation",
    "NotNow",
    "Partner",
    "Plan",
    "PlanProblem",
    "Receipt",
    "Received",
    "ReturnDetail",
    "ReturnLine",
    "Role",
    "Unknown",
    "Verb",
    "Viewer",
    "accept",
    "all_returns",
    "audit_verify",
    "check",
    "check_alone",
    "close",
    "demo_people",
    "due_returns",
    "fault_text",
    "fill_demo",
    "finding_text",
    "health",
    "installation",
    "last_closed",
    "load_plan",
    "may",
    "my_returns",
    "open_house",
    "operator",
    "original",
    "person_viewer",
    "plan_of",
    "read_observations",
    "receive",
    "refused_file",
    "refused_uploads",
    "report",
    "result_json",
    "results_for",
    "results_for_audience",
    "results_of",
    "return_detail",
    "send",
    "send_back",
    "sign_in_demo",
    "sign_out",
    "start_empty",
    "submit",
    "summary_for",
    "template",
    "undo",
    "viewer_of",
    "waiting_returns",
]

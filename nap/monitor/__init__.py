"""The use cases, one function per verb, the viewer first: checks permission, opens the transaction, calls the pure rooms.

Names are loaded when first used: `check` needs no store and does not wait a third of a second for the database library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nap.finding_texts import (
        FindingText as FindingText,
        finding_text as finding_text,
    )
    from nap.monitor.adopting import (
        LONGEST_ADOPTION_REASON as LONGEST_ADOPTION_REASON,
        Adoption as Adoption,
        Compared as Compared,
        adopt_plan as adopt_plan,
        adoptions as adoptions,
        compare_plan as compare_plan,
        current as current,
        goal_history as goal_history,
    )
    from nap.monitor.alone import check_alone as check_alone
    from nap.monitor.browsing import (
        Shelf as Shelf,
        browse as browse,
        due_days as due_days,
        next_due as next_due,
        read_summary as read_summary,
    )
    from nap.monitor.changing import (
        Cause as Cause,
        Lookback as Lookback,
        board_of as board_of,
        causes_since as causes_since,
        lookbacks as lookbacks,
    )
    from nap.monitor.comparing import difference as difference
    from nap.monitor.covering import (
        Coverage as Coverage,
        Expected as Expected,
        PeriodCoverage as PeriodCoverage,
        Square as Square,
        coverage as coverage,
        expected_of as expected_of,
    )
    from nap.monitor.demo import fill_demo as fill_demo, wants_demo as wants_demo
    from nap.monitor.explained_json import explained_json as explained_json
    from nap.monitor.explaining import (
        Asked as Asked,
        Evidence as Evidence,
        Explained as Explained,
        explain as explain,
        explain_for_audience as explain_for_audience,
        explain_of as explain_of,
    )
    from nap.monitor.house import (
        House as House,
        Installation as Installation,
        close as close,
        installation as installation,
        open_house as open_house,
        start_empty as start_empty,
    )
    from nap.monitor.keeping import (
        audit_verify as audit_verify,
        health as health,
    )
    from nap.monitor.knowing import as_known as as_known
    from nap.monitor.listing import Entry as Entry, entries as entries
    from nap.monitor.overriding import (
        LONGEST_REASON as LONGEST_REASON,
        REFUSALS as REFUSALS,
        Override as Override,
        OverrideRefused as OverrideRefused,
        ToJudge as ToJudge,
        lapsed_overrides as lapsed_overrides,
        lift_override as lift_override,
        override_status as override_status,
        overrides as overrides,
        to_judge as to_judge,
    )
    from nap.monitor.permission import operator as operator
    from nap.monitor.problems import (
        NOT_ADOPTED as NOT_ADOPTED,
        NOT_NOW as NOT_NOW,
        Denied as Denied,
        NotAdopted as NotAdopted,
        NotNow as NotNow,
        PlanProblem as PlanProblem,
        Unknown as Unknown,
    )
    from nap.monitor.reading import (
        all_returns as all_returns,
        due_returns as due_returns,
        my_returns as my_returns,
        original as original,
        refused_file as refused_file,
        refused_uploads as refused_uploads,
        return_detail as return_detail,
        waiting_returns as waiting_returns,
    )
    from nap.monitor.reviewing import (
        accept as accept,
        send_back as send_back,
        undo as undo,
    )
    from nap.monitor.sending import (
        check as check,
        receive as receive,
        send as send,
        submit as submit,
    )
    from nap.monitor.sessions import (
        demo_people as demo_people,
        person_viewer as person_viewer,
        sign_in_demo as sign_in_demo,
        sign_out as sign_out,
        viewer_of as viewer_of,
    )
    from nap.monitor.showing import (
        last_closed as last_closed,
        plan_of as plan_of,
        results_for as results_for,
        results_for_audience as results_for_audience,
        results_of as results_of,
        summary_for as summary_for,
    )
    from nap.monitor.templates import template as template
    from nap.monitor.views import (
        XLSX as XLSX,
        Difference as Difference,
        Download as Download,
        DueReturn as DueReturn,
        Event as Event,
        Incident as Incident,
        Receipt as Receipt,
        Received as Received,
        ReturnDetail as ReturnDetail,
        ReturnLine as ReturnLine,
    )
    from nap.people import (
        Role as Role,
        Verb as Verb,
        Viewer as Viewer,
        may as may,
    )
    from nap.plan import (
        Fault as Fault,
        Indicator as Indicator,
        Partner as Partner,
        Plan as Plan,
        fault_text as fault_text,
        load_plan as load_plan,
        reporters as reporters,
    )
    from nap.plan.parts import breakdown_name as breakdown_name
    from nap.plan.revisions import Revision as Revision
    from nap.results import (
        Audience as Audience,
        Board as Board,
        Change as Change,
        Concern as Concern,
        Tally as Tally,
        csv_fault_text as csv_fault_text,
        read_observations as read_observations,
        to_json as result_json,
    )
    from nap.results.breaks import predecessor as predecessor, successors as successors
    from nap.results.comparing import compare_periods as compare_periods
    from nap.results.movements import movements as movements
    from nap.returns.check import Checked as Checked
    from nap.returns.differences import Amendment as Amendment
    from nap.returns.explaining import explanations as explanations
    from nap.returns.report import region_names as region_names, to_json as report
    from nap.returns.understanding import way_of as way_of

__all__ = ["report", "result_json"]  # the two that have another name here; the rest are exported as they are called

_HOME = {
    "FindingText": "nap.finding_texts",
    "finding_text": "nap.finding_texts",
    "LONGEST_ADOPTION_REASON": "nap.monitor.adopting",
    "Adoption": "nap.monitor.adopting",
    "Compared": "nap.monitor.adopting",
    "adopt_plan": "nap.monitor.adopting",
    "adoptions": "nap.monitor.adopting",
    "compare_plan": "nap.monitor.adopting",
    "current": "nap.monitor.adopting",
    "goal_history": "nap.monitor.adopting",
    "check_alone": "nap.monitor.alone",
    "Shelf": "nap.monitor.browsing",
    "browse": "nap.monitor.browsing",
    "due_days": "nap.monitor.browsing",
    "next_due": "nap.monitor.browsing",
    "read_summary": "nap.monitor.browsing",
    "Cause": "nap.monitor.changing",
    "Lookback": "nap.monitor.changing",
    "board_of": "nap.monitor.changing",
    "causes_since": "nap.monitor.changing",
    "lookbacks": "nap.monitor.changing",
    "difference": "nap.monitor.comparing",
    "Coverage": "nap.monitor.covering",
    "Expected": "nap.monitor.covering",
    "PeriodCoverage": "nap.monitor.covering",
    "Square": "nap.monitor.covering",
    "coverage": "nap.monitor.covering",
    "expected_of": "nap.monitor.covering",
    "fill_demo": "nap.monitor.demo",
    "wants_demo": "nap.monitor.demo",
    "explained_json": "nap.monitor.explained_json",
    "Asked": "nap.monitor.explaining",
    "Evidence": "nap.monitor.explaining",
    "Explained": "nap.monitor.explaining",
    "explain": "nap.monitor.explaining",
    "explain_for_audience": "nap.monitor.explaining",
    "explain_of": "nap.monitor.explaining",
    "House": "nap.monitor.house",
    "Installation": "nap.monitor.house",
    "close": "nap.monitor.house",
    "installation": "nap.monitor.house",
    "open_house": "nap.monitor.house",
    "start_empty": "nap.monitor.house",
    "audit_verify": "nap.monitor.keeping",
    "health": "nap.monitor.keeping",
    "LONGEST_REASON": "nap.monitor.overriding",
    "REFUSALS": "nap.monitor.overriding",
    "Override": "nap.monitor.overriding",
    "OverrideRefused": "nap.monitor.overriding",
    "ToJudge": "nap.monitor.overriding",
    "lapsed_overrides": "nap.monitor.overriding",
    "lift_override": "nap.monitor.overriding",
    "override_status": "nap.monitor.overriding",
    "overrides": "nap.monitor.overriding",
    "to_judge": "nap.monitor.overriding",
    "as_known": "nap.monitor.knowing",
    "Entry": "nap.monitor.listing",
    "entries": "nap.monitor.listing",
    "operator": "nap.monitor.permission",
    "NOT_ADOPTED": "nap.monitor.problems",
    "NOT_NOW": "nap.monitor.problems",
    "Denied": "nap.monitor.problems",
    "NotAdopted": "nap.monitor.problems",
    "NotNow": "nap.monitor.problems",
    "PlanProblem": "nap.monitor.problems",
    "Unknown": "nap.monitor.problems",
    "all_returns": "nap.monitor.reading",
    "due_returns": "nap.monitor.reading",
    "my_returns": "nap.monitor.reading",
    "original": "nap.monitor.reading",
    "refused_file": "nap.monitor.reading",
    "refused_uploads": "nap.monitor.reading",
    "return_detail": "nap.monitor.reading",
    "waiting_returns": "nap.monitor.reading",
    "accept": "nap.monitor.reviewing",
    "send_back": "nap.monitor.reviewing",
    "undo": "nap.monitor.reviewing",
    "check": "nap.monitor.sending",
    "receive": "nap.monitor.sending",
    "send": "nap.monitor.sending",
    "submit": "nap.monitor.sending",
    "demo_people": "nap.monitor.sessions",
    "person_viewer": "nap.monitor.sessions",
    "sign_in_demo": "nap.monitor.sessions",
    "sign_out": "nap.monitor.sessions",
    "viewer_of": "nap.monitor.sessions",
    "last_closed": "nap.monitor.showing",
    "plan_of": "nap.monitor.showing",
    "results_for": "nap.monitor.showing",
    "results_for_audience": "nap.monitor.showing",
    "results_of": "nap.monitor.showing",
    "summary_for": "nap.monitor.showing",
    "template": "nap.monitor.templates",
    "Difference": "nap.monitor.views",
    "XLSX": "nap.monitor.views",
    "Download": "nap.monitor.views",
    "DueReturn": "nap.monitor.views",
    "Event": "nap.monitor.views",
    "Incident": "nap.monitor.views",
    "Receipt": "nap.monitor.views",
    "Received": "nap.monitor.views",
    "ReturnDetail": "nap.monitor.views",
    "ReturnLine": "nap.monitor.views",
    "Role": "nap.people",
    "Verb": "nap.people",
    "Viewer": "nap.people",
    "may": "nap.people",
    "Fault": "nap.plan",
    "Indicator": "nap.plan",
    "Partner": "nap.plan",
    "Plan": "nap.plan",
    "fault_text": "nap.plan",
    "load_plan": "nap.plan",
    "reporters": "nap.plan",
    "breakdown_name": "nap.plan.parts",
    "Revision": "nap.plan.revisions",
    "Audience": "nap.results",
    "Board": "nap.results",
    "Change": "nap.results",
    "Concern": "nap.results",
    "Tally": "nap.results",
    "csv_fault_text": "nap.results",
    "read_observations": "nap.results",
    "result_json": "nap.results:to_json",
    "predecessor": "nap.results.breaks",
    "successors": "nap.results.breaks",
    "compare_periods": "nap.results.comparing",
    "movements": "nap.results.movements",
    "Checked": "nap.returns.check",
    "Amendment": "nap.returns.differences",
    "explanations": "nap.returns.explaining",
    "region_names": "nap.returns.report",
    "report": "nap.returns.report:to_json",
    "way_of": "nap.returns.understanding",
}
"""Where each name lives; `module:name` where it is called otherwise there."""


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(name)
    module, _, other = _HOME[name].partition(":")
    found = getattr(import_module(module), other or name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(_HOME)

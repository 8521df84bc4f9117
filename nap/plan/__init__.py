"""What was promised: `indicators.yaml` becomes a `Plan`; regions, calendar, who owes which return when. Pure."""

from nap.plan.faults import Fault, fault_text
from nap.plan.likeness import nearest
from nap.plan.load import LARGEST_PLAN, load_plan, read_plan, read_upload
from nap.plan.model import (
    Baseline,
    Breakdown,
    Calendar,
    Indicator,
    Level,
    Measure,
    Objective,
    Partner,
    Plan,
    PrivacyPattern,
    Target,
    Term,
    Thresholds,
)
from nap.plan.owing import Owed, due_date, is_owed, owed, reporters, return_period, return_periods
from nap.plan.regions import Region, Regions

__all__ = [
    "LARGEST_PLAN",
    "Baseline",
    "Breakdown",
    "Calendar",
    "Fault",
    "Indicator",
    "Level",
    "Measure",
    "Objective",
    "Owed",
    "Partner",
    "Plan",
    "PrivacyPattern",
    "Region",
    "Regions",
    "Target",
    "Term",
    "Thresholds",
    "due_date",
    "fault_text",
    "is_owed",
    "load_plan",
    "nearest",
    "owed",
    "read_plan",
    "read_upload",
    "reporters",
    "return_period",
    "return_periods",
]

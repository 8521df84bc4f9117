"""What accepted figures add up to: aggregation, assessment, coverage, disclosure control. Pure."""

from nap.results.as_json import to_json
from nap.results.assessment import Assessment, Goal, assess, goal_of
from nap.results.audience import Audience
from nap.results.board import Board, Change, Concern, Tally
from nap.results.computing import compute
from nap.results.coverage import ExpectedCell, PartnerCoverage, coverage, expected_cells
from nap.results.csv_observations import CsvFault, csv_fault_text, read_observations
from nap.results.disclosure import disclose, is_primary
from nap.results.gaps import explain_gaps, why_missing
from nap.results.reasons import Reason

__all__ = [
    "Assessment",
    "Audience",
    "Board",
    "Change",
    "Concern",
    "CsvFault",
    "ExpectedCell",
    "Goal",
    "PartnerCoverage",
    "Reason",
    "Tally",
    "assess",
    "compute",
    "coverage",
    "csv_fault_text",
    "disclose",
    "expected_cells",
    "explain_gaps",
    "goal_of",
    "is_primary",
    "read_observations",
    "to_json",
    "why_missing",
]

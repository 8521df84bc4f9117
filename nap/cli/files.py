"""The words of the commands about files: the plan, the workbook of a partner, the check of a return. Called by `nap.cli`."""

from __future__ import annotations

import argparse
from pathlib import Path

from nap.cli.options import Commands, add, group, person


def add_files(commands: Commands[argparse.ArgumentParser]) -> None:
    """`plan`, `template`, `check`."""
    plan = group(commands, "plan", "the plan file")
    check = add(plan, "check", "plan:check", "tell all faults of a plan file")
    check.add_argument("file", nargs="?", type=Path, help="plan file (default: NAP_PLAN, else indicators.yaml)")
    check.add_argument("--against-store", action="store_true", help="also tell what it would change of the plan in force")
    _adopt(plan)
    _matrix(plan)
    template = add(commands, "template", "returns:template", "write the return workbook of a partner for a period")
    template.add_argument("partner", help="code of the partner")
    template.add_argument("period", help="2026-H1, 2026-Q1, 2026-03 or 2026")
    template.add_argument("-o", "--output", type=Path, help="file to write (default: PARTNER-PERIOD-LANGUAGE.xlsx)")
    check = add(
        commands, "check", "checking:check", "check a filled return; exit status 0 clean or warnings, 1 errors, 2 refused"
    )
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a filled return, or a folder with some; several go")
    check.add_argument("--json", action="store_true")
    check.add_argument("--offline", action="store_true", help="do not look into the store")
    about = "also write the file with marks; of several files, OUT is a folder for their marked copies"
    check.add_argument("--marked", type=Path, metavar="OUT", help=about)
    check.add_argument("--summary", type=Path, metavar="OUT.xlsx", help="also write what was found as a workbook")


def _adopt(plan: Commands[argparse.ArgumentParser]) -> None:
    adopt = add(plan, "adopt", "plan:adopt", "bring a changed plan into force: its version is raised, and there is a reason")
    adopt.add_argument("file", nargs="?", type=Path, help="plan file (default: NAP_PLAN, else indicators.yaml)")
    adopt.add_argument("--reason", default="", metavar="TEXT", help="why the plan is changed; everybody reads it")
    adopt.add_argument("--dry-run", action="store_true", help="only tell what would change")
    person(adopt)


def _matrix(plan: Commands[argparse.ArgumentParser]) -> None:
    matrix = add(plan, "matrix", "plan:matrix", "write the plan in force as an Excel workbook, texts side by side")
    matrix.add_argument("-o", "--output", type=Path, metavar="FILE.xlsx")
    back = add(plan, "from-matrix", "plan:from_matrix", "make a plan file of the workbook, or tell its faults by sheet and cell")
    back.add_argument("file", type=Path, metavar="FILE.xlsx")
    back.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.yaml")

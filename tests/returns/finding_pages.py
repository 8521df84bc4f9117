"""The pages `docs/findings/<code>.md`: what a code means, a file that gives it, and what a partner then reads in each language.

python -m tests.returns.finding_pages     writes them all; a test compares them with the code
"""

from __future__ import annotations

import re
from pathlib import Path

from nap.facts import Finding
from nap.finding_texts import finding_text
from nap.plan import Plan, load_plan
from nap.words import pick
from tests.catalogues import texts
from tests.conftest import SAMPLES
from tests.returns import examples_history, examples_hostile, examples_neighbours  # noqa: F401  (its examples are entered by being read)
from tests.returns.examples import EXAMPLES, Example

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "findings"
LANGUAGES = {"en": "English", "ru": "Русский", "ky": "Кыргызча"}
ASKED = {"message": "what is said", "expected": "what is expected", "fix": "what to do"}


def documented() -> dict[str, tuple[str, str, str]]:
    """Code → severity, meaning, short example: the rows of the table in docs/findings.md."""
    lines = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    return {row[0].strip("`"): (row[1], row[2], row[3]) for row in rows if len(row) > 3}


def page(example: Example, plan: Plan) -> str:
    """The page of the example's code, as Markdown."""
    severity, meaning, _ = documented()[example.code]
    finding = example.finding(plan)
    parts = [
        f"# `{example.code}`",
        f"**{severity}** — {meaning}",
        "## An example",
        _told(example, finding),
        _said(finding, plan),
        *_wordings(example.code),
        "[All findings](../findings.md)",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _told(example: Example, finding: Finding) -> str:
    where = [f"sheet `{finding.sheet}`"] if finding.sheet else []
    where += [f"{'cells' if len(finding.cells) > 1 else 'cell'} {', '.join(finding.cells)}"] if finding.cells else []
    lines = [example.told[0].upper() + example.told[1:] + "."]
    lines += [f"The finding (*{finding.severity.value}*) names {', '.join(where)}."] if where else []
    offer = dict(finding.facts).get("offer")
    lines += [f"Offered for the cell: `{offer}`."] if offer else []
    return " ".join(lines)


def _said(finding: Finding, plan: Plan) -> str:
    rows = ["| | " + " | ".join(LANGUAGES.values()) + " |", "|---" * (len(LANGUAGES) + 1) + "|"]
    read = {
        lang: finding_text(finding, lang, {one.code: pick(one.names, lang) for one in plan.regions.all}) for lang in LANGUAGES
    }
    for name, label in ASKED.items():
        cells = [getattr(read[lang], name) for lang in LANGUAGES]
        rows += (
            [f"| {label} | " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"]
            if any(cells)
            else []
        )
    return "\n".join(rows)


def _wordings(code: str) -> list[str]:
    """The other wordings of the code, as the catalogue has them: `{name}` stands for what was found."""
    pattern = re.compile(rf"findings\.{re.escape(code)}\.([a-z0-9-]+)\.message\Z")
    named = {match[1]: text[0] for key, text in texts("en", "findings").items() if (match := pattern.match(key))}
    if not named:
        return []
    return ["## Its wordings", "\n".join(f"- `{case}`: {text}".replace("\n", " ") for case, text in named.items())]


def pages() -> dict[str, str]:
    """File name → text of every page. One example a code is enough: the first one entered."""
    plan, faults = load_plan(SAMPLES / "example-plan.yaml")
    assert plan is not None, faults
    first: dict[str, Example] = {}
    for example in EXAMPLES:
        first.setdefault(example.code, example)
    return {f"{code}.md": page(example, plan) for code, example in first.items()}


if __name__ == "__main__":
    PAGES.mkdir(exist_ok=True)
    wanted = pages()
    for stale in PAGES.glob("*.md"):
        if stale.name not in wanted:
            stale.unlink()
    for name, text in wanted.items():
        (PAGES / name).write_text(text, encoding="utf-8")

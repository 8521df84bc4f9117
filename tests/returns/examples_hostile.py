"""Examples of what is said of files that are strange, and of our own failures; see `examples`."""

from __future__ import annotations

from nap.facts import Fact, Finding, Severity
from nap.plan import Plan
from tests.returns.examples import EXAMPLES, Example, made
from tests.returns.reader_files import unzipped, zipped
from tests.returns.workbooks import Return


@made("pictures-not-read", "a photograph pasted into a sheet")
def _picture(plan: Plan) -> bytes:
    return zipped({**unzipped(Return(plan, lang="en").data()), "xl/media/image1.png": b"\x89PNG"})


def _given(code: str, told: str, severity: Severity, case: str = "", **facts: Fact) -> None:
    finding = Finding(code, severity, case=case, facts=tuple(facts.items()))
    EXAMPLES.append(Example(code, told, lambda plan: b"", case, given=finding))


_given("unexpected-failure", "a page of ours broke down over an upload", Severity.REFUSED, "kept", incident="I-0007", days=14)
_given("too-many-findings", "text pasted over 20,000 rows of figures", Severity.REFUSED, limit=20_000)
_given("more-findings", "5,300 different findings in one file", Severity.INFO, count=300)

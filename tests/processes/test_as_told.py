"""What docs/scale.md tells to write into nginx is what stands in front of the processes of these tests."""

from nap.settings import ROOT
from tests.processes.proxy import SITE


def test_the_site_in_the_guide_is_the_one_that_was_tried() -> None:
    block = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8").partition("```nginx")[2].partition("```")[0]
    told = {line.strip() for line in block.splitlines() if line.strip()}
    of_their_own = {line for line in told if line.startswith(("listen ", "server 127."))}
    assert told - of_their_own <= {line.strip() for line in SITE.splitlines()}

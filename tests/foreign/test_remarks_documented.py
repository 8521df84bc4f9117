"""Every code that a mapping or its figures can bring has its sentence and stands in docs/foreign.md."""

from __future__ import annotations

import re

from nap.words import known
from tests.catalogues import ROOT, texts

MADE = re.compile(r'(?:Left|Remark|_remark|_line|_each_sheet|_of_several)\((?:\w+, )*"([a-z-]+)"')
MODULES = ("figures", "drawing", "pairing", "applying", "anchors", "changes", "making")


def codes() -> set[str]:
    return {code for name in MODULES for code in MADE.findall((ROOT / "nap" / "foreign" / f"{name}.py").read_text("utf-8"))}


def test_every_code_has_its_sentence() -> None:
    assert len(codes()) > 40
    assert [code for code in codes() if not known(f"foreign.remark.{code}")] == []


def test_every_sentence_stands_in_the_document() -> None:
    document = set(re.findall(r"`([a-z][a-z-]+)`", (ROOT / "docs" / "foreign.md").read_text("utf-8")))
    said = {key.removeprefix("foreign.remark.") for key in texts("en", "foreign") if key.startswith("foreign.remark.")}
    assert said & codes() - document == set()

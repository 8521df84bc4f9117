"""Shared by the tests of the documents: the parser built once, the command line on a demo store of its own."""

from __future__ import annotations

from tests.cli.conftest import demo_nap, nap
from tests.houses import filled_demo, made_once, parser_once, reading_here

__all__ = ["demo_nap", "filled_demo", "made_once", "nap", "parser_once", "reading_here"]

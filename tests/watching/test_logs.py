"""One place sets logging up: every line of every library leaves in one form, and what was silent stays silent."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = """
import logging, sys, threading, warnings
import streamlit
from streamlit.logger import get_logger
from ui.logs import set_up_all
logging.getLogger("uvicorn.access").propagate = False
set_up_all(sys.argv[1])
later = get_logger("streamlit.made.later")
later.warning("Aizada")
logging.getLogger("uvicorn.error").warning("Aizada")
logging.getLogger("uvicorn.access").error("Aizada")
logging.getLogger("nap.web").info("answered", extra={"status": 200})
logging.getLogger("sqlalchemy").info("too little to be told")
warnings.warn("Aizada")
thread = threading.Thread(target=lambda: int("Aizada"))
thread.start(); thread.join()
raise KeyError("Aizada")
"""


@pytest.fixture(scope="module")
def said() -> str:
    """What a process that logs in every way wrote on standard error."""
    done = subprocess.run([sys.executable, "-c", CODE, "json"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.stdout == ""
    return done.stderr


def test_nothing_that_was_quoted_is_told_whoever_said_it(said: str) -> None:
    assert "Aizada" not in said


def test_every_logger_speaks_once_and_the_silent_one_not(said: str) -> None:
    lines = [json.loads(line) for line in said.splitlines()]
    loggers = ["streamlit.made.later", "uvicorn.error", "nap.web", "nap.process", "nap.process", "nap.process"]
    assert [line["logger"] for line in lines] == loggers
    assert lines[2]["status"] == 200
    assert [line.get("fault") for line in lines[3:]] == [None, "ValueError", "KeyError"]
    assert all(line["time"].endswith("Z") for line in lines)

"""What stands in a stranger's file is printed, and does nothing to the terminal it is printed on."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nap.terminal import Screen, guarded

ROOT = Path(__file__).resolve().parent.parent


def shown(text: str) -> str:
    raw = io.BytesIO()
    screen = Screen(raw, encoding="utf-8")
    assert screen.write(text) == len(text)
    screen.flush()
    return raw.getvalue().decode()


@pytest.mark.parametrize("acts", ["\x1b[2J", "\x1b]0;title\x07", "\x9b2J", "\rAccepted", "\b\b", "\x7f", "\x1bc", "\x0e", "\x00"])
def test_signs_that_act_are_shown_and_do_nothing(acts: str) -> None:
    told = shown(f"found {acts}, expected a number\n")
    assert not set(told) & set("\x1b\x9b\x07\r\b\x7f\x0e\x00")
    assert told.endswith(", expected a number\n")


@pytest.mark.parametrize("plain", ["Ысык-Көл: 5 %\n", "a\tb\r\n", "\r\x1b[K12 of 60", "نص\n", "👩🏽\n"])
def test_other_texts_and_our_own_progress_are_printed_as_they_are(plain: str) -> None:
    assert shown(plain).replace(os.linesep, "\n") == plain.replace(os.linesep, "\n")


def test_what_goes_to_a_file_or_another_program_is_not_touched() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    assert guarded(stream) is stream


@pytest.mark.skipif(os.name != "posix", reason="NO TERMINALS OF THIS KIND HERE: that commands print on one so is not proved")
def test_a_command_prints_so_on_a_terminal(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    try:
        command = [sys.executable, "-m", "nap", "plan", "check", str(tmp_path / "a\x1b[2Jb.yaml")]
        subprocess.run(command, cwd=ROOT, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL, timeout=60)
        told = os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert "b.yaml" in told
    assert "\x1b" not in told

"""Every command line in the documents is one that the program understands."""

from __future__ import annotations

import re

import pytest

from tests.docs.commands import Call, calls, leaf, options, tree

CALLS = calls()
OPTION = re.compile(r"--[a-z][a-z-]+")


def test_commands_were_found() -> None:
    assert len(CALLS) > 40


@pytest.mark.parametrize("call", [call for call in CALLS if call.is_form], ids=lambda call: call.where)
def test_a_form_names_a_command_and_options_that_there_are(call: Call) -> None:
    parser, rest = leaf(call.words)
    assert parser is not tree(), call.words
    beside = [leaf((*call.words[: len(call.words) - len(rest) - 1], word))[0] for word in rest if word.isalpha()]
    known = options(parser).union(*map(options, beside))
    assert set(OPTION.findall(" ".join(rest))) - known == set()


@pytest.mark.parametrize("call", [call for call in CALLS if not call.is_form], ids=lambda call: call.where)
def test_a_command_line_is_understood_as_it_stands(call: Call, parser_once: None) -> None:
    try:
        chosen = tree().parse_args(call.words)
    except SystemExit as ended:
        raise AssertionError(f"not understood: {call.words}") from ended
    assert chosen.run

"""Every command that acts for somebody, as everybody: who may not is told so in one line, and nothing is stored."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from nap.cli import _parser, main
from nap.foreign.mapping_yaml import write_mapping
from nap.monitor import operator, save_mapping, template
from tests.monitor.building import H2
from tests.monitor.tables_made import mapping
from tests.walk import table as who
from tests.walk.conftest import PEOPLE, Walk
from tests.walk.table import COMMANDS, OPERATOR, SIGNED_IN

OF_WPN = mapping(partner="WPN")
NAMED = [command for command, people in COMMANDS.items() if people != OPERATOR]
DENIED = ("This person may not do that", "There is no active person", "There is no mapping", "Refused [wrong-partner]")
"""How what is another organisation's is refused: as forbidden, as not there, or as a workbook that is not the sender's."""
HALF_YEARS = """\
Committees at work;;
;2025-H1;2025-H2
Batken oblast;3;4
Naryn oblast;5;6
"""


ROW = "2.2:KG-B:2026-H1"


def leaves(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command by its words."""
    if parser.get_default("run"):
        yield name.strip(), parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, one in action.choices.items():
                yield from leaves(one, f"{name} {word}")


def test_every_command_is_in_the_table_and_acts_for_somebody_where_the_table_says_so() -> None:
    found = dict(leaves(_parser()))
    assert set(found) == set(COMMANDS)
    acting = {name for name, parser in found.items() if any("--as" in action.option_strings for action in parser._actions)}
    assert acting == set(NAMED)


@pytest.fixture
def words(walk: Walk, tmp_path: Path, parser_once: None) -> dict[str, list[object]]:
    """What follows each command, about the partner's things."""
    workbook, table, mapped = tmp_path / "return.xlsx", tmp_path / "poverty.csv", tmp_path / "poverty.yaml"
    workbook.write_bytes(template(operator(), walk.house, "WPN", H2, "en").data)
    table.write_text(HALF_YEARS)
    mapped.write_bytes(write_mapping(OF_WPN).encode())
    person, figure = Walk.email(who.FORUM), ["2.2", "KG-B", "2026-H1"]
    return {
        "plan adopt": ["--reason", "decided", "--dry-run"],
        "submit": [workbook, "--because", "by telephone"],
        "review list": [],
        "review effect": [walk.submitted],
        "review accept": [walk.submitted],
        "review return": [walk.submitted, "--reason", "why"],
        "review undo": [walk.submitted, "--reason", "why"],
        "review reactivate": [walk.submitted, "--reason", "why"],
        "review confirm-link": [walk.submitted],
        "withdraw": [walk.submitted],
        "results override": [*figure, "behind", "--reason", "why"],
        "results lift-override": [*figure, "--reason", "why"],
        "foreign map": [table, "--indicator", "2.2", "--block", "1", "--save", "other", "--partner", "WPN"],
        "foreign send": [table, "--mapping", "poverty", "--because", "by telephone"],
        "foreign mappings import": [mapped],
        "foreign mappings delete": ["poverty"],
        "people list": [],
        "people invite": ["new@example.org", "--name", "New", "--role", "forum"],
        "people link": [person],
        "people change": [person, "--name", "Other"],
        "people disable": [person, "--reason", "left"],
        "people enable": [person],
        "people sign-out": [person],
        "remind": [],
        "partners list": [],
        "partners add": ["NEW", "--reason", "why"],
        "partners change": ["WPN", "--regions", "KG-B", "--reason", "why"],
        "partners end": ["WPN", "--until", "2027-H2", "--reason", "why"],
        "partners remove": ["WPN", "--reason", "why"],
        "partners bring-back": ["WPN", "--reason", "why"],
        "partners history": [],
        "organisations list": [],
        "organisations import": [table],
        "purge": [walk.submitted, "--reason", "why"],
        "files list": [],
        "files tidy": [],
        "history import": [table, "--because", "from the archive"],
        "periods list": [],
        "periods close": ["2026-H1"],
        "periods reopen": ["WPN", "2026-H1", "--reason", "why"],
        "hide": ["--indicator", "2.2", "--reason", "why"],
        "show-again": ["--indicator", "2.2", "--reason", "why"],
        "hidden": [],
        "release build": ["--draft", 99, "--out", tmp_path / "out"],
        "release check": [99],
        "release list": [],
        "release withdraw": [99, "--reason", "why"],
        "rows list": [walk.submitted],
        "rows hold-back": [walk.submitted, ROW, "--reason", "why"],
        "rows take-back": [walk.submitted, ROW],
        "rows decline": [walk.submitted, ROW, "--reason", "why"],
        "rows undecline": [walk.submitted, ROW],
        "rows waive": [walk.submitted, "--code", "large-jump", "--reason", "why"],
        "rows unwaive": [walk.submitted, "--code", "large-jump"],
        "rows remark": [walk.submitted, "--at", "O2!F12", "--text", "well"],
        "joint list": [],
        "joint mark": ["2.6", "KG-B", "2026-H1", "WPN", "MIA", "--same", "1", "--reason", "why"],
        "joint lift": [1, "--reason", "why"],
        "export": [tmp_path / "everything"],
        "audit list": [],
    }


@pytest.mark.parametrize("command", NAMED)
def test_a_command_acts_for_whom_the_table_names(
    walk: Walk, words: dict[str, list[object]], capsys: pytest.CaptureFixture[str], command: str
) -> None:
    let = set()
    for person in sorted((*PEOPLE, who.NOBODY), key=lambda each: each in COMMANDS[command]):
        save_mapping(operator(), walk.house, OF_WPN)
        before = walk.house.store.version()
        status = main([*command.split(), *map(str, words[command]), "--as", Walk.email(person)])
        told = capsys.readouterr()
        if (told.err + told.out).startswith(DENIED):
            assert status == 2
            assert walk.house.store.version() == before or "incident" in told.out
        else:
            let.add(person)
    assert let == COMMANDS[command]


def test_whoever_lists_the_trail_sees_her_own_acts_alone(walk: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    for person in SIGNED_IN - who.COORDINATORS:
        assert main(["audit", "list", "--as", Walk.email(person)]) == 0
        seen = capsys.readouterr().out
        assert [other for other in PEOPLE if other != person and f" {Walk.email(other)}" in seen] == []

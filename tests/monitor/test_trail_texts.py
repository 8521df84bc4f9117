"""Every act there is has words and a place among the groups; what an event tells is read in three languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, strategies as st

from nap.monitor import GROUPS, Trace, event_text, origin_text, person_text, return_text
from nap.monitor.recording import DOWNLOADS
from nap.monitor.trail_texts import _TOLD, act_name
from nap.plan import load_plan
from nap.settings import ROOT
from tests.catalogues import LANGUAGES, texts
from tests.monitor.building import PLAN_FILE

PLACE = {"record": 3, "record_of": 4, "append": 3, "_step": 4, "_record_of_account": 4}
"""Where the act stands among the arguments of whatever puts an event on record."""
CODE = [
    path
    for room in ("monitor", "store")
    for path in sorted((ROOT / "nap" / room).glob("*.py"))
    if any(call in path.read_text(encoding="utf-8") for call in ("record(", "record_of(", "audit.append("))
]
"""Whatever puts anything on record."""
PLAN = load_plan(PLAN_FILE)[0]
ACTS = {act for acts in GROUPS.values() for act in acts}
FACTS: Mapping[str, str] = {
    "what": "original", "how": "password", "purpose": "reset", "why": "unreachable", "roles": "coordinator, forum",
    "partner": "WPN", "language": "ky", "region": "KG-B", "period": "2026-H1", "given": "behind", "computed": "on_track",
    "by": "kg-example.WPN.2026-H1.2", "reason": "Why: «ооба»", "whom": "aida@example.org", "no_second_pair": "yes",
}  # fmt: skip


def event(act: str, **facts: str) -> Trace:
    return Trace(1, datetime(2026, 7, 1, tzinfo=UTC), "a@b", "", act, None, None, facts)


def recorded() -> Iterator[tuple[Path, ast.expr]]:
    """Every act that is put on record anywhere, as it is written there."""
    for path in CODE:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = (
                call.func.id
                if isinstance(call.func, ast.Name)
                else call.func.attr
                if isinstance(call.func, ast.Attribute)
                else ""
            )
            owner = call.func.value.id if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) else ""
            if name in PLACE and (name != "append" or owner == "audit"):
                before = call.args[: PLACE[name] + 1]
                assert not any(isinstance(each, ast.Starred) for each in before), f"{path}:{call.lineno}: which act is this?"
                yield path, before[-1]


def acts_of(path: Path, written: ast.expr) -> set[str]:
    """The acts an expression can be; the test fails where that cannot be told."""
    match written:
        case ast.Constant(value=str(act)):
            return {act}
        case ast.IfExp(body=one, orelse=other):
            return acts_of(path, one) | acts_of(path, other)
        case ast.Name(id=name):
            return named(path, name)
        case ast.Subscript(value=ast.Attribute(value=ast.Name(id=room), attr=name)):
            return set(getattr(getattr(module_of(path), room), name).values())
    raise AssertionError(f"{path}:{written.lineno}: which act is this?")


def module_of(path: Path) -> ModuleType:
    return import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def named(path: Path, name: str) -> set[str]:
    """A constant of the module, or what a local name is set to in it; nothing for an argument, whose calls are looked at."""
    module = module_of(path)
    if hasattr(module, name):
        return {getattr(module, name)}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    set_to = [node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name]
    return {act for value in set_to for act in acts_of(path, value)}


def test_every_act_in_the_code_stands_in_exactly_one_group() -> None:
    found = {act for path, written in recorded() for act in acts_of(path, written)}
    assert {"sign_in", "accept", "undo", "download", "adopt_plan", "save_mapping", "override", "refuse", "mend"} <= found
    assert found <= ACTS
    assert len(ACTS) == sum(map(len, GROUPS.values()))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_act_and_group_and_download_has_words(lang: str) -> None:
    words = texts(lang, "trail")
    wanted = [f"trail.act.{act}" for act in ACTS] + [f"trail.group.{group}" for group in GROUPS]
    wanted += [f"trail.what.{what}" for what in DOWNLOADS]
    assert [key for key in wanted if not words.get(key, ("",))[0]] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_fact_that_is_told_is_told_in_words(lang: str) -> None:
    assert PLAN is not None
    for name in _TOLD:
        said = event_text(lang, PLAN, event("accept", **{name: FACTS.get(name, "7")}))
        assert "trail." not in said, said
        assert said.startswith(act_name(lang, "accept") + ": ")


def test_what_an_event_tells() -> None:
    assert PLAN is not None
    told = {
        "Returned for correction: reason: “The figure of Batken is twice last year's”": event(
            "send_back", reason="The figure of Batken is twice last year's"
        ),
        "Downloaded: the return as it was sent": event("download", what="original"),
        "Invited: aida@example.org; roles: Coordinator, Forum member": event(
            "invite", whom="aida@example.org", roles="coordinator, forum"
        ),
        "Account changed: aida@example.org; name changed": event("person_changed", whom="aida@example.org", name="changed"),
        "Signed out": event("sign_out"),
    }
    assert [event_text("en", PLAN, one) for one in told.values()] == list(told)


def test_figures_hashes_and_codes_are_not_told() -> None:
    assert PLAN is not None
    facts = {"value": "38", "sha256": "ab" * 32, "codes": "personal-data", "answered": "x:1", "was": "draft", "of": "id"}
    assert event_text("en", PLAN, event("override", **facts)) == "Status set by hand"


@given(
    st.dictionaries(st.sampled_from([*_TOLD, "anything"]), st.text(max_size=30)), st.text(max_size=12), st.sampled_from(LANGUAGES)
)
def test_whatever_stands_in_an_event_can_be_told(facts: dict[str, str], act: str, lang: str) -> None:
    assert PLAN is not None
    assert isinstance(event_text(lang, PLAN, event(act, **facts)), str)


@given(st.text(max_size=40), st.sampled_from(LANGUAGES))
def test_whatever_is_written_as_a_returns_number_can_be_told(id: str, lang: str) -> None:
    assert return_text(lang, id) == id or re.search(r"\d", id)


def test_who_from_where_and_about_which_return() -> None:
    assert return_text("en", "kg-example.WPN.2026-H1.2") == "WPN, 1st half of 2026, version 2"
    assert [person_text("en", one) for one in ("", "system", "operator", "a@b")] == [
        "somebody unknown", "the monitor itself", "administrator of the server", "a@b",
    ]  # fmt: skip
    assert [origin_text("en", one) for one in ("", "cli", "demo", "192.0.2.7")] == [
        "", "the server itself (command line)", "invented for the demo", "192.0.2.7",
    ]  # fmt: skip

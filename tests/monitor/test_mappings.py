"""Mappings of an installation: who may save which, what is shipped, what a person's file may not hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nap.foreign.mapping import Mapping, Table
from nap.foreign.mapping_yaml import read_mapping, write_mapping
from nap.foreign.model import Choice
from nap.monitor import (
    Denied,
    House,
    MappingRefused,
    Role,
    Unknown,
    Viewer,
    close,
    delete_mapping,
    import_mapping,
    mapping_history,
    open_house,
    operator,
    recognise_table,
    save_mapping,
    table_mapping,
    table_mappings,
)
from nap.plan import load_plan
from nap.returns.book import Book
from nap.settings import ROOT, Settings
from nap.words import say
from tests.foreign.understood import WHOLE, block, understood

SHIPPED = sorted((ROOT / "data" / "mappings" / "KG").glob("*.yaml"))
NSC = Viewer("nsc@demo", "NSC", frozenset({Role.PARTNER}), "NSC")
WPN = Viewer("wpn@demo", "WPN", frozenset({Role.PARTNER}), "WPN")
FORUM = Viewer("forum@demo", "Forum", frozenset({Role.FORUM}))
MINE = Mapping("pensioners", "NSC", (Table(Choice("3.4"), {"ru": "Численность пенсионеров"}),))


@pytest.fixture
def demo_house(tmp_path: Path) -> Iterator[House]:
    """A house on the demo plan, whose tables are shipped."""
    opened = open_house(Settings.read({"NAP_DATA": str(tmp_path)}))
    yield opened
    close(opened)


@pytest.mark.parametrize("verb", [table_mappings, lambda viewer, house: recognise_table(viewer, house, Book(()))])
def test_whoever_may_not_send_may_not_read_the_list(demo_house: House, verb: object) -> None:
    with pytest.raises(Denied):
        verb(FORUM, demo_house)  # type: ignore[operator]


def test_a_partners_person_saves_those_of_the_own_organisation_alone(demo_house: House) -> None:
    for refused in (WPN, FORUM):
        with pytest.raises(Denied):
            save_mapping(refused, demo_house, MINE)
    kept = save_mapping(NSC, demo_house, MINE)
    assert (kept.version, kept.person, kept.mapping, kept.shipped) == (1, "nsc@demo", MINE, False)
    with pytest.raises(Unknown):
        delete_mapping(WPN, demo_house, "pensioners")
    with pytest.raises(Denied):
        mapping_history(WPN, demo_house, "pensioners")
    assert "pensioners" not in {each.name for each in table_mappings(WPN, demo_house)}
    assert "pensioners" in {each.name for each in table_mappings(NSC, demo_house)}
    assert save_mapping(operator(), demo_house, MINE).version == 1  # the same again makes no version


@pytest.mark.parametrize("name", ["pensioners", "nsc-16.1.1"])
def test_nobody_takes_the_name_of_another_organisations_mapping(demo_house: House, name: str) -> None:
    save_mapping(NSC, demo_house, MINE)
    with pytest.raises(MappingRefused, match="taken"):
        save_mapping(WPN, demo_house, replace(MINE, name=name, partner="WPN"))


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        (replace(MINE, name="Пенсионеры"), "name"),
        (replace(MINE, tables=()), "faults"),
        (replace(MINE, source="Звоните 0555 123 456"), "personal"),
    ],
)
def test_what_cannot_be_kept_is_refused(demo_house: House, mapping: Mapping, code: str) -> None:
    with pytest.raises(MappingRefused, match=code):
        save_mapping(NSC, demo_house, mapping)
    assert mapping_history(NSC, demo_house, mapping.name) == ()


def test_a_mapping_of_a_partner_the_plan_does_not_have_is_refused(demo_house: House) -> None:
    with pytest.raises(Unknown):
        save_mapping(operator(), demo_house, replace(MINE, partner="XXX"))


def test_what_somebody_else_saved_meanwhile_is_not_written_over(demo_house: House) -> None:
    save_mapping(NSC, demo_house, MINE, seen=0)
    with pytest.raises(MappingRefused, match="changed_meanwhile"):
        save_mapping(operator(), demo_house, replace(MINE, source="x"), seen=0)
    assert save_mapping(operator(), demo_house, replace(MINE, source="x"), seen=1).version == 2


def test_ones_own_holds_before_the_shipped_one_and_deleting_hides_it(demo_house: House) -> None:
    shipped = table_mapping(NSC, demo_house, "nsc-5.5.2")
    assert (shipped.shipped, shipped.partner) == (True, "NSC")
    assert shipped.mapping is not None
    save_mapping(NSC, demo_house, replace(shipped.mapping, source="own"))
    assert table_mapping(operator(), demo_house, "nsc-5.5.2").version == 1
    delete_mapping(NSC, demo_house, "nsc-5.5.2")
    with pytest.raises(Unknown):
        table_mapping(NSC, demo_house, "nsc-5.5.2")
    assert [each.deleted for each in mapping_history(NSC, demo_house, "nsc-5.5.2")] == [False, True]


def test_a_file_keeps_its_comments(demo_house: House) -> None:
    text = "# from the yearbook\n" + write_mapping(MINE)
    assert import_mapping(NSC, demo_house, text.encode()).text == text
    with pytest.raises(MappingRefused) as refused:
        import_mapping(NSC, demo_house, b"mapping: x\n")
    assert {each.code for each in refused.value.faults} == {"missing-key"}


def test_another_process_sees_what_was_saved(demo_house: House) -> None:
    other = open_house(demo_house.settings)
    save_mapping(NSC, demo_house, MINE)
    assert table_mapping(NSC, other, "pensioners").mapping == MINE
    close(other)


def test_a_file_is_recognised_among_those_one_may_send_by(demo_house: House) -> None:
    save_mapping(NSC, demo_house, MINE)
    table = understood(block([WHOLE], title=MINE.tables[0].title))
    assert recognise_table(NSC, demo_house, Book(()), table).mapping == MINE
    assert recognise_table(WPN, demo_house, Book(()), table).mapping is None


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_shipped_mappings_are_sound_and_of_the_demo_plan(file: Path) -> None:
    plan, _ = load_plan(ROOT / "indicators.yaml")
    assert plan is not None
    mapping, faults = read_mapping(file.read_bytes(), file.name)
    assert (faults, mapping and mapping.name) == ((), file.stem)
    assert mapping is not None
    for table in mapping.tables:
        indicator = plan.indicator(table.choice.indicator)
        assert indicator is not None
        assert mapping.partner in indicator.reported_by
        assert set(table.choice.parts.values()) <= {"", "total", *indicator.categories}


@pytest.mark.parametrize("lang", ["en", "ru", "ky"])
def test_the_words_of_mappings_are_there(lang: str) -> None:
    assert "x" in say(lang, "cli.unknown.mapping", id="x")

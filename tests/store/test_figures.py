"""What results read of returns: figures alone, totals before parts, found without a walk through all that was ever sent."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa

from nap.facts import Observation
from nap.store import Store, open_store, returns
from tests.store.samples import H1, adopted, new_return, observation


def lean(one: Observation) -> Observation:
    """Without what results do not need."""
    return replace(one, source="", place=None, typed=())


def kept(store: Store, *returned: list[Observation]) -> list[str]:
    adopted(store)
    with store.writing() as transaction:
        return [
            returns.add_return(transaction, new_return(str(number).encode(), observations=values)).id
            for number, values in enumerate(returned)
        ]


def test_nothing_is_found_in_no_return(store: Store) -> None:
    (id,) = kept(store, [observation()])
    with store.reading() as transaction:
        assert returns.figures(transaction, [], "2.1") == ()
        assert returns.figures(transaction, [id], "9.9") == ()
        assert returns.totals(transaction, "nobody's") == ()


def test_parts_are_left_out_where_the_row_has_a_total(store: Store) -> None:
    total, part = observation(breakdown="", value=Decimal(7)), observation(breakdown="sex=F")
    (id,) = kept(store, [part, total, replace(part, breakdown="sex=M")])
    with store.reading() as transaction:
        assert returns.totals(transaction, id) == (lean(total),)


@pytest.mark.parametrize("answer", [None, "no_data"])
def test_of_a_row_without_a_total_it_is_told_that_there_is_a_part(store: Store, answer: str | None) -> None:
    parts = [observation(breakdown=key, region="KG-O") for key in ("sex=M", "sex=F")]
    answers = [observation(breakdown="", value=None, state=answer, region="KG-O")] if answer else []
    (id,) = kept(store, [*parts, *answers, observation(breakdown="")])
    with store.reading() as transaction:
        found = returns.totals(transaction, id)
    assert found == (*map(lean, [*answers, observation(breakdown="")]), Observation("WPN", "2.1", "KG-O", H1, "sex=F"))


def test_an_answer_about_a_part_is_no_part(store: Store) -> None:
    (id,) = kept(store, [observation(value=None, state="not_safe")])
    with store.reading() as transaction:
        assert returns.totals(transaction, id) == ()


def test_totals_and_parts_tell_the_same_rows(store: Store) -> None:
    random = Random(1325)
    cells = [(code, place, key) for code in ("2.1", "2.2") for place in ("KG-B", "KG-O") for key in ("", "sex=F", "sex=M")]
    chosen = random.sample(cells, 8)
    (id,) = kept(store, [observation(indicator=code, region=place, breakdown=key) for code, place, key in chosen])
    with store.reading() as transaction:
        rows = {(one.indicator, one.region) for one in returns.totals(transaction, id)}
        whole = [one for code in ("2.1", "2.2") for one in returns.figures(transaction, [id], code)]
    assert rows == {(code, place) for code, place, _ in chosen}
    assert {(one.indicator, one.region, one.breakdown) for one in whole} == set(chosen)


def test_figures_of_one_indicator_come_from_the_returns_asked_for_in_their_order(store: Store) -> None:
    first, second, third = ([observation(value=Decimal(number)), observation(indicator="9.9")] for number in (1, 2, 3))
    ids = kept(store, first, second, third)
    with store.reading() as transaction:
        found = returns.figures(transaction, [ids[2], ids[0]], "2.1")
    assert found == (lean(third[0]), lean(first[0]))


@pytest.mark.parametrize("number", ["0", "-0.10", "12345678901234567890.123456789", "0.5000"])
def test_a_figure_is_read_digit_for_digit(store: Store, number: str) -> None:
    (id,) = kept(store, [observation(breakdown="", value=None, numerator=Decimal(number), denominator=Decimal(3))])
    with store.reading() as transaction:
        (found,) = returns.totals(transaction, id)
    assert (found.value, str(found.numerator), found.denominator) == (None, number, Decimal(3))


def test_no_question_about_one_return_or_one_indicator_walks_through_all_of_them(migrated_file: Path, tmp_path: Path) -> None:
    shutil.copy(migrated_file, tmp_path / "nap.sqlite")
    store = open_store(f"sqlite:///{tmp_path / 'nap.sqlite'}")
    ids, asked = kept(store, [observation()]), list[tuple[str, Any]]()

    def note(connection: object, cursor: object, statement: str, parameters: Any, *_: object) -> None:
        asked.append((statement, parameters))

    sa.event.listen(store.engine, "before_cursor_execute", note)
    with store.reading() as transaction:
        returns.totals(transaction, ids[0])
        returns.figures(transaction, ids, "2.1")
        returns.contents(transaction, ids[0])
        returns.observations(transaction, ids[0])
    sa.event.remove(store.engine, "before_cursor_execute", note)
    told: list[str] = []
    with store.engine.connect() as connection:
        for statement, parameters in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            told += [row.detail for row in plan] if statement.startswith("SELECT") else []
    store.close()
    assert len(told) >= 8
    assert [step for step in told if step.startswith("SCAN") and not step.startswith("SCAN CONSTANT")] == []

"""Upgrades from every earlier schema with data in every table, on both databases: nothing is lost, or nothing is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa

from nap.store.chain import examine
from nap.store.engine import make_engine
from nap.store.migrate import MIGRATIONS, head, migrate, revision
from tests.store.old_schemas import REVISIONS, Content, contents, stand_at, up_to

EVERY = 25
"""Of the statements of an upgrade, one in so many fails in a quick run."""


class PowerCutError(Exception):
    """Of the test alone."""


@pytest.fixture
def engine(empty_address: str) -> Iterator[sa.Engine]:
    made = make_engine(empty_address)
    yield made
    made.dispose()


def test_whatever_stood_in_any_earlier_schema_is_there_after_every_step(engine: sa.Engine, tmp_path: Path) -> None:
    """One store that goes through all of them and is given new rows at each."""
    for now, after in pairwise(REVISIONS):
        stand_at(engine, now, tmp_path / "then")
        before = contents(engine)
        assert all(content.count for content in before.values())
        migrate(engine, up_to(after, tmp_path / "next"))
        assert kept(contents(engine, like=before)) == kept(before)
    with engine.connect() as connection:
        chain = examine(connection)
    assert (revision(engine), chain.count, chain.fault) == (head(), len(REVISIONS) - 1, "")


def kept(found: dict[str, Content]) -> dict[str, Content]:
    """The end of the chain got a table of its own from what stood in the trail; everything else is as it was."""
    return {name: content for name, content in found.items() if name != "audit_head"}


@pytest.mark.parametrize("then", REVISIONS)
def test_at_one_stroke_from_any_earlier_schema(
    engine: sa.Engine, tmp_path: Path, then: str, request: pytest.FixtureRequest
) -> None:
    if not request.config.getoption("--long") and then not in {"0001", "0007"}:
        pytest.skip("asks for --long: the steps one by one are tested always")
    stand_at(engine, then, tmp_path)
    before = contents(engine)
    migrate(engine)
    assert kept(contents(engine, like=before)) == kept(before)
    with engine.connect() as connection:
        assert examine(connection).fault == ""


@contextmanager
def fails_at(engine: sa.Engine, wanted: int) -> Iterator[list[str]]:
    """The statement of that number fails; gives what was said until then."""
    said: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)
        if len(said) == wanted:
            raise PowerCutError

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def test_an_upgrade_that_fails_at_any_statement_leaves_the_old_state(
    engine: sa.Engine, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    stand_at(engine, "0001", tmp_path)
    before, schema = contents(engine), described(engine)
    every = 1 if request.config.getoption("--long") else EVERY
    wanted, failed = 3, 0
    while True:
        with fails_at(engine, wanted) as said:
            try:
                migrate(engine, MIGRATIONS)
            except PowerCutError:
                failed += 1
            else:
                break
        assert len(said) == wanted
        assert (contents(engine), described(engine), revision(engine)) == (before, schema, "0001"), said[-1]
        wanted += every
    assert failed >= 3
    assert revision(engine) == head()


def described(engine: sa.Engine) -> dict[str, object]:
    """Tables with their columns, indexes and keys."""
    looked = sa.inspect(engine)
    return {
        name: (
            [column["name"] for column in looked.get_columns(name)],
            sorted(str(each["name"]) for each in looked.get_indexes(name)),
            looked.get_pk_constraint(name)["constrained_columns"],
        )
        for name in looked.get_table_names()
    }

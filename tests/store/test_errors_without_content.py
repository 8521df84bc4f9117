"""An error of the database carries the question that failed, and never what was to be stored."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from nap.store.engine import make_engine

SECRET = "Асанова Айгуль, +996 700 123 456"


@pytest.mark.parametrize("many", [False, True])
def test_a_failure_never_tells_what_was_to_be_stored(address: str, many: bool) -> None:
    engine = make_engine(address)
    statement = sa.text("INSERT INTO not_there (text) VALUES (:text)")
    try:
        with pytest.raises(sa.exc.DBAPIError) as caught, engine.begin() as connection:
            connection.execute(statement, [{"text": SECRET}, {"text": "another"}] if many else {"text": SECRET})
    finally:
        engine.dispose()
    assert "not_there" in str(caught.value)
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(caught.value)

"""`hide|show-again|hidden` by command line."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Nap

WHY = ("--reason", "the shelter was threatened")


@pytest.mark.parametrize("thing", [(), ("--indicator", "2.2", "--region", "KG-B")])
def test_exactly_one_thing_is_named(nap: Nap, thing: tuple[str, ...]) -> None:
    assert nap("hide", *thing, *WHY).status == 2


@pytest.mark.parametrize(
    ("thing", "said"), [(("--indicator", "99.9"), "no indicator 99.9"), (("--region", "KG"), "cannot be hidden")]
)
def test_what_is_not_there_is_told_in_one_line(nap: Nap, thing: tuple[str, str], said: str) -> None:
    done = nap("hide", *thing, *WHY)
    assert done.status == 2
    assert said in done.err
    assert nap("hidden").out == "Nothing is hidden at the moment.\n"


def test_a_region_is_hidden_listed_and_shown_again(nap: Nap) -> None:
    assert "Hidden: KG-B" in nap("hide", "--region", "KG-B", *WHY).out
    assert nap("hide", "--region", "KG-B", *WHY).err == "This is hidden already.\n"
    assert "KG-B" in nap("hidden").out
    (told,) = nap("hidden", "--json").json
    assert (told["kind"], told["code"], told["person"], told["until"]) == ("region", "KG-B", "operator", None)
    assert nap("show-again", "--region", "KG-B", "--reason", "over", "--lang", "ky").status == 0
    assert nap("hidden", "--json").json == []
    (told,) = nap("hidden", "--all", "--json").json
    assert told["shown_by"] == "operator"

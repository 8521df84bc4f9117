"""No log line tells what anybody typed, sent or is called: not ours, not a library's, not an exception's."""

from __future__ import annotations

import io
import logging
import warnings
from contextvars import copy_context

import pytest
from hypothesis import given, strategies as some

from nap.discreet import Fit, kinds, place, sentence
from nap.logs import _warned, begin_request, formatter, trouble
from nap.settings import ROOT
from tests.watching.conftest import Caught

SECRETS = some.text(min_size=4, max_size=40).map("Zq§".__add__) | some.sampled_from(
    ["aizada@forum.example", "11203199012345", "Айзада Асанова", "Zq\n2026 ERROR nap.web: forged", "10.1.2.3", "Zq%s%s%n{0}"]
)
"""What may stand in a cell, a name, an address, a header. The mark keeps them apart from words that stand in every line."""


def told(record: logging.LogRecord) -> str:
    """The record in both forms."""
    return formatter("json").format(record) + "\n" + formatter("text").format(record)


def record_of(message: object, *args: object, name: str = "nap.web", fault: BaseException | None = None) -> logging.LogRecord:
    made = (type(fault), fault, fault.__traceback__) if fault else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, made)


def raised(text: str) -> BaseException:
    """A failure that quotes, caused by one that quotes too, with a note."""
    try:
        try:
            int(text + "x")
        except ValueError as fault:
            fault.add_note(text)
            raise KeyError({text: text}) from fault
    except KeyError as fault:
        return ExceptionGroup(text, [OSError(2, text, text), fault])
    raise AssertionError


@given(SECRETS)
def test_what_is_filled_into_a_sentence_is_not_told(secret: str) -> None:
    given = [
        record_of("a file: %s", secret),
        record_of("a file: %r and %s", secret, {secret: 1}),
        record_of("a file: %(name)s", {"name": secret}),
        record_of("it failed: %s", raised(secret)),
        record_of("%d rows of %s", secret, secret),
        record_of("too few: %s %s", secret),
        record_of("a place: %s", ROOT / secret.replace("\x00", "")),
    ]
    assert [record.msg for record in given if secret in told(record)] == []


@given(SECRETS)
def test_what_a_library_says_in_words_of_its_own_making_is_not_told(secret: str) -> None:
    given = [
        record_of(f"Cell A1 holds {secret}", name="openpyxl"),
        record_of("%s", secret, name="py.warnings"),
        record_of(ValueError(secret), name="asyncio"),
        record_of({"email": secret}, name="authlib"),
    ]
    assert [record.name for record in given if secret in told(record)] == []
    assert all("not told, see" in told(record) or "…" in told(record) for record in given)


@given(SECRETS)
def test_of_a_failure_kind_and_places_are_told_and_nothing_it_quotes(secret: str) -> None:
    fault = raised(secret)
    said = told(record_of("it failed", fault=fault))
    assert secret not in said
    assert "ExceptionGroup" in said


def test_the_kinds_of_all_causes_are_told_with_the_lines_of_our_code() -> None:
    try:
        try:
            place(3, 4)  # type: ignore[arg-type]
        except AttributeError as fault:
            raise RuntimeError("Zq") from fault
    except RuntimeError as fault:
        record, kind = record_of("it failed", fault=fault), kinds(fault)
    assert kind == "RuntimeError from AttributeError"
    said = told(record)
    assert "nap/discreet.py:" in said
    assert "Traceback" in said
    assert "Zq" in said  # it stands in the source: nobody typed it
    assert str(ROOT) not in said


def test_a_sentence_that_stands_in_a_librarys_source_is_told_with_nothing_filled_in() -> None:
    record = record_of("a sentence of this very file: %s of %d, %s", "Айзада", 7, "access_denied", name="somebody")
    assert sentence(record) == "a sentence of this very file: … of …, …"


def test_codes_of_databases_and_mail_servers_are_told_without_their_sentences() -> None:
    fault = OSError(28, "no space for aizada@forum.example")
    assert sentence(record_of("the store cannot be used: %s", fault)) == "the store cannot be used: OSError 28"


def test_what_our_code_made_of_nothing_typed_is_told_as_it_is() -> None:
    assert sentence(record_of("%s refused: %s", Fit("one-time link"), "expired")) == "one-time link refused: expired"


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a\u2028b", "a\x1b[31mb", "a\x85b"])
def test_no_line_is_forged_by_a_line_break(text: str) -> None:
    assert "".join(map(str, told(record_of("%s", Fit(text))).split("\n"))).isprintable() or "\n" in text
    assert "\x1b" not in told(record_of("%s", Fit(text)))


def test_a_warning_tells_its_kind_and_place_alone(log: Caught) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = _warned
        warnings.warn("cell F12 holds Aizada", UserWarning, stacklevel=1)
    assert "Aizada" not in log.everything()
    (line,) = log.lines()
    assert line["message"].startswith("UserWarning at tests/watching/test_discreet.py:")


def test_a_failure_and_its_number_stand_in_one_line_with_the_request(log: Caught) -> None:
    def failing() -> str:
        begin_request("0123456789abcdef")
        return trouble("page", raised("Aizada"))

    number = copy_context().run(failing)
    (line,) = log.lines()
    assert (line["incident"], line["request"], line["level"]) == (number, "0123456789abcdef", "ERROR")
    assert line["fault"] == "ExceptionGroup"
    assert f"incident={number}" in log.text.getvalue()
    assert io.StringIO(log.text.getvalue()).readline().startswith("20")

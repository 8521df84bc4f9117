"""Counts are read on a port of their own, by whom the address lets in, and name nobody."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from nap.listening import metrics_at, metrics_fault
from nap.monitor import House, NotNow, operator, sign_in, watched
from nap.monitor.problems import SignInRefused
from nap.store import sessions
from nap.tallies import COUNTS, DURATIONS, SECONDS, Count, Durations
from tests.monitor.building import COORDINATOR, a_draft, a_submission
from tests.web.server import free_port
from web.metrics import Counting, Metrics


@pytest.mark.parametrize("text", ["x", ":9325", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "::1:9325", "a:b", "127.0.0.1:٣"])
def test_what_is_no_address_and_port_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="NAP_METRICS"):
        metrics_at(text)
    assert metrics_fault(text, 8501) == "wrong"


def test_the_port_people_are_served_at_is_refused() -> None:
    assert [metrics_fault(text, 8501) for text in ("8501", "10.0.0.1:8501", "9325", "")] == ["same_port", "same_port", "", ""]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", None),
        ("9325", ("127.0.0.1", 9325)),
        ("0.0.0.0:9325", ("0.0.0.0", 9325)),
        ("[::1]:9325", ("::1", 9325)),
    ],
)
def test_a_bare_port_is_this_machine_alone(text: str, found: object) -> None:
    assert metrics_at(text) == found


def test_a_port_that_is_taken_is_a_line_in_the_log_and_people_are_served(caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert not Metrics(str(taken.getsockname()[1]), Counting(_nobody, list)).begin()
    assert "no counts are read" in caplog.text


def _nobody() -> House:
    raise NotNow("store_unavailable")


@pytest.fixture
def read(house: House) -> Iterator[str]:
    """Where the counts of this house are read."""
    port = free_port()
    metrics = Metrics(str(port), Counting(lambda: house, lambda: [("nap_tabs", "Tabs.", 3)]))
    assert metrics.begin()
    yield f"http://127.0.0.1:{port}/metrics"
    metrics.end()


def told(text: str) -> dict[str, float]:
    """Every number by its name and labels."""
    samples = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return {f"{one.name}{sorted(one.labels.items()) if one.labels else ''}": one.value for one in samples}


def test_without_an_answer_of_the_store_all_other_numbers_are_told() -> None:
    families = {family.name: family for family in Counting(_nobody, list).collect()}
    assert families["nap_store_up"].samples[0].value == 0
    assert {"nap_requests", "nap_page_run_seconds"} <= set(families)


def test_numbers_of_the_store_are_told_and_nobody_is_named(house: House, read: str) -> None:
    a_submission(house)
    with pytest.raises(SignInRefused):
        sign_in(house, "aizada@forum.example", "wrong", "10.1.2.3")
    found = told(text := httpx.get(read).text)
    assert [found[f"nap_events_total[('act', '{act}')]"] for act in ("receive", "submit", "sign_in_failed")] == [1, 1, 1]
    assert (found["nap_store_up"], found["nap_store_schema_fits"], found["nap_tabs"]) == (1, 1, 3)
    assert found["nap_store_bytes"] > 10_000
    with house.store.reading() as transaction:
        assert found["nap_sessions"] == len(sessions.last_seen(transaction))
    assert found["process_resident_memory_bytes"] > 0
    assert_nobody_is_named(text, house)


def assert_nobody_is_named(text: str, house: House) -> None:
    """No word of the plan, of people or of returns stands in it."""
    plan = house.plan
    words = [partner.code for partner in plan.partners] + [region.code for region in plan.regions.all]
    words += [plan.id, "@", "10.1.2.3", "127.0.0.1", "aizada", "WPN", "2026-H1", ".xlsx", str(house.settings.data)]
    assert [word for word in words if word.lower() in text.lower()] == []
    labels = {label for family in text_string_to_metric_families(text) for one in family.samples for label in one.labels}
    assert labels <= {"kind", "status", "page", "what", "where", "verdict", "code", "act", "le", "version", "plan_version"} | {
        "implementation",
        "major",
        "minor",
        "patchlevel",
    }


def test_only_what_came_since_is_counted_and_a_store_brought_back_begins_anew(house: House) -> None:
    first = watched(house)
    a_draft(house)
    second = watched(house, first)
    assert (second.number - first.number, second.acts["receive"] - first.acts.get("receive", 0)) == (1, 1)
    assert watched(house, second) == second
    later = replace(second, number=second.number + 10, acts={"receive": 99})
    assert watched(house, later).acts == second.acts


def test_a_count_and_a_duration_add_up() -> None:
    try:
        count, durations = Count("nap_x", "x", "a"), Durations("nap_y", "y", "a")
        count.add("b")
        count.add("b")
        for seconds in (0.001, SECONDS[0], 99.0):
            durations.add(seconds, "b")
        with pytest.raises(LookupError), durations.timed("c"):
            raise LookupError
        assert count.read() == {("b",): 2}
        bands, together = durations.read()["b",]
        assert (bands[0], bands[-1], sum(bands)) == (2, 1, 3)
        assert together == pytest.approx(99.0 + 0.001 + SECONDS[0])
        assert sum(durations.read()["c",][0]) == 1
    finally:
        COUNTS.remove(count)
        DURATIONS.remove(durations)


def test_the_verdict_of_an_upload_is_counted(house: House) -> None:
    from nap.tallies import UPLOADS

    before = dict(UPLOADS.read())
    from nap.monitor import receive

    receive(COORDINATOR, house, b"no workbook", "x.xlsx", "asked by telephone", safely=False)
    assert UPLOADS.read()[("refused",)] == before.get(("refused",), 0) + 1
    assert operator() != COORDINATOR

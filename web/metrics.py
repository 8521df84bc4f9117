"""Counts and states of this process in the form Prometheus reads, on a port of its own. Nobody's name, no figures.

Enters where to listen, the open house and what the screens know of their tabs; a thread answers whoever asks there. What the
store has to say is asked for as health asks it: one question at a time, and without an answer `nap_store_up` is 0.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from socketserver import BaseServer

from prometheus_client import CollectorRegistry, ProcessCollector, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from nap.listening import metrics_at
from nap.monitor import House, Watched, program_version, watched
from nap.tallies import COUNTS, DURATIONS, SECONDS, Count, Durations
from web.one_question import OneQuestion

_LOG = logging.getLogger("nap.process")
Number = int | float


class Counting(Collector):
    """What is told at each scrape. `states`: further gauges by name, each with what it says."""

    def __init__(self, house: Callable[[], House], states: Callable[[], Iterable[tuple[str, str, Number]]]) -> None:
        self._house, self._states = house, states
        self._known: Watched | None = None
        self._asked = OneQuestion(self._look, patience=2.0, fresh=1.0)

    def describe(self) -> Iterable[Metric]:
        """Nothing ahead: to know it, the store would have to be asked."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Everything as it stands."""
        yield from map(_count, COUNTS)
        yield from map(_durations, DURATIONS)
        for name, about, value in self._states():
            yield GaugeMetricFamily(name, about, value)
        yield from self._store()

    def _look(self) -> tuple[House, Watched]:
        house = self._house()
        self._known = watched(house, self._known)
        return house, self._known

    def _store(self) -> Iterator[Metric]:
        try:
            house, seen = self._asked.answer()
        except Exception:  # whatever it is: the other numbers are told all the same
            yield GaugeMetricFamily("nap_store_up", "Whether the store answers.", 0)
            return
        yield GaugeMetricFamily("nap_store_up", "Whether the store answers.", 1)
        yield from _of_store(house, seen)


def _of_store(house: House, seen: Watched) -> Iterator[Metric]:
    yield GaugeMetricFamily("nap_store_schema_fits", "Whether the schema of the store is this program's.", int(seen.fits))
    yield GaugeMetricFamily("nap_store_bytes", "Size of the database.", seen.size or 0)
    yield GaugeMetricFamily("nap_audit_number", "Number of the last event on record.", seen.number)
    yield GaugeMetricFamily("nap_sessions", "Sessions of signed-in browsers that are alive.", seen.sessions)
    events = CounterMetricFamily("nap_events", "Events on record since the beginning, by act.", labels=["act"])
    for act, count in sorted(seen.acts.items()):
        events.add_metric([act], count)
    yield events
    if seen.backup is not None:
        age = (house.now() - seen.backup).total_seconds()
        yield GaugeMetricFamily("nap_backup_age_seconds", "Seconds since the last backup on record.", max(0.0, age))
    program = GaugeMetricFamily("nap_info", "What runs here.", labels=["version", "plan_version"])
    program.add_metric([program_version(), str(house.plan.version)], 1)
    yield program


def _count(count: Count) -> Metric:
    family = CounterMetricFamily(count.name, count.about, labels=count.labels)
    for words, number in sorted(count.read().items()):
        family.add_metric(words, number)
    return family


def _durations(kept: Durations) -> Metric:
    family = HistogramMetricFamily(kept.name, kept.about, labels=kept.labels)
    for words, (bands, together) in sorted(kept.read().items()):
        ends, so_far = [], 0
        for end, number in zip([*map(str, SECONDS), "+Inf"], bands, strict=True):
            so_far += number
            ends.append((end, so_far))
        family.add_metric(words, ends, together)
    return family


class Metrics:
    """Listens at `where` (the setting `NAP_METRICS`); nowhere for an empty text."""

    def __init__(self, where: str, told: Collector) -> None:
        self._at, self._told = metrics_at(where), told
        self._end: Callable[[], None] = lambda: None

    def begin(self) -> bool:
        """Whether it listens. That it cannot is a line in the log: people are served all the same."""
        if self._at is None:
            return False
        registry = CollectorRegistry(auto_describe=False)
        registry.register(self._told)
        ProcessCollector(registry=registry)
        address, port = self._at
        try:
            server, _ = start_http_server(port, address, registry)
        except OSError as fault:
            _LOG.error("no counts are read at port %s: %s", port, fault)
            return False
        self._end = lambda: _ended(server)
        return True

    def end(self) -> None:
        """Listen no more."""
        self._end()


def _ended(server: BaseServer) -> None:
    server.shutdown()
    server.server_close()

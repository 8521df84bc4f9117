"""Counts of this process since it began, for whoever watches it: cheap to add to, read by `web.metrics`.

What is counted is named by a few fixed words, never by a person, an address or anything that was typed.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock

Words = tuple[str, ...]
_LOCK = Lock()
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper ends of the bands that durations are counted in; the last band has none."""


class Count:
    """How often something happened, by words of these `labels`."""

    def __init__(self, name: str, about: str, *labels: str) -> None:
        self.name, self.about, self.labels = name, about, labels
        self._counts: Counter[Words] = Counter()
        COUNTS.append(self)

    def add(self, *words: str) -> None:
        """Once more."""
        with _LOCK:
            self._counts[words] += 1

    def read(self) -> Mapping[Words, int]:
        """How often so far."""
        with _LOCK:
            return dict(self._counts)


class Durations:
    """How long something took, by words of these `labels`: how often within each band, and seconds together."""

    def __init__(self, name: str, about: str, *labels: str) -> None:
        self.name, self.about, self.labels = name, about, labels
        self._bands: dict[Words, list[int]] = {}
        self._sums: dict[Words, float] = {}
        DURATIONS.append(self)

    def add(self, seconds: float, *words: str) -> None:
        """Once more, so long."""
        band = bisect_left(SECONDS, seconds)
        with _LOCK:
            bands = self._bands.get(words)
            if bands is None:
                bands = self._bands[words] = [0] * (len(SECONDS) + 1)
            bands[band] += 1
            self._sums[words] = self._sums.get(words, 0.0) + seconds

    @contextmanager
    def timed(self, *words: str) -> Iterator[None]:
        """Count how long the block takes, also where it fails."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.add(time.perf_counter() - begun, *words)

    def read(self) -> Mapping[Words, tuple[tuple[int, ...], float]]:
        """Numbers within each of `SECONDS` and beyond, and the seconds together."""
        with _LOCK:
            return {words: (tuple(bands), self._sums[words]) for words, bands in self._bands.items()}


COUNTS: list[Count] = []
DURATIONS: list[Durations] = []
REQUESTS = Count("nap_requests", "Requests answered, by kind of path and class of status.", "kind", "status")
REQUEST_SECONDS = Durations("nap_request_seconds", "Seconds until a request was answered whole.", "kind")
PAGE_SECONDS = Durations("nap_page_run_seconds", "Seconds of one run of a page.", "page")
STORE_SECONDS = Durations("nap_store_seconds", "Seconds of a transaction of the store, waiting for it included.", "what")
TROUBLE = Count("nap_trouble", "Failures of ours that a person was shown a number for, by where.", "where")
UPLOADS = Count("nap_uploads", "Files that were checked and kept, or refused, by verdict.", "verdict")
PUT_OFF = Count("nap_not_now", "What had to wait (store full, locked or out of reach, too many at once), by code.", "code")

"""`wrk`, a public load tool (https://github.com/wg/wrk): an address enters, how often and how fast it was answered leaves."""

from __future__ import annotations

import re
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from benchmarks.servers import Server

WRK = "wrk"
_PACKED = {"Accept-Encoding": "gzip"}
_TOLD = (r"Requests/sec:\s+([\d.]+)", r"50%\s+([\d.]+)(us|ms|s)", r"(\d+) requests in")
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Rate:
    """Answers a second, the median and the server's processor time for one in milliseconds, its bytes as sent, its ETag."""

    per_second: float
    p50: float
    cpu: float
    bytes: int
    tag: str


def asked(server: Server, path: str, seconds: float, readers: int, tag: str = "") -> Rate:
    """So many connections ask for it again and again; with `tag` as browsers that have it already. SystemExit if it fails."""
    address, headers = server.address + path, {**_PACKED, **({"If-None-Match": tag} if tag else {})}
    with httpx.stream("GET", address, headers=headers) as first:
        size, told = sum(map(len, first.iter_raw())), first.headers.get("etag", "")
        if first.status_code != (304 if tag else 200):
            raise SystemExit(f"{address}: {first.status_code}")
    given = [each for name, value in headers.items() for each in ("-H", f"{name}: {value}")]
    command = [WRK, "-t1", f"-c{readers}", f"-d{max(1, round(seconds))}s", "--latency", *given, address]
    before = server.cpu()
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    spent = server.cpu() - before
    if "Non-2xx" in said and not tag:
        raise SystemExit(said)
    rate, median, done = (re.search(one, said) for one in _TOLD)
    if rate is None or median is None or done is None:
        raise SystemExit(said)
    return Rate(float(rate[1]), float(median[1]) * _UNITS[median[2]], 1000 * spent / int(done[1]), size, told)


def mean(rates: Sequence[Rate]) -> Rate:
    """What several turns say together."""
    rate, median, cpu = (statistics.mean(getattr(one, name) for one in rates) for name in ("per_second", "p50", "cpu"))
    return Rate(rate, median, cpu, rates[0].bytes, rates[0].tag)

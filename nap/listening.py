"""Where the counts of this process are read: the setting `NAP_METRICS` enters, address and port leave."""

from __future__ import annotations

HERE = "127.0.0.1"
"""Listened at where only a port is named: beyond this machine only where the address says so."""


METRICS_FAULTS = {"wrong": "doctor.metrics_wrong", "same_port": "watching.same_port"}
"""The codes of `metrics_fault`, and the words that tell them."""


def metrics_at(text: str) -> tuple[str, int] | None:
    """`ADDRESS:PORT`, `[ADDRESS]:PORT` or `PORT`; None for nothing. ValueError for anything else, an empty address too."""
    if not text:
        return None
    address, colon, port = text.rpartition(":")
    if not colon:
        address = HERE
    elif address.startswith("[") and address.endswith("]"):
        address = address[1:-1]
    elif ":" in address:
        address = ""
    if not address or not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        raise ValueError(f"NAP_METRICS: {text!r} is no ADDRESS:PORT, such as {HERE}:9100")
    return address, int(port)


def metrics_fault(text: str, port: int | None) -> str:
    """Why nobody could listen there: `wrong` (no address and port), `same_port` (people are served at it); empty: nothing."""
    try:
        found = metrics_at(text)
    except ValueError:
        return "wrong"
    return "same_port" if found is not None and found[1] == port else ""

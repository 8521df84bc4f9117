"""Word to systemd, or whoever else named a socket in NOTIFY_SOCKET: that this process is ready, that it ends."""

from __future__ import annotations

import logging
import os
import socket

_LOG = logging.getLogger("nap.process")


def tell(state: str) -> bool:
    """Say `READY=1` or `STOPPING=1`; whether anybody is there to be told."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")) or not hasattr(socket, "AF_UNIX"):
        return False
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.connect("\0" + address[1:] if address[0] == "@" else address)
            line.sendall(state.encode())
    except OSError as fault:
        _LOG.warning("whoever started this process could not be told: %s", fault)
        return False
    return True

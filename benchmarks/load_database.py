"""A PostgreSQL of its own that can be stopped, killed and started again, and a line before it that can be cut or hang.

A folder enters; a database address leaves. Everything listens on the loopback address and is ended by its own number.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.servers import free_port
from tests.store.postgres import OWNER


@dataclass(frozen=True)
class Cluster:
    """A running one: where its programs and its data are, and its port."""

    programs: Path
    home: Path
    port: int

    def address(self, port: int = 0, name: str = "postgres") -> str:
        """As `NAP_DATABASE_URL` says it; by another port, that of a line before it."""
        return f"postgresql+psycopg://{OWNER}@127.0.0.1:{port or self.port}/{name}?connect_timeout=10"

    def start(self) -> None:
        """Until it answers."""
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self.home} -c max_connections=300"
        self._run("pg_ctl", "start", "-w", "-t", 120, "-D", self.home / "data", "-l", self.home / "log", "-o", options)

    def stop(self, mode: str = "fast") -> None:
        """`fast` ends every session, `immediate` is as if its power were cut."""
        self._run("pg_ctl", "stop", "-w", "-D", self.home / "data", "-m", mode)

    def _run(self, program: str, *arguments: Any) -> None:
        # PostgreSQL refuses to run as root.
        who: dict[str, Any] = {"user": OWNER, "group": OWNER, "extra_groups": []} if os.getuid() == 0 else {}
        command = [str(self.programs / program), *map(str, arguments)]
        done = subprocess.run(command, cwd=self.home, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False, **who)
        if done.returncode:
            raise SystemExit(f"{program}: {done.returncode}")


@contextmanager
def cluster(programs: Path) -> Iterator[Cluster]:
    """One that writes as safely as a real one does."""
    home = Path(tempfile.mkdtemp(prefix="nap-load-pg-"))
    made = Cluster(programs, home, free_port())
    try:
        if os.getuid() == 0:
            shutil.chown(home, OWNER, OWNER)
        made._run("initdb", "-D", home / "data", "-A", "trust", "-U", OWNER, "-E", "UTF8", "--no-sync")
        made.start()
        try:
            yield made
        finally:
            with suppress(SystemExit):
                made.stop("immediate")
    finally:
        shutil.rmtree(home, ignore_errors=True)


@dataclass
class Line:
    """A line to the database, as a port of its own. `state`: `open`, `hangs` (nothing comes through, nobody is told), `cut`."""

    to: int
    port: int = field(default_factory=free_port)
    state: str = "open"
    _ends: set[asyncio.StreamWriter] = field(default_factory=set)
    _server: asyncio.Server | None = None

    async def begin(self) -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)

    async def end(self) -> None:
        """Cut it for good."""
        self.cut()
        if self._server:
            self._server.close()

    def cut(self) -> None:
        """Every connection is gone at once, and new ones are not let in."""
        self.state = "cut"
        for end in tuple(self._ends):
            end.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.state == "cut":
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.to)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, far_writer}
        self._ends |= both
        try:
            await asyncio.gather(self._one_way(reader, far_writer), self._one_way(far_reader, writer))
        finally:
            self._ends -= both
            for end in both:
                end.close()

    async def _one_way(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await reader.read(65_536):
                while self.state == "hangs":
                    await asyncio.sleep(0.05)
                writer.write(piece)
                await writer.drain()
        writer.close()

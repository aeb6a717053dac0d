"""Stores of the memory bank, and what is put into them."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from made_records import ORIGIN, solution

from optimoot.lesson import Artifact, Lesson
from optimoot.memory.records import Debated, Debugged, Kind, Position, Record, Standing
from optimoot.memory.store import Entry, Store, Vector
from optimoot.memory.stores.held import HeldStore
from optimoot.memory.stores.local import LocalStore
from optimoot.memory.stores.server import ServerStore, close_client

EMBEDDER = "letters-1-8"
DIMENSIONS = 8
STORES = ("held", "exact", "indexed", "server")


def vector(seed: int, dimensions: int = DIMENSIONS) -> Vector:
    """A vector of length 1, the same for the same seed."""
    values = np.random.default_rng(seed).standard_normal(dimensions)
    return np.asarray(values / np.linalg.norm(values), dtype=np.float32)


def record(
    name: str, kind: Kind = Kind.SOLUTION, standing: Standing = Standing.ADMITTED, text: str = ""
) -> Record:
    """A small record of a kind."""
    told = {"id": name, "text": text or f"The text of {name}.", "standing": standing}
    if kind is Kind.SOLUTION:
        return solution(formulation=None, **told)
    if kind is Kind.DEBUG:
        lesson = Lesson(
            artifact=Artifact.PROGRAM,
            failure="did not run",
            findings=("line 3: a name is not known",),
            failing="model.x = Vra()",
            fixed="model.x = Var()",
        )
        return Debugged.model_validate(told | {"provenance": ORIGIN, "lesson": lesson})
    positions = (Position(team="a", result="12"), Position(team="b", result="14"))
    return Debated.model_validate(
        told | {"provenance": ORIGIN, "positions": positions, "lesson": "Mind the set-up cost."}
    )


def entry(
    name: str,
    seed: int,
    kind: Kind = Kind.SOLUTION,
    standing: Standing = Standing.ADMITTED,
) -> Entry:
    """A small record with a vector."""
    return Entry(record(name, kind, standing), vector(seed))


def opened(which: str, folder: Path, url: str, embedder: str = EMBEDDER) -> Store:
    """One of the STORES; those with a disk hold what was put into them before."""
    if which == "held":
        return HeldStore(embedder)
    if which == "server":
        return ServerStore(url, embedder)
    return LocalStore(folder, embedder, index_from=1 if which == "indexed" else 10**9)


@contextlib.contextmanager
def chroma_server(folder: Path, port: int = 0) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A Chroma server on loopback that keeps its records in a folder: its address and process."""
    port = port or free_port()
    chroma = Path(sys.executable).with_name("chroma")
    url = f"http://127.0.0.1:{port}"
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [
                chroma,
                "run",
                "--path",
                folder / "records",
                "--host",
                "127.0.0.1",
                "--port",
                str(port),
            ],
            stdout=log,
            stderr=log,
        )
    try:
        deadline = time.monotonic() + 60
        while not _answers(url):
            assert process.poll() is None, (folder / "server.log").read_text()
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.05)
        yield url, process
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def empty_server(url: str) -> None:
    """Remove every collection of a server."""
    import chromadb

    from optimoot.memory.stores.chroma import quiet_settings

    client = chromadb.HttpClient(host=url, settings=quiet_settings())
    for collection in client.list_collections():
        client.delete_collection(collection.name)
    close_client(client)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=5):
            return True
    except (urllib.error.URLError, ConnectionError):
        return False

"""A memory bank on a server: the ways in which a server is not there."""

from __future__ import annotations

import http.server
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from made_stores import EMBEDDER, chroma_server, entry, free_port, vector

from optimoot.errors import InputError
from optimoot.memory.records import Kind
from optimoot.memory.store import Entry, MemoryUnavailable
from optimoot.memory.stores import server as server_module
from optimoot.memory.stores.server import ServerStore, close_client

TOKEN = "open-sesame"


@contextmanager
def _guard(url: str) -> Iterator[str]:
    """What a proxy before the server does: lets requests with the token through, and no others."""

    class Guard(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            size = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(size) if size else None
            if self.headers.get("Authorization") != f"Bearer {TOKEN}":
                self._answer(401, b'{"error": "AuthError", "message": "no"}')
                return
            request = urllib.request.Request(f"{url}{self.path}", body, method=self.command)
            request.add_header("Content-Type", "application/json")
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    self._answer(answer.status, answer.read())
            except urllib.error.HTTPError as error:
                self._answer(error.code, error.read())
                error.close()

        do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815 - the library's names

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Keep quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Guard) as listening:
        listening.daemon_threads = True
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        thread.join()


def test_the_token_is_sent(server: str) -> None:
    with _guard(server) as guarded:
        store = ServerStore(guarded, EMBEDDER, token=TOKEN)
        store.put([entry("a", 1)])
        assert store.nearest(vector(1), kind=Kind.SOLUTION, limit=1)[0][0] == "a"
        store.close()
        with pytest.raises(MemoryUnavailable, match=r"refuses the token \(401\).*MEMORY_TOKEN"):
            ServerStore(guarded, EMBEDDER, token="another")


@pytest.mark.parametrize("url", ["memory", "ftp://host", "http://", "/srv/memory"])
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(InputError, match="not the address of a memory server"):
        ServerStore(url, EMBEDDER)


def test_nobody_listens() -> None:
    with pytest.raises(MemoryUnavailable, match="cannot be used: ConnectError"):
        ServerStore(f"http://127.0.0.1:{free_port()}", EMBEDDER)


def test_something_else_listens() -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as other:
        thread = threading.Thread(target=other.handle_request)
        thread.start()
        with pytest.raises(MemoryUnavailable, match="no Chroma server"):
            ServerStore(f"http://127.0.0.1:{other.server_port}", EMBEDDER)
        thread.join()


def test_a_server_that_is_silent_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "_TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(MemoryUnavailable, match="ReadTimeout"):
            ServerStore(url, EMBEDDER)


def test_requests_have_a_time_limit(server: str) -> None:
    store = ServerStore(server, EMBEDDER)
    assert store._client._server._session.timeout.read == server_module._TIMEOUT
    store.close()


def test_a_server_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    port = free_port()
    with chroma_server(tmp_path, port) as (url, process):
        store = ServerStore(url, EMBEDDER)
        for seed in range(30):
            store.put([entry(f"r{seed}", seed)])
        process.kill()
        process.wait()
        for use in (
            lambda: store.put([entry("new", 1)]),
            lambda: store.nearest(vector(1), kind=Kind.SOLUTION, limit=1),
            lambda: store.get(["r1"]),
            lambda: list(store.records()),
            store.state,
        ):
            with pytest.raises(MemoryUnavailable, match="cannot be used: ConnectError"):
                use()
    with chroma_server(tmp_path, port):
        assert [one.id for one in store.records()] == [f"r{seed}" for seed in range(30)]
        assert store.nearest(vector(7), kind=Kind.SOLUTION, limit=1)[0][0] == "r7"
        store.close()


def test_a_newer_layout_is_left_alone(server: str) -> None:
    ServerStore(server, EMBEDDER).close()
    _tell(server, {"layout": 9, "embedder": EMBEDDER, "generation": "0"})
    with pytest.raises(MemoryUnavailable, match="newer version of OptiMoot"):
        ServerStore(server, EMBEDDER)


def test_a_bank_that_is_made_anew_takes_nothing_until_it_is_done(server: str) -> None:
    store, other = ServerStore(server, EMBEDDER), ServerStore(server, EMBEDDER)
    store.put([entry(f"r{seed}", seed) for seed in range(5)])

    def disturbed() -> Iterator[Entry]:
        for place, one in enumerate(list(store.records())):
            yield Entry(one, vector(place, 4))
        with pytest.raises(MemoryUnavailable, match="being made anew"):
            other.put([entry("late", 9)])
        assert [one.id for one in other.get(["r1"])] == ["r1"]

    assert store.rebuild(disturbed(), embedder="other") == 5
    with pytest.raises(MemoryUnavailable, match="was made anew meanwhile, embedded by 'other'"):
        other.put([entry("late", 9)])
    assert [one.id for one in store.records()] == [f"r{seed}" for seed in range(5)]
    other.close()
    again = ServerStore(server, EMBEDDER)
    assert again.embedder == "other"
    again.close()
    store.close()


def test_an_interrupted_rebuild_is_done_again(server: str) -> None:
    store = ServerStore(server, EMBEDDER)
    store.put([entry(f"r{seed}", seed) for seed in range(5)])

    def cut_off() -> Iterator[Entry]:
        yield entry("r0", 0)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.rebuild(cut_off(), embedder="other")
    with pytest.raises(MemoryUnavailable, match="optimoot memory rebuild"):
        store.put([entry("new", 9)])
    assert store.rebuild() == 5
    store.put([entry("new", 9)])
    assert [one.id for one in store.records()] == [*(f"r{seed}" for seed in range(5)), "new"]
    assert len(store._client.list_collections()) == 1 + len(Kind)
    store.close()


def _tell(url: str, told: dict[str, object]) -> None:
    import chromadb

    from optimoot.memory.stores.chroma import no_embedder, quiet_settings

    client = chromadb.HttpClient(host=url, settings=quiet_settings())
    collection = client.get_collection("optimoot-bank", embedding_function=no_embedder())
    collection.modify(metadata=told)
    close_client(client)

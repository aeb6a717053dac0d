"""Fetching, from a server on loopback that answers well and badly."""

import hashlib
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from optimoot.benchmarks.sets import fetching
from optimoot.benchmarks.sets.checksums import LOCK_FILE, locked
from optimoot.benchmarks.sets.fetching import fetch
from optimoot.benchmarks.sets.registry import set_named
from optimoot.benchmarks.sets.spec import DatasetSpec
from optimoot.errors import InputError

GOOD = json.dumps({"id": "a", "description": "x", "answer": 1}).encode() + b"\n"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        status, headers, body = self.server.answer
        self.server.asked += 1
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def serving():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.answer, server.asked = (200, {}, GOOD), 0
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def server():
    with serving() as running:
        yield running


class ToLoopback(httpx.BaseTransport):
    """Sends requests that are meant for an encrypted address to the server of the test."""

    def __init__(self, port):
        self._port = port
        self._inner = httpx.HTTPTransport()

    def handle_request(self, request):
        url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port)
        return self._inner.handle_request(
            httpx.Request(request.method, url, extensions=request.extensions)
        )

    def close(self):
        self._inner.close()


@pytest.fixture
def get(server, tmp_path):
    def fetched(**changes):
        force = changes.pop("force", False)
        spec = DatasetSpec(
            name="mine", title="Mine", file="mine.jsonl", address="https://sets.test/mine.jsonl"
        ).model_copy(update=changes)
        return fetch(spec, tmp_path / "sets", force=force, transport=ToLoopback(server.server_port))

    return fetched


def left(tmp_path):
    folder = tmp_path / "sets"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_set_is_fetched_once_and_its_checksum_is_kept(get, server, tmp_path):
    path = get()
    assert path.read_bytes() == GOOD
    assert locked(tmp_path / "sets") == {"mine": hashlib.sha256(GOOD).hexdigest()}
    get()
    assert server.asked == 1
    assert left(tmp_path) == [LOCK_FILE, "mine.jsonl"]


def test_what_changed_is_refused_and_taken_only_by_force(get, server, tmp_path):
    path = get()
    path.unlink()
    other = GOOD.replace(b"1}", b"2}")
    server.answer = (200, {}, other)
    with pytest.raises(InputError, match=r"checksum is another.*--force"):
        get()
    assert left(tmp_path) == [LOCK_FILE]
    assert get(force=True).read_bytes() == other


def test_a_published_checksum_holds_also_against_force(get, tmp_path):
    right = hashlib.sha256(GOOD).hexdigest()
    assert get(sha256=right).read_bytes() == GOOD
    with pytest.raises(InputError, match="checksum is another"):
        get(sha256="0" * 64, force=True)
    assert (tmp_path / "sets" / "mine.jsonl").read_bytes() == GOOD


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((404, {}, b"no"), "404"),
        ((500, {}, b"no"), "500"),
        ((200, {}, b"<html>log in</html>"), "not JSON"),
        ((200, {}, b""), "no items"),
        ((200, {"Content-Length": "1000"}, GOOD), "was not had"),
        ((302, {"Location": "http://sets.test/other"}, b""), "not encrypted"),
        ((302, {"Location": "https://sets.test/mine.jsonl"}, b""), "TooManyRedirects"),
    ],
)
def test_what_is_no_set_leaves_nothing_behind(get, server, tmp_path, answer, told):
    server.answer = answer
    with pytest.raises(InputError, match=told):
        get()
    assert left(tmp_path) == []


def test_what_is_too_large_is_broken_off(get, server, tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST", 10)
    with pytest.raises(InputError, match="larger than"):
        get()
    assert left(tmp_path) == []


def test_a_server_that_is_gone_is_told(tmp_path):
    spec = DatasetSpec(name="m", title="M", file="m.jsonl", address="https://sets.test/m.jsonl")
    with serving() as server:
        port = server.server_port
    with pytest.raises(InputError, match="ConnectError"):
        fetch(spec, tmp_path, transport=ToLoopback(port))


def test_a_set_without_an_address_tells_how_it_is_got(tmp_path):
    with pytest.raises(InputError, match=r"'NLP4LP' cannot be fetched.*NLP4LP=PATH"):
        fetch(set_named("NLP4LP"), tmp_path)
    with pytest.raises(InputError, match="comes with OptiMoot"):
        fetch(set_named("house"), tmp_path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "sets").write_text("a file")
    spec = DatasetSpec(name="m", title="M", file="m.jsonl", address="https://sets.test/m.jsonl")
    with pytest.raises(InputError, match="Cannot write into"):
        fetch(spec, tmp_path / "sets")


def test_a_file_that_was_changed_after_it_was_fetched_is_not_read(get, tmp_path):
    from optimoot.benchmarks.sets.checksums import refuse_changed

    path = get()
    spec = DatasetSpec(name="mine", title="Mine", file="mine.jsonl")
    refuse_changed(spec, path)
    path.write_bytes(GOOD + GOOD.replace(b'"a"', b'"b"'))
    with pytest.raises(InputError, match=r"not what was fetched.*mine=PATH"):
        refuse_changed(spec, path)
    (tmp_path / "sets" / LOCK_FILE).write_text("[1]")
    with pytest.raises(InputError, match="checksums"):
        refuse_changed(spec, path)

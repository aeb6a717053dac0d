"""Servers on loopback that answer like a model's, or misbehave, for tests."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Respond = Callable[["Exchange"], None]


@dataclass
class Exchange:
    """One request and the means to answer it."""

    number: int
    body: dict[str, Any]
    handler: BaseHTTPRequestHandler

    def send(
        self,
        data: bytes,
        *,
        status: int = 200,
        kind: str = "application/json",
        headers: dict[str, str] | None = None,
        length: int | None = None,
    ) -> None:
        handler = self.handler
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(data) if length is None else length))
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    def json(self, payload: Any, **options: Any) -> None:
        self.send(json.dumps(payload).encode(), **options)

    def error(self, status: int, message: str = "no", **options: Any) -> None:
        self.json({"error": {"message": message}}, status=status, **options)

    def say(self, text: str | None, *, usage: bool = True, **message: Any) -> None:
        payload: dict[str, Any] = {
            "id": "c1",
            "object": "chat.completion",
            "created": 1,
            "model": "m",
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": text} | message,
                    "finish_reason": "stop",
                }
            ],
        }
        if usage:
            payload["usage"] = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
        self.json(payload)

    @property
    def mode(self) -> str:
        """Which shape of output was asked for: `json_schema`, `json_object` or `text`."""
        return str(self.body.get("response_format", {}).get("type", "text"))


@dataclass
class ChatServer:
    """A server whose answers a test decides.

    Attributes:
        exchanges: The requests received, oldest first.
    """

    url: str
    exchanges: list[Exchange] = field(default_factory=list)


@contextmanager
def serving(respond: Respond) -> Iterator[ChatServer]:
    """A server that answers each request as `respond` says."""
    found = ChatServer("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            Exchange(0, {}, self).json({"object": "list", "data": [{"id": "m"}]})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            exchange = Exchange(len(found.exchanges) + 1, body, self)
            found.exchanges.append(exchange)
            try:
                respond(exchange)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def html_page(exchange: Exchange) -> None:
    exchange.send(b"<html><body>Welcome to nginx</body></html>", kind="text/html")


def half_a_json(exchange: Exchange) -> None:
    exchange.send(b'{"id": "c1", "choices": [{"index": 0, "mess')


def cut_connection(exchange: Exchange) -> None:
    exchange.send(b'{"id": "c1", "choi', length=500)
    exchange.handler.close_connection = True


def hang(exchange: Exchange) -> None:
    time.sleep(1.5)


def no_choices(exchange: Exchange) -> None:
    exchange.json({"id": "c1", "object": "chat.completion", "choices": []})


def null_choices(exchange: Exchange) -> None:
    exchange.json({"id": "c1", "object": "chat.completion", "choices": None})


def not_a_completion(exchange: Exchange) -> None:
    exchange.json(["surprise"])


def no_message(exchange: Exchange) -> None:
    exchange.json({"id": "c1", "choices": [{"index": 0, "finish_reason": "stop"}]})


def wrong_content_type(exchange: Exchange) -> None:
    exchange.send(b'{"choices": "none"}', kind="application/octet-stream")


def error_in_ok(exchange: Exchange) -> None:
    exchange.json({"error": {"message": "the model is overloaded"}})


def always_500(exchange: Exchange) -> None:
    exchange.error(500, "it broke")


def not_json_500(exchange: Exchange) -> None:
    exchange.send(b"Bad gateway", status=502, kind="text/plain")


MISBEHAVIOURS: dict[str, Respond] = {
    "html_page": html_page,
    "half_a_json": half_a_json,
    "cut_connection": cut_connection,
    "no_choices": no_choices,
    "null_choices": null_choices,
    "not_a_completion": not_a_completion,
    "no_message": no_message,
    "wrong_content_type": wrong_content_type,
    "error_in_ok": error_in_ok,
    "always_500": always_500,
    "not_json_500": not_json_500,
}

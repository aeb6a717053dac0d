"""Servers on loopback for a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from chat_servers import MISBEHAVIOURS, ChatServer, Respond, serving


@pytest.fixture
def chat_server(loopback_models: None) -> Iterator[Callable[[Respond], ChatServer]]:
    """Start a server that answers each request as `respond` says; it stops with the test."""
    with ExitStack() as stack:
        yield lambda respond: stack.enter_context(serving(respond))


@pytest.fixture(params=sorted(MISBEHAVIOURS))
def misbehaviour(request: pytest.FixtureRequest) -> Respond:
    """Each way in which a server can fail to give a completion."""
    return MISBEHAVIOURS[request.param]

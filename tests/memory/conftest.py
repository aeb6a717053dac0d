"""A Chroma server for the tests of the memory bank."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from made_stores import chroma_server, empty_server


@pytest.fixture(scope="session")
def running_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chroma server, which ends with the tests."""
    with chroma_server(tmp_path_factory.mktemp("chroma")) as (url, _):
        yield url


@pytest.fixture
def server(running_server: str) -> str:
    """The address of a Chroma server that holds nothing."""
    empty_server(running_server)
    return running_server

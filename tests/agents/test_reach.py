from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from chat_servers import ChatServer, Respond, always_500

from optimoot.agents.reach import ReachStatus, reach
from optimoot.settings import Settings

Start = Callable[[Respond], ChatServer]


def test_a_server_that_lists_the_model(chat_server: Start) -> None:
    server = chat_server(lambda exchange: exchange.say("OK"))
    found = reach(Settings(model="openai:m", base_url=server.url))
    assert found.status is ReachStatus.LISTED
    assert found.usable
    assert not server.exchanges


def test_a_server_that_does_not_list_it_says_what_it_lists(chat_server: Start) -> None:
    server = chat_server(lambda exchange: exchange.say("OK"))
    found = reach(Settings(model="openai:other", base_url=server.url))
    assert found.status is ReachStatus.UNLISTED
    assert "it lists: m" in found.detail


def test_a_completion_is_asked_only_if_allowed(chat_server: Start) -> None:
    server = chat_server(lambda exchange: exchange.say("OK"))
    found = reach(Settings(model="openai:m", base_url=server.url), ask=True)
    assert found.status is ReachStatus.ANSWERS
    assert len(server.exchanges) == 1
    broken = chat_server(always_500)
    found = reach(Settings(model="openai:m", base_url=broken.url), ask=True)
    assert found.status is ReachStatus.UNREACHABLE
    assert len(broken.exchanges) == 1


def test_a_server_that_is_not_there(loopback_models: None) -> None:
    found = reach(Settings(model="openai:m", base_url="http://127.0.0.1:1/v1"))
    assert found.status is ReachStatus.UNREACHABLE
    assert "refused" in found.detail


def test_what_is_missing_here_is_told_without_asking() -> None:
    assert "OPENAI_API_KEY" in reach(Settings(model="openai:m")).detail
    assert reach(Settings(model="nonsense")).status is ReachStatus.UNUSABLE


def test_a_script_is_there_if_its_file_is(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    assert reach(Settings(model=f"scripted:{path}")).status is ReachStatus.UNUSABLE
    path.write_text("['x']")
    assert reach(Settings(model=f"scripted:{path}")).status is ReachStatus.CONFIGURED


def test_no_request_leaves_where_requests_are_off() -> None:
    found = reach(Settings(model="openai:m", base_url="http://127.0.0.1:1/v1"))
    assert found.status is ReachStatus.UNUSABLE
    assert "switched off" in found.detail


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/v1", ""])
def test_a_script_that_is_asked_answers(tmp_path: Path, url: str) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("['OK']")
    found = reach(Settings(model=f"scripted:{path}", base_url=url), ask=True)
    assert found.status is ReachStatus.ANSWERS

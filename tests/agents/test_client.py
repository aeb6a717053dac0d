from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from chat_servers import (
    ChatServer,
    Exchange,
    Respond,
    always_500,
    cut_connection,
    hang,
    html_page,
)

from optimoot.agents.budget import Budget
from optimoot.agents.client import ChatClient, Message, Seat
from optimoot.agents.completion import Completion
from optimoot.agents.failures import BudgetSpent, ModelRequestError, RequestFailure
from optimoot.agents.ledger import Ledger
from optimoot.agents.models import ModelName
from optimoot.agents.output_modes import Shape
from optimoot.agents.prices import Price
from optimoot.agents.scripted import ScriptedChatModel
from optimoot.agents.team import TeamContext
from optimoot.errors import InputError
from optimoot.events import Event, Warned
from optimoot.memory.runs import RunFolder, RunRequest
from optimoot.problem import Problem
from optimoot.settings import Settings

Start = Callable[[Respond], ChatServer]
ASK = (Message("system", "Be brief."), Message("user", "Say something as JSON."))
SHAPE = Shape("Word", {"type": "object", "properties": {"word": {"type": "string"}}})


def seat(events: list[Event] | None = None, **context: Any) -> Seat:
    emit = events.append if events is not None else (lambda _event: None)
    return Seat("A", "critic", TeamContext(run_id="r", settings=Settings(), emit=emit, **context))


def client_of(server: ChatServer | str, **settings: Any) -> ChatClient:
    url = server if isinstance(server, str) else server.url
    return ChatClient.from_settings(
        Settings(model="openai:m", base_url=url, request_timeout=5, **settings)
    )


def scripted(*steps: Any, **options: Any) -> ChatClient:
    return ChatClient(
        model=ScriptedChatModel.of(list(steps)), name=ModelName("scripted", "x"), **options
    )


async def test_a_completion_comes_with_its_charge(chat_server: Start) -> None:
    server = chat_server(lambda exchange: exchange.say("hello"))
    place = seat()
    completion = await client_of(server).complete(ASK, place)
    assert completion == Completion("hello")
    (line,) = place.context.ledger.usage().lines
    assert (line.team, line.role, line.model, line.calls) == ("A", "critic", "openai:m", 1)
    assert (line.input_tokens, line.output_tokens, line.money) == (10, 5, None)
    assert [m["role"] for m in server.exchanges[0].body["messages"]] == ["system", "user"]
    assert server.exchanges[0].mode == "text"


async def test_a_server_without_usage_is_unmetered(chat_server: Start) -> None:
    server = chat_server(lambda exchange: exchange.say("hello", usage=False))
    place = seat()
    await client_of(server).complete(ASK, place)
    (line,) = place.context.ledger.usage().lines
    assert (line.calls, line.unmetered_calls, line.input_tokens) == (1, 1, 0)


async def test_too_many_requests_are_retried_after_the_pause_asked_for(chat_server: Start) -> None:
    def respond(exchange: Exchange) -> None:
        if exchange.number < 3:
            exchange.error(429, "slow down", headers={"Retry-After": "0.2"})
        else:
            exchange.say("hello")

    server = chat_server(respond)
    events: list[Event] = []
    began = time.monotonic()
    completion = await client_of(server).complete(ASK, seat(events))
    assert completion.text == "hello"
    assert time.monotonic() - began >= 0.4
    assert len(server.exchanges) == 3
    assert all(isinstance(event, Warned) and "limits the rate" in event.message for event in events)
    assert len(events) == 2


@pytest.mark.parametrize(
    ("status", "kind", "word"),
    [
        (400, RequestFailure.REJECTED, "does not take the request"),
        (401, RequestFailure.REFUSED_KEY, "refused the key"),
        (403, RequestFailure.REFUSED_KEY, "refused the key"),
        (404, RequestFailure.UNKNOWN_MODEL, "knows no model 'openai:m'"),
        (422, RequestFailure.REJECTED, "does not take the request"),
    ],
)
async def test_what_cannot_pass_is_not_retried(
    chat_server: Start, status: int, kind: RequestFailure, word: str
) -> None:
    server = chat_server(lambda exchange: exchange.error(status, "because"))
    with pytest.raises(ModelRequestError) as caught:
        await client_of(server).complete(ASK, seat())
    assert caught.value.kind is kind
    assert word in str(caught.value)
    assert "because" in str(caught.value)
    assert caught.value.remedy
    assert len(server.exchanges) == 1


async def test_a_quota_that_is_used_up_is_not_retried(chat_server: Start) -> None:
    server = chat_server(
        lambda exchange: exchange.error(429, "You exceeded your current quota (insufficient_quota)")
    )
    with pytest.raises(ModelRequestError):
        await client_of(server).complete(ASK, seat())
    assert len(server.exchanges) == 1


async def test_a_pause_that_is_too_long_is_not_waited_for(chat_server: Start) -> None:
    server = chat_server(
        lambda exchange: exchange.error(429, "later", headers={"Retry-After": "3600"})
    )
    with pytest.raises(ModelRequestError) as caught:
        await client_of(server).complete(ASK, seat())
    assert caught.value.retry_after == 3600
    assert len(server.exchanges) == 1


async def test_a_prompt_that_is_too_long_is_told_apart(chat_server: Start) -> None:
    server = chat_server(
        lambda exchange: exchange.error(400, "maximum context length is 8192 tokens")
    )
    with pytest.raises(ModelRequestError, match="does not fit") as caught:
        await client_of(server).complete(ASK, seat())
    assert caught.value.kind is RequestFailure.TOO_LONG


async def test_every_misbehaviour_ends_in_one_error_with_a_remedy(
    chat_server: Start, misbehaviour: Respond
) -> None:
    server = chat_server(misbehaviour)
    with pytest.raises(ModelRequestError) as caught:
        await client_of(server, request_attempts=2).complete(ASK, seat(), SHAPE)
    assert caught.value.remedy
    assert "openai:m" in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_a_server_that_hangs_is_given_up(chat_server: Start) -> None:
    server = chat_server(hang)
    settings = Settings(model="openai:m", base_url=server.url, request_timeout=0.3)
    with pytest.raises(ModelRequestError, match=r"no answer within 0\.3 s") as caught:
        await ChatClient.from_settings(settings).complete(ASK, seat())
    assert caught.value.kind is RequestFailure.TIMED_OUT
    assert len(server.exchanges) == 2


async def test_a_server_that_is_not_there(loopback_models: None) -> None:
    client = client_of("http://127.0.0.1:1/v1", request_attempts=2)
    with pytest.raises(ModelRequestError, match="cannot be reached") as caught:
        await client.complete(ASK, seat())
    assert caught.value.kind is RequestFailure.UNREACHABLE
    assert "doctor" in caught.value.remedy


async def test_an_html_page_points_at_the_address(chat_server: Start) -> None:
    server = chat_server(html_page)
    with pytest.raises(ModelRequestError, match=r"usually ends in /v1"):
        await client_of(server, request_attempts=1).complete(ASK, seat())


async def test_output_modes_are_probed_once_and_remembered(chat_server: Start) -> None:
    def respond(exchange: Exchange) -> None:
        if exchange.mode == "json_schema":
            exchange.error(400, "'response_format' of type 'json_schema' is not supported")
        else:
            exchange.say('{"word": "x"}')

    server = chat_server(respond)
    client = client_of(server)
    for _ in range(3):
        assert (await client.complete(ASK, seat(), SHAPE)).text == '{"word": "x"}'
    assert [exchange.mode for exchange in server.exchanges] == [
        "json_schema",
        "json_object",
        "json_object",
        "json_object",
    ]


async def test_a_server_that_takes_a_schema_gets_it(chat_server: Start) -> None:
    server = chat_server(lambda exchange: exchange.say('{"word": "x"}'))
    client = client_of(server)
    await client.complete(ASK, seat(), SHAPE)
    await client.complete(ASK, seat(), SHAPE)
    await client.complete(ASK, seat())
    assert [exchange.mode for exchange in server.exchanges] == ["json_schema"] * 2 + ["text"]
    stated = server.exchanges[0].body["response_format"]["json_schema"]
    assert stated["name"] == "Word"
    assert stated["schema"] == SHAPE.schema


@pytest.mark.parametrize("said", [None, "", "  \n"])
async def test_a_server_that_falls_silent_when_shaped_is_asked_in_words(
    chat_server: Start, said: str | None
) -> None:
    def respond(exchange: Exchange) -> None:
        exchange.say(said if exchange.mode != "text" else '{"word": "x"}')

    server = chat_server(respond)
    place = seat()
    completion = await client_of(server).complete(ASK, place, SHAPE)
    assert completion.text == '{"word": "x"}'
    assert [e.mode for e in server.exchanges] == ["json_schema", "json_object", "text"]
    assert place.context.ledger.usage().calls == 3


async def test_a_server_that_breaks_when_shaped_is_asked_in_words(chat_server: Start) -> None:
    def respond(exchange: Exchange) -> None:
        if exchange.mode == "text":
            exchange.say("fine")
        else:
            always_500(exchange)

    server = chat_server(respond)
    assert (await client_of(server).complete(ASK, seat(), SHAPE)).text == "fine"
    assert [e.mode for e in server.exchanges] == ["json_schema", "json_object", "text"]


async def test_null_tool_calls_are_no_trouble_and_given_ones_are_read(chat_server: Start) -> None:
    call = {"id": "1", "type": "function", "function": {"name": "Word", "arguments": '{"word": 1}'}}

    def respond(exchange: Exchange) -> None:
        if exchange.number == 1:
            exchange.say("fine", tool_calls=None)
        else:
            exchange.say(None, tool_calls=[call])

    client = client_of(chat_server(respond))
    assert (await client.complete(ASK, seat())).text == "fine"
    assert (await client.complete(ASK, seat())).text == '{"word": 1}'


async def test_a_completion_that_broke_off_says_so(chat_server: Start) -> None:
    def respond(exchange: Exchange) -> None:
        exchange.json(
            {
                "id": "c",
                "object": "chat.completion",
                "created": 1,
                "model": "m",
                "choices": [
                    {
                        "index": 0,
                        "message": {"role": "assistant", "content": '{"wo'},
                        "finish_reason": "length",
                    }
                ],
                "usage": {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5},
            }
        )

    client = client_of(chat_server(respond))
    for shape in (SHAPE, None):
        place = seat()
        assert await client.complete(ASK, place, shape) == Completion('{"wo', truncated=True)
        assert place.context.ledger.usage().tokens == 5


async def test_concurrent_requests_are_bounded(chat_server: Start) -> None:
    active: list[int] = []
    most: list[int] = []

    def respond(exchange: Exchange) -> None:
        active.append(1)
        most.append(len(active))
        time.sleep(0.05)
        active.pop()
        exchange.say("x")

    client = client_of(chat_server(respond))
    place = seat(slots=asyncio.Semaphore(2))
    await asyncio.gather(*(client.complete(ASK, place) for _ in range(6)))
    assert max(most) <= 2


async def test_a_budget_ends_before_the_next_request(chat_server: Start) -> None:
    server = chat_server(lambda exchange: exchange.say("x"))
    place = seat(ledger=Ledger(Budget(tokens=20)))
    client = client_of(server)
    await client.complete(ASK, place)
    await client.complete(ASK, place)
    with pytest.raises(BudgetSpent, match="20 tokens"):
        await client.complete(ASK, place)
    assert len(server.exchanges) == 2


async def test_a_budget_of_seconds_ends_a_request_that_hangs(chat_server: Start) -> None:
    server = chat_server(hang)
    began = time.monotonic()
    with pytest.raises(BudgetSpent):
        await client_of(server).complete(ASK, seat(ledger=Ledger(Budget(seconds=0.3))))
    assert time.monotonic() - began < 20.0  # the server would hang for longer


async def test_the_fault_is_told_where_the_budget_ends_between_tries(
    chat_server: Start,
) -> None:
    server = chat_server(lambda exchange: exchange.error(503))
    place = seat(ledger=Ledger(Budget(tokens=10)))
    with pytest.raises(BudgetSpent, match=r"tokens.*Before that: The server at .* failed"):
        await client_of(server).complete((Message("user", "x" * 47),), place)


async def test_requests_are_impossible_where_they_are_switched_off() -> None:
    client = client_of("http://127.0.0.1:1/v1")
    with pytest.raises(InputError, match="switched off"):
        await client.complete(ASK, seat())


async def test_money_follows_from_the_price() -> None:
    place = seat()
    client = scripted({"text": "x", "tokens": [1000, 100]}, price=Price(2.0, 10.0))
    await client.complete(ASK, place)
    assert place.context.ledger.usage().money == pytest.approx(0.003)


async def test_a_script_fails_like_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimoot.agents.retrying.FIRST_WAIT", 0.001)
    client = scripted(
        {"error": "rate_limit"}, {"error": "server"}, {"error": "connection"}, "there"
    )
    assert (await client.complete(ASK, seat())).text == "there"
    for error, kind in {
        "unauthorized": RequestFailure.REFUSED_KEY,
        "not_found": RequestFailure.UNKNOWN_MODEL,
        "bad_request": RequestFailure.REJECTED,
        "context": RequestFailure.TOO_LONG,
    }.items():
        with pytest.raises(ModelRequestError) as caught:
            await scripted({"error": error}).complete(ASK, seat())
        assert caught.value.kind is kind


async def test_a_resumed_run_does_not_ask_again(chat_server: Start, tmp_path: Path) -> None:
    server = chat_server(lambda exchange: exchange.say(f"number {exchange.number}"))
    client = client_of(server)
    folder = RunFolder.create(tmp_path, RunRequest(problem=Problem(text="x")), "run-1")
    place = seat(completions=folder)
    said = [(await client.complete(ASK, place)).text for _ in range(2)]
    assert said == ["number 1", "number 2"]

    again = seat(completions=RunFolder.open(tmp_path, "run-1"))
    said = [(await client.complete(ASK, again)).text for _ in range(3)]
    assert said == ["number 1", "number 2", "number 3"]
    assert again.context.ledger.usage().calls == 1


def empty_body(exchange: Exchange) -> None:
    exchange.send(b"")


def refused_key(exchange: Exchange) -> None:
    exchange.error(401, "no")


def refusal(exchange: Exchange) -> None:
    exchange.say(None, refusal="I can't help with that.")


def filtered(exchange: Exchange) -> None:
    exchange.json(
        {
            "id": "c1",
            "object": "chat.completion",
            "created": 1,
            "model": "m",
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": ""},
                    "finish_reason": "content_filter",
                }
            ],
        }
    )


@pytest.mark.parametrize("respond", [empty_body, always_500, hang, cut_connection])
async def test_requests_that_brought_nothing_are_metered_as_unknown(
    chat_server: Start, respond: Respond
) -> None:
    server = chat_server(respond)
    place = seat()
    client = replace(client_of(server), timeout=0.2 if respond is hang else 5.0, attempts=2)
    with pytest.raises(ModelRequestError):
        await client.complete(ASK, place)
    (line,) = place.context.ledger.usage().lines
    assert line.calls == line.failed_calls == line.unmetered_calls == len(server.exchanges) == 2
    assert line.seconds > 0
    assert (line.input_tokens, line.money) == (0, None)


async def test_requests_that_were_refused_are_metered_as_free(chat_server: Start) -> None:
    place = seat(ledger=Ledger(Budget(tokens=1)))
    with pytest.raises(ModelRequestError):
        await client_of(chat_server(refused_key)).complete(ASK, place)
    (line,) = place.context.ledger.usage().lines
    assert (line.calls, line.failed_calls, line.unmetered_calls, line.money) == (1, 1, 0, 0.0)
    place.context.ledger.check()  # nothing is spent


async def test_failed_requests_count_against_a_budget_of_tokens(chat_server: Start) -> None:
    server = chat_server(empty_body)
    place = seat(ledger=Ledger(Budget(tokens=10)))
    with pytest.raises(BudgetSpent, match=r"10 tokens is spent \(about 11 used, in part estimated"):
        await client_of(server).complete((Message("user", "x" * 47),), place, SHAPE)
    assert len(server.exchanges) == 1


async def test_failed_requests_count_against_a_budget_of_money(chat_server: Start) -> None:
    server = chat_server(empty_body)
    place = seat(ledger=Ledger(Budget(money=0.0001)))
    client = replace(client_of(server), price=Price(10.0, 10.0))
    with pytest.raises(BudgetSpent, match=r"0\.0001 usd"):
        await client.complete((Message("user", "x" * 47),), place, SHAPE)
    assert len(server.exchanges) == 1
    assert place.context.ledger.usage().money is None


async def test_a_request_that_is_cancelled_is_metered(chat_server: Start) -> None:
    server = chat_server(hang)
    place = seat()
    asking = asyncio.create_task(client_of(server).complete(ASK, place))
    while not server.exchanges:
        await asyncio.sleep(0.01)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert place.context.ledger.usage().failed_calls == 1


@pytest.mark.parametrize(
    ("respond", "words"),
    [(refusal, "I can't help with that"), (filtered, "a content filter stopped it")],
)
@pytest.mark.parametrize("shape", [None, SHAPE])
async def test_a_refusal_is_told_in_its_words_and_not_asked_again(
    chat_server: Start, respond: Respond, words: str, shape: Shape | None
) -> None:
    server = chat_server(respond)
    place = seat()
    with pytest.raises(ModelRequestError, match="refused to answer") as caught:
        await client_of(server).complete(ASK, place, shape)
    assert words in str(caught.value)
    assert caught.value.kind is RequestFailure.REFUSED
    assert len(server.exchanges) == 1
    assert place.context.ledger.usage().calls == 1


async def test_failed_requests_of_an_earlier_part_are_metered_and_never_recalled(
    chat_server: Start, tmp_path: Path
) -> None:
    server = chat_server(empty_body)
    folder = RunFolder.create(tmp_path, RunRequest(problem=Problem(text="x")), "run-1")
    client = replace(client_of(server), attempts=1)
    with pytest.raises(ModelRequestError):
        await client.complete(ASK, seat(completions=folder))
    again = seat(completions=RunFolder.open(tmp_path, "run-1"))
    with pytest.raises(ModelRequestError):
        await client.complete(ASK, again)
    assert len(server.exchanges) == 2
    kinds = [line["failed"] for line in RunFolder.open(tmp_path, "run-1").completions()]
    assert kinds == [RequestFailure.MALFORMED] * 2


def test_a_client_serves_one_event_loop_after_another(chat_server: Start) -> None:
    server = chat_server(lambda exchange: exchange.say("Yes."))
    client = client_of(server, request_attempts=1)
    for _ in range(3):
        assert asyncio.run(client.complete(ASK, seat())).text == "Yes."
    assert len(server.exchanges) == 3

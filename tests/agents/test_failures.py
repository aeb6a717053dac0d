from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from optimoot.agents.failures import (
    RETRYABLE,
    ModelRefusal,
    RequestFailure,
    classify,
    retry_after,
    translate,
)


class Response:
    def __init__(self, status_code: int, headers: dict[str, str] | None = None) -> None:
        self.status_code = status_code
        self.headers = headers or {}


class ProviderError(Exception):
    def __init__(
        self, text: str = "no", response: Response | None = None, code: object = None
    ) -> None:
        super().__init__(text)
        self.response = response
        self.code = code


class APITimeoutError(Exception):
    pass


class APIConnectionError(Exception):
    pass


class RemoteProtocolError(Exception):
    pass


def caused(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ProviderError(response=Response(429)), RequestFailure.RATE_LIMITED),
        (ProviderError(response=Response(500)), RequestFailure.SERVER),
        (ProviderError(response=Response(529)), RequestFailure.SERVER),
        (ProviderError(response=Response(408)), RequestFailure.TIMED_OUT),
        (ProviderError(response=Response(401)), RequestFailure.REFUSED_KEY),
        (ProviderError(response=Response(404)), RequestFailure.UNKNOWN_MODEL),
        (ProviderError(response=Response(413)), RequestFailure.TOO_LONG),
        (ProviderError(response=Response(418)), RequestFailure.REJECTED),
        (ProviderError(code=503), RequestFailure.SERVER),
        (ProviderError(code="invalid_api_key"), RequestFailure.MALFORMED),
        (ProviderError("context_length_exceeded", Response(400)), RequestFailure.TOO_LONG),
        (caused(ValueError("wrapped"), ProviderError(code=429)), RequestFailure.RATE_LIMITED),
        (caused(ValueError("wrapped"), ConnectionResetError()), RequestFailure.BROKE_OFF),
        (caused(APIConnectionError(), RemoteProtocolError()), RequestFailure.BROKE_OFF),
        (caused(APIConnectionError(), ConnectionRefusedError()), RequestFailure.UNREACHABLE),
        (APIConnectionError(), RequestFailure.UNREACHABLE),
        (ModelRefusal("I would rather not."), RequestFailure.REFUSED),
        (TimeoutError(), RequestFailure.TIMED_OUT),
        (APITimeoutError(), RequestFailure.TIMED_OUT),
        (ConnectionRefusedError(), RequestFailure.UNREACHABLE),
        (KeyError("choices"), RequestFailure.MALFORMED),
        (IndexError("list index out of range"), RequestFailure.MALFORMED),
    ],
)
def test_kinds_are_told_apart_whoever_raised_them(error: Exception, kind: RequestFailure) -> None:
    assert classify(error) is kind


def test_every_kind_has_a_message_a_remedy_and_a_verdict_on_retrying() -> None:
    statuses = (400, 401, 404, 413, 429, 500)
    errors: list[Exception] = [ProviderError(response=Response(status)) for status in statuses]
    others = [ConnectionError(), ConnectionResetError(), KeyError("x"), ModelRefusal("no")]
    for error in [*errors, TimeoutError(), *others]:
        ours = translate(error, model="openai:m", base_url="http://127.0.0.1/v1", timeout=3)
        assert "openai:m" in ours.summary
        assert ours.remedy
        assert ours.retryable is (ours.kind in RETRYABLE)


@pytest.mark.parametrize(
    ("value", "seconds"), [("7", 7.0), ("0.5", 0.5), ("-3", 0.0), ("soon", None), ("", None)]
)
def test_the_pause_asked_for_is_read(value: str, seconds: float | None) -> None:
    error = ProviderError(response=Response(429, {"retry-after": value}))
    assert retry_after(error) == seconds
    assert retry_after(caused(ValueError(), error)) == seconds


def test_the_pause_may_be_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    found = retry_after(ProviderError(response=Response(429, {"retry-after": later})))
    assert found is not None
    assert 80 < found <= 90


def test_what_the_server_said_is_quoted_short_and_on_one_line() -> None:
    error = ProviderError("x" * 900 + "\nand more", Response(400))
    ours = translate(error, model="m", base_url="", timeout=1)
    assert len(ours.summary) < 300
    assert "\n" not in ours.summary


def test_what_a_connection_died_of_is_quoted_and_not_that_it_died() -> None:
    error = caused(APIConnectionError("Connection error."), RemoteProtocolError("peer closed"))
    ours = translate(error, model="m", base_url="http://127.0.0.1/v1", timeout=1)
    assert "broke off its answer" in ours.summary
    assert "peer closed" in ours.summary
    assert "cannot be reached" not in str(ours)

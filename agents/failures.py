"""What went wrong with a request to a model: told apart, so that only what may pass is retried.

Providers raise their own exceptions; they share an HTTP status, a `response` with headers, and
Python's own time-outs and connection errors, so the kind is read from these and not from types
that would have to be imported.
"""

from __future__ import annotations

import email.utils
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum

from optimoot.agents.redaction import redact
from optimoot.errors import RunError


class RequestFailure(StrEnum):
    """Why a completion did not come."""

    RATE_LIMITED = "rate_limited"
    SERVER = "server"
    """The server failed (5xx)."""
    UNREACHABLE = "unreachable"
    """No connection."""
    BROKE_OFF = "broke_off"
    """There was a connection, and it ended before the whole answer had come."""
    TIMED_OUT = "timed_out"
    MALFORMED = "malformed"
    """An answer that is no chat completion: HTML, half a JSON, no choices."""
    REFUSED_KEY = "refused_key"
    """401 or 403."""
    UNKNOWN_MODEL = "unknown_model"
    """404: no such model, or no such address."""
    TOO_LONG = "too_long"
    """The prompt does not fit the model."""
    FILTERED = "filtered"
    """The provider's content filter stopped it."""
    REFUSED = "refused"
    """The model declined to answer."""
    REJECTED = "rejected"
    """400 or 422: the server does not take the request as it is."""


RETRYABLE = frozenset(
    {
        RequestFailure.RATE_LIMITED,
        RequestFailure.SERVER,
        RequestFailure.UNREACHABLE,
        RequestFailure.BROKE_OFF,
        RequestFailure.TIMED_OUT,
        RequestFailure.MALFORMED,
    }
)

COSTLESS = frozenset(
    {
        RequestFailure.RATE_LIMITED,
        RequestFailure.UNREACHABLE,
        RequestFailure.REFUSED_KEY,
        RequestFailure.UNKNOWN_MODEL,
        RequestFailure.TOO_LONG,
        RequestFailure.REJECTED,
    }
)
"""Failures before any work of a model: they use no tokens."""

_BY_STATUS = {
    401: RequestFailure.REFUSED_KEY,
    403: RequestFailure.REFUSED_KEY,
    404: RequestFailure.UNKNOWN_MODEL,
    408: RequestFailure.TIMED_OUT,
    409: RequestFailure.SERVER,
    413: RequestFailure.TOO_LONG,
    425: RequestFailure.SERVER,
    429: RequestFailure.RATE_LIMITED,
}
_CONNECTION_ERRORS = frozenset({"APIConnectionError", "ConnectError"})
_BREAKING_ERRORS = frozenset({"RemoteProtocolError", "ReadError", "WriteError", "IncompleteRead"})
_TOO_LONG_WORDS = ("context_length", "context window", "context length", "prompt is too long")
_EXHAUSTED_WORDS = ("insufficient_quota", "exceeded your current quota", "billing")


class ModelRequestError(RunError):
    """A completion could not be had; `remedy` says what the user can do about it.

    Args:
        kind: Why.
        message: What happened, naming the model.
        remedy: What to do about it.
        retry_after: Seconds that the server asked to wait; None if it did not say.
    """

    def __init__(
        self,
        kind: RequestFailure,
        message: str,
        *,
        remedy: str = "",
        retry_after: float | None = None,
        retryable: bool | None = None,
    ) -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.summary = message
        self.kind = kind
        self.remedy = remedy
        self.retry_after = retry_after
        self.retryable = kind in RETRYABLE if retryable is None else retryable


class ModelRefusal(Exception):
    """A model declined to answer; the words in which it did."""


class BudgetSpent(RunError):
    """The run's budget is spent; what is at hand by then is the result."""


def classify(error: Exception) -> RequestFailure:
    """The kind of a provider's exception."""
    status = status_code(error)
    text = str(error).lower()
    name = type(error).__name__.lower()
    if any(words in text for words in _TOO_LONG_WORDS) or "contextoverflow" in name:
        return RequestFailure.TOO_LONG
    if status is not None and status >= 400:
        return _of_status(status)
    if isinstance(error, ModelRefusal):
        return RequestFailure.REFUSED
    if "contentfilter" in name:
        return RequestFailure.FILTERED
    if isinstance(error, TimeoutError) or "timeout" in name:
        return RequestFailure.TIMED_OUT
    if _broke_off(error):
        return RequestFailure.BROKE_OFF
    if _is_connection(error):
        return RequestFailure.UNREACHABLE
    return RequestFailure.MALFORMED


def status_code(error: Exception) -> int | None:
    """The HTTP status that an exception, or what caused it, carries; None where none does."""
    for link in _chain(error):
        for holder in (link, getattr(link, "response", None)):
            for attribute in ("status_code", "code", "status"):
                value = getattr(holder, attribute, None)
                if isinstance(value, int) and 100 <= value < 600:
                    return value
    return None


def retry_after(error: Exception) -> float | None:
    """Seconds that the server asked to wait (`Retry-After`: seconds or a date), or None."""
    responses = (getattr(link, "response", None) for link in _chain(error))
    headers = next((h for r in responses if (h := getattr(r, "headers", None)) is not None), None)
    value = headers.get("retry-after") if headers is not None else None
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        return _seconds_until(value)


def translate(error: Exception, *, model: str, base_url: str, timeout: float) -> ModelRequestError:
    """A provider's exception as ours: the kind, one sentence and the remedy."""
    kind = classify(error)
    where = f" at {redact(base_url)}" if base_url else ""
    detail = _detail(error)
    said = f": {detail}" if detail else ""
    message, remedy = {
        RequestFailure.RATE_LIMITED: (
            f"The server{where} limits the rate of requests to {model!r}{said}.",
            "Wait a while, or lower concurrent_requests.",
        ),
        RequestFailure.SERVER: (
            f"The server{where} failed on a request to {model!r}{said}.",
            "Try again later, or use another --model.",
        ),
        RequestFailure.UNREACHABLE: (
            f"The model {model!r} cannot be reached{where}{said}.",
            "Check that the server runs and that --base-url is right; "
            "`optimoot doctor` tests the connection.",
        ),
        RequestFailure.BROKE_OFF: (
            f"The server{where} broke off its answer to a request to {model!r}{said}.",
            "It was reached: look at its log, or use another --model.",
        ),
        RequestFailure.TIMED_OUT: (
            f"The model {model!r}{where} gave no answer within {timeout:g} s.",
            "Raise request_timeout (OPTIMOOT_REQUEST_TIMEOUT), or use a faster model.",
        ),
        RequestFailure.MALFORMED: (
            f"The server{where} answered a request to {model!r} with something that is no chat "
            f"completion{said}.",
            "Check that --base-url is the address of an OpenAI-compatible API "
            "(it usually ends in /v1).",
        ),
        RequestFailure.REFUSED_KEY: (
            f"The server{where} refused the key for {model!r}{said}.",
            "Check the provider's key variable and what the key may use.",
        ),
        RequestFailure.UNKNOWN_MODEL: (
            f"The server{where} knows no model {model!r}{said}.",
            "Check the name after the colon of --model, and --base-url.",
        ),
        RequestFailure.TOO_LONG: (
            f"The prompt does not fit the model {model!r}{said}.",
            "Shorten the text, or use a model with a longer context.",
        ),
        RequestFailure.FILTERED: (
            f"The provider's content filter stopped the completion of {model!r}.",
            "Reword the problem, or use another --model.",
        ),
        RequestFailure.REFUSED: (
            f"The model {model!r} refused to answer{said}.",
            "Reword the problem, or use another --model.",
        ),
        RequestFailure.REJECTED: (
            f"The server{where} does not take the request to {model!r}{said}.",
            "Check the model's name and --base-url, or use another --model.",
        ),
    }[kind]
    exhausted = any(words in str(error).lower() for words in _EXHAUSTED_WORDS)
    return ModelRequestError(
        kind,
        message,
        remedy=remedy,
        retry_after=retry_after(error),
        retryable=False if exhausted else None,
    )


def _of_status(status: int) -> RequestFailure:
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    return RequestFailure.SERVER if status >= 500 else RequestFailure.REJECTED


def _broke_off(error: Exception) -> bool:
    """Whether a connection that stood has ended too soon."""
    links = list(_chain(error))
    if any(isinstance(link, ConnectionRefusedError) for link in links):
        return False
    names = {type(link).__name__ for link in links}
    broken = (ConnectionResetError, ConnectionAbortedError, BrokenPipeError)
    return bool(names & _BREAKING_ERRORS) or (
        "ConnectError" not in names and any(isinstance(link, broken) for link in links)
    )


def _is_connection(error: Exception) -> bool:
    """Whether the error, or what caused it, is a broken or refused connection."""
    return any(
        isinstance(link, OSError) or type(link).__name__ in _CONNECTION_ERRORS
        for link in _chain(error)
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and what caused it, and so on: providers wrap what their clients raise."""
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__


def _detail(error: Exception) -> str:
    """What the server said, on one line and short; nothing where that is only a type's name."""
    body = getattr(error, "body", None)
    inner = body.get("error", body) if isinstance(body, dict) else None
    said = inner.get("message") if isinstance(inner, dict) else inner
    if not (isinstance(said, str) and said):
        # "Connection error." is all that a client says of what its own cause says better
        texts = [text for link in _chain(error) if (text := str(link))]
        said = texts[-1] if texts and texts[0] == "Connection error." else str(error)
    return " ".join(redact(said).split())[:200].rstrip(".")


def _seconds_until(date: str) -> float | None:
    try:
        moment = email.utils.parsedate_to_datetime(date)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())

"""When a request that failed is sent again: after which faults, how often, how long after."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from optimoot.agents.failures import BudgetSpent, ModelRequestError, RequestFailure
from optimoot.agents.ledger import Ledger

if TYPE_CHECKING:
    from tenacity import RetryCallState

_T = TypeVar("_T")

FIRST_WAIT = 0.5
"""Seconds before the second try; doubles with each further one, plus jitter."""
LONGEST_WAIT = 60.0
"""A server that asks for a longer pause is given up."""
_TIMEOUT_ATTEMPTS = 2
"""A request that hung once for the whole time-out is tried just once more."""


async def with_retries(
    ask: Callable[[], Awaitable[_T]],
    *,
    attempts: int,
    final: frozenset[RequestFailure],
    ledger: Ledger,
    tell: Callable[[str], None],
) -> _T:
    """What a request brings, sent again where it failed in a way that may pass.

    Args:
        ask: Sends the request.
        attempts: Requests at most.
        final: Faults after which it is not sent again although they may pass.
        ledger: Whose budget bounds the waiting.
        tell: Hears of each fault that is tried again.

    Raises:
        ModelRequestError: The last fault.
        BudgetSpent: The budget ended first; it names the fault that was being waited out.
    """
    from tenacity import AsyncRetrying, retry_if_exception, wait_exponential, wait_random

    backoff = wait_exponential(FIRST_WAIT, max=LONGEST_WAIT) + wait_random(0, FIRST_WAIT)
    faults: list[str] = []

    def again(error: BaseException) -> bool:
        if not isinstance(error, ModelRequestError) or not error.retryable:
            return False
        return error.kind not in final and (error.retry_after or 0.0) <= LONGEST_WAIT

    def enough(state: RetryCallState) -> bool:
        fault = _fault(state)
        timed_out = fault is not None and fault.kind is RequestFailure.TIMED_OUT
        return state.attempt_number >= (min(attempts, _TIMEOUT_ATTEMPTS) if timed_out else attempts)

    def pause(state: RetryCallState) -> float:
        fault = _fault(state)
        return max((fault.retry_after if fault is not None else None) or 0.0, backoff(state))

    def say(state: RetryCallState) -> None:
        fault = _fault(state)
        if fault is not None:
            faults.append(fault.summary)
            tell(f"{fault.summary} Trying again.")

    async def wait(seconds: float) -> None:
        ledger.check()
        left = ledger.seconds_left
        if left is not None and seconds >= left:
            raise BudgetSpent(f"The budget leaves no {seconds:.1f} s to wait.")
        await asyncio.sleep(seconds)

    retrying = AsyncRetrying(
        retry=retry_if_exception(again),
        stop=enough,
        wait=pause,
        sleep=wait,
        before_sleep=say,
        reraise=True,
    )
    try:
        return await retrying(ask)
    except BudgetSpent as error:
        if not faults:
            raise
        raise BudgetSpent(f"{error} Before that: {faults[-1]}") from error


def _fault(state: RetryCallState) -> ModelRequestError | None:
    error = state.outcome.exception() if state.outcome is not None else None
    return error if isinstance(error, ModelRequestError) else None

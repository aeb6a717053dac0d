"""What attempts took: calls, tokens, money, time; what is unknown stays so and is never zero."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.benchmarks.running.record import Ending, ItemRecord

_THOUSAND: Final = 1_000
_TENTHS: Final = 10


@dataclass(frozen=True)
class Effort:
    """What attempts took together.

    Attributes:
        calls: Requests to language models.
        input_tokens: Tokens sent, `output_tokens` tokens that came back.
        least_tokens: Whether the tokens are lower bounds: some calls told none, or attempts broke.
        cost: US dollars; None where the cost of any attempt is unknown.
        known_cost: US dollars of the attempts whose cost is known: a lower bound.
        unpriced: Attempts whose cost is unknown.
        seconds: Wall time of all attempts together; `median_seconds` and `slow_seconds` are the
            median and the 90th percentile of one.
        productivity: Lines of code for a thousand tokens; None where tokens or lines are unknown,
            or no tokens were used.
    """

    calls: int
    input_tokens: int
    output_tokens: int
    least_tokens: bool
    cost: float | None
    known_cost: float
    unpriced: int
    seconds: float
    median_seconds: float
    slow_seconds: float
    productivity: float | None


def effort_of(records: Sequence[ItemRecord]) -> Effort:
    """What these attempts took."""
    unpriced = sum(_is_unpriced(record) for record in records)
    known = sum(record.cost or 0.0 for record in records)
    seconds = [record.seconds for record in records]
    return Effort(
        calls=sum(record.calls for record in records),
        input_tokens=sum(record.input_tokens for record in records),
        output_tokens=sum(record.output_tokens for record in records),
        least_tokens=any(_tokens_are_least(record) for record in records),
        cost=None if unpriced else known,
        known_cost=known,
        unpriced=unpriced,
        seconds=sum(seconds),
        median_seconds=statistics.median(seconds) if seconds else 0.0,
        slow_seconds=_ninetieth(seconds),
        productivity=productivity(records),
    )


def productivity(records: Sequence[ItemRecord]) -> float | None:
    """Lines of code for a thousand tokens; None where it is unknown or no tokens were used.

    OptimAI (R. Thind et al., 2025, arXiv:2504.16918) measures its agents by it, higher being
    better; MetaGPT (S. Hong et al., 2023, arXiv:2308.00352) told its reciprocal, tokens for a
    line of code. Counted are the lines, neither blank nor comment, of the programs that stand at
    the end, and all tokens in and out, those of attempts that brought no program too.
    """
    if any(_tokens_are_least(record) for record in records):
        return None
    tokens = sum(record.input_tokens + record.output_tokens for record in records)
    lines = [record.program_lines for record in records]
    if not tokens or any(count is None for count in lines):
        return None
    return _THOUSAND * sum(count or 0 for count in lines) / tokens


def _is_unpriced(record: ItemRecord) -> bool:
    """Whether what the attempt cost is unknown; one without any call is known to be free."""
    return record.cost is None and (record.calls > 0 or record.ending is not Ending.ANSWERED)


def _tokens_are_least(record: ItemRecord) -> bool:
    return record.unmetered_calls > 0 or record.ending is not Ending.ANSWERED


def _ninetieth(seconds: Sequence[float]) -> float:
    if len(seconds) < 2:
        return seconds[0] if seconds else 0.0
    return statistics.quantiles(seconds, n=_TENTHS, method="inclusive")[-1]

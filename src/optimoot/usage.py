"""What a run used: calls, tokens, money and time, by team and role."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class UsageLine(BaseModel):
    """What one role of one team used of one model.

    A server that reports no token counts leaves them unknown, never zero: such calls are counted
    in `unmetered_calls` and `input_tokens`/`output_tokens` then are lower bounds.

    Attributes:
        calls: Requests sent, tries again included.
        failed_calls: Those of `calls` that brought no completion. What a server refused cost
            nothing; what it may have worked on before it failed is counted as unmetered.
        money: US dollars; None where the model's price, or what a call used, is unknown.
        seconds: Wall time spent waiting for the model.
    """

    model_config = ConfigDict(frozen=True)

    team: str
    role: str
    model: str
    calls: int = 0
    failed_calls: int = 0
    unmetered_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    money: float | None = None
    seconds: float = 0.0


class Usage(BaseModel):
    """Everything a run used. `seconds` is the run's wall time."""

    model_config = ConfigDict(frozen=True)

    lines: tuple[UsageLine, ...] = ()
    seconds: float = 0.0

    @property
    def calls(self) -> int:
        """Requests sent, tries again included."""
        return sum(line.calls for line in self.lines)

    @property
    def failed_calls(self) -> int:
        """Requests that brought no completion."""
        return sum(line.failed_calls for line in self.lines)

    @property
    def tokens(self) -> int:
        """Tokens in and out, as far as they were reported."""
        return sum(line.input_tokens + line.output_tokens for line in self.lines)

    @property
    def money(self) -> float | None:
        """US dollars, or None if any model's price is unknown."""
        if any(line.money is None for line in self.lines):
            return None
        return sum(line.money or 0.0 for line in self.lines)

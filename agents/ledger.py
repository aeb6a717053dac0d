"""The ledger of a run: calls, tokens, money and time by team and role, held against the budget."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from optimoot.agents.budget import Budget
from optimoot.agents.failures import BudgetSpent
from optimoot.usage import Usage, UsageLine

_CHARACTERS_PER_TOKEN = 4


def estimated_tokens(characters: int) -> int:
    """Tokens that a text of so many characters comes to, roughly."""
    return characters // _CHARACTERS_PER_TOKEN


@dataclass(frozen=True)
class Tokens:
    """Tokens of one completion, as the server reported them."""

    input: int
    output: int


@dataclass(frozen=True)
class Charge:
    """What one request used.

    Attributes:
        tokens: None where the server reported none.
        characters: Characters sent and received: what an unreported count is estimated from
            when a budget has to be kept. Estimates never enter `Usage`.
        money: US dollars; None where the price or the tokens are unknown.
        estimate: US dollars that the characters come to, for the budget where `money` is unknown.
        failed: It brought no completion.
    """

    team: str
    role: str
    model: str
    tokens: Tokens | None
    characters: int
    money: float | None
    seconds: float
    estimate: float = 0.0
    failed: bool = False

    @classmethod
    def of_record(cls, line: Mapping[str, Any]) -> Charge:
        """The charge of a completion that is on record."""
        tokens = line["tokens"]
        return cls(
            team=line["team"],
            role=line["role"],
            model=line["model"],
            tokens=Tokens(*tokens) if tokens is not None else None,
            characters=line["characters"],
            money=line["money"],
            seconds=line["seconds"],
            estimate=line.get("estimate", 0.0),
            failed=bool(line.get("failed")),
        )


@dataclass
class Ledger:
    """Sums the charges of a run; safe to use from several threads."""

    budget: Budget = field(default_factory=Budget)
    _charges: list[Charge] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)
    _earlier: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def record(self, charge: Charge) -> None:
        """Add a charge."""
        with self._lock:
            self._charges.append(charge)

    def within(self, budget: Budget) -> Ledger:
        """A ledger for a part of the run with a budget of its own; what it records counts here too.

        Where the budget limits nothing it is this ledger itself.
        """
        if budget == Budget():
            return self
        return _Share(budget=budget, whole=self)

    def go_on_from(self, seconds: float) -> None:
        """Count wall seconds that an earlier part of the same run took."""
        self._earlier = seconds

    @property
    def seconds(self) -> float:
        """Wall seconds of the run so far."""
        return self._earlier + time.monotonic() - self._began

    @property
    def seconds_left(self) -> float | None:
        """Wall seconds left of the budget, at least 0; None where time is not limited."""
        limit = self.budget.seconds
        return None if limit is None else max(0.0, limit - self.seconds)

    def check(self) -> None:
        """Raise if nothing may be spent any more.

        Raises:
            BudgetSpent: Naming what was spent and what was allowed.
        """
        budget = self.budget
        if budget.seconds is not None and self.seconds >= budget.seconds:
            raise BudgetSpent(
                f"The budget of {budget.seconds:g} s is spent (after {self.seconds:.1f} s)."
            )
        with self._lock:
            charges = list(self._charges)
        if budget.tokens is not None:
            spent = sum(_tokens_at_least(charge) for charge in charges)
            if spent >= budget.tokens:
                unknown = any(charge.tokens is None for charge in charges)
                used = f"about {spent} used, in part estimated" if unknown else f"{spent} used"
                raise BudgetSpent(f"The budget of {budget.tokens} tokens is spent ({used}).")
        if budget.money is not None:
            paid = sum(
                charge.estimate if charge.money is None else charge.money for charge in charges
            )
            if paid >= budget.money:
                raise BudgetSpent(f"The budget of {budget.money:g} usd is spent ({paid:.4f} used).")

    def charges(self) -> tuple[Charge, ...]:
        """All charges so far, oldest first."""
        with self._lock:
            return tuple(self._charges)

    def usage(self) -> Usage:
        """Everything used so far, one line for each team, role and model."""
        with self._lock:
            charges = list(self._charges)
        groups: dict[tuple[str, str, str], list[Charge]] = {}
        for charge in charges:
            groups.setdefault((charge.team, charge.role, charge.model), []).append(charge)
        return Usage(lines=tuple(_line(group) for group in groups.values()), seconds=self.seconds)

    def tokens_of(self, team: str, role: str) -> int | None:
        """Reported tokens of a role so far; None where there are none."""
        with self._lock:
            reported = [
                charge.tokens
                for charge in self._charges
                if charge.team == team and charge.role == role and charge.tokens is not None
            ]
        return sum(tokens.input + tokens.output for tokens in reported) if reported else None


@dataclass
class _Share(Ledger):
    """The ledger of one team: held against its own budget and the run's."""

    whole: Ledger = field(default_factory=Ledger)

    def record(self, charge: Charge) -> None:
        super().record(charge)
        self.whole.record(charge)

    def check(self) -> None:
        super().check()
        self.whole.check()

    @property
    def seconds_left(self) -> float | None:
        own, all_in_all = super().seconds_left, self.whole.seconds_left
        limits = [left for left in (own, all_in_all) if left is not None]
        return min(limits, default=None)


def _tokens_at_least(charge: Charge) -> int:
    if charge.tokens is not None:
        return charge.tokens.input + charge.tokens.output
    return estimated_tokens(charge.characters)


def _line(charges: list[Charge]) -> UsageLine:
    first = charges[0]
    metered = [charge.tokens for charge in charges if charge.tokens is not None]
    money = [charge.money for charge in charges if charge.money is not None]
    return UsageLine(
        team=first.team,
        role=first.role,
        model=first.model,
        calls=len(charges),
        failed_calls=sum(charge.failed for charge in charges),
        unmetered_calls=len(charges) - len(metered),
        input_tokens=sum(tokens.input for tokens in metered),
        output_tokens=sum(tokens.output for tokens in metered),
        money=sum(money) if len(money) == len(charges) else None,
        seconds=sum(charge.seconds for charge in charges),
    )

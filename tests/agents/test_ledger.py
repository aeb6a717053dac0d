from __future__ import annotations

import pytest

from optimoot.agents.budget import Budget
from optimoot.agents.failures import BudgetSpent
from optimoot.agents.ledger import Charge, Ledger, Tokens
from optimoot.agents.prices import price_of


def charge(
    role: str = "formulator",
    tokens: Tokens | None = None,
    money: float | None = None,
    characters: int = 400,
) -> Charge:
    return Charge("A", role, "openai:m", tokens, characters, money, seconds=0.5)


def test_lines_are_by_team_role_and_model() -> None:
    ledger = Ledger()
    ledger.record(charge(tokens=Tokens(100, 20), money=0.1))
    ledger.record(charge(tokens=Tokens(10, 2), money=0.2))
    ledger.record(charge("critic", tokens=Tokens(5, 5), money=0.0))
    usage = ledger.usage()
    assert [
        (line.role, line.calls, line.input_tokens, line.output_tokens) for line in usage.lines
    ] == [
        ("formulator", 2, 110, 22),
        ("critic", 1, 5, 5),
    ]
    assert usage.money == pytest.approx(0.3)
    assert usage.lines[0].seconds == pytest.approx(1.0)


def test_unreported_tokens_are_unknown_and_never_zero() -> None:
    ledger = Ledger()
    ledger.record(charge(tokens=Tokens(100, 20), money=0.1))
    ledger.record(charge(tokens=None))
    (line,) = ledger.usage().lines
    assert (line.calls, line.unmetered_calls, line.input_tokens) == (2, 1, 100)
    assert line.money is None
    assert ledger.usage().money is None
    assert ledger.tokens_of("A", "formulator") == 120
    assert ledger.tokens_of("A", "critic") is None


def test_a_token_budget_ends_the_spending() -> None:
    ledger = Ledger(Budget(tokens=200))
    ledger.record(charge(tokens=Tokens(100, 20)))
    ledger.check()
    ledger.record(charge(tokens=Tokens(100, 20)))
    with pytest.raises(BudgetSpent, match="200 tokens"):
        ledger.check()


def test_a_token_budget_is_kept_with_servers_that_report_nothing() -> None:
    ledger = Ledger(Budget(tokens=150))
    ledger.record(charge(tokens=None, characters=400))
    ledger.check()
    ledger.record(charge(tokens=None, characters=400))
    with pytest.raises(BudgetSpent):
        ledger.check()
    assert ledger.usage().tokens == 0


def test_money_and_seconds_end_the_spending() -> None:
    ledger = Ledger(Budget(money=0.05))
    ledger.record(charge(tokens=Tokens(1, 1), money=0.05))
    with pytest.raises(BudgetSpent, match="usd"):
        ledger.check()
    earlier = Ledger(Budget(seconds=60))
    assert 59 < (earlier.seconds_left or 0) <= 60
    earlier.go_on_from(61)
    assert earlier.seconds_left == 0
    with pytest.raises(BudgetSpent, match="60 s"):
        earlier.check()


def test_prices_are_of_the_family_and_of_nobody_elses_server() -> None:
    full = price_of("openai", "gpt-4o")
    mini = price_of("openai", "gpt-4o-mini-2024-07-18")
    assert full is not None
    assert mini is not None
    assert mini.input < full.input
    assert price_of("openai", "gpt-4o-2024-08-06") == full
    assert price_of("openai", "gpt-4ominous") is None
    assert price_of("openai", "gpt-4o", own_server=True) is None
    assert price_of("nobody", "nothing") is None
    local = price_of("ollama", "whatever", own_server=True)
    assert local is not None
    assert local.of(10**6, 10**6) == 0
    assert full.of(1_000_000, 1_000_000) == pytest.approx(full.input + full.output)

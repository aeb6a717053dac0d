from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.agents.budget import Budget
from optimoot.errors import InputError


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("", Budget()),
        ("20000 tokens", Budget(tokens=20000)),
        ("20_000 tokens", Budget(tokens=20000)),
        ("20k tokens", Budget(tokens=20000)),
        ("1.5m tokens", Budget(tokens=1_500_000)),
        ("0.50 usd", Budget(money=0.5)),
        ("$0.50", Budget(money=0.5)),
        ("0.5$", Budget(money=0.5)),
        ("25 cents", Budget(money=0.25)),
        ("60s", Budget(seconds=60)),
        ("2 min", Budget(seconds=120)),
        ("20000 tokens, 0.5 USD,60 s", Budget(tokens=20000, money=0.5, seconds=60)),
    ],
)
def test_budgets_are_read(text: str, budget: Budget) -> None:
    assert Budget.parse(text) == budget


@pytest.mark.parametrize(
    "text",
    [
        "0 tokens",
        "0.3 tokens",
        "-5 s",
        "many tokens",
        "5",
        "5 apples",
        "$5 tokens",
        "5 tokens 3 s",
        "5 s, 6 s",
        ",",
        "nan usd",
        "inf s",
        "1e999 s",
    ],
)
def test_nonsense_is_refused_with_the_text_and_a_remedy(text: str) -> None:
    with pytest.raises(InputError) as caught:
        Budget.parse(text)
    assert repr(text) in caught.value.message
    assert "20000 tokens" in caught.value.remedy


@given(
    tokens=st.none() | st.integers(1, 10**12),
    seconds=st.none() | st.integers(1, 10**6),
    cents=st.none() | st.integers(1, 10**6),
)
def test_a_budget_reads_what_it_writes(
    tokens: int | None, seconds: int | None, cents: int | None
) -> None:
    budget = Budget(
        tokens=tokens,
        seconds=float(seconds) if seconds is not None else None,
        money=cents / 64 if cents is not None else None,
    )
    assert Budget.parse(str(budget)) == budget

"""Prices of models, in US dollars for a million tokens, from `prices.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Price:
    """US dollars for a million tokens in and out."""

    input: float
    output: float

    def of(self, input_tokens: int, output_tokens: int) -> float:
        """US dollars for so many tokens."""
        return (input_tokens * self.input + output_tokens * self.output) / 1e6


def price_of(provider: str, name: str, *, own_server: bool = False) -> Price | None:
    """The price of a model, or None where it is not known.

    Args:
        provider: `"openai"`, `"ollama"`, ….
        name: The model's name at that provider; a dated name (`gpt-4o-2024-08-06`) has the price
            of its family.
        own_server: The request goes to an address of the user's, whose prices nobody knows.
    """
    table = _table().get(provider, {})
    if "*" in table:
        return table["*"]
    if own_server:
        return None
    fits = [known for known in table if name == known or name.startswith(f"{known}-2")]
    return table[max(fits, key=len)] if fits else None


def known_prices() -> dict[str, tuple[float, float]]:
    """All prices by `PROVIDER:NAME`: dollars for a million tokens in and out."""
    return {
        f"{provider}:{name}": (price.input, price.output)
        for provider, models in _table().items()
        for name, price in models.items()
    }


@cache
def _table() -> dict[str, dict[str, Price]]:
    text = files("optimoot.agents").joinpath("prices.toml").read_text(encoding="utf-8")
    return {
        provider: {name: Price(*pair) for name, pair in models.items()}
        for provider, models in tomllib.loads(text).items()
    }

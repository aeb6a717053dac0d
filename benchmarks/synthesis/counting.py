"""How many demonstrations each filter lets through, by archetype."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Stage(StrEnum):
    """What a demonstration has passed."""

    MADE = "made"
    SOLVED = "solved"
    """It has a proven optimum: it is feasible and bounded."""
    MATTERS = "matters"
    """Each of its constraints matters to the optimum."""
    TOLD = "told"
    """Its question carries exactly its figures."""
    FRESH = "fresh"
    """It is no near-duplicate of a question before it."""
    READ = "read"
    """Read back, it gives the same model."""
    KEPT = "kept"


FILTERS = (Stage.SOLVED, Stage.MATTERS, Stage.TOLD, Stage.FRESH)


@dataclass
class Survival:
    """Counts by archetype and stage, and the reasons of refusals.

    Attributes:
        read_back: Questions of an archetype that were read back at all.
        exhausted: Archetypes of which nothing new came for long.
        calls: Completions that reading back took, those of items that were not kept among them,
            with their tokens and US dollars (None: unknown).
    """

    counts: Counter[tuple[str, Stage]] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    read_back: Counter[str] = field(default_factory=Counter)
    exhausted: list[str] = field(default_factory=list)
    calls: int = 0
    tokens: int = 0
    money: float | None = 0.0

    def passed(self, archetype: str, stage: Stage) -> None:
        """Count one more that passed."""
        self.counts[archetype, stage] += 1

    def paid(self, calls: int, tokens: int, money: float | None) -> None:
        """Add what a reading took."""
        self.calls += calls
        self.tokens += tokens
        known = self.money is not None and money is not None
        self.money = (self.money or 0.0) + (money or 0.0) if known else None

    def refused(self, archetype: str, reason: str) -> None:
        """Count a reason."""
        self.reasons[archetype, reason] += 1

    def total(self, stage: Stage) -> int:
        """Over all archetypes."""
        return sum(count for (_, one), count in self.counts.items() if one is stage)

    def share(self, archetype: str, stage: Stage) -> float | None:
        """The share that passes a filter of what came to it; None where nothing came."""
        before = [Stage.MADE, *FILTERS][FILTERS.index(stage)]
        came = self.counts[archetype, before]
        return self.counts[archetype, stage] / came if came else None

    def round_trips(self, archetype: str) -> float | None:
        """The share of round trips that passed; None where nothing was read back."""
        tried = self.read_back[archetype]
        return self.counts[archetype, Stage.READ] / tried if tried else None

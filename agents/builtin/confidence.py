"""How sure a reading is, as one calibrated number: its own evidence and what it left unexplained.

The confidence is the chance that the result is right, by a logistic model of a few counts: the
words that a reading leaves unexplained, by kind (see `optimoot.agents.builtin.account`), and what
the reader's own evidence took from its score. No count can raise it. The weights are fitted by
`optimoot.benchmarks.calibration` on problems of our own, on misleading twists of them and on the
development parts of public sets; docs/builtin-team.md tells how far the confidence can be believed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.builtin.account import take_account
from optimoot.agents.builtin.reading import Reading
from optimoot.agents.builtin.remainders import Evidence, Remainder
from optimoot.problem import Problem

_MOST: Final = 2
"""Pieces of one kind of evidence beyond which more of them tell nothing new."""

BASE: Final = 2.2
"""Logit of the confidence where nothing speaks against a reading."""
WEIGHTS: Final = {
    Evidence.OPERATOR: 3.6,
    Evidence.NUMBER: 3.4,
    Evidence.REFERENT: 2.9,
    Evidence.NOUN: 1.2,
    Evidence.CELL: 3.6,
    Evidence.IDLE: 2.3,
    Evidence.PRESUMED: 2.0,
    Evidence.SCORE: 1.0,
}
"""What each piece takes from the logit."""
SURE: Final = 0.7
"""Confidence from which on a reading may stand alone."""
TENTATIVE: Final = 0.45
"""Confidence below which a reading is not given, whoever agrees."""


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a reading is trusted.

    Attributes:
        confidence: The chance that it is right, 0 to 1.
        remainders: What it leaves unexplained.
    """

    confidence: float
    remainders: tuple[Remainder, ...] = ()

    @property
    def told(self) -> str:
        """What was not understood, for people, quoting at most three pieces."""
        pieces = dict.fromkeys(f"{r.words!r} in {r.quote!r}" for r in self.remainders)
        return f"Some words were left unexplained: {'; '.join(list(pieces)[:3])}."


def trust(problem: Problem, reading: Reading) -> Trust:
    """How far a reading of the Problem can be trusted; linear in the text's length.

    What was read from formulas keeps the reader's own score: words beside them tell little. So
    does a reading that its reader has held against the whole text.
    """
    if reading.formal or reading.accounted:
        return Trust(reading.score)
    explained = reading.explained - reading.counted
    remainders = take_account(problem, reading.formulation, explained)
    counts = count(remainders, reading.score)
    logit = BASE - sum(WEIGHTS[kind] * amount for kind, amount in counts.items())
    return Trust(1.0 / (1.0 + math.exp(-logit)), remainders)


def count(remainders: Sequence[Remainder], score: float) -> dict[Evidence, float]:
    """How much of each kind of evidence there is."""
    found = Counter(remainder.kind for remainder in remainders)
    counts = {kind: float(min(found[kind], _MOST)) for kind in Evidence}
    counts[Evidence.SCORE] = 1.0 - score
    return counts

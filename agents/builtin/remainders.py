"""Remainders: words that a reading leaves unexplained, by the kind of evidence they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Evidence(StrEnum):
    """Kinds of evidence against a reading."""

    OPERATOR = "operator"
    """A word that adds, takes away, sets a condition, a time, a part or an order."""
    NUMBER = "number"
    """A Number that nothing uses, in a sentence that says something."""
    REFERENT = "referent"
    """A figure is told for each of what nothing else speaks of, or as if it were known."""
    NOUN = "noun"
    """An amount of what nothing else speaks of."""
    CELL = "cell"
    """Words behind the figure in a cell of a table."""
    IDLE = "idle"
    """A sentence of its own, on one thing or on all, that gave nothing."""
    PRESUMED = "presumed"
    """A figure that was taken for a limit though neither its words nor the model tell it to be."""
    SCORE = "score"
    """What the reader's own evidence took from its score."""


@dataclass(frozen=True, slots=True)
class Remainder:
    """Words that a reading leaves unexplained.

    Attributes:
        kind: What sort of evidence they are.
        words: The words themselves.
        quote: The sentence.
    """

    kind: Evidence
    words: str
    quote: str

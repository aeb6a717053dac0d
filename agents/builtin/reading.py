"""What a built-in reader makes of a Problem: a grounded Formulation, or a reason to abstain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from optimoot.agents.team import Question
from optimoot.formulation import Formulation
from optimoot.problem import Problem


@dataclass(frozen=True)
class Alternative:
    """Another way to read the same words, and the question that would decide between the two."""

    formulation: Formulation
    question: Question


@dataclass(frozen=True)
class Reading:
    """A Formulation read from the text.

    Attributes:
        score: Trust in the reading, 0 to 1, from its own evidence.
        unused: Words left aside, quoted.
        alternatives: Readings that the words allow as well. Where one of them gives another
            result, the reader's own cannot be given as sure.
        idle: Whether the words ask for nothing to be done: little is wanted of something that has
            upper limits only, and every one of them is said to be one.
        explained: Ids of Numbers that are no data: they name things, or say what others say.
        counted: Those of them that are only taken for mere counts ("two machines").
        formal: Whether it was read from formulas, so that words beside them tell little.
        accounted: Whether the reader itself has held the whole text against its reading, word by
            word, so that this need not be done again.
        tentative: Why the reading is not sure enough to stand alone, quoting what was not
            understood; empty where it is. Another team may still come to the same result.
    """

    formulation: Formulation
    score: float
    unused: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    explained: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    idle: bool = False
    formal: bool = False
    accounted: bool = False
    tentative: str = ""


@dataclass(frozen=True)
class NotRead:
    """Why the reader abstains, quoting what it did not understand."""

    reason: str
    questions: tuple[Question, ...] = ()


class Reader(Protocol):
    """Reads a Problem with no language model: deterministic, no input or output, never raises."""

    @property
    def name(self) -> str:
        """Name of the team that this reader makes."""

    def read(self, problem: Problem) -> Reading | NotRead:
        """Read the Problem."""

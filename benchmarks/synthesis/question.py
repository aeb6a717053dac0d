"""The question of a demonstration: its text, and a Formulation that cites the text's Numbers."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Final

from optimoot.benchmarks.synthesis.demonstration import Demonstration, Figure
from optimoot.benchmarks.synthesis.marks import unmarked
from optimoot.formulation import Entry, Formulation, Member, Parameter
from optimoot.intake import make_problem
from optimoot.problem import Number, Problem

_COUNTED: Final = (1.0, 2.0)
"""What words such as "one", "both" and "twice" count; they belong to the rules, not to the data."""


class MistoldError(Exception):
    """A text that does not carry exactly the figures of its demonstration; says what is wrong."""


@dataclass(frozen=True)
class Question:
    """A text and the model that cites its Numbers."""

    problem: Problem
    formulation: Formulation


def question_of(demonstration: Demonstration, told: str) -> Question:
    """The question that a marked text of a demonstration asks.

    The number scanner that reads problems has to find every entry of every parameter in the text
    as its mark says, and no other figure.

    Raises:
        MistoldError: It does not; the message says where.
    """
    text, spans = unmarked(told)
    problem = make_problem(text)
    cited: dict[tuple[str, tuple[Member, ...]], Number] = {}
    by_place = {place: spans[place] for place in sorted(spans)}
    figures = demonstration.figures
    for number in problem.numbers:
        inside = [m for (start, end), m in by_place.items() if start <= number.start < end]
        if not inside:
            if _is_a_word(number):
                continue
            raise MistoldError(f"{number.text!r} is no figure of the demonstration")
        figure = figures[inside[0]]
        if not math.isclose(number.value * figure.factor, figure.value, rel_tol=1e-9):
            raise MistoldError(f"{number.text!r} is read as {number.value:g}")
        if figure.parameter:
            cited.setdefault((figure.parameter, figure.index), number)
    formulation = demonstration.formulation
    factors = {(f.parameter, f.index): f.factor for f in figures}
    return Question(
        problem,
        formulation.model_copy(
            update={
                "parameters": tuple(
                    _citing(parameter, cited, factors) for parameter in formulation.parameters
                )
            }
        ),
    )


def figures_told(demonstration: Demonstration, told: str) -> Counter[Figure]:
    """How often a marked text tells each figure."""
    _, spans = unmarked(told)
    return Counter(demonstration.figures[place] for place in spans.values())


def _is_a_word(number: Number) -> bool:
    return number.value in _COUNTED and not any(letter.isdigit() for letter in number.text)


def _citing(
    parameter: Parameter,
    cited: dict[tuple[str, tuple[Member, ...]], Number],
    factors: dict[tuple[str, tuple[Member, ...]], float],
) -> Parameter:
    entries: list[Entry] = []
    for entry in parameter.entries:
        place = (parameter.name, entry.index)
        if place not in cited:
            raise MistoldError(f"{parameter.name}{list(entry.index)} is not told")
        update = {"numbers": (cited[place].id,), "factor": factors[place]}
        entries.append(entry.model_copy(update=update))
    return parameter.model_copy(update={"entries": tuple(entries)})

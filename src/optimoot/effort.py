"""Estimates how long a Formulation takes to evaluate, before anyone waits for it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from optimoot.errors import InputError
from optimoot.expression import parse, parse_loops
from optimoot.formulation import Formulation
from optimoot.syntax import Gathering, Loop, Node, children

MAX_EFFORT = 1e8
"""Steps of arithmetic that one evaluation may take; about a minute's worth."""


class EffortError(InputError):
    """Evaluating a Formulation once would take too long.

    Args:
        steps: The steps that it would take.
    """

    def __init__(self, steps: float) -> None:
        super().__init__(
            f"Evaluating the formulation once takes {steps:.0e} steps of arithmetic, more than "
            f"{MAX_EFFORT:.0e}.",
            remedy="Use fewer loops inside of each other, or loop over a set of the tuples that "
            "exist.",
        )


def effort(formulation: Formulation, sizes: Mapping[str, int]) -> float:
    """Steps of arithmetic that one evaluation takes, at most.

    Args:
        formulation: A Formulation without errors.
        sizes: How many members each set has.
    """
    total = sum(
        float(math.prod(sizes[name] for name in variable.index))
        for variable in formulation.variables
    )
    if formulation.objective is not None:
        total += _steps(parse(formulation.objective.expression).tree, sizes)
    for constraint in formulation.constraints:
        loops = parse_loops(constraint.for_each).loops
        total += _turns(loops, sizes) * _steps(parse(constraint.expression).tree, sizes)
    return total


def _steps(node: Node, sizes: Mapping[str, int]) -> float:
    inner = 1 + sum(_steps(below, sizes) for below in children(node))
    return inner * _turns(node.loops, sizes) if isinstance(node, Gathering) else inner


def _turns(loops: Sequence[Loop], sizes: Mapping[str, int]) -> float:
    """How often what stands inside is evaluated; at least once, for what the loops cost."""
    return float(math.prod(max(1, sizes[loop.source]) for loop in loops))

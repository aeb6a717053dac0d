"""Pointless decisions: things that a reading lets cost something and bring nothing.

Nobody asks how many pies to bake where only cakes earn money: a figure is missing from the text, or
from the reading. A decision is pointless where more of it helps neither the goal nor any limit.
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.formulation import Formulation, Sense

_RELATION: Final = re.compile(r"<=|>=|==")
_LINEAR: Final = re.compile(r"[\w.+* -]*")
"""A sum of terms with plus signs, differences included; no quotients, powers and brackets."""


def pointless(formulation: Formulation) -> tuple[str, ...]:
    """Names of the decisions that cost something and bring nothing.

    Only where much is wanted, and all is linear: where little is wanted, problems are told whose
    answer is to do without a thing.
    """
    objective = formulation.objective
    if objective is None or formulation.sets or objective.sense is not Sense.MAXIMIZE:
        return ()
    return tuple(
        variable.name
        for variable in formulation.variables
        if not _is_in(variable.name, objective.expression)
        and _only_costs(variable.name, [c.expression for c in formulation.constraints])
    )


def _only_costs(name: str, constraints: list[str]) -> bool:
    """Whether a decision stands in upper limits only, as something that takes of what there is."""
    told = [expression for expression in constraints if _is_in(name, expression)]
    return bool(told) and all(_takes(name, expression) for expression in told)


def _takes(name: str, expression: str) -> bool:
    left, _, right = expression.partition("<=")
    if _RELATION.search(left) or not right or not _LINEAR.fullmatch(left):
        return False
    return " - " not in left and not _is_in(name, right)


def _is_in(name: str, expression: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", expression) is not None

"""Does every figure of the problem go into the model?"""

from __future__ import annotations

import re

from optimoot.certificate import Check, CheckStatus, Weight
from optimoot.formulation import Formulation
from optimoot.problem import Number, NumberKind
from optimoot.solvers.checks.context import CheckContext
from optimoot.solvers.checks.structural import Structure

_SHOWN = 5
_NAME = re.compile(r"[^\W\d]\w*")


def numbers_used(context: CheckContext) -> Check | None:
    """Which Numbers of the text nothing in the model uses.

    A figure that nothing uses is often a limit that was lost. It is one if it is written in
    digits, or if the words around it compare ("at least two"), unless it was left aside on
    purpose; other words ("one of", "two-fold") are told only.
    """
    formulation, problem = context.formulation, context.problem
    if formulation is None or problem is None:
        return None
    stated = _stated_names(formulation)
    cited = {
        number_id
        for parameter in formulation.parameters
        if parameter.name in stated
        for entry in parameter.entries
        for number_id in entry.numbers
    }
    structure = Structure(problem, formulation, context.program)
    unused = [n for n in problem.numbers if n.id not in cited and not structure.explains(n)]
    lost = [
        number
        for number in unused
        if number.id not in context.left_out and _is_figure(number, structure)
    ]
    named = tuple(f"{number.id} {number.text!r}" for number in lost or unused)
    status = CheckStatus.WARNED if unused else CheckStatus.PASSED
    return Check(
        name="numbers_used",
        title="Every figure of the problem is used",
        status=CheckStatus.FAILED if lost else status,
        weight=Weight.SUPPORTING,
        evidence=f"Nothing uses {_listed(named)}."
        if unused
        else f"All {len(problem.numbers)} figures are used or only count things.",
        elements=named,
    )


def _stated_names(formulation: Formulation) -> set[str]:
    """Every name that stands in the algebra or bounds a decision.

    A parameter that is declared and stands nowhere uses its figures as little as none would.
    """
    texts = [text for c in formulation.constraints for text in (c.expression, c.for_each)]
    if formulation.objective is not None:
        texts.append(formulation.objective.expression)
    texts += [str(bound) for v in formulation.variables for bound in (v.lower, v.upper)]
    return {name for text in texts for name in _NAME.findall(text)}


def _is_figure(number: Number, structure: Structure) -> bool:
    if re.search(r"\d", number.text) or number.kind in (NumberKind.PERCENT, NumberKind.MONEY):
        return True
    return structure.is_compared(number)


def _listed(names: tuple[str, ...]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
